"""Duties: what the law and the funder ask of a public site: signs, description, accessibility statement, plain words."""
