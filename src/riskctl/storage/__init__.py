"""Text and disk: where a watch is found, read and written."""
