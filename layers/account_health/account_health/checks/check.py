"""What a check is: a row of the table, a pure rule, and what the rule is told beside the parts that it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from account_health.calendar.working_days import WorkingClock
from account_health.memory.state import AccountState
from account_health.memory.waiting import Waiting
from account_health.model import (
    Access,
    Audience,
    Gap,
    Harm,
    Message,
    ReportRhythm,
    Severity,
    Status,
    Topic,
    Try,
    Verdict,
)
from account_health.model.company import Account, Company, Facts
from account_health.model.platform import PLATFORM_ROWS, on_platform, platform_name


class Context(NamedTuple):
    """What a rule may know beside what was seen: the company, its facts, this check's limits, and the time.

    A plain tuple, since each check with limits gets one of its own (`judged_by`).
    `today` is the day of the look in the company's zone;
    `missing` lists every part that could not be seen, wholly or in part; `before` is what the last look left;
    `created_at` is when the account was opened on its platform, None where the platform does not say;
    `held_back` counts the comments that the platform has and shows to no program.
    `access` is how the platform takes our credential, None where there is none or nothing is known of it.
    `tries` are those to open a site, with this look's, as far as they count; `beyond` says
    whether anything else could be reached from here.
    `waits` holds each conversation that was seen and is more than a figure, by its part's name, sorted into what waits,
    what was answered and what needs no answer; `everywhere` is all of them as one.
    """

    limits: Mapping[str, float]
    company: Company
    account: Account
    clock: WorkingClock
    now: datetime
    today: date
    missing: tuple[Gap, ...] = ()
    before: AccountState | None = None
    created_at: datetime | None = None
    held_back: int = 0
    access: Access | None = None
    tries: tuple[Try, ...] = ()
    beyond: Literal["reached", "nothing", "distrusted"] = "reached"
    waits: Mapping[str, Waiting] = MappingProxyType({})
    everywhere: Waiting = Waiting((), 0, ())

    def judged_by(self, limits: Mapping[str, float]) -> "Context":
        """Return the same with a check's own limits; not by `_replace`, which costs four times as much."""
        return Context(limits, *self[1:])

    @property
    def facts(self) -> Facts:
        """The facts of this account: the company's with its own laid over them."""
        return self.account.facts

    @property
    def place(self) -> Message:
        """Where the account is: "on Facebook"; a company's own site is the website, blog or not."""
        row = PLATFORM_ROWS[self.account.platform]
        return PLATFORM_ROWS["website"].words.place if row.kind == "site" else row.words.place

    @property
    def platform(self) -> Message:
        """Who runs the account's platform, by name, as what does something."""
        return platform_name(self.account.platform)

    def named(self, said: Message) -> Message:
        """Return a sentence of a table with the platform's name, where it has a place for it."""
        return on_platform(self.account.platform, said)

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return self.clock.zone

    @property
    def week(self) -> str:
        """The ISO week of the look, such as 2026-W48, as the state counts its weeks."""
        return f"{self.now:%G-W%V}"

    def is_silenced(self, check: str) -> bool:
        """Tell whether the registry file switches a check off for this account, or mutes it today."""
        muted = any(mute.check == check and mute.holds(self.today) for mute in self.account.mute)
        return muted or dict(self.account.checks).get(check) == "off"

    def days_since(self, moment: datetime) -> int:
        """Return the calendar days from a moment to the look, in the company's zone."""
        return (self.today - moment.astimezone(self.zone).date()).days


@dataclass(frozen=True, slots=True)
class Effort:
    """Minutes to put one finding right, and why so many; with `each`, for each of the things that its figure counts.

    Our own estimate for somebody who has done it once before, not a measurement.
    """

    minutes: int
    why: str
    each: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the table. `rule` is called with the parts that `reads` names, then with `context`.

    A rule with one part is only called when that part was seen; with several, what was not seen is None.
    `because` names the checks that this one yields to: when one of them warns or fails, it tells the cause.
    `exempt` says why the check does not apply to an account, whatever is seen of it; None where it does, or always.
    `effort` is what a finding takes to put right; `subject` what a mail's subject says where it is the first thing to tell,
    with the value `place`, None where that is its title.
    `harm` is what a fail does and gives it its place in a report, `warned` the same of a warning where that is less.
    `decision` marks what asks for a decision in the coming weeks and for no deed.
    `later` is the rhythm from the second week on, where it differs; `alert` marks what may go out between reports: where
    it is critical, or where its verdict names what of it is urgent.
    """

    id: str
    topic: Topic
    title: Message
    why: Message
    reads: tuple[str, ...]
    severity: Severity
    audience: Audience
    report_rhythm: ReportRhythm
    because: tuple[str, ...]
    rule: Callable[..., Verdict]
    exempt: Callable[[Context], Message | None] | None = None
    later: ReportRhythm | None = None
    alert: bool = False
    effort: Effort = Effort(15, "a check that nobody has estimated yet")
    subject: Message | None = None
    harm: Harm = Harm.MISSING
    warned: Harm | None = None
    decision: bool = False

    def harm_of(self, status: Status) -> Harm:
        """Return what this check does to the company where it ends like that."""
        return self.warned if self.warned and status is not Status.FAIL else self.harm


def passed(message: Message, figure: float | str | None = None) -> Verdict:
    """Return a verdict that all is well."""
    return Verdict(status=Status.PASS, message=message, figure=figure)


def not_applicable(message: Message, yields_to: str | None = None) -> Verdict:
    """Return a verdict that there is nothing to judge."""
    return Verdict(status=Status.NOT_APPLICABLE, message=message, yields_to=yields_to)


def unknown(message: Message) -> Verdict:
    """Return a verdict that what was seen does not suffice to judge."""
    return Verdict(status=Status.UNKNOWN, message=message)
