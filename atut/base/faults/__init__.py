"""Faults: pages that could not be made. Grouped, with a code people can tell by telephone; nothing of what they typed."""
