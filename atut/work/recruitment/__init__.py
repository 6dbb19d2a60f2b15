"""Recruitment: calls, applications, eligibility, selection, reserve list, places."""
