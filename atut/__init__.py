"""Atut: the program with which a partnership of municipalities raises the quality of its public services."""

__version__ = "0.1.0"
