"""Published figures: reading them, and fetching them anew without ever asking outside this machine."""
