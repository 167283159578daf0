"""Lines: the accounts that share a limit of a platform's, and how fast such a line is looked at.

What a platform limits is an application or a project, hardly ever a company. So the accounts of one platform and access
stand in one line, and so few processes work on it that the pace is kept inside each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from account_health.model.company import Account
from account_health.model.platform import PLATFORM_ROWS, LineKind

_SHARED: Final = "shared/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a line is looked at: `width` processes side by side, each `batch` accounts at a time.

    `requests` and `looks` are how many the whole line may make a minute, None where it has no such limit.
    `strangers`: every account is somebody's own machine, so that the trouble of one says nothing of the next.
    `seconds` is about how long one account takes: it plans when looking begins, and decides nothing else.
    """

    width: int
    batch: int
    seconds: float
    requests: int | None = None
    looks: int | None = None
    strangers: bool = False

    def _share(self, a_minute: int | None) -> float:
        return 0.0 if a_minute is None else 60 * self.width / a_minute

    @property
    def seconds_a_request(self) -> float:
        """Seconds from one request to the next in one process; 0 where they may follow at once."""
        return self._share(self.requests)

    @property
    def seconds_a_look(self) -> float:
        """Seconds from one look to the next in one process; 0 where they may follow at once."""
        return self._share(self.looks)

    def time_for(self, accounts: int) -> timedelta:
        """Return about how long so many accounts take."""
        return timedelta(seconds=accounts * self.seconds / self.width)


PACES: Final[Mapping[LineKind, Pace]] = MappingProxyType(
    {
        "google": Pace(width=1, batch=30, seconds=1.0, requests=240),  # A14
        "meta": Pace(width=2, batch=16, seconds=1.5, requests=600),  # A14
        "x": Pace(width=1, batch=40, seconds=3.75, looks=16),  # A14
        "web": Pace(width=4, batch=64, seconds=1.0, strangers=True),  # A14, A25
    }
)
"""Line -> its pace: four fifths of what the platform documents, so that a person may look meanwhile (A14)."""
ROUND_BATCHES: Final = 200
"""The most batches of one round: after each the line plans anew, so nothing runs on long after the looking is over (A15)."""

LIMITED_IN_A_ROW: Final = 2
"""So many accounts after each other that are refused for their number are the access, not the accounts (A16)."""
SILENT_IN_A_ROW: Final = 3
"""So many accounts after each other of which nothing answers are the platform, not the accounts (A16)."""
FIRST_STOP: Final = timedelta(minutes=1)
LONGEST_STOP: Final = timedelta(minutes=15)
"""A line that is stopped waits as long as the platform says, else 1, 2, 4, 8, 15, 15 … minutes (A16)."""
LONG_STOP: Final = timedelta(hours=1)
"""A line that stands still for longer is told to the operator, and a stop of which nobody asked so long is over (A28)."""

_MINUTES_UNSEEN: Final = (1, 15, 30, 60, 60, 60, 60, 60)
_MINUTES_PARTLY: Final = (1, 15)
# A17: both rows


def line_of(account: Account) -> str:
    """Return the name of the line that an account stands in: a credential that companies share has one of its own."""
    kind = kind_of_account(account)
    shared = account.credential or ""
    return f"{kind}--{shared.removeprefix(_SHARED)}" if shared.startswith(_SHARED) else kind


def kind_of_account(account: Account) -> LineKind:
    """Return the kind of an account's line."""
    return PLATFORM_ROWS[account.platform].line


def pace_of(line: str) -> Pace:
    """Return the pace of a line by its name; raises KeyError for a line that no account can have."""
    return PACES[line.partition("--")[0]]  # type: ignore[index] # a name of `line_of`'s


def next_look(looks: int, *, whole: bool) -> timedelta | None:
    """Return how long after look number `looks` an account in passing trouble is looked at again, None for never.

    `whole` says that nothing of the account was seen: for one missing part fewer looks are worth their price.
    """
    minutes = _MINUTES_UNSEEN if whole else _MINUTES_PARTLY
    return timedelta(minutes=minutes[looks - 1]) if looks <= len(minutes) else None


def next_try(failures: int) -> timedelta:
    """Return how long a line rests that was stopped `failures` times in a row, where the platform does not say."""
    return min(LONGEST_STOP, FIRST_STOP * (1 << min(failures - 1, 8)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A line's clock: nobody asks before `until`. It belongs to no run; `failures` 0 says that the line is well.

    `since` is when it was stopped first; None where the line is well, or an earlier version stopped it.
    """

    until: datetime
    failures: int = 0
    why: str = ""
    since: datetime | None = None

    def stands_since(self, now: datetime) -> datetime | None:
        """Return since when the line stands still; None where it is well, or nobody asked lately whether it is."""
        lately = self.failures > 0 and now - self.until <= LONG_STOP
        return self.since if lately else None

    def stands_still(self, now: datetime) -> timedelta:
        """Return how long the line will have stood still when somebody may ask again; nothing where it is well."""
        since = self.stands_since(now)
        return timedelta() if since is None else max(now, self.until) - since
