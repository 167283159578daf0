"""What a report shows, in order and in the reader's words; the templates only set it.

A `View` holds finished phrases and checked links. The mail and the page are made from the same view, the mail
from one that is cut to size.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from account_health.i18n import Phrase

Tone: TypeAlias = Literal["urgent", "soon", "later", "calm"]


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be followed, and words that say where it leads."""

    url: str
    label: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One thing to do this week."""

    urgency: str
    tone: Tone
    text: Phrase
    link: Link | None
    who: Phrase | None


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
    """One public item that waits: who wrote what, since when, where to answer, and how to say that nobody need."""

    author: Phrase
    since: Phrase
    text: Phrase | None
    answer: Link | None
    dismiss: Link
    id: str


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


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of the trend: its height in percent of the chart, None where there is no number."""

    week: str
    percent: int | None
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The number, small: where the company stands, how much of it was seen, and how it went."""

    sentence: Phrase
    trend: Phrase | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole report, ready to be set."""

    language: str
    subject: str
    sender: Phrase
    company: Phrase
    day: str
    draft: Phrase | None
    preheader: str
    good: bool
    verdict: Phrase
    lead: tuple[Phrase, ...]
    tasks: tuple[TaskView, ...]
    channels: tuple[ChannelView, ...]
    quiet: Phrase | None
    more: tuple[Phrase, ...]
    report_link: Link | None
    report_link_note: Phrase | None
    resolved: Phrase | None
    standing: Standing | None
    basis: Phrase | None
    footer: tuple[Phrase, ...]
    unsubscribe: Link
    brand_footer: Phrase | None
    color: str
