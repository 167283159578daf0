"""What a report says of the company's name: a few lines, the inventory of what is known, and the links to search by hand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from account_health.model.said import Message
from account_health.model.terms import Audience

LineKind: TypeAlias = Literal[
    "critical",
    "poses",
    "unclaimed",
    "ours",
    "fake",
    "fake_stays",
    "fake_gone",
    "dead",
    "feed",
    "mentions",
    "by_hand",
    "waiting",
    "inventory",
    "looked",
]
"""What a line is about, in the order in which lines are told: the first ones hurt, the last ones keep count."""

PRESSING: Final[frozenset[LineKind]] = frozenset(
    {"critical", "poses", "unclaimed", "ours", "fake", "fake_stays", "dead"}
)
"""What wants a look this week, so that no report that tells it begins with "all is well"."""
KEEPING_COUNT: Final[frozenset[LineKind]] = frozenset(
    {"mentions", "by_hand", "inventory", "waiting", "looked"}
)
"""What waits for the month's first report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLine:
    """One line: what was found, and what to do. `matter` stays the same while the matter does, and holds no text of it."""

    kind: LineKind
    matter: str
    message: Message
    action: Message | None = None
    url: str | None = None
    audience: Audience = Audience.OWNER


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """A row of the inventory: a profile or place that a person decided about, and how it stands.

    `state` is what its link answered at `looked`; both are None where no program may look there, or none has yet. A fake that
    was gone and that a person saw or reported later is back: the days tell.
    """

    url: str
    verdict: Literal["ours", "not_ours", "fake"]
    state: Literal["alive", "dead", "refused", "trouble"] | None = None
    looked: datetime | None = None
    seen: date | None = None
    reported: date | None = None
    gone: date | None = None
    owner: str | None = None
    note: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether a person saw that it is gone, and nobody saw or reported it since."""
        return self.gone is not None and not (_is_later(self.seen, self.gone) or self.is_reported_anew)

    @property
    def is_reported_anew(self) -> bool:
        """Whether it was reported after it had been gone."""
        return _is_later(self.reported, self.gone)

    @property
    def is_reported(self) -> bool:
        """Whether the platform knows of it as it is now: a notice from before it was gone does not count for its return."""
        back = self.gone is not None and not self.is_gone
        return self.is_reported_anew if back else self.reported is not None


def _is_later(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day > other


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something found that waits for a person's word, as the page shows it: where, and what it has in common with us."""

    url: str
    name: str
    evidence: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLink:
    """Where to search a network by hand: the link holds the name already. `network` is None for pictures."""

    network: str | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchReport:
    """What one report says of the company's name. It gives no points and caps nothing.

    `lines` are those of this report, few and counted; `known`, `found` and `searches` stand on the page. `searched` is the
    day on which a person last searched by hand, `unseen` what could not be looked at this time, `muted` what somebody wants
    to hear nothing of, `silenced` whether that would have wanted a look. `waiting` are the lines that
    were due and found no room: counted in the mail, and on the page with their links.
    """

    lines: tuple[WatchLine, ...] = ()
    known: tuple[KnownRow, ...] = ()
    found: tuple[Found, ...] = ()
    searches: tuple[SearchLink, ...] = ()
    searched: date | None = None
    unseen: tuple[Message, ...] = ()
    muted: tuple[Message, ...] = ()
    silenced: bool = False
    waiting: tuple[WatchLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """That a report told a matter: which report, and when. Nothing of what was told."""

    matter: str
    period: str
    at: datetime
