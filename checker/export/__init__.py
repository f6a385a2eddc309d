"""Stage: findings out to files (findings.json, matrix.html, matrix.xlsx). Takes objects, never a database."""
