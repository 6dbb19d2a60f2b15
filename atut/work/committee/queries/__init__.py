"""Questions about committees: members and ties (members), sheets (scoring), the protocol and its signatures (signing)."""
