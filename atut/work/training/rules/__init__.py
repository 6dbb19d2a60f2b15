"""Training: what is true about participation, groups, attendance and certificates. No database, no clock."""
