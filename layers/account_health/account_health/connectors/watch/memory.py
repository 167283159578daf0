"""What a look at a company's name leaves for the next one: how links answered, and which entries of feeds are known.

Titles are kept for the month's lines and then go; of what was read longer ago a short digest and a day are left.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from account_health.connectors.linked_before import Remembered, remembered, to_rows
from account_health.connectors.values import inner, text
from account_health.model import Hit

ITEMS_FOR: Final = timedelta(days=45)
"""So long an entry is kept: a month's first report tells the month before."""
MOST_BYTES: Final = 8000
"""Of all entries together; the oldest go first."""
MOST_DIGESTS: Final = 400
DIGESTS_FOR: Final = timedelta(days=400)
_FIELDS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """`links` are the answers of the known links, `feeds` the digests of the feeds that were read before.

    `digests` says on which day an entry was first met, `present` which of them stand in a feed now; `hits` are the entries
    that are still told of, and of what was met on `missing_to` or before some may be missing.
    """

    links: dict[str, Remembered] = field(default_factory=dict)
    feeds: frozenset[str] = frozenset()
    digests: Mapping[str, date] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    hits: tuple[Hit, ...] = ()
    missing_to: date | None = None


def read_memory(written: str | None) -> Memory:
    """Return what the last look left; an empty memory where there is none or it cannot be read."""
    found: Any = None
    with suppress(ValueError, RecursionError):
        found = json.loads(written or "")
    values = inner(found)
    digests = inner(values.get("digests"))
    feeds, hits = values.get("feeds"), values.get("hits")
    return Memory(
        links=remembered(values.get("links")),
        feeds=frozenset(str(one) for one in feeds) if isinstance(feeds, list) else frozenset(),
        digests={str(key): at for key, value in digests.items() if (at := _day(value)) is not None},
        hits=tuple(one for row in hits if (one := _hit(row))) if isinstance(hits, list) else (),
        missing_to=_day(values.get("missing_to")),
    )


def written(memory: Memory, today: date) -> str:
    """Return the memory as JSON, bounded. What stands in a feed now is forgotten last, or it would be news once more."""
    newest = sorted(
        memory.digests.items(), key=lambda pair: (pair[0] in memory.present, pair[1], pair[0]), reverse=True
    )
    hits = [one for one in _newest(memory.hits) if today - one.first <= ITEMS_FOR]
    rows = _bounded(map(_row, hits))
    missing = max(
        (day for day in (memory.missing_to, *(one.first for one in hits[len(rows) :])) if day), default=None
    )
    kept = [(key, day) for key, day in newest if today - day <= DIGESTS_FOR][:MOST_DIGESTS]
    return json.dumps(
        {
            "links": to_rows(sorted(memory.links.items())),
            "feeds": sorted(memory.feeds),
            "digests": {key: day.toordinal() for key, day in sorted(kept)},
            "hits": rows,
            "missing_to": missing.toordinal() if missing else None,
        },
        ensure_ascii=False,
    )


def _newest(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda one: (one.first, one.keys), reverse=True)


def _bounded(rows: Iterable[list[Any]]) -> list[list[Any]]:
    kept: list[list[Any]] = []
    size = 0
    for row in rows:
        size += len(json.dumps(row, ensure_ascii=False).encode())
        if size > MOST_BYTES:
            break
        kept.append(row)
    return kept


def _row(one: Hit) -> list[Any]:
    at = one.at.isoformat() if one.at else None
    return [list(one.keys), one.url, one.title, one.text, at, one.feed, one.first.toordinal()]


def _hit(row: object) -> Hit | None:
    if not isinstance(row, list) or len(row) != _FIELDS:
        return None
    keys, url, title, words, at, feed, first = row
    try:
        return Hit(
            keys=tuple(str(key) for key in keys),
            url=text(url) or "",
            title=text(title) or "",
            text=text(words) or "",
            at=None if at is None else datetime.fromisoformat(str(at)).astimezone(UTC),
            feed=text(feed) or "",
            first=date.fromordinal(int(first)),
        )
    except (TypeError, ValueError, OverflowError):
        return None


def _day(value: object) -> date | None:
    with suppress(TypeError, ValueError, OverflowError):
        return date.fromordinal(int(value))  # type: ignore[call-overload] # anything may stand there
    return None
