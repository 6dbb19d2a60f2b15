"""Files people bring: signed protocols."""
