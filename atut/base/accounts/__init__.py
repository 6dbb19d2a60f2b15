"""Accounts: users, what they may do where, invitations, second factor."""
