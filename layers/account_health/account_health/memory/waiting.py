"""Which public items wait for an answer: the one rule for comments, mentions and reviews."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Final, NamedTuple

from account_health.memory.answered import answers_in
from account_health.model import Conversation, Item
from account_health.model.terms import PRESSING_SOUNDS, Sound
from account_health.text.friends import calls_a_friend
from account_health.text.tone import Tone, tone_of

GOOD_RATING = 4
MOST_QUOTED: Final = 3
"""The most items that a mail quotes from one channel."""
_GRAVEST_FIRST: Final[tuple[Sound, ...]] = ("criticism", "question", "to read", "other")


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An item that waits, and how it sounds.

    `refused` marks what has an answer of ours that the public does not see: it would answer this if it were shown.
    """

    item: Item
    tone: Sound
    refused: bool = False

    @property
    def since(self) -> datetime:
        """When the wait began: when it was written, or edited."""
        return self.item.changed_at or self.item.at


def quoting_order(tone: Sound, since: datetime, item: str) -> tuple[int, datetime, str]:
    """Return where an item stands among those that a mail quotes: the gravest first, of these who waits longest."""
    return _GRAVEST_FIRST.index(tone), since, item


def quoted_first(one: WaitingItem) -> tuple[int, datetime, str]:
    """Return the same of an item that waits."""
    return quoting_order(one.tone, one.since, one.item.id)


class Exchange(NamedTuple):
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

    An item waits when it is not ours, not hidden, not in `done`, answered neither in public (`answers_in`) nor in private,
    and is not one of: only emoji, only mentions of other people or a call to them, thanks or praise without a question,
    liked by us, only carrying our name along, a review of four or five stars without text, or of a product without question or blame. In a thread that was read in part nobody waits
    for sure.
    """
    items = sorted(conversation.items, key=attrgetter("at", "id"))
    answers = answers_in(items)
    refused = _refused(items)
    in_part = frozenset(conversation.read_in_part)
    names = {*conversation.names, *[item.author for item in items if item.ours]}
    waits: list[WaitingItem] = []
    answered: list[Exchange] = []
    no_answer_needed = 0
    for item in items:
        if item.ours or item.hidden or item.answered_privately or item.id in done:
            continue
        if item.id in answers:
            answered.append(Exchange(item, answers[item.id]))
            continue
        if item.thread in in_part:
            continue
        tone = _tone_of(item)
        if item.liked_by_us or item.in_passing or not _needs_answer(item, tone, names):
            no_answer_needed += 1
            continue
        kind = "criticism" if _asks_by_stars(item) else tone.kind
        waits.append(WaitingItem(item, kind, refused=item.id in refused))
    return Waiting(tuple(sorted(waits, key=_since)), no_answer_needed, tuple(answered))


def waiting_in(conversations: Iterable[Conversation | None], done: frozenset[str]) -> Waiting:
    """Sort several conversations of one account, each by itself; what only counts is left out."""
    return joined(waiting(one, done) for one in conversations if one is not None and not one.counted_only)


def joined(conversations: Iterable[Waiting]) -> Waiting:
    """Return several sorted conversations as one, what waits longest first."""
    parts = list(conversations)
    if len(parts) == 1:
        return parts[0]
    return Waiting(
        tuple(sorted((item for part in parts for item in part.items), key=_since)),
        sum(part.no_answer_needed for part in parts),
        tuple(exchange for part in parts for exchange in part.answered),
    )


def _refused(items: Sequence[Item]) -> frozenset[str]:
    """Return what would be answered if those of our words were shown that the public does not see."""
    if not [item for item in items if item.rejected and item.ours]:
        return frozenset()
    return frozenset(answers_in(replace(item, rejected=False) for item in items))


def _since(one: WaitingItem) -> tuple[datetime, str]:
    return one.since, one.item.id


def _tone_of(item: Item) -> Tone:
    """Return how an item sounds: a service may add criticism, it never takes a question or criticism away."""
    if item.forgotten is not None:
        return Tone(item.forgotten)
    tone = tone_of(item.text)
    return Tone("criticism") if item.sounds_negative and tone.kind not in PRESSING_SOUNDS else tone


def questions_in(conversations: Iterable[Conversation]) -> int:
    """Count the questions of others, answered or not."""
    return sum(
        1
        for talk in conversations
        for item in talk.items
        if not item.ours and not item.hidden and tone_of(item.text).kind == "question"
    )


def _needs_answer(item: Item, tone: Tone, names: Iterable[str]) -> bool:
    """Say whether an item asks for an answer; a picture without words may show anything, so somebody has to look.

    Who mentions us elsewhere speaks to us; below our own posts people also call their friends.
    """
    if item.pictured or _asks_by_stars(item):
        return True
    if item.of_product and item.rating is not None:
        return tone.kind in PRESSING_SOUNDS
    if not tone.needs_answer:
        return False
    return item.kind != "comment" or item.sounds_negative or not calls_a_friend(item.text, names)


def _asks_by_stars(item: Item) -> bool:
    return item.rating is not None and item.rating < GOOD_RATING
