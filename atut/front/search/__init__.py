"""Search of the public site that knows Polish: what is published, found by any form of its words, on either database alike."""
