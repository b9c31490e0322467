"""Check a watch: every rule is a fact about a healthy one."""
