"""Who gets a place, by published rules, from codes and numbers alone. Knows no person, no table, no clock."""
