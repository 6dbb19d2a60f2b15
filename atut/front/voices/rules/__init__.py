"""What is true of voices: what may be written (writing), what becomes of a comment (moves), how often and how long (measure)."""
