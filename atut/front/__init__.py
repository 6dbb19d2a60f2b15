"""What people see first: start pages, the public site, the demo."""
