"""Which public items wait for an answer: the one rule for comments, mentions and reviews."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from account_health.model import Conversation, Item
from account_health.tone import read_tone

GOOD_RATING = 4


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An item that waits, and how it sounds."""

    item: Item
    tone: Literal["criticism", "question", "other"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """An item of somebody else that got an answer, with the time of our first word after it."""

    item: Item
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, oldest first; what needs no answer; and what was answered."""

    items: tuple[WaitingItem, ...]
    no_answer_needed: int
    answered: tuple[Exchange, ...]


def waiting(conversation: Conversation, done: frozenset[str]) -> Waiting:
    """Sort a conversation into what waits, what needs no answer and what was answered.

    An item waits when it is not ours, not hidden, not in `done`, has no later word of ours in its thread,
    and is not one of: only emoji, only mentions of other people, thanks or praise without a question,
    liked by us, a review of four or five stars without text.
    """
    ours: dict[str, list[datetime]] = defaultdict(list)
    for item in conversation.items:
        if item.ours:
            ours[item.thread].append(item.at)
    waits: list[WaitingItem] = []
    answered: list[Exchange] = []
    no_answer_needed = 0
    for item in sorted(conversation.items, key=lambda item: (item.at, item.id)):
        if item.ours or item.hidden or item.id in done:
            continue
        replies = [at for at in ours[item.thread] if at > item.at]
        if replies:
            answered.append(Exchange(item, min(replies)))
            continue
        tone = read_tone(item.text)
        if item.liked_by_us or not (tone.needs_answer or _asks_by_stars(item)):
            no_answer_needed += 1
            continue
        waits.append(WaitingItem(item, _kind(item, tone.kind)))
    return Waiting(tuple(waits), no_answer_needed, tuple(answered))


def _asks_by_stars(item: Item) -> bool:
    return item.rating is not None and item.rating < GOOD_RATING


def _kind(
    item: Item, tone: Literal["criticism", "question", "other"]
) -> Literal["criticism", "question", "other"]:
    return "criticism" if _asks_by_stars(item) else tone
