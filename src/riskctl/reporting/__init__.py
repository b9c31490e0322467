"""From values to text: one file per format, and no arithmetic."""
