"""One file per command: open, compute, print, exit."""
