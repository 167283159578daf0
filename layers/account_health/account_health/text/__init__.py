"""Words in, words out: translation, tone, hours, addresses and whatever else people write, brought into one form.

Nothing here knows a check or a platform, and no text is fetched here.
"""
