"""A snapshot: what was seen of one account in one look, in parts; beside it how the account took us, and who answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from account_health.model.around import Hits, Lookalikes
from account_health.model.conversation import Conversation, Inbox
from account_health.model.part import NotOffered, Part, Unavailable
from account_health.model.posts import Feed, Posts
from account_health.model.profile import (
    Badge,
    Categories,
    ListingStatus,
    Opening,
    Pictures,
    Rating,
    Results,
    Statements,
    Upkeep,
    WeekHours,
)
from account_health.model.website import (
    Certificate,
    Destinations,
    LegalPage,
    LegalWording,
    NoticeContent,
    Reach,
    Site,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How the platform takes our credential.

    `problem` says why it is refused: "expired", "revoked", "wrong_kind" (a user's token where the account's own is
    needed), "wrong_account", "needs_person" (somebody has to confirm something there), "no_role" (whose access it is may
    not manage the account any more), "wrong_app" (the stored app is not the access's own), "admin" (an administrator of
    the organisation blocks it), "not_enrolled", "app_off" (the platform switched off or blocks the app that looks), "disconnected" (app and account have to be connected anew) or
    "refused" (nothing is shown, and no permission is named).
    `missing` lists permissions that the checks need and the credential lacks.
    `version` is the interface version that really answered, where it is not the one that we asked for.
    `dropped` are the fields that we asked for and that the platform does not know any more; `emptied` are lists that
    held so many entries before and are empty for good, without an error; `beyond` is what no check needs and this access
    does not reach.
    """

    problem: (
        Literal[
            "expired",
            "revoked",
            "wrong_kind",
            "wrong_account",
            "needs_person",
            "no_role",
            "wrong_app",
            "admin",
            "not_enrolled",
            "app_off",
            "disconnected",
            "refused",
        ]
        | None
    ) = None
    expires_at: datetime | None = None
    never_expires: bool = False
    missing: tuple[str, ...] = ()
    version: str | None = None
    dropped: tuple[str, ...] = ()
    emptied: tuple[tuple[str, int], ...] = ()
    beyond: tuple[Literal["adverts", "figures"], ...] = ()
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who answered: the platform's own id and handle of the account.

    `was` is the registered handle where the account answers to another one now.
    """

    id: str
    handle: str | None = None
    name: str | None = None
    created_at: datetime | None = None
    was: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Whether the public can see the account; `problem` says why it cannot.

    `now` is the id of the account into which this one was merged, where the platform names it.
    """

    problem: (
        Literal["unpublished", "protected", "suspended", "gone", "merged", "withheld", "disabled"] | None
    ) = None
    now: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that was seen of one account in one look, before any judgement.

    `requests` went over the wire; `reads` are what the platform bills, at `cost_usd` together;
    `month_cost_usd` is what a month of weekly looks would cost if people go on writing as much, both by the prices of
    `prices_as_of`.
    `memory` is what the connector wants to be told again at the next look: JSON that only it understands.
    `old_places` are the names under which credentials of this look were found at a place that only this release reads.
    """

    account: str
    platform: str
    url: str
    taken_at: datetime
    requests: int
    reads: int = 0
    cost_usd: float = 0.0
    month_cost_usd: float = 0.0
    prices_as_of: date | None = None
    memory: str | None = None
    old_places: tuple[str, ...] = ()
    access: Part[Access] = field(default_factory=NotOffered)
    identity: Part[Identity] = field(default_factory=NotOffered)
    presence: Part[Presence] = field(default_factory=NotOffered)
    posts: Part[Posts] = field(default_factory=NotOffered)
    feed: Part[Feed] = field(default_factory=NotOffered)
    comments: Part[Conversation] = field(default_factory=NotOffered)
    mentions: Part[Conversation] = field(default_factory=NotOffered)
    reviews: Part[Conversation] = field(default_factory=NotOffered)
    inbox: Part[Inbox] = field(default_factory=NotOffered)
    rating: Part[Rating] = field(default_factory=NotOffered)
    upkeep: Part[Upkeep] = field(default_factory=NotOffered)
    reach: Part[Reach] = field(default_factory=NotOffered)
    site: Part[Site] = field(default_factory=NotOffered)
    certificate: Part[Certificate] = field(default_factory=NotOffered)
    imprint: Part[LegalPage] = field(default_factory=NotOffered)
    privacy: Part[LegalPage] = field(default_factory=NotOffered)
    notice: Part[NoticeContent] = field(default_factory=NotOffered)
    wording: Part[LegalWording] = field(default_factory=NotOffered)
    phones: Part[Statements] = field(default_factory=NotOffered)
    emails: Part[Statements] = field(default_factory=NotOffered)
    addresses: Part[Statements] = field(default_factory=NotOffered)
    links: Part[Statements] = field(default_factory=NotOffered)
    destinations: Part[Destinations] = field(default_factory=NotOffered)
    texts: Part[Statements] = field(default_factory=NotOffered)
    names: Part[Statements] = field(default_factory=NotOffered)
    handles: Part[Statements] = field(default_factory=NotOffered)
    descriptions: Part[Statements] = field(default_factory=NotOffered)
    websites: Part[Statements] = field(default_factory=NotOffered)
    hours: Part[WeekHours] = field(default_factory=NotOffered)
    opening: Part[Opening] = field(default_factory=NotOffered)
    pictures: Part[Pictures] = field(default_factory=NotOffered)
    categories: Part[Categories] = field(default_factory=NotOffered)
    listing: Part[ListingStatus] = field(default_factory=NotOffered)
    badge: Part[Badge] = field(default_factory=NotOffered)
    results: Part[Results] = field(default_factory=NotOffered)
    hits: Part[Hits] = field(default_factory=NotOffered)
    lookalikes: Part[Lookalikes] = field(default_factory=NotOffered)

    @property
    def conversations(self) -> tuple[Conversation, ...]:
        """What was seen of what people write in public, as far as it was."""
        parts = (getattr(self, name) for name in CONVERSATIONS)
        return tuple(part for part in parts if isinstance(part, Conversation))


CONVERSATIONS: tuple[str, ...] = ("comments", "mentions", "reviews")
"""The names of the parts that hold what people write in public."""

PARTS: tuple[str, ...] = tuple(
    f.name
    for f in fields(Snapshot)
    if f.name
    not in {
        "account",
        "platform",
        "url",
        "taken_at",
        "requests",
        "reads",
        "cost_usd",
        "month_cost_usd",
        "prices_as_of",
        "memory",
        "old_places",
    }
)
"""The names of a snapshot's parts, in the order of the snapshot."""

RENAMED_PARTS: Mapping[str, str] = MappingProxyType({"standing": "listing"})
"""What parts are called now that 0.1 saved under another name."""
