"""Projects: what hosts, languages, funder and organisations an installation serves. No people."""
