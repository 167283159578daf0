"""What the whole report shows in a browser, beside what it shares with the mail; the template only sets it."""

from dataclasses import dataclass

from account_health.report.view import AdviceView, FindingView, Link, QuoteView, TaskView, Tone
from account_health.text.i18n import Phrase


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
    """Everything that was checked of one channel, what is to do first, and how many of it are in each state that tells something."""

    channel: Phrase
    counts: tuple[Phrase, ...]
    rows: tuple[CheckRow, ...]


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
    area_choices: tuple[Choice, ...]
    status_choices: tuple[Choice, ...]
    accent_on_dark: str
