"""Messages of recruitment: about applications (applying), about places (placing)."""
