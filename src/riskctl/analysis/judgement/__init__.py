"""Judge one day: what it rests on, how sure it is, how far to trust it."""
