"""Which moments can be true: what a platform dates long before the web, or days ahead of the look, is refused.

Here every snapshot passes on its way to judgement, freshly looked or read back: one date that cannot be true, such as one
of the year 9999, costs that date, never the account, and never a person who waits.
"""

from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

from account_health.model import PARTS, Conversation, Destinations, Item, Posts, Reason, Snapshot, Unavailable

FIRST_YEAR: Final = 1995
"""No channel is older; Hugo dates an undated page 0001, a missing date often becomes 1970."""
AHEAD: Final = timedelta(hours=48)
"""More than this after the look is planned, or a wrong clock."""
LAST_YEAR: Final = 2200
"""What ends later has no end that means anything (RFC 5280 writes 9999 for "never"), and no clock can count with it."""

_ENDS: Final = frozenset({"not_after", "expires_at"})
"""The moments that are expected to lie ahead."""


def possible(at: datetime, now: datetime) -> bool:
    """Tell whether something can have happened at a moment, as far as a look at `now` can tell."""
    return at.year >= FIRST_YEAR and at <= now + AHEAD


def may_be_since(at: datetime, since: datetime, now: datetime) -> bool:
    """Tell whether something may be as young as `since`: a date that cannot be true proves no age."""
    return at >= since or not possible(at, now)


def believed(snapshot: Snapshot) -> Snapshot:
    """Return what was seen without the moments that cannot be true; the same object where all can.

    A post is listed with those that carry no possible date. What somebody else wrote stays, and waits from this look
    on; a word of ours then answers nothing. Both leave a gap, so that nothing of it acquits. Any other moment is not known.
    """
    parts = {name: getattr(snapshot, name) for name in PARTS}
    kept = {name: _believed(part, snapshot.taken_at) for name, part in parts.items()}
    changed = {name: part for name, part in kept.items() if part is not parts[name]}
    return replace(snapshot, **changed) if changed else snapshot


def _believed(part: Any, now: datetime) -> Any:  # noqa: ANN401 - any part of a snapshot
    match part:
        case Posts():
            return _posts(part, now)
        case Conversation():
            return _conversation(part, now)
        case Destinations():
            items = tuple(one if possible(one.at, now) else replace(one, at=now) for one in part.items)
            return part if items == part.items else replace(part, items=items)
    unknown: dict[str, Any] = {
        each.name: None
        for each in fields(part)
        if isinstance(at := getattr(part, each.name), datetime) and not _fits(at, each.name, now)
    }
    return replace(part, **unknown) if unknown else part


def _fits(at: datetime, name: str, now: datetime) -> bool:
    return FIRST_YEAR <= at.year <= LAST_YEAR if name in _ENDS else possible(at, now)


def _posts(posts: Posts, now: datetime) -> Posts:
    refused = tuple(post.at.isoformat() for post in posts.items if not possible(post.at, now))
    if not refused:
        return posts
    items = tuple(post for post in posts.items if possible(post.at, now))
    return replace(posts, items=items, refused=(*posts.refused, *refused))


def _conversation(talk: Conversation, now: datetime) -> Conversation:
    dates = [at for item in talk.items for at in (item.at, item.changed_at) if at and not possible(at, now)]
    if not dates and possible(talk.since, now):
        return talk
    since = talk.since
    if not possible(since, now):
        since = min((item.at for item in talk.items if possible(item.at, now)), default=now)
    items = tuple(_item(item, since, now) for item in talk.items)
    why = f"{len(dates)} dates that cannot be true, one of them {dates[0].isoformat()}" if dates else ""
    gap = talk.gap or (Unavailable(Reason.NO_DATES, why) if dates else None)
    return replace(talk, items=items, since=since, gap=gap)


def _item(item: Item, since: datetime, now: datetime) -> Item:
    at = item.at if possible(item.at, now) else since if item.ours else now
    changed = item.changed_at if item.changed_at and possible(item.changed_at, now) else None
    return item if (at, changed) == (item.at, item.changed_at) else replace(item, at=at, changed_at=changed)
