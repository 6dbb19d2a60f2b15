"""Kernel: errors, clock, keys, Polish text, encryption, permissions. No tables, no screens, no domain."""
