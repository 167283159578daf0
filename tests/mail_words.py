"""Counts the words of a mail's text part as its bound counts them: without quotes, links and the footer."""

import re

_LEFT_OUT = re.compile(r"^\s*>|https?://|mailto:|^\s*runs/")
"""A quoted line, one with a link or with the mail that says "needs no answer", and one that says where a report lies."""


def counted_lines(text: str) -> list[str]:
    """Return the lines that count."""
    body = text.split("\n-- \n", maxsplit=1)[0]
    return [line for line in body.splitlines() if not _LEFT_OUT.search(line)]


def words(text: str) -> int:
    """Return how many words count: whatever spaces separate, where it holds a letter or a digit."""
    return sum(bool(re.search(r"\w", word)) for word in " ".join(counted_lines(text)).split())
