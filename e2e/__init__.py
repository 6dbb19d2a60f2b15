"""Journeys in a browser against the real server on a demo of its own."""
