"""The door to the internet: checked addresses, bounded sockets, retries, one answer. No platform is known here."""
