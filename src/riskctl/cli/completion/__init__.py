"""What the Tab key completes, in every shell."""
