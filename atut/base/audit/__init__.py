"""Audit: one entry for every change and every look at a sensitive field. Values apart, with their own retention."""
