"""What a report adds beside its findings: recommendations for silent channels, ideas, announcements, the month.

Nothing here changes a finding or a number.
"""
