"""Screens about accounts, by stage: invited, at work."""
