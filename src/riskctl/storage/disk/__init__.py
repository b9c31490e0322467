"""The disk: what may be done to files, and how."""
