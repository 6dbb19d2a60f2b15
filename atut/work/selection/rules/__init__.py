"""What a selection is made from, the walk along the ranking, and why for everyone."""
