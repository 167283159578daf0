"""Reviews and stars: what changed in them, how old they are, and whether many bad ones come at once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from account_health.checks.check import Context, not_applicable, passed
from account_health.checks.waiting_words import excerpt
from account_health.model import (
    Conversation,
    Evidence,
    Item,
    Message,
    Outside,
    Rating,
    Status,
    Verdict,
    message,
    message_n,
)

BAD_STARS: Final = 2
SPELL: Final = timedelta(hours=48)
USUAL: Final = timedelta(weeks=8)
WEEK: Final = timedelta(weeks=1)


def review_changed(reviews: Conversation, context: Context) -> Verdict:
    """Warn where somebody changed a review after our answer: a second chance, or a second complaint."""
    changed = [
        exchange.item
        for exchange in (context.waits["reviews"].answered if "reviews" in context.waits else ())
        if exchange.item.changed_at is not None
        and exchange.item.changed_at > max(_answers(reviews, exchange.item), default=exchange.answered_at)
    ]
    if not changed:
        return passed(message("No review was changed after your reply."))
    item = max(changed, key=lambda one: one.changed_at or one.at)
    return Verdict(
        status=Status.WARN,
        message=message("{author} changed a review after your reply.", author=Outside(item.author)),
        action=message("Read what it says now."),
        fix_url=item.reply_url or item.url,
        evidence=(Evidence(item.url, item.changed_at, excerpt(item.text)),),
        figure=len(changed),
    )


def rating(rating: Rating, context: Context) -> Verdict:
    """Give the stars; warn when they fell by 0.2 with at least five new ratings since the last look."""
    if rating.average is None:
        return not_applicable(message("There are too few ratings for an average."))
    before = context.before.rating if context.before else None
    fallen = before is not None and before[0] - rating.average >= context.limits["fall"] - 1e-9
    if before is not None and fallen and rating.count - before[1] >= context.limits["least_items"]:
        return Verdict(
            status=Status.WARN,
            message=message(
                "The rating fell from {before} to {now} stars.", before=before[0], now=rating.average
            ),
            action=message("Read the newest ratings with your team and reply."),
            fix_url=context.account.url,
            figure=rating.average,
        )
    return passed(
        message_n(
            "{stars} of 5 stars from {n} rating.",
            "{stars} of 5 stars from {n} ratings.",
            rating.count,
            stars=rating.average,
        ),
        figure=rating.average,
    )


def review_freshness(reviews: Conversation, context: Context) -> Verdict:
    """Give the age of the newest review."""
    moments = [item.at for item in reviews.items if not item.ours]
    if not moments:
        return not_applicable(message("There are no reviews yet."))
    age = max(context.days_since(max(moments)), 0)
    return passed(
        message("The newest review is from {day}.", day=max(moments).astimezone(context.zone).date()),
        figure=age,
    )


def review_wave(reviews: Conversation, context: Context) -> Verdict:
    """Fail where so many ratings with one or two stars came within two days, and many times more than usual.

    Usual is the mean of two days in the eight weeks before them. A wave is told in the week in which it ended.
    """
    bad = sorted(
        (
            item
            for item in reviews.items
            if not item.ours and item.rating is not None and item.rating <= BAD_STARS
        ),
        key=lambda item: (item.at, item.id),
    )
    since = (
        context.now - WEEK if context.before is None else min(context.now - WEEK, context.before.last_look)
    )
    least, times = context.limits["least_items"], context.limits["times"]
    waves = [
        one
        for one in _spells([item.at for item in bad])
        if one.number >= max(least, times * one.before * SPELL / USUAL) and one.last >= since
    ]
    if not waves:
        return passed(message("There were not unusually many bad ratings at once."))
    worst = max(waves, key=lambda one: (one.number, one.last))
    newest = bad[-1]
    return Verdict(
        status=Status.FAIL,
        message=_wave_message(worst),
        action=message(
            "Read them together, reply calmly to each, and report to {platform} what breaks its rules.",
            platform=context.platform,
        ),
        fix_url=newest.reply_url or newest.url,
        figure=worst.number,
        urgent=("wave",),
    )


class _Spell(NamedTuple):
    """How many bad ratings came within two days, when the last of them, and how many in the eight weeks before."""

    number: int
    last: datetime
    before: int


def _spells(moments: Sequence[datetime]) -> Iterator[_Spell]:
    """Yield the two days that end with each of these moments, which are in order."""
    for last in moments:
        begin = bisect_left(moments, last - SPELL)
        end = bisect_right(moments, last)
        usual = bisect_left(moments, moments[begin] - USUAL)
        yield _Spell(end - begin, last, begin - usual)


def _wave_message(wave: _Spell) -> Message:
    if not wave.before:
        return message(
            "{count} ratings with one or two stars came within two days, none in the eight weeks before.",
            count=wave.number,
        )
    return message_n(
        "{count} ratings with one or two stars came within two days, one in the eight weeks before.",
        "{count} ratings with one or two stars came within two days, {n} in the eight weeks before.",
        wave.before,
        count=wave.number,
    )


def _answers(reviews: Conversation, item: Item) -> list[datetime]:
    return [one.at for one in reviews.items if one.ours and not one.rejected and one.thread == item.thread]
