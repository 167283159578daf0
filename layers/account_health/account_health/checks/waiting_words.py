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

NOTHING_WAITS = message("Nobody waits for an answer.")
NOTHING_WAITS_BELOW = message(
    "Nobody waits for an answer below the newest posts. What stands below older ones we do not read here."
)
ANSWER = message("Answer today. Two friendly sentences are enough.")
SOOTHE = message("Answer today: take it seriously, say who takes care, and offer to call.")
"""What to do where a complaint waits: two friendly sentences would make it worse."""
QUOTES = 3
EXCERPT = 240


def waited(one: WaitingItem, context: Context) -> float:
    """Return how many working days somebody has waited."""
    return context.clock.elapsed_days(one.since, context.now)


def nothing_waits(held_back: int) -> Message:
    """Say that nobody waits, and name what the platform counts and shows to no program."""
    if not held_back:
        return NOTHING_WAITS
    return message_n(
        "Nobody waits for an answer. The platform counts {n} more comment and shows it to no program.",
        "Nobody waits for an answer. The platform counts {n} more comments and shows them to no program.",
        held_back,
    )


def urgent_message(waits: list[WaitingItem], context: Context) -> Message:
    """Say how many complaints and questions wait, and how long the oldest has."""
    complaints = sum(1 for one in waits if one.tone == "criticism")
    questions = len(waits) - complaints
    age = _oldest(waits, context)
    if complaints and questions:
        return message(
            "{complaints} and {questions} are waiting for an answer, the oldest for {age}.",
            complaints=message_n("a complaint", "{n} complaints", complaints),
            questions=message_n("a question", "{n} questions", questions),
            age=age,
        )
    if complaints:
        return message_n(
            "A complaint has been waiting for an answer for {age}.",
            "{n} complaints are waiting for an answer, the oldest for {age}.",
            complaints,
            age=age,
        )
    return message_n(
        "A question has been waiting for an answer for {age}.",
        "{n} questions are waiting for an answer, the oldest for {age}.",
        questions,
        age=age,
    )


def other_message(waits: list[WaitingItem], context: Context) -> Message:
    """Say how many others wait, by what they wrote, and how long the oldest has."""
    age = _oldest(waits, context)
    kinds = {one.item.kind for one in waits}
    if kinds == {"review"}:
        return message_n(
            "A review has been waiting for an answer for {age}.",
            "{n} reviews are waiting for an answer, the oldest for {age}.",
            len(waits),
            age=age,
        )
    if kinds == {"mention"}:
        return message_n(
            "A post that addresses you has been waiting for an answer for {age}.",
            "{n} posts that address you are waiting for an answer, the oldest for {age}.",
            len(waits),
            age=age,
        )
    return message_n(
        "A comment has been waiting for an answer for {age}.",
        "{n} comments are waiting for an answer, the oldest for {age}.",
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
            "Answer {author} today: take it seriously, say who takes care, and offer to call.", author=author
        )
    return message("Answer {author} today. Two friendly sentences are enough.", author=author)


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
