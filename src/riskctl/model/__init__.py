"""What the words mean: frozen records, and no input or output."""
