"""Recruitment: what is true about calls, applications, selection and places. No database, no clock, no request."""
