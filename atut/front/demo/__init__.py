"""Demo: both founding projects made by the verbs from input files, /demo/ and /ui/. Demo mode only."""
