"""Conversation: does anybody wait for an answer in public, and how soon do answers come?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from statistics import median

from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.checks.waiting_words import (
    NOTHING_WAITS,
    NOTHING_WAITS_BELOW,
    QUOTES,
    next_step,
    nothing_waits,
    other_message,
    quoted,
    urgent_message,
    waited,
)
from account_health.memory.waiting import Waiting, WaitingItem, joined
from account_health.model import (
    CONVERSATIONS,
    Conversation,
    Harm,
    Hours,
    Inbox,
    Message,
    Status,
    Upkeep,
    Verdict,
    message,
    message_n,
)
from account_health.model.limits import FEW_ITEMS, REVIEW_WINDOW_DAYS
from account_health.model.terms import PRESSING_SOUNDS

FEED_HIDES = message("Only the newest comments can be read here, without the threads they belong to.")
FULL = 100
TOLD_AS_REFUSED = not_applicable(
    message("Reported under “Replies that are not visible”."), yields_to="reply-rejected"
)


def unanswered_criticism(
    comments: Conversation | None,
    mentions: Conversation | None,
    reviews: Conversation | None,
    context: Context,
) -> Verdict:
    """Judge the working days that the oldest question or complaint waits; a review may wait a day longer."""
    spoken = [one for one in _waits(context, "comments", "mentions").items if one.tone in PRESSING_SOUNDS]
    waits = _waits(context, "reviews").items
    recent = _recent(waits, context)
    rated = [one for one in recent if one.tone in PRESSING_SOUNDS]
    if not (spoken or rated) and any(
        one.tone in PRESSING_SOUNDS for one in _refused(context, *CONVERSATIONS)
    ):
        return TOLD_AS_REFUSED
    late = _late(spoken, context, "fail_days") or _late(rated, context, "review_fail_days")
    verdict = _judge([*spoken, *rated], context, [comments, mentions, reviews], urgent_message, failed=late)
    if not any(one.tone == "criticism" for one in (*spoken, *rated)):
        verdict = verdict._replace(harm=Harm.WAITS)
    return _naming_older(verdict, sum(one.tone in PRESSING_SOUNDS for one in waits if one not in recent))


def unanswered_comments(comments: Conversation, context: Context) -> Verdict:
    """Judge the working days that the oldest other comment waits; questions and complaints are told elsewhere."""
    return _others("comments", _waits(context, "comments").items, context, comments)


def unanswered_mentions(mentions: Conversation, context: Context) -> Verdict:
    """Judge the working days that the oldest post of somebody else that addresses us waits."""
    if mentions.counted_only:
        count = len(mentions.items)
        number = message_n("{n} mention by others.", "{n} mentions by others.", count)
        return passed(number if count else message("No mentions by others."), figure=count)
    return _others("mentions", _waits(context, "mentions").items, context, mentions)


def unanswered_reviews(reviews: Conversation, context: Context) -> Verdict:
    """Judge the working days that the oldest other review with text waits; reviews older than 90 days are no fault."""
    waits = _waits(context, "reviews").items
    recent = _recent(waits, context)
    verdict = _others("reviews", recent, context, reviews)
    return _naming_older(verdict, sum(one.tone not in PRESSING_SOUNDS for one in waits if one not in recent))


def response_time(
    comments: Conversation | None,
    mentions: Conversation | None,
    reviews: Conversation | None,
    context: Context,
) -> Verdict:
    """Give the median working time to our first answer, from five answered items on."""
    if _only_feed(comments, mentions, reviews):
        return unknown(FEED_HIDES)
    hours = [
        context.clock.elapsed_days(one.item.at, one.answered_at) * 24 for one in context.everywhere.answered
    ]
    if len(hours) < context.limits["least_items"]:
        return not_applicable(message("Too few replies in this period for a typical reply time."))
    middle = median(hours)
    return passed(
        message("Half of the replies came within {time}.", time=Hours(middle)), figure=round(middle, 1)
    )


def response_rate(
    comments: Conversation | None,
    mentions: Conversation | None,
    reviews: Conversation | None,
    context: Context,
) -> Verdict:
    """Give the share of items with an answer among those that have one or wait for one."""
    if _only_feed(comments, mentions, reviews):
        return unknown(FEED_HIDES)
    answered, open_items = len(context.everywhere.answered), len(context.everywhere.items)
    total = answered + open_items
    if total < context.limits["least_items"]:
        return not_applicable(message("Too few comments in this period for a share."))
    percent = FULL * answered // total
    return passed(message("{percent}% of what needed a reply has one.", percent=percent), figure=percent)


def unread_messages(inbox: Inbox, context: Context) -> Verdict:
    """Give the number of private messages that nobody opened."""
    del context
    number = message_n("{n} unread message.", "{n} unread messages.", inbox.unread)
    return passed(number if inbox.unread else message("No unread messages."), figure=inbox.unread)


def comment_surge(
    comments: Conversation | None,
    mentions: Conversation | None,
    reviews: Conversation | None,
    context: Context,
) -> Verdict:
    """Fail where three times as many wait as usual, and at least ten; a figure until eight weeks are known."""
    del comments, mentions, reviews
    count = len(context.everywhere.items)
    known = context.before.waiting_weeks if context.before else ()
    weeks = [number for week, number in known if week != context.week]
    usual = median(weeks) if weeks else 0
    least = context.limits["least_items"]
    if len(weeks) < context.limits["weeks"] or count < max(least, context.limits["times"] * usual):
        return passed(message("No more comments than usual are waiting."), figure=count)
    return Verdict(
        status=Status.FAIL,
        message=message(
            "{count} comments are waiting; usually it is {usual}.", count=count, usual=round(usual)
        ),
        action=message("Read the newest ones now and agree who will reply."),
        fix_url=context.account.url,
        figure=count,
    )


def comments_disabled(upkeep: Upkeep, context: Context) -> Verdict:
    """Warn where comments are switched off under more than a fifth of the newest posts."""
    if upkeep.comments_disabled is None:
        return not_applicable(message("{platform} does not say.", platform=context.platform))
    percent = round(FULL * upkeep.comments_disabled)
    if percent <= context.limits["most_percent"]:
        return passed(message("Comments are open."))
    return Verdict(
        status=Status.WARN,
        message=message("Nobody can comment under {percent}% of the newest posts.", percent=percent),
        action=message("Turn comments back on, or say where questions are answered."),
        fix_url=context.account.url,
    )


def hidden_comments(upkeep: Upkeep, context: Context) -> Verdict:
    """Warn where the platform's filter hides comments that nobody may have looked at."""
    if upkeep.hidden_comments is None:
        return not_applicable(message("{platform} does not say.", platform=context.platform))
    if not upkeep.hidden_comments:
        return passed(message("No comments are hidden."))
    return Verdict(
        status=Status.WARN,
        message=message_n("{n} comment is hidden.", "{n} comments are hidden.", upkeep.hidden_comments),
        action=message("Check whether the filter hid something that deserves a reply."),
        fix_url=context.account.url,
    )


def told_as_refused(one: WaitingItem, context: Context) -> bool:
    """Tell whether somebody waits because an answer is not shown: `reply-rejected` tells that, and nobody else then."""
    return one.refused and one.item.kind != "mention" and not context.is_silenced("reply-rejected")


def _waits(context: Context, *parts: str) -> Waiting:
    """Return what waits in some parts, and what was answered, but for what is told as an answer that is not shown."""
    whole = _everything(context, parts)
    if not any(one.refused for one in whole.items):
        return whole
    return replace(whole, items=tuple(one for one in whole.items if not told_as_refused(one, context)))


def _refused(context: Context, *parts: str) -> list[WaitingItem]:
    return [one for one in _everything(context, parts).items if told_as_refused(one, context)]


def _everything(context: Context, parts: Iterable[str]) -> Waiting:
    return joined(context.waits[part] for part in parts if part in context.waits)


def _recent(waits: Iterable[WaitingItem], context: Context) -> tuple[WaitingItem, ...]:
    """Leave out what is older than the window: it waits, and is no fault any more."""
    oldest = context.now - timedelta(days=REVIEW_WINDOW_DAYS)
    return tuple(one for one in waits if one.since >= oldest)


def _naming_older(verdict: Verdict, count: int) -> Verdict:
    """Say of reviews beyond the window that they have no answer, where nobody else waits."""
    if not count or verdict.message != NOTHING_WAITS:
        return verdict
    sentence = message_n(
        "{n} review older than three months has no reply.",
        "{n} reviews older than three months have no reply.",
        count,
    )
    return verdict._replace(message=sentence)


def _others(part: str, waits: tuple[WaitingItem, ...], context: Context, source: Conversation) -> Verdict:
    others = [one for one in waits if one.tone not in PRESSING_SOUNDS]
    if waits and not others:
        if source.source == "feed" and not _feed_proves_silence(source):
            return unknown(FEED_HIDES)
        return not_applicable(
            message("Reported under “Questions and complaints”."), yields_to="unanswered-criticism"
        )
    if not others and _refused(context, part):
        return TOLD_AS_REFUSED
    failed = _late(others, context, "fail_days")
    return _judge(others, context, [source], other_message, failed=failed)


def _late(waits: Sequence[WaitingItem], context: Context, limit: str) -> bool:
    """Say whether what waits longest has reached a limit in working days; the first one has waited longest."""
    return bool(waits) and waited(waits[0], context) >= context.limits[limit]


def _judge(
    waits: list[WaitingItem],
    context: Context,
    sources: Iterable[Conversation | None],
    sentence: Callable[[list[WaitingItem], Context], Message],
    *,
    failed: bool,
) -> Verdict:
    """Judge the oldest of what waits; without anything overdue, say only what the sources can prove."""
    waits = sorted(waits, key=lambda one: one.since)
    if failed or _late(waits, context, "warn_days"):
        return Verdict(
            status=Status.FAIL if failed else Status.WARN,
            message=sentence(waits, context),
            action=next_step(waits),
            fix_url=waits[0].item.reply_url or waits[0].item.url,
            evidence=tuple(quoted(waits[:QUOTES])),
            figure=len(waits),
        )
    if any(one.source == "feed" and not _feed_proves_silence(one) for one in sources if one is not None):
        return unknown(FEED_HIDES)
    if waits:
        return passed(
            message_n(
                "Someone is waiting, not for long yet.",
                "{n} people are waiting, not for long yet.",
                len(waits),
            ),
            figure=len(waits),
        )
    seen = [one for one in sources if one is not None]
    if seen and all(one.source == "page" for one in seen):
        return passed(NOTHING_WAITS_BELOW, figure=0)
    return passed(nothing_waits(sum(one.held_back for one in seen), context), figure=0)


def _only_feed(*conversations: Conversation | None) -> bool:
    return all(one.source == "feed" for one in conversations if one is not None)


def _feed_proves_silence(comments: Conversation) -> bool:
    """A comment feed proves that nobody waits only when it is not full and each post's last word is ours."""
    last = {item.thread: item for item in sorted(comments.items, key=lambda item: item.at)}
    return len(comments.items) < FEW_ITEMS and all(item.ours for item in last.values())
