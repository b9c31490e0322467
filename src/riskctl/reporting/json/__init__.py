"""JSON documents: a schema name each, keys only ever added."""
