"""Figures of the running program beside the limits of what it stands on, taken in one run: `script/bench`."""
