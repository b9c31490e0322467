"""Invented event files for sweeps, and how long a sweep of them takes."""
