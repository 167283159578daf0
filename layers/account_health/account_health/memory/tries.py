"""The tries to open a site, look after look: since when does it not answer?

What we saw while nothing else could be reached from here is no try: the trouble may have been ours.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Final

from account_health.model import Reach, Snapshot, Try

FAILED: Final = frozenset({"error", "placeholder", "lost", "slow", "unknown_host"})
"""What counts as a try that failed; any other answer ends a row of them."""
MOST: Final = 20
"""Tries that are remembered, the newest; of alike ones in a row the first and the last."""


def tries_after(known: tuple[Try, ...], snapshot: Snapshot) -> tuple[Try, ...]:
    """Return the tries that are known after a look, the last one last; the same again where they are known already."""
    if not isinstance(snapshot.reach, Reach):
        return known
    both = {one.at: one for one in (*known, *_that_count(snapshot.reach))}
    ordered = sorted(both.values(), key=lambda one: one.at)
    rows = [tuple(row) for _, row in groupby(ordered, key=_alike)]
    return tuple(one for row in rows for one in dict.fromkeys((row[0], row[-1])))[-MOST:]


def with_tries(snapshot: Snapshot, before: Snapshot | None, now: datetime) -> Snapshot:
    """Return what was seen with the earlier tries of the same run, and its own at the moment when it was made.

    A run has one moment for all of its looks, and may come to this one hours later.
    """
    if not isinstance(snapshot.reach, Reach):
        return snapshot
    earlier = before.reach.tries if before is not None and isinstance(before.reach, Reach) else ()
    mine = replace(snapshot.reach.tries[-1], at=now)
    return replace(snapshot, reach=replace(snapshot.reach, tries=(*earlier, mine)))


def silent_since(tries: tuple[Try, ...], until: datetime) -> datetime | None:
    """Return the first of the failed tries in a row that end at a moment; None where that one did not fail."""
    return _first_of_row(tries, until, FAILED)


def warned_since(tries: tuple[Try, ...], until: datetime) -> datetime | None:
    """Return since when every try met a certificate of which browsers warn."""
    return _first_of_row(tries, until, frozenset({"certificate"}))


def _first_of_row(tries: tuple[Try, ...], until: datetime, kind: frozenset[str]) -> datetime | None:
    first = None
    for one in tries:
        if one.at <= until:
            first = None if one.what not in kind else first or one.at
    return first


def _that_count(reach: Reach) -> Iterable[Try]:
    doubted = FAILED | {"certificate"} if reach.beyond == "distrusted" else FAILED
    return (
        one
        for one in reach.tries
        if one.what != "cut_off" and (reach.beyond == "reached" or one.what not in doubted)
    )


def _alike(one: Try) -> str:
    return "failed" if one.what in FAILED else one.what
