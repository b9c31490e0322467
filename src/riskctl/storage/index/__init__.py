"""The index of a log: derived, rebuilt when in doubt, and never needed."""
