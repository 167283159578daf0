"""What is new, what is resolved, since when, and how the score went; and what one run leaves for the next."""

from dataclasses import dataclass
from datetime import datetime

from account_health.model import Severity, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """What the last look at an account left behind.

    `unavailable_since` names each part that could not be seen then, with the first look that missed it.
    """

    account: str
    first_look: datetime
    last_look: datetime
    last_complete: datetime | None = None
    certificate_not_after: datetime | None = None
    pinned_id: str | None = None
    unavailable_since: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the last looks at a company's accounts left behind; merged after every run that keeps state."""

    accounts: tuple[AccountState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntry:
    """One finding as a run judged it: since when it stands and in how many ISO weeks it was told."""

    account: str
    check: str
    status: Status
    severity: Severity
    since: datetime
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One run as the history keeps it."""

    run: str
    now: datetime
    week: str
    rules_version: str
    score: int | None
    coverage: float | None
    findings: tuple[FindingEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A company's runs, oldest first, bounded."""

    entries: tuple[Entry, ...] = ()
