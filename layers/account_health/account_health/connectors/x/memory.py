"""What one look at X leaves for the next, so that nothing is bought twice.

It is JSON of at most 64 KB in the account's state. What cannot be read is treated as if there were none; what was
added to it since has a default, so that an older one keeps who waits.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from account_health.connectors.x.posts import XPost, number_of
from account_health.model import Badge

VERSION: Final = 1
LARGEST: Final = 64_000
MOST_POSTS: Final = 400
MOST_ANSWERED: Final = 500
MOST_REPLIES: Final = 200
MOST_HOLES: Final = 3
LONGEST_TEXT: Final = 1_000
_DROPPED_AT_ONCE: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a timeline: after the post `since`, or from the time `start`, and before the post `until`.

    `above` posts of the timeline are known to be newer: X only shows so many in all.
    """

    since: int | None = None
    start: datetime | None = None
    until: int | None = None
    above: int = 0


@dataclass(frozen=True, slots=True)
class Track:
    """How far a timeline was read: up to the post `since`, except for the holes that were left, newest first.

    `start` is from when on it was read where no post was found yet.
    """

    since: int | None = None
    holes: tuple[Span, ...] = ()
    start: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody else's post that has no answer yet. `passing`: it names us without addressing us.

    `id` is the number under which it was published, `version` the newest one, `between` those in between.
    """

    id: int
    version: int
    author: str | None
    handle: str | None
    text: str
    conversation: int
    passing: bool = False
    between: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A post of ours that answers: which posts it replies to or quotes, whom it addresses, in which conversation."""

    id: int
    conversation: int
    to: str | None = None
    targets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that would otherwise be bought again: the newest own post, the pinned post."""

    id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of one account. `own` are own posts, newest first, as (number, not everybody may reply).

    `answered` are pairs of a mention and our answer. `replies` are kept while mentions are still unread that they may
    have answered. `badge` is the profile's as last seen. `lost_at` is when something was last lost for good: dropped for
    want of room, or never shown to us.
    """

    user: str
    looked: datetime
    dialect: str = "tweet"
    posts: Track = Track()
    mentions: Track = Track()
    own: tuple[tuple[int, bool], ...] = ()
    newest: Kept | None = None
    pinned: Kept | None = None
    open: tuple[Mention, ...] = ()
    answered: tuple[tuple[int, int], ...] = ()
    replies: tuple[Reply, ...] = ()
    lost_at: datetime | None = None
    badge: Badge | None = None


def mention_of(post: XPost, *, passing: bool) -> Mention:
    """Return what is kept of a mention; a very long text is cut."""
    return Mention(
        id=post.first,
        version=post.id,
        author=post.author,
        handle=post.handle,
        text=cut(post.text),
        conversation=post.conversation,
        passing=passing,
        between=post.between,
    )


def cut(text: str) -> str:
    """Return a text of at most 1,000 characters: of a longer one beginning and end, where people ask."""
    half = LONGEST_TEXT // 2
    return text if len(text) <= LONGEST_TEXT else f"{text[:half]}…{text[1 - half :]}"


def write_memory(memory: Memory) -> str:
    """Return a memory as JSON; where it is too large, the oldest open mentions are dropped, and it says so."""
    lost = len(memory.replies) > MOST_REPLIES
    memory = replace(
        memory,
        own=memory.own[:MOST_POSTS],
        answered=memory.answered[-MOST_ANSWERED:],
        replies=memory.replies[-MOST_REPLIES:],
        lost_at=memory.looked if lost else memory.lost_at,
    )
    while len(written := _written(memory)) > LARGEST and memory.open:
        kept = sorted(memory.open, key=lambda one: one.id)[_DROPPED_AT_ONCE:]
        memory = replace(memory, open=tuple(kept), lost_at=memory.looked)
    return written


def read_memory(written: str | None) -> Memory | None:
    """Return a memory, None where there is none or it cannot be read."""
    if written is None:
        return None
    try:
        return _read(json.loads(written))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _written(memory: Memory) -> str:
    value = {
        "v": VERSION,
        "user": memory.user,
        "looked": memory.looked.isoformat(),
        "dialect": memory.dialect,
        "posts": _track(memory.posts),
        "mentions": _track(memory.mentions),
        "own": [[str(number), int(limited)] for number, limited in memory.own],
        "newest": _kept(memory.newest),
        "pinned": _kept(memory.pinned),
        "open": [_mention(one) for one in memory.open],
        "answered": [[str(mention), str(answer)] for mention, answer in memory.answered],
        "replies": [
            [str(one.id), str(one.conversation), one.to, [str(target) for target in one.targets]]
            for one in memory.replies
        ],
        "lost_at": memory.lost_at.isoformat() if memory.lost_at else None,
        "badge": _badge(memory.badge),
    }
    # ASCII, so that its length is its size.
    return json.dumps(value, separators=(",", ":"))


def _track(track: Track) -> dict[str, Any]:
    holes = [
        [_id(one.since), one.start.isoformat() if one.start else None, _id(one.until), one.above]
        for one in track.holes
    ]
    start = track.start.isoformat() if track.start else None
    return {"since": _id(track.since), "holes": holes, "start": start}


def _kept(kept: Kept | None) -> list[str] | None:
    return None if kept is None else [str(kept.id), kept.text]


def _badge(badge: Badge | None) -> list[object] | None:
    if badge is None:
        return None
    return [int(badge.held), badge.lost_at.isoformat() if badge.lost_at else None]


def _read_badge(value: list[Any] | None) -> Badge | None:
    if value is None:
        return None
    held, lost_at = value
    return Badge(bool(held), None if lost_at is None else _time(lost_at))


def _mention(one: Mention) -> list[object]:
    return [
        str(one.id),
        str(one.version),
        one.author,
        one.handle,
        one.text,
        str(one.conversation),
        int(one.passing),
        *map(str, one.between),
    ]


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)


def _read(value: Mapping[str, Any]) -> Memory | None:
    if value["v"] != VERSION:
        return None
    return Memory(
        user=_text(value["user"]),
        looked=_time(value["looked"]),
        dialect=_text(value["dialect"]),
        posts=_read_track(value["posts"]),
        mentions=_read_track(value["mentions"]),
        own=tuple((_int(number), bool(limited)) for number, limited in value["own"]),
        newest=_read_kept(value["newest"]),
        pinned=_read_kept(value["pinned"]),
        open=tuple(_read_mention(one) for one in value["open"]),
        answered=tuple((_int(mention), _int(answer)) for mention, answer in value["answered"]),
        replies=tuple(_read_reply(one) for one in value["replies"]),
        lost_at=None if value["lost_at"] is None else _time(value["lost_at"]),
        badge=_read_badge(value["badge"]),
    )


def _read_track(value: Mapping[str, Any]) -> Track:
    holes = tuple(
        Span(
            since=_number(since),
            start=None if start is None else _time(start),
            until=_number(until),
            above=_count(*above),
        )
        for since, start, until, *above in value["holes"]
    )
    start = value.get("start")
    return Track(_number(value["since"]), holes, None if start is None else _time(start))


def _read_kept(value: list[str] | None) -> Kept | None:
    return None if value is None else Kept(_int(value[0]), _text(value[1]))


def _read_mention(value: list[Any]) -> Mention:
    number, version, author, handle, words, conversation, passing, *between = value
    return Mention(
        id=_int(number),
        version=_int(version),
        author=None if author is None else _text(author),
        handle=None if handle is None else _text(handle),
        text=_text(words),
        conversation=_int(conversation),
        passing=bool(passing),
        between=tuple(_int(one) for one in between),
    )


def _read_reply(value: list[Any]) -> Reply:
    number, conversation, to, targets = value
    return Reply(
        id=_int(number),
        conversation=_int(conversation),
        to=None if to is None else _text(to),
        targets=tuple(_int(target) for target in targets),
    )


def _number(value: str | None) -> int | None:
    return None if value is None else _int(value)


def _int(value: object) -> int:
    number = number_of(value)
    if number is None:
        raise ValueError
    return number


def _count(value: object = 0) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _time(value: str) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError
    return at
