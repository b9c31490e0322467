"""Questions to the person at the terminal, one at a time."""
