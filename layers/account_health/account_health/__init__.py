"""account-health: looks at a company's public accounts, judges them honestly, and mails a health report."""
