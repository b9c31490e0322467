"""Text and what it says: TOML, the keys, and records read and written."""
