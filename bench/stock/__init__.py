"""What Atut's public pages are held against: a site as `wagtail start` lays it, with a page of ordinary content and no cache."""
