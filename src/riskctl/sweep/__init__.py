"""The same rule over every pair of states: a database counts, riskctl judges."""
