"""What it brought: a line for each thing that a channel's platform counted, with the days that it counts; never judged."""

from collections.abc import Iterator
from typing import Final

from account_health.model import AccountReport, Brought, Message, message, message_n
from account_health.report.context import ReportContext
from account_health.text.i18n import Phrase

MOST_RESULTS: Final = 8
"""Lines in a mail; the page and the data have all."""


def results(context: ReportContext) -> tuple[Phrase, ...]:
    """Return the lines of the month's first report, in the order of its channels; none in any other."""
    accounts = {one.account: one for one in context.report.accounts}
    by_account: dict[str, list[Brought]] = {}
    for one in context.report.results:
        by_account.setdefault(one.account, []).append(one)
    return tuple(
        context.translate.phrase(line)
        for name, numbers in by_account.items()
        if name in accounts
        for line in _lines(context, accounts[name], numbers)
    )


def _lines(context: ReportContext, account: AccountReport, numbers: list[Brought]) -> Iterator[Message]:
    channel = context.named(account, context.channel(account).name)
    counted = [one for one in numbers if one.kind in {"calls", "directions", "clicks"}]
    if counted:
        yield message(
            "{channel}, {first} to {last}: {figures}.",
            channel=channel,
            first=min(one.first or one.last for one in counted),
            last=max(one.last for one in counted),
            figures=tuple(map(_figure, counted)),
        )
    yield from (_followers(channel, one) for one in numbers if one.kind == "followers")
    rating = next((one for one in numbers if one.kind == "rating"), None)
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
            "{channel}: reviews that are gone since {first}: {gone}.",
            channel=channel,
            first=min(one.first or one.last for one in numbers if one.kind == "reviews_gone"),
            gone=gone,
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
        "{n} with {stars} of 5 stars", "{n} with {stars} of 5 stars", int(one.value), stars=one.stars
    )
