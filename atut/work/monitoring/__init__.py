"""Monitoring: indicators and exports to the funder. Reads every room, writes only its own frozen records."""
