"""Screens of the room: what visitors read, and the desk that says what is missing."""
