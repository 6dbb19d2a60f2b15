"""Privacy: texts people declare, what we hold about them, for how long, how it is handed out and erased."""
