"""Conversation: does anybody wait for an answer in public, and how soon do answers come?"""

from collections.abc import Callable, Iterable
from statistics import median

from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.model import (
    Conversation,
    Days,
    Evidence,
    Hours,
    Message,
    Outside,
    Status,
    Verdict,
    say,
    say_n,
)
from account_health.policy import FEW_ITEMS
from account_health.waiting import WaitingItem, waiting

NOTHING_WAITS = say("Nobody waits for an answer.")
FEED_HIDES = say("Only the newest comments can be read here, without the threads they belong to.")
QUOTES = 3
EXCERPT = 240


def unanswered_criticism(comments: Conversation, context: Context) -> Verdict:
    """Judge the working days that the oldest question or complaint waits."""
    urgent = [one for one in _waiting(comments, context) if one.tone != "other"]
    return _judge(urgent, comments, context, _urgent_message)


def unanswered_comments(comments: Conversation, context: Context) -> Verdict:
    """Judge the working days that the oldest other comment waits; questions and complaints are told elsewhere."""
    waits = _waiting(comments, context)
    others = [one for one in waits if one.tone == "other"]
    if waits and not others:
        if comments.source == "feed" and not _feed_proves_silence(comments):
            return unknown(FEED_HIDES)
        return not_applicable(
            say("What waits is told as questions and complaints."), yields_to="unanswered-criticism"
        )
    return _judge(others, comments, context, _other_message)


def response_time(comments: Conversation, context: Context) -> Verdict:
    """Give the median working time to our first answer, from five answered items on."""
    if comments.source == "feed":
        return unknown(FEED_HIDES)
    answered = waiting(comments, _done(context)).answered
    hours = [context.clock.elapsed_days(one.item.at, one.answered_at) * 24 for one in answered]
    if len(hours) < context.limits["least_items"]:
        return not_applicable(say("Too few answers in this time for a typical reply time."))
    middle = median(hours)
    return passed(say("Half of the answers came within {time}.", time=Hours(middle)), figure=round(middle, 1))


def _done(context: Context) -> frozenset[str]:
    return frozenset(done.item for done in context.company.done)


def _waiting(comments: Conversation, context: Context) -> tuple[WaitingItem, ...]:
    return waiting(comments, _done(context)).items


def _judge(
    waits: list[WaitingItem],
    comments: Conversation,
    context: Context,
    message: Callable[[list[WaitingItem], Context], Message],
) -> Verdict:
    """Judge the oldest of what waits; without anything overdue, say only what the source can prove."""
    waited = max((context.clock.elapsed_days(one.item.at, context.now) for one in waits), default=0.0)
    if waited >= context.limits["warn_days"]:
        return Verdict(
            status=Status.FAIL if waited >= context.limits["fail_days"] else Status.WARN,
            message=message(waits, context),
            action=_action(waits),
            fix_url=waits[0].item.url,
            evidence=tuple(_evidence(waits[:QUOTES])),
            figure=len(waits),
        )
    if comments.source == "feed" and not _feed_proves_silence(comments):
        return unknown(FEED_HIDES)
    if waits:
        return passed(
            say_n(
                "{n} comment is waiting, not for long yet.",
                "{n} comments are waiting, not for long yet.",
                len(waits),
            ),
            figure=len(waits),
        )
    return passed(NOTHING_WAITS, figure=0)


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
    return say_n(
        "A comment has been waiting for an answer for {age}.",
        "{n} comments are waiting for an answer, the oldest for {age}.",
        len(waits),
        age=_oldest(waits, context),
    )


def _oldest(waits: list[WaitingItem], context: Context) -> Days:
    return Days(max(*(context.days_since(one.item.at) for one in waits), 1))


def _action(waits: list[WaitingItem]) -> Message:
    if len(waits) > 1:
        return say("Answer the oldest first. Two friendly sentences are enough.")
    if waits[0].item.author:
        return say(
            "Answer {author} today. Two friendly sentences are enough.", author=Outside(waits[0].item.author)
        )
    return say("Answer today. Two friendly sentences are enough.")


def _evidence(waits: Iterable[WaitingItem]) -> Iterable[Evidence]:
    for one in waits:
        yield Evidence(one.item.url, one.item.at, excerpt(one.item.text))


def excerpt(text: str) -> str:
    """Return at most 240 characters of a text, blanks collapsed, with an ellipsis where it was cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else flat[: EXCERPT - 1].rstrip() + "…"
