"""What a look at the company's name remembers: bounded, and never so that what still stands in a feed is news once more."""

from dataclasses import replace
from datetime import date, timedelta

from account_health.connectors.watch.memory import MOST_DIGESTS, Memory, read_memory, written
from account_health.model import Hit

TODAY = date(2026, 11, 30)
HIT = Hit(
    keys=("a",), url="https://a.example/", title="x" * 160, text="y" * 240, at=None, feed="f", first=TODAY
)


def test_what_stands_in_a_feed_is_forgotten_last() -> None:
    """A slow feed beside a flood: its entries keep the day on which they were first met."""
    flood = {f"new{n}": TODAY for n in range(2 * MOST_DIGESTS)}
    slow = {"slow": TODAY - timedelta(days=200)}
    kept = read_memory(written(Memory(digests={**flood, **slow}, present=frozenset(slow)), TODAY)).digests
    assert kept["slow"] == slow["slow"]
    assert len(kept) == MOST_DIGESTS


def test_what_did_not_fit_is_known_to_be_missing() -> None:
    """The newest day of which something was dropped, also after the look that dropped it; nothing where all fitted."""
    many = tuple(replace(HIT, keys=(f"{n:02}",), first=TODAY - timedelta(days=n)) for n in range(40))
    first = read_memory(written(Memory(hits=many), TODAY))
    assert first.missing_to == TODAY - timedelta(days=len(first.hits))
    assert read_memory(written(first, TODAY)).missing_to == first.missing_to
    assert read_memory(written(Memory(hits=many[:3]), TODAY)).missing_to is None
