"""What a look at a location leaves for the next one: since when the grant is known to work, and what is asked rarely."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from account_health.connectors.google.gone import Known, Ledger
from account_health.connectors.google.lookalikes import remembered, to_remember
from account_health.connectors.google.performance import Figures
from account_health.connectors.google.values import moment, number, texts
from account_health.connectors.values import inner, text, whole_number
from account_health.model import Lookalikes, Pictures

TEST_GRANT_DAYS: Final = 7
"""A grant of an application whose consent screen is in testing ends after seven days."""
_NEAR_A_WEEK: Final = (timedelta(days=5), timedelta(days=9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """`since` is the first look at which the grant `grant` worked, `refused` the first at which it did not.

    `links` are the profiles elsewhere as they were last read, None before that; `account` lists the location;
    `reviews` is how many were listed last, `pictures` the photos as they were last seen whole. `figures` are those of the
    month before, `ledger` the reviews that are known and those that are gone, `lookalikes` what the month's search found.
    """

    grant: str = ""
    since: datetime | None = None
    refused: datetime | None = None
    account: str | None = None
    links: tuple[str, ...] | None = None
    reviews: int = 0
    pictures: Pictures | None = None
    figures: Figures = field(default_factory=Figures)
    ledger: Ledger = field(default_factory=Ledger)
    lookalikes: Lookalikes | None = None

    def accepted(self, grant: str, now: datetime) -> "Memory":
        """Return the memory after a look at which the grant worked."""
        since = self.since if self.grant == grant and self.since else now
        return replace(self, grant=grant, since=min(since, now), refused=None)

    def rejected(self, grant: str, now: datetime) -> "Memory":
        """Return the memory after a look at which the grant did not work."""
        if self.grant != grant:
            return replace(self, grant=grant, since=None, refused=now)
        return replace(self, refused=self.refused or now)

    def outlived_a_test(self, now: datetime) -> bool:
        """Whether the grant has worked for longer than one of a test would."""
        return self.since is not None and now - self.since > timedelta(days=TEST_GRANT_DAYS + 1)

    def ended_like_a_test(self) -> bool:
        """Whether the grant worked for about a week and no longer."""
        if self.since is None or self.refused is None:
            return False
        least, most = _NEAR_A_WEEK
        return least <= self.refused - self.since <= most


def read_memory(written: str | None) -> Memory:
    """Return what the last look left; an empty memory where there is none or it cannot be read."""
    found: Any = None
    with suppress(ValueError, RecursionError):
        found = json.loads(written or "")
    values = inner(found)
    links = values.get("links")
    return Memory(
        grant=text(values.get("grant")) or "",
        since=moment(values.get("since")),
        refused=moment(values.get("refused")),
        account=text(values.get("account")),
        links=texts(links) if isinstance(links, list) else None,
        reviews=number(values.get("reviews")),
        pictures=_pictures(values.get("pictures")),
        figures=_figures(inner(values.get("figures"))),
        ledger=_ledger(values.get("known"), values.get("gone")),
        lookalikes=remembered(values.get("lookalikes")),
    )


def written(memory: Memory) -> str:
    """Return the memory as JSON."""
    return json.dumps(
        {
            "grant": memory.grant,
            "since": memory.since.isoformat() if memory.since else None,
            "refused": memory.refused.isoformat() if memory.refused else None,
            "account": memory.account,
            "links": None if memory.links is None else list(memory.links),
            "reviews": memory.reviews,
            "pictures": None if memory.pictures is None else _written(memory.pictures),
            "figures": {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in asdict(memory.figures).items()
            },
            "known": [[one.mark, one.stars, _iso(one.lacking)] for one in memory.ledger.known],
            "gone": [[at.isoformat(), stars] for at, stars in memory.ledger.gone],
            "lookalikes": to_remember(memory.lookalikes),
        },
        ensure_ascii=False,
    )


def _written(seen: Pictures) -> dict[str, Any]:
    return {
        "profile": seen.profile,
        "cover": seen.cover,
        "photos": seen.photos,
        "newest_at": seen.newest_at.isoformat() if seen.newest_at else None,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _figures(value: Mapping[str, Any]) -> Figures:
    return Figures(
        month=text(value.get("month")) or "",
        calls=whole_number(value.get("calls")),
        directions=whole_number(value.get("directions")),
        clicks=whole_number(value.get("clicks")),
        last=_day(value.get("last")),
        off=_day(value.get("off")),
    )


def _ledger(known: object, gone: object) -> Ledger:
    return Ledger(
        tuple(
            Known(mark, number(stars), _day(lacking))
            for mark, stars, lacking in _rows(known, 3)
            if isinstance(mark, str)
        ),
        tuple((at, number(stars)) for day, stars in _rows(gone, 2) if (at := _day(day)) is not None),
    )


def _rows(value: object, width: int) -> list[list[Any]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, list) and len(row) == width]


def _day(value: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(value) if isinstance(value, str) else None
    return None


def _pictures(value: object) -> Pictures | None:
    if not isinstance(value, dict):
        return None
    return Pictures(
        profile=value.get("profile") is True,
        cover=value.get("cover") is True,
        photos=number(value.get("photos")),
        newest_at=moment(value.get("newest_at")),
    )
