"""What a log comes to, month by month, kept from one command to the next."""
