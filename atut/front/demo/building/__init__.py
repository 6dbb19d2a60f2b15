"""Builds both founding projects from the folder of input files, by the verbs alone."""
