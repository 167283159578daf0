"""What a profile, a listing or a page says and shows of the company."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from account_health.model.part import Unavailable


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an account says about the company, as written, and the page that says it.

    `shown` is the other number or address that people read on the link that leads to `value`, "" where they read this one.
    """

    value: str
    url: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Statements:
    """All that an account says on one subject; empty means: looked, and it says nothing."""

    items: tuple[Statement, ...]
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Stars as the public sees them; `average` is None where there are too few."""

    average: float | None
    count: int
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """Hours of one date; no interval means closed. Intervals in minutes from midnight, past midnight over 1440."""

    day: date
    intervals: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekHours:
    """Opening hours as an account states them: Monday first, no interval means closed; None where none are stated.

    `holidays` holds for public holidays, None where nothing is said of them. On the weekdays in `undecided` somebody may
    be there outside of these hours: by appointment, or without a closing time.
    `noted` says why a website's hours are none to compare: it shows none, only running text or data for machines says
    them, they hold for a season or for a part of the house, several disagree, or they came with the maker's template.
    """

    week: tuple[tuple[tuple[int, int], ...], ...] | None
    special: tuple[SpecialDay, ...] | None = None
    holidays: tuple[tuple[int, int], ...] | None = None
    undecided: tuple[int, ...] = ()
    noted: Literal["none", "prose", "data", "season", "part", "several", "sample"] | None = None
    url: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether a profile calls the place open, closed for a while, or closed for good."""

    status: Literal["open", "temporarily_closed", "permanently_closed"]
    url: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures of a profile: its own face, its cover, and the newest photo where the platform lists them."""

    profile: bool
    cover: bool | None = None
    photos: int | None = None
    newest_at: datetime | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Categories:
    """The categories that a profile is listed under."""

    primary: str | None
    more: tuple[str, ...] = ()
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingStatus:
    """Whether a listing is under our control, and what others did with it.

    `edited` names fields that the platform or its users changed; `pending` says that an edit of ours is not live;
    `duplicate_of` is another listing of the same place.
    """

    verified: bool
    problem: str = ""
    edited: tuple[str, ...] = ()
    pending: bool = False
    duplicate_of: str | None = None
    url: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """The sign by which a network vouches for a profile: shown now, or lost since a look (None: never lost)."""

    shown: bool
    lost_at: datetime | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """Small things of a profile's posts and comments that only some people care about.

    Shares run from 0 to 1; what is None the platform does not say.
    """

    comments_disabled: float | None = None
    hidden_comments: int | None = None
    alt_texts: float | None = None
    rejected_posts: tuple[str, ...] | None = ()
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a channel brought, as its platform counts it: told once a month and never judged; None where nobody says.

    `followers` are those at the look. `calls`, `directions` and `clicks` are sums of the days from `first` to `last`, both
    included. `gone` are reviews that are not there any more, as (day, stars).
    """

    followers: int | None = None
    calls: int | None = None
    directions: int | None = None
    clicks: int | None = None
    first: date | None = None
    last: date | None = None
    gone: tuple[tuple[date, int], ...] = ()
