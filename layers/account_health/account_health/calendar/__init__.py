"""Days as people count them: working days, public holidays. One clock for every rule. Nothing here asks what time it is."""
