"""What is reported: the judgement of one account, and of a company with what there is to do and how it went."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from account_health.model.said import Finding, Message
from account_health.model.terms import Audience, Harm, Reason, Severity, Sound, Topic
from account_health.model.watch import WatchReport


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """A public item that waits for an answer; `at` is when the wait began: when it was written, or last edited.

    It is `overdue` where it has waited beyond the limit of questions and complaints. `refused` marks what has an answer
    that is not shown to the public, which is told in place of the wait.
    """

    id: str
    kind: Literal["comment", "review", "mention"]
    url: str
    author: str
    excerpt: str
    at: datetime
    rating: int | None
    tone: Sound
    overdue: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A part that could not be seen, for the report: which, why, and since when."""

    part: str
    reason: Reason
    detail: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How much was looked at; None where a part was not seen, never 0 for that.

    `held_back` counts the comments that the platform has and shows to no program.
    """

    posts: int | None
    since: datetime | None
    comments: int | None
    reviews: int | None
    held_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LastFacts:
    """What the last look that saw something knew of a channel that cannot be seen now: told with its day, never judged.

    `waiting` counts the items that waited then; what is None was not seen then either.
    """

    at: datetime
    last_post_at: datetime | None = None
    waiting: int | None = None
    rating: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to go on with a silent channel, and what it takes: time a week, or once."""

    choice: Literal["revive", "dormant", "close"]
    takes: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Keep or close: what we recommend for a channel that is silent beyond its limit, why, and what each way takes.

    `cadence` is the rhythm to begin again with, for "revive" only. `options` holds all three ways, the advised first.
    """

    choice: Literal["revive", "dormant", "close"]
    message: Message
    reasons: tuple[Message, ...]
    options: tuple[Option, ...]
    cadence: Literal["weekly", "biweekly", "monthly"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReport:
    """The judgement of one account. `score` and `areas` in whole percent; None means unknown.

    `cap` is the failed check that keeps the score at or below `ceiling`, and the company's at or below `company_ceiling`. `judged` and `applicable` are the weights behind
    `coverage`, so that a company can sum them. `carried_forward` names the checks that cannot be judged now and were wrong when last
    seen: they count on in the score until they can be seen again.
    """

    account: str
    platform: str
    url: str
    name: str
    state: Literal["active", "dormant"]
    score: int | None
    cap: str | None
    coverage: float | None
    judged: int
    applicable: int
    areas: tuple[tuple[Topic, int | None], ...]
    last_post_at: datetime | None
    requests: int
    seen: Seen
    open_items: tuple[OpenItem, ...]
    no_answer_needed: int
    findings: tuple[Finding, ...]
    unavailable: tuple[Gap, ...]
    reads: int = 0
    cost_usd: float = 0.0
    month_cost_usd: float = 0.0
    prices_as_of: date | None = None
    ceiling: int = 100
    company_ceiling: int = 100
    carried_forward: tuple[str, ...] = ()
    omitted: "tuple[Omitted, ...]" = ()
    figures: tuple[tuple[str, float | str | None], ...] = ()
    last_facts: LastFacts | None = None
    ideas: tuple[Message, ...] = ()
    """What to post: three things to ask colleagues for, where the channel has been quiet for too long."""
    advice: Advice | None = None

    @property
    def unanswered(self) -> tuple[OpenItem, ...]:
        """Who is told as waiting: everybody whose answer is not told as one that is not shown."""
        return tuple(item for item in self.open_items if not item.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A finding that appeared or went since the last weekly report."""

    account: str
    check: str
    title: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do this week: a verb, a place, a link, a person, a day.

    `also` names further accounts where the same is to be done; `minutes` is what all of it takes, roughly.
    `deputy` is named only where a second person should know: for what is urgent or overdue.
    """

    account: str
    check: str
    severity: Severity
    text: Message
    url: str | None
    owner: str | None
    due: date | None
    deputy: str | None = None
    also: tuple[str, ...] = ()
    minutes: int = 0
    audience: Audience = Audience.OWNER
    harm: Harm = Harm.MISSING
    decision: bool = False

    def is_overdue(self, today: date) -> bool:
        """Tell whether it was to be done before today."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that the report says of what was agreed, such as a mute that ended or holidays that begin.

    `account` is None where it is about the company, `day` the first one of a pause that is told ahead.
    """

    kind: Literal["mute_ended", "pause_ahead", "pause_now", "done_reopened", "rules_changed", "time"]
    message: Message
    account: str | None = None
    action: Message | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """What the last calendar month brought, for the month's first report.

    `answered` is None where no channel was watched for the whole month, and a lower bound without `complete`.
    `median_hours` is the middle of the working hours until our first word; None for fewer than three answers.
    """

    month: str
    answered: int | None
    complete: bool
    median_hours: float | None
    corrected: tuple[Change, ...]


Section: TypeAlias = Literal[
    "ideas", "advice", "resolved", "notices", "reopened", "achieved", "hours", "results", "watch"
]
"""What a report can do without; "hours" is their comparison between accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One number of what a channel brought: never judged, told in the month's first mail and on every page.

    It counts the days from `first` to `last`, both included; without `first` it is as of `last`. `change` is against
    `since`, `stars` what the reviews that are gone had. `course` holds the stars at the first look of earlier months,
    oldest first; `text` what a "praise" of so many stars says, at most 240 characters.
    """

    account: str
    kind: Literal["calls", "directions", "clicks", "followers", "rating", "reviews", "reviews_gone", "praise"]
    value: float
    last: date
    first: date | None = None
    change: int | None = None
    since: date | None = None
    stars: int | None = None
    course: tuple[tuple[date, float], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omitted:
    """A section that the report goes without, because our code for it failed: which, where, and with what error."""

    section: Section
    place: str
    error: str
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendWeek:
    """One ISO week of the trend; both numbers are None for a week without a report, `score` also where it had none."""

    week: str
    score: int | None
    coverage: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyReport:
    """Everything the report of one company says; every rendering is made from this alone."""

    rules_version: str
    company: str
    name: str
    run: str
    now: datetime
    week: str
    score: int | None
    change: int | None
    coverage: float | None
    accounts: tuple[AccountReport, ...]
    new: tuple[Change, ...]
    resolved: tuple[Change, ...]
    todo: tuple[Task, ...]
    trend: tuple[TrendWeek, ...]
    first: bool
    looked: datetime | None = None
    """When the oldest look was made of which something is told here, mostly hours before `now`; None where nothing was seen."""
    rules_changed: bool = False
    """Whether the last run was judged by other rules, so that its number is no measure for this one."""
    month_begins: bool = False
    """Whether this is the month's first report, which also tells the profile care and what is old and small."""
    next_day: date | None = None
    """The day of the next weekly report; None where none is known to come."""
    tasks: tuple[Task, ...] = ()
    """Everything there is to do, in the order of `todo`, which is its beginning."""
    notices: tuple[Notice, ...] = ()
    achieved: Achieved | None = None
    results: tuple[Brought, ...] = ()
    omitted: tuple[Omitted, ...] = ()
    watch: WatchReport | None = None
