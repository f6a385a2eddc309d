"""The review desk: web page and Excel sheet over a workspace. An entry point; heavy imports wait in functions."""
