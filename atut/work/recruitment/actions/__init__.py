"""The verbs of recruitment, split by stage of the work: calls, applying, then selecting and placing."""
