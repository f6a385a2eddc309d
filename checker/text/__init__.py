"""Text as the stages agree to see it: folding with a way back, and Chinese numerals. Foundation."""
