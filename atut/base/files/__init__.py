"""Files: stored files with a purpose and a retention class, served only by the room that owns them."""
