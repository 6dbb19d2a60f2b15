"""Partnership: partners, goals, people and where they are employed."""
