"""The closed lists of an audit: how a check ends, how much it hurts, whom it concerns, why a part was not seen."""

from enum import StrEnum
from typing import Final, Literal, TypeAlias


class Status(StrEnum):
    """What a check says of an account."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    MUTED = "muted"


TOLD: Final = (Status.FAIL, Status.WARN)
"""How a check ends that says something is wrong, the worse first."""


Sound: TypeAlias = Literal["criticism", "question", "to read", "other"]
"""How the words of somebody who waits sound; "to read" is a guess: somebody has to look, and nothing alarms."""

PRESSING_SOUNDS: Final[frozenset[Sound]] = frozenset({"criticism", "question"})
"""What the words prove, so that it may press; all else waits like any comment."""


class Severity(StrEnum):
    """How much a fail of a check hurts; it also gives the check's weight in the score."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Its place among all severities, 0 for the worst."""
        return _SEVERITY_RANKS[self]


_SEVERITY_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


class Harm(StrEnum):
    """What a finding does to the company while it stands; the order in which a report tells, worst first.

    The first three hurt today. A row of the table of checks names its harm, where it fails and where it only warns.
    """

    SHUT = "shut"
    """Nobody gets in: the website is down, the address lost, the place marked as closed."""
    OUTCRY = "outcry"
    """Somebody complains in public, and no answer can be seen."""
    THIS_WEEK = "this_week"
    """Something wrong begins within days, such as hours on a holiday."""
    WRONG = "wrong"
    """Customers are told something false: a phone number, an address, hours."""
    WAITS = "waits"
    """Somebody waits, or may wait where nobody can look."""
    MISSING = "missing"
    """Something that helps is not there, or will end."""
    SILENT = "silent"
    """Nothing new appears."""

    @property
    def rank(self) -> int:
        """Its place in the order, 0 for the worst."""
        return _HARM_RANKS[self]

    @property
    def hurts_today(self) -> bool:
        """Whether it cannot wait for the next report."""
        return self in _TODAY


_HARM_RANKS: Final = {harm: rank for rank, harm in enumerate(Harm)}
_TODAY: Final = frozenset({Harm.SHUT, Harm.OUTCRY, Harm.THIS_WEEK})


class Audience(StrEnum):
    """Who can act on a finding: the company, or whoever holds the keys."""

    OWNER = "owner"
    OPERATOR = "operator"


class ReportRhythm(StrEnum):
    """How often a check is told: a finding every week, the month's profile care, a figure, or not at all."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NUMBER = "number"
    OFF = "off"


class Topic(StrEnum):
    """What a check is about. Activity, conversation and profile are the three areas of the score."""

    ACCESS = "access"
    ACTIVITY = "activity"
    CONVERSATION = "conversation"
    PROFILE = "profile"
    WATCH = "watch"


class Reason(StrEnum):
    """Why a part of an account could not be seen."""

    ACCESS_DENIED = "access_denied"
    CREDENTIAL_REFUSED = "credential_refused"
    CREDENTIAL_MISSING = "credential_missing"
    CREDENTIAL_UNREADABLE = "credential_unreadable"
    RATE_LIMITED = "rate_limited"
    PLATFORM_UNAVAILABLE = "platform_unavailable"
    NOT_FOUND = "not_found"
    UNKNOWN_HOST = "unknown_host"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    FORBIDDEN_ADDRESS = "forbidden_address"
    CERTIFICATE = "certificate"
    REDIRECTS = "redirects"
    EMPTY = "empty"
    EMPTIED = "emptied"
    CHALLENGE = "challenge"
    CONSENT = "consent"
    AGE = "age"
    PARKED = "parked"
    PLACEHOLDER = "placeholder"
    EVERYWHERE = "everywhere"
    MAINTENANCE = "maintenance"
    LOGIN = "login"
    ELSEWHERE = "elsewhere"
    NOT_OURS = "not_ours"
    PLANTED = "planted"
    UNREADABLE = "unreadable"
    NO_FEED = "no_feed"
    NO_DATES = "no_dates"
    CLOSED = "closed"
    CUT_OFF = "cut_off"
    NOT_LINKED = "not_linked"
    NOT_AUDITED = "not_audited"
    QUOTA_ZERO = "quota_zero"
    SERVICE_DISABLED = "service_disabled"
    SCOPE_MISSING = "scope_missing"
    TEST_GRANT = "test_grant"
    NO_CREDITS = "no_credits"
    SPEND_CAP = "spend_cap"
    NOT_ENROLLED = "not_enrolled"
    UNVERIFIED = "unverified"
    PROTECTED = "protected"
    SUSPENDED = "suspended"
