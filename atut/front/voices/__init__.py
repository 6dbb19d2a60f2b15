"""Voices: comments on pages, recommendations, news by e-mail. Knows a page by key and address only."""
