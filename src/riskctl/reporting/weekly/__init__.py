"""The weekly report: its sections, and one module for each format."""
