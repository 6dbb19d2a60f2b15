"""The ground floor: what every room needs and no room of the work knows about."""
