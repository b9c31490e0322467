"""Compare days: what moved the score, what happened when, what is to come."""
