"""What is true about a committee: members and conflicts, scores, signed files, appeals. Pure."""
