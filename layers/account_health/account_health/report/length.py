"""How many words of a report's mail its reader has to read: what the text part says, without quotes, links and the foot."""

import re
from collections.abc import Iterator
from typing import Final

from account_health.report.views import ChannelView, FindingView, FirstSight, TaskView, View
from account_health.text.i18n import Phrase, Translator

_WORD: Final = re.compile(r"\S*\w\S*")
_COLUMNS: Final = 3
"""The head of a table is a word a column."""


def words_in(shown: View, translate: Translator) -> int:
    """Return how many words a mail has in this language."""
    said = sum(len(_WORD.findall(str(part))) for part in _said(shown) if part)
    headings = sum(len(translate.label(heading).split()) for heading in _headings(shown))
    return said + headings + _COLUMNS * (bool(shown.overview) + bool(shown.all_channels))


def _headings(shown: View) -> Iterator[str]:
    first = shown.first
    told: tuple[tuple[object, str], ...] = (
        (shown.tasks, "What to do this week"),
        (shown.channels or shown.overview, "Your channels"),
        (shown.all_channels, "All channels"),
        (shown.care, "Profile care"),
        (shown.around, "Around your name"),
        (shown.results or shown.praise, "What it brought"),
        (first and first.strengths, "What is good"),
        (first and (first.costs or first.waiting), "What costs you customers"),
        (first and first.plan, "What we suggest for the first month"),
        (first and first.unseen, "What we could not check, and what it takes"),
    )
    yield from (heading for holds, heading in told if holds)


def _said(shown: View) -> Iterator[Phrase | str | None]:
    frame, score = shown.frame, shown.score_summary
    yield from (shown.masthead, frame.about, frame.day, frame.draft, frame.verdict, *frame.lead)
    yield from shown.notices
    yield shown.basis if shown.good else None
    for task in shown.tasks:
        yield from _task(task)
    if shown.first:
        yield from _first(shown.first)
    for row in (*shown.overview, *shown.all_channels):
        yield from (row.name, row.score_summary, row.state)
    for channel in shown.channels:
        yield None if shown.overview else channel.state
        yield from _channel(channel)
    yield from (*shown.more, shown.more_channels, *shown.care, *shown.results)
    yield from (course.trend for course in shown.courses)
    for line in shown.around.lines if shown.around else ():
        yield from (line.what, line.action)
    if shown.report_link:
        yield from (shown.report_link.label, shown.report_link_note)
    yield shown.resolved
    if score:
        yield score.sentence
        yield score.course.trend if score.course and not shown.good else None


def _task(task: TaskView) -> Iterator[Phrase | str | None]:
    yield "1"
    yield from (task.urgency, task.text, task.what, task.who, task.takes)


def _channel(channel: ChannelView) -> Iterator[Phrase | str | None]:
    yield channel.name
    for one in channel.findings:
        yield from _finding(one)
    yield from (quote.command for quote in channel.quotes)
    yield from (channel.more_quotes, channel.done, *channel.notes)
    for idea in channel.ideas:
        yield "Idea:"
        yield idea


def _finding(one: FindingView) -> Iterator[Phrase | str | None]:
    yield from (one.urgency, one.what, one.why, one.action, one.who)


def _first(sight: FirstSight) -> Iterator[Phrase | str | None]:
    yield from sight.strengths
    for cost in sight.costs:
        yield from (cost.what, cost.why)
    for channel in sight.waiting:
        yield from (channel.name, channel.more_quotes, *(quote.command for quote in channel.quotes))
    for step in sight.plan:
        yield from _task(step)
    yield from (sight.altogether, *sight.unseen)
