"""What each channel brought: numbers of the last calendar month, each with its own days; never judged.

What could not be seen, or not whole, is not there, and neither is a zero: a report thanks, it does not count to nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import datetime as moment
from typing import Final
from zoneinfo import ZoneInfo

from account_health.memory.state import AccountState, State
from account_health.model import Brought, Conversation, Rating, Results, Snapshot
from account_health.model.company import Company
from account_health.text.sanitise import clean
from account_health.text.tone import read_tone

MOST_STARS: Final = 5
LEAST_PRAISE: Final = 20
"""Characters from which a review says what was good: "Top!" tells nobody anything."""


@dataclass(frozen=True, slots=True)
class _Month:
    """The last calendar month, and the day on which it is told."""

    first: date
    last: date
    today: date
    zone: ZoneInfo

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last


def results(company: Company, seen: Mapping[str, Snapshot], state: State, now: moment) -> tuple[Brought, ...]:
    """Return what the channels brought, in the company's order.

    Args:
        company: its zone says when a month begins.
        seen: this report's look at each account.
        state: after these looks; it knows how many followed at the first look of the months before.
        now: the time of the report.
    """
    today = now.astimezone(company.zone).date()
    last = today.replace(day=1) - timedelta(days=1)
    month = _Month(last.replace(day=1), last, today, company.zone)
    return tuple(
        one
        for account in company.accounts
        if (snapshot := seen.get(account.id)) is not None
        for one in (*_of(snapshot, state.of(account.id), month), *_praise(company, snapshot, month))
    )


def _of(snapshot: Snapshot, known: AccountState | None, month: _Month) -> Iterator[Brought]:
    found = snapshot.results if isinstance(snapshot.results, Results) else Results()
    yield from _counted(snapshot.account, found, month)
    if found.followers is not None:
        yield _followers(snapshot.account, found.followers, known, month)
    yield from _reviews(snapshot, known, month)
    yield from _gone(snapshot.account, found, month)


def _counted(account: str, found: Results, month: _Month) -> Iterator[Brought]:
    if found.first is None or found.last is None or not month.has(found.last):
        return
    if found.calls:
        yield Brought(account=account, kind="calls", value=found.calls, first=found.first, last=found.last)
    if found.directions:
        yield Brought(
            account=account, kind="directions", value=found.directions, first=found.first, last=found.last
        )
    if found.clicks:
        yield Brought(account=account, kind="clicks", value=found.clicks, first=found.first, last=found.last)


def _followers(account: str, count: int, known: AccountState | None, month: _Month) -> Brought:
    """Return how many follow now, and how that changed since the first look of the newest month before this one."""
    earlier = [
        (day, then) for day, then in (known.followers if known else ()) if day < month.today.replace(day=1)
    ]
    if not earlier:
        return Brought(account=account, kind="followers", value=count, last=month.today)
    day, then = max(earlier)
    return Brought(
        account=account, kind="followers", value=count, last=month.today, change=count - then, since=day
    )


def _reviews(snapshot: Snapshot, known: AccountState | None, month: _Month) -> Iterator[Brought]:
    """Yield the stars, and how many reviews came in the month, where all of them were seen."""
    talk, rating = snapshot.reviews, snapshot.rating
    if isinstance(rating, Rating) and rating.average is not None and rating.gap is None:
        this = month.today.replace(day=1)
        course = tuple((day, stars) for day, stars in (known.stars if known else ()) if day < this)
        yield Brought(
            account=snapshot.account, kind="rating", value=rating.average, last=month.today, course=course
        )
    if not isinstance(talk, Conversation) or talk.gap is not None or talk.counted_only:
        return
    new = sum(1 for item in talk.items if not item.ours and month.has(item.at.astimezone(month.zone).date()))
    if new:
        yield Brought(account=snapshot.account, kind="reviews", value=new, first=month.first, last=month.last)


def _gone(account: str, found: Results, month: _Month) -> Iterator[Brought]:
    gone = [stars for day, stars in found.gone if month.has(day)]
    for stars in sorted(set(gone), reverse=True):
        yield Brought(
            account=account,
            kind="reviews_gone",
            value=gone.count(stars),
            first=month.first,
            last=month.last,
            stars=stars,
        )


def _praise(company: Company, snapshot: Snapshot, month: _Month) -> Iterator[Brought]:
    """Yield the newest review of the month that praises with all its stars and nothing but; none where nobody is quoted."""
    talk = snapshot.reviews
    if not company.report.quotes or not isinstance(talk, Conversation):
        return
    good = [
        item
        for item in talk.items
        if not (item.ours or item.hidden)
        and item.rating == MOST_STARS
        and month.has(item.at.astimezone(month.zone).date())
        and len(item.text) >= LEAST_PRAISE
        and read_tone(item.text).because == "praise"
    ]
    if good:
        newest = max(good, key=lambda item: (item.at, item.id))
        yield Brought(
            account=snapshot.account,
            kind="praise",
            value=MOST_STARS,
            last=newest.at.astimezone(month.zone).date(),
            text=clean(newest.text),
        )
