"""Jobs: work that runs at night or every minute, each claimed by a row. No queue, no extra server."""
