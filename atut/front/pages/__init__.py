"""Pages: the public site. The only room that knows Wagtail."""
