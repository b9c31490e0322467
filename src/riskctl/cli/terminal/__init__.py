"""The terminal: what is printed, paged and coloured, and how far a long job is."""
