"""What every form shows, in order and in the reader's words; the templates only set it.

A view holds finished phrases and checked links. Each mail has a `Frame`; the report's mail and its page are made from the
same `View`, the mail from one that is cut to size, and the mails beside it from `Matters` or `Companies`.
"""

from dataclasses import dataclass
from typing import Protocol

from account_health.report.links import SafeUrl
from account_health.report.words import Tone
from account_health.text.i18n import Phrase


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be followed, and words that say where it leads."""

    url: SafeUrl
    label: Phrase


# --- every mail ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The head and the foot of a mail. `about` is the company, None where the mail is about many."""

    language: str
    subject: str
    sender: Phrase
    about: Phrase | None
    day: str
    draft: Phrase | None
    preheader: Phrase
    verdict: Phrase
    lead: tuple[Phrase, ...]
    footer: tuple[Phrase, ...]
    unsubscribe: Link
    brand_footer: Phrase | None
    color: str
    color_on_dark: str


class Framed(Protocol):
    """A view with a frame."""

    @property
    def frame(self) -> Frame:
        """What stands around it."""


# --- the report ---


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One thing to do this week; `what` is behind it, None where the report's first sentence or the task says it."""

    urgency: str
    tone: Tone
    text: Phrase
    link: Link | None
    who: Phrase | None
    what: Phrase | None = None
    takes: Phrase | None = None
    """How long it takes, roughly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding: what, why, what to do, where, who and until when."""

    urgency: str
    tone: Tone
    what: Phrase
    why: Phrase | None
    action: Phrase | None
    link: Link | None
    who: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """One public item that waits: who wrote what, since when, where to answer, and how to say that nobody need.

    That is by a mail, or by a `command` where the reader is whoever would get that mail.
    """

    author: Phrase
    since: Phrase
    text: Phrase | None
    answer: Link | None
    dismiss: Link | None
    command: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceView:
    """Keep or close: the recommendation for a silent channel, why, and what each way to go on takes, the advised first.

    `what` is None where the line that asks for the decision says it.
    """

    what: Phrase | None
    reasons: tuple[Phrase, ...]
    options: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """One channel with what is to be said about it."""

    name: Phrase
    state: Phrase | None
    link: Link | None
    findings: tuple[FindingView, ...]
    quotes: tuple[QuoteView, ...]
    more_quotes: Phrase | None
    notes: tuple[Phrase, ...]
    done: Phrase | None = None
    """How many public items need no answer."""
    last: Phrase | None = None
    """What was known when the channel was last seen, where it cannot be seen now."""
    ideas: tuple[Phrase, ...] = ()
    """What to post."""
    advice: AdviceView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One line of the overview: a channel, its number or a dash, and how it is in two words."""

    name: Phrase
    score_summary: str
    state: Phrase
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyChannel:
    """What only the agency reads of one channel: findings that it has to act on, and details of what failed."""

    name: Phrase
    link: Link | None
    findings: tuple[FindingView, ...]
    notes: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """The agency's part: channels with their matters, and a line for each matter that further channels have as well."""

    channels: tuple[AgencyChannel, ...]
    also: tuple[Phrase, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the agency has nothing of its own."""
        return not self.channels and not self.also


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of the trend: its height in percent of the chart, None where there is no number."""

    week: str
    percent: int | None
    tone: Tone
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How something went: in a sentence, and as bars on a scale that begins and ends with `low` and `high`."""

    trend: Phrase
    bars: tuple[Bar, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSummary:
    """The number, small: where the company stands, how much of it was seen, and how it went."""

    sentence: Phrase
    course: Course | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What costs customers: what was found, and what it does to them; `why` is None where it was said already."""

    what: Phrase
    why: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSight:
    """What a company is told when it is looked at for the first time: no course, since there is nothing to compare with.

    `strengths` and `costs` are the three that weigh most, `waiting` the channels where people wait with their words,
    `plan` the first month with the time that it takes in all, `unseen` what could not be seen and what it takes.
    """

    strengths: tuple[Phrase, ...]
    costs: tuple[Cost, ...]
    waiting: tuple[ChannelView, ...]
    plan: tuple[TaskView, ...]
    altogether: Phrase | None
    unseen: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """One line around the company's name: what was found, what to do, where; and where to search by hand."""

    what: Phrase
    action: Phrase | None
    link: Link | None
    searches: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundView:
    """What the mail says around the company's name."""

    lines: tuple[NameLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownView:
    """A row of the inventory, or something found that waits for a word: where, whose, and what is known of it."""

    place: Phrase
    link: Link | None
    verdict: Phrase
    facts: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeView:
    """How a network is told of one fake: its form with the day of the address, the menus, what it asks for."""

    place: Phrase
    form: Link | None
    checked: Phrase | None
    menus: Phrase
    asks: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundPage:
    """What the page shows around the company's name."""

    lines: tuple[NameLine, ...]
    waiting: tuple[NameLine, ...]
    found: tuple[KnownView, ...]
    known: tuple[KnownView, ...]
    fakes: tuple[FakeView, ...]
    notice: tuple[Phrase, ...]
    fair: tuple[Phrase, ...]
    searches: tuple[Link, ...]
    searched: Phrase
    unseen: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole report, ready to be set."""

    frame: Frame
    masthead: Phrase
    """Who reports, as the mail's first words."""
    good: bool
    tasks: tuple[TaskView, ...]
    channels: tuple[ChannelView, ...]
    more: tuple[Phrase, ...]
    report_link: Link | None
    report_link_note: Phrase | None
    resolved: Phrase | None
    score_summary: ScoreSummary | None
    basis: Phrase | None
    logo: SafeUrl | None = None
    """The address of a square picture of the sender; the mail stands without it."""
    overview: tuple[OverviewRow, ...] = ()
    """The channels, worst first; none where there is only one."""
    all_channels: tuple[OverviewRow, ...] = ()
    """Every channel, where there are more than the overview holds."""
    more_channels: Phrase | None = None
    care: tuple[Phrase, ...] = ()
    """Profile care, in the month's first report."""
    agency: AgencyPart | None = None
    """The part below the line, None where this reader does not get it."""
    notices: tuple[Phrase, ...] = ()
    """What was agreed for the company and changes now, such as holidays that begin."""
    results: tuple[Phrase, ...] = ()
    """What the work and each channel brought, a line each with its days: in the month's first mail and on the page, never judged."""
    praise: tuple[Phrase, ...] = ()
    """A good review of each channel, beside `results`."""
    courses: tuple[Course, ...] = ()
    """How the stars of each channel went, beside `results`."""
    first: FirstSight | None = None
    """The form of a company's very first report, in place of tasks and channels; None in any other, and on the page."""
    around: AroundView | None = None
    """What is said and shown in the company's name."""


# --- the mails beside it ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter: its channel, what is the matter unless it is said elsewhere, what to do, and who waits."""

    channel: Phrase
    urgency: str
    tone: Tone
    what: Phrase | None
    action: Phrase | None
    link: Link | None
    who: Phrase | None
    quotes: tuple[QuoteView, ...]
    more_quotes: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """An alert or one person's tasks. `more` counts what the mail has no room for; `rest` says where everything else stands."""

    frame: Frame
    matters: tuple[Matter, ...]
    more: Phrase | None
    rest: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRow:
    """One company: name, line, and where it stands; `link` opens its report, `place` says where that lies otherwise."""

    name: Phrase
    line: Phrase
    score_summary: str
    link: Link | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """The overview of many companies."""

    frame: Frame
    unsent: tuple[CompanyRow, ...]
    companies: tuple[CompanyRow, ...]
    more: tuple[Phrase, ...]
    unmailed: tuple[CompanyRow, ...]


# --- the page ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """Something to look at: where it is, from when, and a few of its words."""

    link: Link | None
    day: str | None
    text: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeFinding:
    """A finding under its title, with since when it stands in the reports and what it was found in."""

    title: Phrase
    finding: FindingView
    since: Phrase | None
    proofs: tuple[ProofView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeChannel:
    """One channel with everything that is said about it; `quiet` where it was seen whole and all is well."""

    name: Phrase
    short: Phrase
    state: Phrase | None
    areas: tuple[Phrase, ...]
    looked_at: Phrase | None
    link: Link | None
    notes: tuple[Phrase, ...]
    last: Phrase | None
    findings: tuple[WholeFinding, ...]
    quotes: tuple[QuoteView, ...]
    ideas: tuple[Phrase, ...]
    advice: AdviceView | None
    figures: tuple[Phrase, ...]
    quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value that the tables can be filtered by: what a row carries, and how it is called."""

    value: str
    name: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One check of one channel. `area` and `status` are values of the choices, `rank` orders states."""

    area: Choice
    status: Choice
    rank: int
    tone: Tone
    title: Phrase
    message: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckGroup:
    """Everything that was checked of one channel, what is to do first, and how many of it are in each state that tells something.

    `lines` name them by their state for paper. What does not apply has no row: it is counted, and named below that.
    """

    channel: Phrase
    counts: tuple[Phrase, ...]
    rows: tuple[CheckRow, ...]
    lines: tuple[Phrase, ...]
    apart: Phrase | None
    apart_named: Phrase | None


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the trend: its Monday and its number; None where it had none."""

    day: str
    score: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Everything that only the whole report shows."""

    tasks: tuple[TaskView, ...]
    channels: tuple[WholeChannel, ...]
    weeks: tuple[Week, ...]
    groups: tuple[CheckGroup, ...]
    around: AroundPage | None
    area_choices: tuple[Choice, ...]
    status_choices: tuple[Choice, ...]
