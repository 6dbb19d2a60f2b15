"""Screens of recruitment: for applicants (public), for the office (office), for answers about places (places)."""
