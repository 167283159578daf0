"""Conversation: does anybody wait for an answer in public, and how soon do answers come?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median

from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.model import (
    Conversation,
    Days,
    Evidence,
    Hours,
    Inbox,
    Item,
    Message,
    Outside,
    Rating,
    Status,
    Upkeep,
    Verdict,
    say,
    say_n,
)
from account_health.policy import FEW_ITEMS, REVIEW_WINDOW_DAYS
from account_health.waiting import Waiting, WaitingItem, joined

NOTHING_WAITS = say("Nobody waits for an answer.")
FEED_HIDES = say("Only the newest comments can be read here, without the threads they belong to.")
EVERYWHERE = ("comments", "mentions", "reviews")
QUOTES = 3
EXCERPT = 240
FULL = 100


def unanswered_criticism(
    comments: Conversation | None,
    mentions: Conversation | None,
    reviews: Conversation | None,
    context: Context,
) -> Verdict:
    """Judge the working days that the oldest question or complaint waits; a review may wait a day longer."""
    spoken = [one for one in _waits(context, "comments", "mentions").items if one.tone != "other"]
    waits = _waits(context, "reviews").items
    recent = _recent(waits, context)
    rated = [one for one in recent if one.tone != "other"]
    late = _late(spoken, context, "fail_days") or _late(rated, context, "review_fail_days")
    verdict = _judge([*spoken, *rated], context, [comments, mentions, reviews], _urgent_message, failed=late)
    return _naming_older(verdict, sum(one.tone != "other" for one in waits if one not in recent))


def unanswered_comments(comments: Conversation, context: Context) -> Verdict:
    """Judge the working days that the oldest other comment waits; questions and complaints are told elsewhere."""
    return _others(_waits(context, "comments").items, context, comments)


def unanswered_mentions(mentions: Conversation, context: Context) -> Verdict:
    """Judge the working days that the oldest post of somebody else that addresses us waits."""
    if mentions.counted_only:
        count = len(mentions.items)
        return passed(say_n("{n} mention by others.", "{n} mentions by others.", count), figure=count)
    return _others(_waits(context, "mentions").items, context, mentions)


def unanswered_reviews(reviews: Conversation, context: Context) -> Verdict:
    """Judge the working days that the oldest other review with text waits; reviews older than 90 days are no fault."""
    waits = _waits(context, "reviews").items
    recent = _recent(waits, context)
    verdict = _others(recent, context, reviews)
    return _naming_older(verdict, sum(one.tone == "other" for one in waits if one not in recent))


def reply_rejected(comments: Conversation | None, reviews: Conversation | None, context: Context) -> Verdict:
    """Fail where a word of ours is not shown to the public: it looks answered only to us."""
    del context
    hidden = [item for item in _items(comments, reviews) if item.ours and item.rejected]
    if not hidden:
        return passed(say("All our answers are shown."))
    return Verdict(
        status=Status.FAIL,
        message=say_n(
            "{n} answer of yours is not shown.", "{n} answers of yours are not shown.", len(hidden)
        ),
        action=say("Change the text and send it once more."),
        fix_url=hidden[0].reply_url or hidden[0].url,
        evidence=tuple(Evidence(item.url, item.at, excerpt(item.text)) for item in hidden[:QUOTES]),
        figure=len(hidden),
    )


def review_changed(reviews: Conversation, context: Context) -> Verdict:
    """Warn where somebody changed a review after our answer: a second chance, or a second complaint."""
    changed = [
        exchange.item
        for exchange in _waits(context, "reviews").answered
        if exchange.item.changed_at is not None
        and exchange.item.changed_at > max(_answers(reviews, exchange.item), default=exchange.answered_at)
    ]
    if not changed:
        return passed(say("No review was changed after our answer."))
    item = max(changed, key=lambda one: one.changed_at or one.at)
    return Verdict(
        status=Status.WARN,
        message=say("{author} changed a review after your answer.", author=Outside(item.author)),
        action=say("Read what it says now."),
        fix_url=item.reply_url or item.url,
        evidence=(Evidence(item.url, item.changed_at, excerpt(item.text)),),
        figure=len(changed),
    )


def response_time(
    comments: Conversation | None,
    mentions: Conversation | None,
    reviews: Conversation | None,
    context: Context,
) -> Verdict:
    """Give the median working time to our first answer, from five answered items on."""
    if _only_feed(comments, mentions, reviews):
        return unknown(FEED_HIDES)
    answered = _waits(context, *EVERYWHERE).answered
    hours = [context.clock.elapsed_days(one.item.at, one.answered_at) * 24 for one in answered]
    if len(hours) < context.limits["least_items"]:
        return not_applicable(say("Too few answers in this time for a typical reply time."))
    middle = median(hours)
    return passed(say("Half of the answers came within {time}.", time=Hours(middle)), figure=round(middle, 1))


def response_rate(
    comments: Conversation | None,
    mentions: Conversation | None,
    reviews: Conversation | None,
    context: Context,
) -> Verdict:
    """Give the share of items with an answer among those that have one or wait for one."""
    if _only_feed(comments, mentions, reviews):
        return unknown(FEED_HIDES)
    sorted_items = _waits(context, *EVERYWHERE)
    total = len(sorted_items.answered) + len(sorted_items.items)
    if total < context.limits["least_items"]:
        return not_applicable(say("Too few messages in this time for a share."))
    percent = FULL * len(sorted_items.answered) // total
    return passed(say("{percent} % of what needed an answer has one.", percent=percent), figure=percent)


def rating(rating: Rating, context: Context) -> Verdict:
    """Give the stars; warn when they fell by 0.2 with at least five new ratings since the last look."""
    if rating.average is None:
        return not_applicable(say("There are too few ratings for an average."))
    before = context.before.rating if context.before else None
    fallen = before is not None and before[0] - rating.average >= context.limits["fall"] - 1e-9
    if before is not None and fallen and rating.count - before[1] >= context.limits["least_items"]:
        return Verdict(
            status=Status.WARN,
            message=say(
                "The rating fell from {before} to {now} stars.", before=before[0], now=rating.average
            ),
            action=say("Read the newest ratings together and answer them."),
            fix_url=context.account.url,
            figure=rating.average,
        )
    return passed(
        say_n(
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
        return not_applicable(say("There are no reviews yet."))
    age = max(context.days_since(max(moments)), 0)
    return passed(
        say("The newest review is from {day}.", day=max(moments).astimezone(context.zone).date()), figure=age
    )


def unread_messages(inbox: Inbox, context: Context) -> Verdict:
    """Give the number of private messages that nobody opened."""
    del context
    return passed(say_n("{n} unread message.", "{n} unread messages.", inbox.unread), figure=inbox.unread)


def comment_surge(
    comments: Conversation | None,
    mentions: Conversation | None,
    reviews: Conversation | None,
    context: Context,
) -> Verdict:
    """Fail where three times as many wait as usual, and at least ten; a figure until eight weeks are known."""
    del comments, mentions, reviews
    count = len(_waits(context, *EVERYWHERE).items)
    known = context.before.waiting_weeks if context.before else ()
    weeks = [number for week, number in known if week != context.week]
    usual = median(weeks) if weeks else 0
    least = context.limits["least_items"]
    if len(weeks) < context.limits["weeks"] or count < max(least, context.limits["times"] * usual):
        return passed(say("No unusual number of messages waits."), figure=count)
    return Verdict(
        status=Status.FAIL,
        message=say("{count} messages wait, usually it is {usual}.", count=count, usual=round(usual)),
        action=say("Read the newest ones at once and agree who answers."),
        fix_url=context.account.url,
        figure=count,
    )


def comments_disabled(upkeep: Upkeep, context: Context) -> Verdict:
    """Warn where comments are switched off under more than a fifth of the newest posts."""
    if upkeep.comments_disabled is None:
        return not_applicable(say("The platform does not say."))
    percent = round(FULL * upkeep.comments_disabled)
    if percent <= context.limits["most_percent"]:
        return passed(say("Comments are open."))
    return Verdict(
        status=Status.WARN,
        message=say("Nobody can comment under {percent} % of the newest posts.", percent=percent),
        action=say("Open the comments again, or say where questions are answered."),
        fix_url=context.account.url,
    )


def hidden_comments(upkeep: Upkeep, context: Context) -> Verdict:
    """Warn where the platform's filter hides comments that nobody may have looked at."""
    if upkeep.hidden_comments is None:
        return not_applicable(say("The platform does not say."))
    if not upkeep.hidden_comments:
        return passed(say("No comments are hidden."))
    return Verdict(
        status=Status.WARN,
        message=say_n("{n} comment is hidden.", "{n} comments are hidden.", upkeep.hidden_comments),
        action=say("Look whether the filter hid something that deserves an answer."),
        fix_url=context.account.url,
    )


def reply_pending(reviews: Conversation, context: Context) -> Verdict:
    """Warn where an answer of ours still waits for the platform after a day; normal are ten minutes."""
    old = [
        item
        for item in reviews.items
        if item.ours and item.pending and context.now - item.at >= timedelta(days=context.limits["warn_days"])
    ]
    if not old:
        return passed(say("No answer of ours waits to be shown."))
    return Verdict(
        status=Status.WARN,
        message=say_n(
            "{n} answer of yours is not shown yet.", "{n} answers of yours are not shown yet.", len(old)
        ),
        action=say("Look whether the platform asks for something."),
        fix_url=old[0].reply_url or old[0].url,
    )


def identical_replies(
    comments: Conversation | None, reviews: Conversation | None, context: Context
) -> Verdict:
    """Warn where more than half of the last ten answers are the same text."""
    ours = sorted((item for item in _items(comments, reviews) if item.ours), key=lambda item: item.at)[-10:]
    if len(ours) < context.limits["least_items"]:
        return not_applicable(say("Too few answers to compare."))
    texts = [" ".join(item.text.casefold().split()) for item in ours]
    if max(texts.count(text) for text in texts) * 2 <= len(texts):
        return passed(say("The answers differ."))
    return Verdict(
        status=Status.WARN,
        message=say("More than half of the last answers are the same text."),
        action=say("Answer with a sentence that only this person could get."),
        fix_url=ours[-1].url,
    )


def _waits(context: Context, *parts: str) -> Waiting:
    return joined(context.waits[part] for part in parts if part in context.waits)


def _items(*conversations: Conversation | None) -> tuple[Item, ...]:
    return tuple(item for one in conversations if one is not None for item in one.items)


def _answers(reviews: Conversation, item: Item) -> list[datetime]:
    return [one.at for one in reviews.items if one.ours and not one.rejected and one.thread == item.thread]


def _recent(waits: Iterable[WaitingItem], context: Context) -> tuple[WaitingItem, ...]:
    """Leave out what is older than the window: it waits, and is no fault any more."""
    oldest = context.now - timedelta(days=REVIEW_WINDOW_DAYS)
    return tuple(one for one in waits if one.since >= oldest)


def _naming_older(verdict: Verdict, count: int) -> Verdict:
    """Say of reviews beyond the window that they have no answer, where nobody else waits."""
    if not count or verdict.message != NOTHING_WAITS:
        return verdict
    message = say_n(
        "{n} review older than three months has no answer.",
        "{n} reviews older than three months have no answer.",
        count,
    )
    return replace(verdict, message=message)


def _waited(one: WaitingItem, context: Context) -> float:
    return context.clock.elapsed_days(one.since, context.now)


def _others(waits: tuple[WaitingItem, ...], context: Context, source: Conversation) -> Verdict:
    others = [one for one in waits if one.tone == "other"]
    if waits and not others:
        if source.source == "feed" and not _feed_proves_silence(source):
            return unknown(FEED_HIDES)
        return not_applicable(
            say("What waits is told as questions and complaints."), yields_to="unanswered-criticism"
        )
    failed = _late(others, context, "fail_days")
    return _judge(others, context, [source], _other_message, failed=failed)


def _late(waits: Sequence[WaitingItem], context: Context, limit: str) -> bool:
    """Say whether what waits longest has reached a limit in working days; the first one has waited longest."""
    return bool(waits) and _waited(waits[0], context) >= context.limits[limit]


def _judge(
    waits: list[WaitingItem],
    context: Context,
    sources: Iterable[Conversation | None],
    message: Callable[[list[WaitingItem], Context], Message],
    *,
    failed: bool,
) -> Verdict:
    """Judge the oldest of what waits; without anything overdue, say only what the sources can prove."""
    waits = sorted(waits, key=lambda one: one.since)
    if failed or _late(waits, context, "warn_days"):
        return Verdict(
            status=Status.FAIL if failed else Status.WARN,
            message=message(waits, context),
            action=_action(waits),
            fix_url=waits[0].item.reply_url or waits[0].item.url,
            evidence=tuple(_evidence(waits[:QUOTES])),
            figure=len(waits),
        )
    if any(one.source == "feed" and not _feed_proves_silence(one) for one in sources if one is not None):
        return unknown(FEED_HIDES)
    if waits:
        return passed(
            say_n(
                "{n} message is waiting, not for long yet.",
                "{n} messages are waiting, not for long yet.",
                len(waits),
            ),
            figure=len(waits),
        )
    held_back = sum(one.held_back for one in sources if one is not None)
    return passed(_nothing_waits(held_back), figure=0)


def _nothing_waits(held_back: int) -> Message:
    """Say that nobody waits, and name what the platform counts and shows to no program."""
    if not held_back:
        return NOTHING_WAITS
    return say_n(
        "Nobody waits for an answer. The platform counts {n} more comment and shows it to no program.",
        "Nobody waits for an answer. The platform counts {n} more comments and shows them to no program.",
        held_back,
    )


def _only_feed(*conversations: Conversation | None) -> bool:
    return all(one.source == "feed" for one in conversations if one is not None)


def _feed_proves_silence(comments: Conversation) -> bool:
    """A comment feed proves that nobody waits only when it is not full and each post's last word is ours."""
    last = {item.thread: item for item in sorted(comments.items, key=lambda item: item.at)}
    return len(comments.items) < FEW_ITEMS and all(item.ours for item in last.values())


def _urgent_message(waits: list[WaitingItem], context: Context) -> Message:
    complaints = sum(1 for one in waits if one.tone == "criticism")
    questions = len(waits) - complaints
    age = _oldest(waits, context)
    if complaints and questions:
        return say(
            "{complaints} and {questions} are waiting for an answer, the oldest for {age}.",
            complaints=say_n("a complaint", "{n} complaints", complaints),
            questions=say_n("a question", "{n} questions", questions),
            age=age,
        )
    if complaints:
        return say_n(
            "A complaint has been waiting for an answer for {age}.",
            "{n} complaints are waiting for an answer, the oldest for {age}.",
            complaints,
            age=age,
        )
    return say_n(
        "A question has been waiting for an answer for {age}.",
        "{n} questions are waiting for an answer, the oldest for {age}.",
        questions,
        age=age,
    )


def _other_message(waits: list[WaitingItem], context: Context) -> Message:
    age = _oldest(waits, context)
    kinds = {one.item.kind for one in waits}
    if kinds == {"review"}:
        return say_n(
            "A review has been waiting for an answer for {age}.",
            "{n} reviews are waiting for an answer, the oldest for {age}.",
            len(waits),
            age=age,
        )
    if kinds == {"mention"}:
        return say_n(
            "A post that addresses you has been waiting for an answer for {age}.",
            "{n} posts that address you are waiting for an answer, the oldest for {age}.",
            len(waits),
            age=age,
        )
    return say_n(
        "A comment has been waiting for an answer for {age}.",
        "{n} comments are waiting for an answer, the oldest for {age}.",
        len(waits),
        age=age,
    )


def _oldest(waits: list[WaitingItem], context: Context) -> Days:
    return Days(max(*(context.days_since(one.since) for one in waits), 1))


def _action(waits: list[WaitingItem]) -> Message:
    if len(waits) > 1:
        return say("Answer {what} today.", what=_what(waits))
    if waits[0].item.author:
        return say(
            "Answer {author} today. Two friendly sentences are enough.", author=Outside(waits[0].item.author)
        )
    return say("Answer today. Two friendly sentences are enough.")


def _what(waits: list[WaitingItem]) -> Message:
    complaints = sum(1 for one in waits if one.tone == "criticism")
    questions = sum(1 for one in waits if one.tone == "question")
    blame = say_n("the complaint", "the {n} complaints", complaints)
    ask = say_n("the question", "the {n} questions", questions)
    if complaints and questions:
        return say("{complaints} and {questions}", complaints=blame, questions=ask)
    if complaints or questions:
        return blame if complaints else ask
    names = {
        "review": say_n("the review", "the {n} reviews", len(waits)),
        "mention": say_n("the post", "the {n} posts", len(waits)),
        "comment": say_n("the comment", "the {n} comments", len(waits)),
    }
    return names[waits[0].item.kind]


def _evidence(waits: Iterable[WaitingItem]) -> Iterable[Evidence]:
    for one in waits:
        yield Evidence(one.item.url, one.item.at, excerpt(one.item.text))


def excerpt(text: str) -> str:
    """Return at most 240 characters of a text, blanks collapsed, with an ellipsis where it was cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else flat[: EXCERPT - 1].rstrip() + "…"
