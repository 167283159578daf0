"""What is said of people who wait: how many, for how long, and what to answer first."""

from collections.abc import Iterable

from account_health.checks.check import Context
from account_health.memory.waiting import WaitingItem
from account_health.model import (
    Days,
    Evidence,
    Message,
    Outside,
    message,
    message_n,
)

NOTHING_WAITS = message("Nobody is waiting for a reply.")
NOTHING_WAITS_BELOW = message(
    "Nobody is waiting for a reply under the newest posts. We do not read older ones here."
)
ANSWER = message("Reply today. Two friendly sentences are enough.")
SOOTHE = message(
    "Reply today, in public: say first what happens now and who is handling it. Then offer a call."
)
"""What to do where a complaint waits: two friendly sentences would make it worse."""
QUOTES = 3
EXCERPT = 240


def waited(one: WaitingItem, context: Context) -> float:
    """Return how many working days somebody has waited."""
    return context.clock.elapsed_days(one.since, context.now)


def nothing_waits(held_back: int, context: Context) -> Message:
    """Say that nobody waits, and name what the platform counts and shows to no program."""
    if not held_back:
        return NOTHING_WAITS
    return message_n(
        "Nobody is waiting for a reply. {platform} counts one more comment but does not show it to us.",
        "Nobody is waiting for a reply. {platform} counts {n} more comments but does not show them to us.",
        held_back,
        platform=context.platform,
    )


def urgent_message(waits: list[WaitingItem], context: Context) -> Message:
    """Say how many complaints and questions wait, and how long the oldest has."""
    complaints = sum(1 for one in waits if one.tone == "criticism")
    questions = len(waits) - complaints
    age = _oldest(waits, context)
    if complaints and questions:
        return message(
            "{complaints} and {questions} are waiting for a reply, the oldest for {age}.",
            complaints=message_n("a complaint", "{n} complaints", complaints),
            questions=message_n("a question", "{n} questions", questions),
            age=age,
        )
    if complaints:
        return message_n(
            "A complaint has been waiting for a reply for {age}.",
            "{n} complaints are waiting for a reply, the oldest for {age}.",
            complaints,
            age=age,
        )
    return message_n(
        "A question has been waiting for a reply for {age}.",
        "{n} questions are waiting for a reply, the oldest for {age}.",
        questions,
        age=age,
    )


def other_message(waits: list[WaitingItem], context: Context) -> Message:
    """Say how many others wait, by what they wrote, and how long the oldest has."""
    age = _oldest(waits, context)
    kinds = {one.item.kind for one in waits}
    if kinds == {"review"}:
        return message_n(
            "A review has been waiting for a reply for {age}.",
            "{n} reviews are waiting for a reply, the oldest for {age}.",
            len(waits),
            age=age,
        )
    if kinds == {"mention"}:
        return message_n(
            "A mention has been waiting for a reply for {age}.",
            "{n} mentions are waiting for a reply, the oldest for {age}.",
            len(waits),
            age=age,
        )
    return message_n(
        "A comment has been waiting for a reply for {age}.",
        "{n} comments are waiting for a reply, the oldest for {age}.",
        len(waits),
        age=age,
    )


def _oldest(waits: list[WaitingItem], context: Context) -> Days:
    return Days(max(*(context.days_since(one.since) for one in waits), 1))


def next_step(waits: list[WaitingItem]) -> Message:
    """Say what to answer, and with what care."""
    if len(waits) > 1:
        return message("Answer {what} today.", what=_what(waits))
    [one] = waits
    author, blames = Outside(one.item.author), one.tone == "criticism"
    if not one.item.author:
        return SOOTHE if blames else ANSWER
    if blames:
        return message(
            "Reply to {author} today, in public: say first what happens now and who is handling it. Then offer a call.",
            author=author,
        )
    return message("Reply to {author} today. Two friendly sentences are enough.", author=author)


def _what(waits: list[WaitingItem]) -> Message:
    complaints = sum(1 for one in waits if one.tone == "criticism")
    questions = sum(1 for one in waits if one.tone == "question")
    blame = message_n("the complaint", "the {n} complaints", complaints)
    ask = message_n("the question", "the {n} questions", questions)
    if complaints and questions:
        return message("{complaints} and {questions}", complaints=blame, questions=ask)
    if complaints or questions:
        return blame if complaints else ask
    names = {
        "review": message_n("the review", "the {n} reviews", len(waits)),
        "mention": message_n("the post", "the {n} posts", len(waits)),
        "comment": message_n("the comment", "the {n} comments", len(waits)),
    }
    return names[waits[0].item.kind]


def quoted(waits: Iterable[WaitingItem]) -> Iterable[Evidence]:
    """Yield each item with its link, its time and its first words."""
    for one in waits:
        yield Evidence(one.item.url, one.item.at, excerpt(one.item.text))


def excerpt(text: str) -> str:
    """Return at most 240 characters of a text, blanks collapsed, with an ellipsis where it was cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else flat[: EXCERPT - 1].rstrip() + "…"
