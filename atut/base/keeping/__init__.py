"""Keeping: backups, restoring them, and changing the keys. It knows every table through Django's registry and none by name."""
