"""The committee of a call: who sits on it, who may not judge whom, scores, the accepted protocol, appeals."""
