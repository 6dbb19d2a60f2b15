"""Programme: forms of support and their editions."""
