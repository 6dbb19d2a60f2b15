"""What must be said about the project, and what may be said about accessibility."""
