"""Which answers of ours are known, item by item, so that a month can be summed up after its last look."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from account_health.memory.waiting import waiting_in
from account_health.model import Conversation, Snapshot, Unavailable

KEPT = timedelta(days=75)
"""The month's first report may come a week late, and speaks of the whole month before."""
MOST_ANSWERS = 1000
"""Of one account. Where there are more, the older ones go, and the time that is known becomes shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One item of somebody else with the time of our first word after it."""

    item: str
    asked_at: datetime
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All answers of an account between two moments: nothing is missing in between."""

    since: datetime
    until: datetime
    items: tuple[Answer, ...] = ()

    def cover(self, first: datetime, end: datetime) -> bool:
        """Tell whether a span of time was watched without a gap."""
        return self.since <= first and self.until >= end


def answers_after(before: Answers | None, snapshot: Snapshot) -> Answers | None:
    """Return the answers that are known after this look.

    A look tells all answers since its window began. Where the window does not reach back to the look before, the time
    between is unknown, and what is known begins anew. A look that did not see everything changes nothing.
    A comment feed shows no threads, and what is only counted no duties: both tell nothing of answers.
    """
    parts = (snapshot.comments, snapshot.mentions, snapshot.reviews)
    talk = [one for one in snapshot.conversations if one.source == "api" and not one.counted_only]
    if not talk or any(_missing(part) for part in parts):
        return before
    window = max(one.since for one in talk)
    joined = before if before is not None and window <= before.until else None
    known = {one.item: one for one in (joined.items if joined else ())}
    for exchange in waiting_in(talk, frozenset()).answered:
        if exchange.answered_at >= snapshot.taken_at - KEPT:
            known[exchange.item.id] = Answer(
                item=exchange.item.id, asked_at=exchange.item.at, answered_at=exchange.answered_at
            )
    recent = sorted(
        (one for one in known.values() if one.answered_at >= snapshot.taken_at - KEPT),
        key=lambda one: (one.answered_at, one.item),
    )
    kept = recent[-MOST_ANSWERS:]
    began = joined.since if joined else window
    if len(kept) < len(recent):
        began = max(began, kept[0].answered_at)
    return Answers(since=max(began, snapshot.taken_at - KEPT), until=snapshot.taken_at, items=tuple(kept))


def _missing(part: object) -> bool:
    return isinstance(part, Unavailable) or (isinstance(part, Conversation) and part.gap is not None)
