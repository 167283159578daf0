"""The visible passages that speak of a date or a year, and the year in the footer."""

import re
from collections.abc import Iterator

from account_health.connectors.blog.page import Block, Page
from account_health.model import Statement
from account_health.text.sentences import SENTENCE_END

MOST = 50
LONGEST = 300

_TIME = re.compile(r"\b20\d\d\b|\b\d{1,2}\.\s?\d{1,2}\.\s?(?:20)?\d\d\b|\b\d{1,2}/\d{1,2}/\d\d\b")
_SHORT = 80


def passages_on(page: Page) -> tuple[Statement, ...]:
    """Return the passages of a page outside posts that hold a date or a year, at most 50 of 300 characters."""
    found: dict[str, None] = {}
    heading = ""
    for block in page.blocks:
        if not block.post and _TIME.search(block.text):
            for passage in _pieces(_labelled(block, heading)):
                found.setdefault(passage)
        heading = block.text if block.heading and not block.post else ""
    return tuple(Statement(text, page.url) for text in list(found)[:MOST])


def _labelled(block: Block, heading: str) -> str:
    """Return a short passage with the heading right above it: "Betriebsferien: 23.12. bis 6.1.2025"."""
    if not heading or len(block.text) > _SHORT or len(heading) > _SHORT:
        return block.text
    return f"{heading}: {block.text}"


def _pieces(text: str) -> Iterator[str]:
    """Yield the sentences that hold a time; of a long one what stands around each time."""
    for sentence in SENTENCE_END.split(text):
        if len(sentence) <= LONGEST:
            if _TIME.search(sentence):
                yield sentence
            continue
        end = 0
        for match in _TIME.finditer(sentence):
            if match.start() >= end:
                start = max(match.start() - LONGEST // 2, 0)
                end = start + LONGEST
                yield sentence[start:end].strip()
