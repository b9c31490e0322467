"""What comes in: imports, leads, and the decisions of a person on them."""
