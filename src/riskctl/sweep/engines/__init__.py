"""The one room in which DuckDB, Arrow and Spark are imported, each by its extra."""
