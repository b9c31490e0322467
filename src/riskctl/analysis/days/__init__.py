"""Walk the days: readings, floors, score and level of every day, from tallies."""
