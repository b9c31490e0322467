"""What a command shows in a terminal: a report in, styled lines out."""
