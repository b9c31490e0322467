"""What is handed to others: numbered issues and the site."""
