"""Desk: signed-in start pages, the menu, work lists, what went wrong."""
