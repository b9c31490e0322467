"""The static site: its pages, its feed, its calendar and its badge."""
