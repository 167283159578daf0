"""What it brought: a line for each thing that a channel's platform counted, with the days that it counts; never judged."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Final

from account_health.model import AccountReport, Brought, Message, Outside, message, message_n
from account_health.report.context import ReportContext
from account_health.report.views import Bar, Course
from account_health.text.i18n import Phrase

_LEAST_POINTS: Final = 3
_MOST_STARS: Final = 5


def results(context: ReportContext) -> tuple[Phrase, ...]:
    """Return a line for each thing that was counted: what customers did, what they say, and who follows."""
    lines = [line for account, numbers in _by_account(context) for line in _lines(context, account, numbers)]
    return tuple(context.translate.phrase(line) for _, line in sorted(lines, key=lambda one: one[0]))


def praise(context: ReportContext) -> tuple[Phrase, ...]:
    """Return a good review of each channel in its own words; none where a company wants no quotes."""
    if not context.company.report.quotes:
        return ()
    return tuple(
        context.translate.phrase(_praise(context.named(account, context.channel(account).short), one))
        for account, numbers in _by_account(context)
        for one in numbers
        if one.kind == "praise"
    )


def _by_account(context: ReportContext) -> Iterator[tuple[AccountReport, list[Brought]]]:
    accounts = {one.account: one for one in context.report.accounts}
    for name in dict.fromkeys(one.account for one in context.report.results):
        if name in accounts:
            yield accounts[name], [one for one in context.report.results if one.account == name]


def courses(context: ReportContext) -> tuple[Course, ...]:
    """Return how the stars went, month by month to today; fewer than three of them are no course."""
    return tuple(
        _course(context, account, one)
        for account, numbers in _by_account(context)
        for one in numbers
        if one.kind == "rating" and _has_course(one)
    )


def _has_course(one: Brought) -> bool:
    return len(one.course) + 1 >= _LEAST_POINTS


def _course(context: ReportContext, account: AccountReport, one: Brought) -> Course:
    """Return the stars in words and on a span in half stars that shows them."""
    translate = context.translate
    points = (*one.course, (one.last, one.value))
    known = [stars for _, stars in points]
    low = max(0.0, math.floor(min(known) * 2 - 0.5) / 2)
    high = min(float(_MOST_STARS), math.ceil(max(known) * 2 + 0.5) / 2)
    said = message(
        "{channel}, stars: from {start} to {end}.",
        channel=context.named(account, context.channel(account).short),
        start=_point(*points[0]),
        end=_point(*points[-1]),
    )
    return Course(
        trend=translate.phrase(said),
        bars=tuple(
            Bar(
                translate.shortest_day(day),
                round((stars - low) * 100 / (high - low)),
                "later",
                translate.figure(stars),
            )
            for day, stars in points
        ),
        low=translate.figure(low),
        high=translate.figure(high),
    )


def _point(day: date, stars: float) -> Message:
    return message("{stars} on {day}", stars=stars, day=day)


def _lines(
    context: ReportContext, account: AccountReport, numbers: list[Brought]
) -> Iterator[tuple[int, Message]]:
    """Yield each line behind its place: what customers did, then what they say, then who follows."""
    channel = context.named(account, context.channel(account).short)
    counted = [one for one in numbers if one.kind in {"calls", "directions", "clicks"}]
    if counted:
        figures = message(
            "{channel}, {first} to {last}: {figures}.",
            channel=channel,
            first=min(one.first or one.last for one in counted),
            last=max(one.last for one in counted),
            figures=tuple(map(_figure, counted)),
        )
        yield 0, figures
    yield from ((2, _followers(channel, one)) for one in numbers if one.kind == "followers")
    yield from ((1, line) for line in _reviews(context, channel, numbers))


def _reviews(context: ReportContext, channel: Message, numbers: list[Brought]) -> Iterator[Message]:
    # Where the stars have a course, that says them.
    rating = next((one for one in numbers if one.kind == "rating" and not _has_course(one)), None)
    new = next((one for one in numbers if one.kind == "reviews"), None)
    gone = tuple(_gone(one) for one in numbers if one.kind == "reviews_gone")
    if new is not None and rating is not None:
        yield message_n(
            "{channel}: {n} new review in {month}, {stars} of 5 stars as of {last}.",
            "{channel}: {n} new reviews in {month}, {stars} of 5 stars as of {last}.",
            int(new.value),
            channel=channel,
            month=context.translate.month(new.last),
            stars=rating.value,
            last=rating.last,
        )
    elif new is not None:
        yield message_n(
            "{channel}: {n} new review in {month}.",
            "{channel}: {n} new reviews in {month}.",
            int(new.value),
            channel=channel,
            month=context.translate.month(new.last),
        )
    elif rating is not None:
        yield message(
            "{channel}: {stars} of 5 stars as of {last}.",
            channel=channel,
            stars=rating.value,
            last=rating.last,
        )
    if gone:
        yield message(
            "{channel}: reviews gone since {first}: {gone}.",
            channel=channel,
            first=min(one.first or one.last for one in numbers if one.kind == "reviews_gone"),
            gone=gone,
        )


def _praise(channel: Message, one: Brought) -> Message:
    return message(
        "{channel}, {stars} stars on {last}: {words}",
        channel=channel,
        stars=one.value,
        last=one.last,
        words=Outside(one.text),
    )


def _figure(one: Brought) -> Message:
    count = int(one.value)
    if one.kind == "calls":
        return message_n("{n} call", "{n} calls", count)
    if one.kind == "directions":
        return message_n("{n} request for directions", "{n} requests for directions", count)
    return message_n("{n} click on the website", "{n} clicks on the website", count)


def _followers(channel: Message, one: Brought) -> Message:
    count = int(one.value)
    if one.change is None or one.since is None:
        return message_n(
            "{channel}: {n} follower as of {last}.",
            "{channel}: {n} followers as of {last}.",
            count,
            channel=channel,
            last=one.last,
        )
    if one.change == 0:
        return message_n(
            "{channel}: {n} follower as of {last}, the same as on {since}.",
            "{channel}: {n} followers as of {last}, the same as on {since}.",
            count,
            channel=channel,
            last=one.last,
            since=one.since,
        )
    change = abs(one.change)
    more = (
        message("{change} more", change=change)
        if one.change > 0
        else message("{change} fewer", change=change)
    )
    return message_n(
        "{channel}: {n} follower as of {last}, {more} than on {since}.",
        "{channel}: {n} followers as of {last}, {more} than on {since}.",
        count,
        channel=channel,
        last=one.last,
        since=one.since,
        more=more,
    )


def _gone(one: Brought) -> Message:
    if not one.stars:
        return message_n("{n} without stars", "{n} without stars", int(one.value))
    return message_n(
        "{n} {rating}",
        "{n} {rating}",
        int(one.value),
        rating=message_n("with {n} star", "with {n} stars", one.stars),
    )
