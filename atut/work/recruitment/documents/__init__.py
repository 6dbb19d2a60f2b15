"""Papers of recruitment: the protocol of a selection."""
