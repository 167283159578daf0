"""What one look at X leaves for the next, so that nothing is lost between two looks and little is bought twice.

It is JSON of at most 64 KB in the account's state. What cannot be read is treated as if there were none.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeAlias

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from account_health.connectors.x.posts import LARGEST_NUMBER, XPost
from account_health.memory.state import WORDS_KEPT
from account_health.model.terms import Sound
from account_health.text.tone import read_tone

VERSION: Final = 2
LARGEST: Final = 64_000
MOST_POSTS: Final = 400
MOST_ANSWERED: Final = 500
MOST_REPLIES: Final = 200
LONGEST_TEXT: Final = 1_000
_DROPPED_AT_ONCE: Final = 10

Number: TypeAlias = Annotated[int, Field(gt=0, le=LARGEST_NUMBER)]
Count: TypeAlias = Annotated[int, Field(ge=0)]


class Stretch(NamedTuple):
    """A part of a timeline: from a time on, before the post `until`. `above` posts are known to be newer: X shows so many."""

    start: AwareDatetime
    until: Number | None = None
    above: Count = 0


class Cursor(NamedTuple):
    """How far a timeline was read: up to the post `newest`, but for what is `unread`.

    `checked` is the last time at which it was read without a rest: what was published before that may have come to light
    since, because X's index follows what is written with a delay.
    """

    newest: Count = 0
    checked: AwareDatetime | None = None
    unread: Stretch | None = None


_UNREAD: Final = Cursor()


class Mention(NamedTuple):
    """Somebody else's post that has no answer yet. `passing`: it names us without addressing us.

    `id` is the number under which it was published, `version` the newest one, `between` those in between. `confirmed` is
    when a look last saw it. Once its words are forgotten, `sound` says what they were.
    """

    id: Number
    version: Number
    author: str | None
    handle: str | None
    text: str
    conversation: Number
    passing: bool
    confirmed: AwareDatetime
    sound: Sound | None = None
    between: tuple[Number, ...] = ()


class Reply(NamedTuple):
    """A post of ours that answers: in which conversation, whom it addresses, which posts it replies to or quotes.

    In a conversation that is None it may answer anybody.
    """

    id: Number
    conversation: Number | None
    to: str | None = None
    targets: tuple[Number, ...] = ()


class Kept(NamedTuple):
    """A text of our own that would otherwise be bought again: the newest post, the pinned post."""

    id: Number
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of one account. `own` are own posts, newest first, as (number, not everybody may reply).

    `answered` are pairs of a mention and our answer. `replies` are the latest of ours, since a mention may come to light
    after its answer. `badge` is (shown, lost at) as last seen. `lost_at` is when something was last lost for good: dropped
    for want of room, or never shown to us. `ours` are (handle, id) of the company's other accounts.
    """

    user: str
    looked: AwareDatetime
    dialect: Literal["tweet", "post"] = "tweet"
    posts: Cursor = _UNREAD
    mentions: Cursor = _UNREAD
    own: tuple[tuple[Number, bool], ...] = ()
    newest: Kept | None = None
    pinned: Kept | None = None
    open: tuple[Mention, ...] = ()
    answered: tuple[tuple[Number, Number], ...] = ()
    replies: tuple[Reply, ...] = ()
    lost_at: AwareDatetime | None = None
    badge: tuple[bool, AwareDatetime | None] | None = None
    ours: tuple[tuple[str, str], ...] = ()
    v: Literal[2] = VERSION


_MEMORY: Final = TypeAdapter(Memory)
_KEYS: Final = frozenset(one.name for one in fields(Memory))


def mention_of(post: XPost, now: datetime, *, passing: bool) -> Mention:
    """Return what is kept of a mention that a look just saw; a very long text is cut."""
    return Mention(
        id=post.first,
        version=post.id,
        author=post.author,
        handle=post.handle,
        text=cut(post.text),
        conversation=post.conversation or post.first,
        passing=passing,
        confirmed=now,
        between=tuple(one for one in post.versions if post.first < one < post.id),
    )


def cut(text: str) -> str:
    """Return a text of at most 1,000 characters: of a longer one beginning and end, where people ask."""
    half = LONGEST_TEXT // 2
    return text if len(text) <= LONGEST_TEXT else f"{text[:half]}…{text[1 - half :]}"


def forget(memory: Memory, now: datetime) -> Memory:
    """Return the memory without words that no look confirmed for 28 days.

    Who waits for an answer goes on to wait: that somebody asked, and where, is known. What needs none is forgotten whole.
    """
    return replace(memory, open=tuple(kept for one in memory.open if (kept := _faded(one, now)) is not None))


def _faded(one: Mention, now: datetime) -> Mention | None:
    if one.sound is not None or now - one.confirmed < WORDS_KEPT:
        return one
    tone = read_tone(one.text)
    if one.passing or not tone.needs_answer:
        return None
    return one._replace(text="", handle=None, sound=tone.kind)


def write_memory(memory: Memory) -> str:
    """Return a memory as JSON; where it is too large, the oldest open mentions are dropped, and it says so."""
    # Mentions still unread may be answered by replies that go for want of room.
    lost = len(memory.replies) > MOST_REPLIES and memory.mentions.checked != memory.looked
    memory = replace(
        memory,
        own=memory.own[:MOST_POSTS],
        answered=memory.answered[-MOST_ANSWERED:],
        replies=memory.replies[-MOST_REPLIES:],
        lost_at=memory.looked if lost else memory.lost_at,
    )
    while len(written := _written(memory)) > LARGEST and memory.open:
        kept = sorted(memory.open)[_DROPPED_AT_ONCE:]
        memory = replace(memory, open=tuple(kept), lost_at=memory.looked)
    return written


def _written(memory: Memory) -> str:
    value = {name: getattr(memory, name) for name in sorted(_KEYS)}
    # ASCII, so that its length is its size.
    return json.dumps(value, separators=(",", ":"), default=datetime.isoformat)


def read_memory(written: str | None) -> Memory | None:
    """Return a memory, None where there is none or it cannot be read; one of the first form keeps who waits."""
    if written is None:
        return None
    with suppress(ValidationError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        value = json.loads(written)
        value = _of_the_first_form(value) if value["v"] == 1 else value
        return _MEMORY.validate_python(value) if value.keys() >= _KEYS else None
    return None


def _of_the_first_form(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a memory as it was written before X was read with an overlap: both timelines are read anew, thirty days back."""
    rows = [[*row[:7], value["looked"], None, row[7:]] for row in value["open"]]
    return {**value, "open": rows, "posts": [], "mentions": [], "ours": [], "v": VERSION}
