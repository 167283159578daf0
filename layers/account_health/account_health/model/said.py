"""What a check says: sentences in English with typed values, what proves them, and the verdict they make."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from account_health.model.terms import TOLD, Audience, Harm, ReportRhythm, Severity, Status, Topic


@dataclass(frozen=True, slots=True)
class Outside:
    """Text that strangers wrote: every rendering defuses it."""

    text: str


@dataclass(frozen=True, slots=True)
class Own:
    """A fact that the company registered: quoted like a stranger's text, and printed so that it can be copied."""

    text: str


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days; printed as people say it: days up to 13, weeks up to eight, then months."""

    count: int


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of hours, printed rounded."""

    count: float


Value: TypeAlias = (
    "str | int | float | date | datetime | Days | Hours | Outside | Own | Message | tuple[Value, ...]"
)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in English with named values, translated only by the report.

    With `plural`, the value `n` chooses between `text` and `plural`. `context` tells words apart that are the same in English
    alone: the translator reads it, the reader never does.
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str | None = None
    context: str | None = None


def message(text: str, **values: Value) -> Message:
    """Return an untranslated sentence; `text` is the key of its translation."""
    return Message(text, tuple(values.items()))


def message_in(context: str, text: str, **values: Value) -> Message:
    """Return an untranslated sentence or word whose translation depends on where it stands."""
    return Message(text, tuple(values.items()), context=context)


def message_n(text: str, plural: str, n: int, **values: Value) -> Message:
    """Return an untranslated sentence about `n` things: `text` for one, `plural` for every other number."""
    return Message(text, (("n", n), *values.items()), plural)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something to look at: a link, its time and a few outside words."""

    url: str
    at: datetime | None = None
    excerpt: str = ""


class Verdict(NamedTuple):
    """What a rule says. `severity`, `report_rhythm`, `harm` and `audience` only where they differ from the check's own.

    `urgent` names the things of a check that may go out between reports which cannot wait although they are not critical;
    each is a matter of its own.

    A plain tuple, which costs a third to make: each account has one for every check.
    `yields_to` names the check that already tells this cause; the status is then `not_applicable`.
    """

    status: Status
    message: Message
    action: Message | None = None
    fix_url: str | None = None
    severity: Severity | None = None
    report_rhythm: ReportRhythm | None = None
    evidence: tuple[Evidence, ...] = ()
    yields_to: str | None = None
    figure: float | str | None = None
    urgent: tuple[str, ...] = ()
    audience: Audience | None = None
    harm: Harm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A verdict with its check's row: one per check and account, in every status.

    `limits` are the numbers it was judged by, `urgent` what of it cannot wait for the next report.
    `decision` marks what asks for a decision in the coming weeks and for no deed: it is never urgent and has no day.
    `weeks` counts the ISO weeks in which it was told, `unchanged` those in which it said the same.
    `crowded_out` marks what finds no room among the month's few lines about the company's name: it is counted, not listed.
    """

    check: str
    topic: Topic
    status: Status
    severity: Severity
    audience: Audience
    report_rhythm: ReportRhythm
    title: Message
    message: Message
    why: Message
    action: Message | None = None
    fix_url: str | None = None
    evidence: tuple[Evidence, ...] = ()
    yields_to: str | None = None
    figure: float | str | None = None
    harm: Harm = Harm.MISSING
    decision: bool = False
    leading: bool = False
    first_seen: datetime | None = None
    weeks: int | None = None
    unchanged: int | None = None
    owner: str | None = None
    due: date | None = None
    limits: tuple[tuple[str, float], ...] = ()
    urgent: tuple[str, ...] = ()
    crowded_out: bool = False

    def is_overdue(self, today: date) -> bool:
        """Tell whether it was to be done before today."""
        return self.due is not None and self.due < today

    def place(self, today: date) -> tuple[int, bool, bool, int, int]:
        """Return what findings are ordered by: harm, a deed before a decision, what is overdue, severity, a fail before a warning."""
        status = TOLD.index(self.status) if self.status in TOLD else len(TOLD)
        return self.harm.rank, self.decision, not self.is_overdue(today), self.severity.rank, status
