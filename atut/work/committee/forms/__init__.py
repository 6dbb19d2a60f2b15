"""Forms of the room: by the office (office), by members (sheets)."""
