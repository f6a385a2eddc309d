"""The shapes that the stages agree on. Foundation: imports nothing of the product but itself."""
