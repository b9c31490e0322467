"""An entry: what was typed, what is asked for, and the record it comes to."""
