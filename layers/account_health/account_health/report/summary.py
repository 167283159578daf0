"""The company at a glance: its number and how it went, what that rests on, and each channel in one line, worst first."""

from collections.abc import Callable, Iterator
from typing import Final

from account_health.checks import BY_ID
from account_health.model import AccountReport, CompanyReport, Message, message, message_n
from account_health.model.terms import PRESSING_SOUNDS
from account_health.report.context import ReportContext, blind, complete, some
from account_health.report.verdict import counted
from account_health.report.views import Bar, Course, OverviewRow, ScoreSummary
from account_health.report.words import Tone, badge
from account_health.text.i18n import Phrase, together

GREEN: Final = 80
YELLOW: Final = 50
MOST_IN_FULL: Final = 8
"""The most channels that a mail speaks of one by one."""
MOST_LINES: Final = 60
"""The most channels that a mail lists."""
_LEAST: Final = 3
"""Fewer numbers are no trend: two of them are the change since last week, which stands there anyway."""
_NO_NUMBER: Final = "–"


# --- the number ---


def score_summary(context: ReportContext) -> ScoreSummary | None:
    """Return where the company stands; nothing where nothing was seen, and no number where a channel has none."""
    report, translate = context.report, context.translate
    if context.nothing_seen or report.coverage is None:
        return None
    change = None if report.score is None else _change(report)
    messages = (_number(context), *((change,) if change else ()), *_unseen(context))
    sentence = together(tuple(map(translate.phrase, messages)))
    return ScoreSummary(sentence=sentence, course=None if report.score is None else _course(context))


def _course(context: ReportContext) -> Course | None:
    """Return how the number went; a first report and fewer than three numbers have no course."""
    report, translate = context.report, context.translate
    known = [one.score for one in report.trend if one.score is not None]
    if report.first or len(known) < _LEAST:
        return None
    if min(known) == max(known):
        said = message_n(
            "Unchanged at {score} for {n} week.",
            "Unchanged at {score} for {n} weeks.",
            len(known),
            score=translate.figure(known[0]),
        )
    else:
        said = message_n(
            "From {start} to {end} in {n} week, lowest {low}, highest {high}.",
            "From {start} to {end} in {n} weeks, lowest {low}, highest {high}.",
            len(report.trend),
            start=translate.figure(known[0]),
            end=translate.figure(known[-1]),
            low=translate.figure(min(known)),
            high=translate.figure(max(known)),
        )
    low = max(0, (min(known) - 5) // 10 * 10)
    high = max(low + 10, min(100, (max(known) + 10) // 10 * 10))
    return Course(
        trend=translate.phrase(said),
        bars=_bars(report, low, high),
        low=translate.figure(low),
        high=translate.figure(high),
    )


def _number(context: ReportContext) -> Message:
    score, missing = context.report.score, _missing(context)
    if score is not None:
        figure = context.translate.figure(score)
        return _capped(context, figure) or message("Overall: {score} of 100 points.", score=figure)
    without = _its(context, _unnumbered(context))
    if missing is None:
        return message("No overall score without {channels}.", channels=without)
    return message(
        "No overall score without {channels}; {share} are unchecked.",
        channels=without,
        share=missing,
    )


def _capped(context: ReportContext, score: str) -> Message | None:
    """Return the number with what keeps it from being higher, where something does."""
    capping = [
        one
        for one in context.ordered
        if one.state == "active" and one.cap and one.company_ceiling == context.report.score
    ]
    if not capping:
        return None
    items = [item for one in capping for item in one.unanswered if item.tone in PRESSING_SOUNDS]
    first, cap = capping[0], capping[0].cap or ""
    if items and cap.startswith("unanswered-"):
        return message_n(
            "Overall: {score} of 100 points, because {what} is waiting.",
            "Overall: {score} of 100 points, because {what} are waiting.",
            len(items),
            score=score,
            what=counted(items),
        )
    thing = message("{title} {place}", title=BY_ID[cap].title, place=context.channel(first).place)
    return message(
        "Overall: {score} of 100 points, and no more until this is done: {thing}.", score=score, thing=thing
    )


def _unseen(context: ReportContext) -> Iterator[Message]:
    """Yield how much the number does not know, and where; that it knows everything is a sentence, too.

    What rests counts neither for the number nor for its coverage, so it is told by itself.
    """
    blurred = [one for one in context.ordered if not complete(one) or one.seen.held_back]
    active = [one for one in blurred if one.state != "dormant"]
    places, missing = (
        some(tuple(context.named(one, context.channel(one).place) for one in active)),
        _missing(context),
    )
    if missing is None and active:
        yield message("We could not check everything: {places}.", places=places)
    elif missing is None and not blurred and (context.report.score is not None or not _unnumbered(context)):
        yield message("We were able to check everything.")
    elif missing and context.report.score is not None:
        yield message("{share} of the checks could not be made: {places}.", share=missing, places=places)
    resting = [one for one in blurred if one.state == "dormant"]
    if unseen := [one for one in resting if blind(one)]:
        yield message(
            "Resting channels do not count. We could not check {channels}.", channels=_its(context, unseen)
        )
    if partly := [one for one in resting if not blind(one)]:
        yield message(
            "Resting channels do not count. We could only check {channels} in part.",
            channels=_its(context, partly),
        )


def _unnumbered(context: ReportContext) -> list[AccountReport]:
    """Return the channels that count and have no number: unseen, or with nothing in them that could be judged."""
    return [one for one in context.ordered if one.score is None and one.state != "dormant"]


def _missing(context: ReportContext) -> str | None:
    """Return the share that could not be checked; None where nothing was missing that counts."""
    coverage = context.report.coverage
    return None if coverage is None or coverage == 1 else context.translate.percent(1 - coverage)


def _its(context: ReportContext, accounts: list[AccountReport]) -> tuple[Message, ...]:
    return some(tuple(context.named(one, context.channel(one).it) for one in accounts))


def _change(report: CompanyReport) -> Message | None:
    change = report.change
    if report.rules_changed:
        return message("From now on we judge by new rules, so there is no comparison with the last report.")
    if change is None:
        return None
    last_week = told_last_week(report)
    if change == 0:
        return message("Same as last week.") if last_week else message("Same as in the last report.")
    return _moved(change) if last_week else _moved_since(change)


def _moved(change: int) -> Message:
    if change > 0:
        return message_n("{n} point more than last week.", "{n} points more than last week.", change)
    return message_n("{n} point less than last week.", "{n} points less than last week.", -change)


def _moved_since(change: int) -> Message:
    """Return how the number moved since a report that was not last week's."""
    if change > 0:
        return message_n(
            "{n} point more than in the last report.", "{n} points more than in the last report.", change
        )
    return message_n(
        "{n} point less than in the last report.", "{n} points less than in the last report.", -change
    )


def told_last_week(report: CompanyReport) -> bool:
    """Tell whether the report before this one was last week's, as far as anything is known.

    Else weeks are missing, or this is a run on demand, which compares with whatever report was before.
    """
    if not report.run.startswith("weekly-"):
        return False
    before = report.trend[-2:-1]
    return not before or before[0].score is not None


def _bars(report: CompanyReport, low: int, high: int) -> tuple[Bar, ...]:
    """Return the trend on a span that shows it: from below the lowest to above the highest, in steps of ten."""
    return tuple(
        Bar(
            one.week,
            None if one.score is None else round((one.score - low) * 100 / (high - low)),
            _tone_of(one.score),
        )
        for one in report.trend
    )


def _tone_of(score: int | None) -> Tone:
    if score is None:
        return "later"
    if score >= GREEN:
        return "calm"
    return "soon" if score >= YELLOW else "urgent"


def basis(context: ReportContext) -> Phrase | None:
    """Return what was looked at, summed over the channels; None where nothing was."""
    seen = [account.seen for account in context.seen]
    if not seen:
        return None
    posts: Callable[[int], Message] = lambda n: message_n("{n} post", "{n} posts", n)  # noqa: E731 - one line each
    comments: Callable[[int], Message] = lambda n: message_n("{n} comment", "{n} comments", n)  # noqa: E731 - as above
    reviews: Callable[[int], Message] = lambda n: message_n("{n} review", "{n} reviews", n)  # noqa: E731 - as above
    counts = (
        (posts, [one.posts for one in seen]),
        (comments, [one.comments for one in seen]),
        (reviews, [one.reviews for one in seen]),
    )
    things = tuple(word(n) for word, each in counts if (n := sum(filter(None, each))))
    channels = message_n("{n} channel", "{n} channels", len(seen))
    since = min((one.since for one in seen if one.since), default=None)
    if not things:
        sentence = message("We checked {channels}.", channels=channels)
    elif since is None:
        sentence = message("We checked {channels}: {things}.", channels=channels, things=things)
    else:
        sentence = message(
            "We checked {channels}: {things} since {day}.", channels=channels, things=things, day=since
        )
    return context.translate.phrase(sentence)


# --- the channels in one line each ---


def overview(context: ReportContext) -> tuple[OverviewRow, ...]:
    """Return the worst channels, one line each; nothing where a company has a single one."""
    if len(context.ordered) == 1:
        return ()
    return tuple(_row(context, account) for account in context.ordered[:MOST_IN_FULL])


def all_channels(context: ReportContext) -> tuple[OverviewRow, ...]:
    """Return every channel, one line each, where the overview holds only some of them; a mail has room for so many."""
    if len(context.ordered) <= MOST_IN_FULL:
        return ()
    return tuple(_row(context, account) for account in context.ordered[:MOST_LINES])


def more_channels(context: ReportContext) -> Phrase | None:
    """Return how many channels are beyond what a mail lists; None where there are none."""
    rest = len(context.ordered) - MOST_LINES
    if rest <= 0:
        return None
    return context.translate.phrase(
        message_n("{n} more channel is not listed here.", "{n} more channels are not listed here.", rest)
    )


def _row(context: ReportContext, account: AccountReport) -> OverviewRow:
    state, tone = _state(context, account)
    return OverviewRow(
        name=context.translate.phrase(context.named(account, context.channel(account).short)),
        score_summary=_NO_NUMBER if account.score is None else context.translate.figure(account.score),
        state=context.translate.nested(state),
        tone=tone,
    )


def _state(context: ReportContext, account: AccountReport) -> tuple[Message, Tone]:
    """Return how a channel is: what was not seen or waits, then the worst finding; never well by omission."""
    told = [finding for finding in context.told(account) if context.reads(finding)]
    urgency, tone = badge(told[0], context.today) if told else (message("nothing to do"), "calm")
    waiting: Tone = "soon" if tone == "calm" else tone
    unsaid = context.left_out(account) or context.monthly(account)
    rules: tuple[tuple[object, Message, Tone], ...] = (
        (blind(account), message("not checked"), "later"),
        (account.unanswered, _waiting(context, len(account.unanswered)), waiting),
        (told, urgency, tone),
        (not complete(account), message("partly checked"), "later"),
        (account.state == "dormant", message("resting"), "later"),
        (context.told(account), message("agency looks after it"), "later"),
        (unsaid, message("nothing new"), "later"),
    )
    return next(((state, tone) for holds, state, tone in rules if holds), (urgency, tone))


def _waiting(context: ReportContext, n: int) -> Message:
    return message_n("{figure} waiting", "{figure} waiting", n, figure=context.translate.figure(n))
