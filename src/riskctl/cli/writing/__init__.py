"""Records are added, taken back, or taken over from a copy."""
