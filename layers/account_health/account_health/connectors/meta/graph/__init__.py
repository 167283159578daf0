"""What Facebook and Instagram share: Meta's Graph API, its requests, errors, pages and tokens."""
