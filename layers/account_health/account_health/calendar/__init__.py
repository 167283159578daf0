"""Days as people count them: working days, public holidays. One clock for every rule; nobody here asks what time it is."""
