"""The questions of recruitment, split by stage of the work: calls, applications, then places."""
