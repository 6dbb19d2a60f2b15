"""Shape of what people type: applicants (public), the office (office), answers about places (places)."""
