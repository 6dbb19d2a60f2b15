"""Questions of a form: their kinds, the reason of each, reading and scoring answers. Knows no person and no table."""
