"""Which reviews are gone: known before, and lacking in two whole readings on two days.

Only fingerprints of the newest reviews are kept, so that nothing of a deleted review stays but its stars.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from account_health.model import Conversation, Item

MOST_KNOWN: Final = 200
"""The newest; what is older leaves by newer ones that come."""
KEPT: Final = timedelta(days=92)
"""So long it is remembered that reviews are gone: the month before is told in the month that follows."""


@dataclass(frozen=True, slots=True)
class Known:
    """A review that was seen: its fingerprint, its stars, and since when a whole reading lacks it."""

    mark: str
    stars: int
    lacking: date | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The newest reviews as they are known, and which are gone: (day, stars)."""

    known: tuple[Known, ...] = ()
    gone: tuple[tuple[date, int], ...] = ()


def after_reading(before: Ledger, reviews: object, today: date) -> Ledger:
    """Return the ledger after a look; a reading that was not whole proves nothing of what it lacks."""
    kept = tuple(one for one in before.gone if today - one[0] <= KEPT)
    if not isinstance(reviews, Conversation) or reviews.gap is not None or reviews.held_back:
        return replace(before, gone=kept)
    here = sorted((item for item in reviews.items if not item.ours), key=lambda item: item.at, reverse=True)
    marks = {_mark(item) for item in here}
    lacking = [one for one in before.known if one.mark not in marks]
    lost = [one for one in lacking if one.lacking is not None and one.lacking < today]
    waiting = tuple(replace(one, lacking=one.lacking or today) for one in lacking if one not in lost)
    seen = tuple(Known(_mark(item), item.rating or 0) for item in here[:MOST_KNOWN])
    return Ledger((*seen, *waiting)[: 2 * MOST_KNOWN], (*kept, *((today, one.stars) for one in lost)))


def _mark(item: Item) -> str:
    return hashlib.sha256(item.id.encode()).hexdigest()[:16]
