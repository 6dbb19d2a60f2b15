"""Training: participation, groups, sessions, enrolment, attendance, certificates."""
