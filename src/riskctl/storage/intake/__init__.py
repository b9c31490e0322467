"""The files of others as rows: one reader for each form, and nothing guessed."""
