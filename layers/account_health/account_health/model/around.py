"""What is found around the company's name: entries of alert feeds, and profiles and places that are called alike."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from account_health.model.part import Unavailable
from account_health.model.terms import Reason


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry of an alert feed: somebody may have written about the company.

    `keys` are digests by which the entry is known again, `first` is the day on which it was first met; `at` is when it
    says that it was written. `title` and `text` are strangers' words in one line each, `url` the page itself, if any.
    """

    keys: tuple[str, ...]
    url: str
    title: str
    text: str
    at: datetime | None
    feed: str
    first: date


@dataclass(frozen=True, slots=True)
class FeedSeen:
    """How an alert feed is: gone, no feed, or not seen (`why`); else how many entries it has, and the newest one's date."""

    name: str
    entries: int = 0
    newest_at: datetime | None = None
    problem: Literal["not_found", "not_a_feed", "unseen"] | None = None
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What the alert feeds brought in the last weeks, newest first, and how the feeds are.

    Of what was first met on `missing_to` or before some may be missing: it was more than is read or kept.
    """

    items: tuple[Hit, ...]
    feeds: tuple[FeedSeen, ...]
    gap: Unavailable | None = None
    missing_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """A profile or place whose name is like ours, as an official interface shows it; what it does not tell is None.

    `claimed` says whether somebody looks after it, `says_not_us` that the platform marks it as parody. All texts are
    strangers' words.
    """

    url: str
    platform: str
    id: str
    name: str
    handle: str | None = None
    about: str | None = None
    town: str | None = None
    street: str | None = None
    phone: str | None = None
    website: str | None = None
    followers: int | None = None
    posts: int | None = None
    created_at: date | None = None
    claimed: bool | None = None
    says_not_us: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalikes:
    """What a search for the company's name found; `asked` is the day of the search, which is made once a month.

    `own` is our own entry among them, by its id, so that it is not taken for another. `failed` says why the search that was
    due could not be made; what an earlier one found stays. It is no gap of the account: nothing else of it is less seen.
    """

    items: tuple[Lookalike, ...] = ()
    asked: date | None = None
    own: str | None = None
    failed: Reason | None = None
