"""Evidence that others wrote down: what their rows mean, and what is new in them."""
