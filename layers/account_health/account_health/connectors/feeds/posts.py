"""From the entries of a feed to the posts of a snapshot: which dates count, and which cannot be the day of publishing.

A date proves nothing fresh where the feed makes it up: all posts within minutes of each other, or of the look. The day of
the last edit counts only as long as neither the address nor an earlier look tells an earlier one.
"""

import calendar
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from account_health.connectors.feeds.entry import FeedEntry, ReadFeed
from account_health.model import Post, Posts, Younger
from account_health.model.plausible import possible

MINUTES = timedelta(minutes=10)
"""Nobody publishes this many posts by hand within so short a time, and none to the minute of our look."""
HALF_A_DAY = timedelta(hours=12)
"""Posts that follow each other in even steps shorter than this are counted back from the look, not published."""
LONG_AGO = timedelta(days=365)
"""After this every silence is certain, so nobody needs to know who dated the posts."""
ALIKE = 5
"""So many posts within minutes of each other are dated by a program: by an import, or by the feed itself."""
REMEMBERED = 10
"""Of so many of the newest posts the first date that we saw is kept for the next look."""
SLACK = timedelta(days=1)
"""Within a day a date and an address mean the same day in two zones."""

_DAY_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]|[1-9](?=/|$)))?(?=[/-]|$)", re.ASCII
)

FirstSeen = Mapping[str, datetime]
"""Key of an entry -> the date that an earlier look read of it."""
NOTHING_SEEN: FirstSeen = {}


def posts_of(feed: ReadFeed, now: datetime, seen: FirstSeen = NOTHING_SEEN) -> Posts:
    """Return the posts with a possible date, newest first; the others are counted or listed as written.

    Args:
        feed: a feed or a sitemap.
        now: the time of the look.
        seen: what earlier looks read, see `first_seen`.
    """
    made = _moved(feed.entries, seen)
    edited = _are_edits(feed.entries)
    items: list[Post] = []
    refused: list[str] = []
    usable: list[datetime | None] = []
    undated = 0
    for entry in feed.entries:
        at = _published(replace(entry, changed=True) if edited else entry, seen, made=made)
        usable.append(at if at is not None and possible(at, now) else None)
        if at is None:
            undated += 1
        elif usable[-1] is None:
            refused.append(entry.raw_date or at.isoformat())
        else:
            items.append(Post(entry.id, entry.url, at, entry.title))
    items.sort(key=lambda post: post.at, reverse=True)
    listed = feed.dated_by == "entry"
    return Posts(
        tuple(items),
        dated_by="making" if listed and _made_up(items, now) else feed.dated_by,
        undated=undated,
        refused=tuple(refused),
        younger=Younger(now, "undated") if listed and _undated_above(usable) else None,
    )


def first_seen(feed: ReadFeed, seen: FirstSeen = NOTHING_SEEN) -> dict[str, datetime]:
    """Return the dates of the newest entries for the next look: the earliest that any look read of each."""
    dated = sorted(((entry.at, entry) for entry in feed.entries if entry.at), key=_moment, reverse=True)
    keys = [(key_of(entry), at) for at, entry in dated[:REMEMBERED]]
    return {key: min(at, seen.get(key, at)) for key, at in keys}


def key_of(entry: FeedEntry) -> str:
    """Return what stands for an entry in the memory: short, and without its text."""
    return hashlib.sha256((entry.url or entry.id).encode()).hexdigest()[:12]


def day_in(url: str) -> datetime | None:
    """Return the last day that a post's address can mean, as in `/2023/03/14/umzug`; None where it names none."""
    match = _DAY_IN_ADDRESS.search(urlsplit(url).path)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    last = calendar.monthrange(year, month)[1]
    day = int(match[3]) if match[3] else last
    return datetime(year, month, min(day, last), tzinfo=UTC)


def _published(entry: FeedEntry, seen: FirstSeen, *, made: bool) -> datetime | None:
    """Return when an entry was published, as far as anything tells; a later edit is no publishing."""
    if entry.at is None or not (entry.changed or made):
        return entry.at
    earlier = [entry.at, seen.get(key_of(entry), entry.at)]
    named = day_in(entry.url)
    if entry.changed and named is not None and entry.at >= named + 2 * SLACK:
        earlier.append(named)
    return min(earlier)


def _are_edits(entries: Sequence[FeedEntry]) -> bool:
    """Say whether a feed dates its entries by their last edit: most addresses that name a day name an earlier one."""
    named = [(one.at, day) for one in entries if one.at and (day := day_in(one.url)) is not None]
    later = sum(1 for at, day in named if at >= day + 2 * SLACK)
    return later > 1 and 2 * later > len(named)


def _moved(entries: Sequence[FeedEntry], seen: FirstSeen) -> bool:
    """Say whether the dates move from look to look: of several known entries none kept the date that it had."""
    known = [(entry.at, seen[key]) for entry in entries if entry.at and (key := key_of(entry)) in seen]
    return len(known) > 1 and all(at > before + SLACK for at, before in known)


def _made_up(items: Sequence[Post], now: datetime) -> bool:
    """Say whether posts, newest first, carry the moment of the feed's making."""
    if len(items) < 2:  # noqa: PLR2004 - a single post may have been published just now
        return False
    newest = items[0].at
    # Days without a clock say nothing about minutes.
    if now - newest > LONG_AGO or all(post.at.time() == datetime.min.time() for post in items):
        return False
    steps = [one.at - next_.at for one, next_ in pairwise(items)]
    close = all(step <= MINUTES for step in steps)
    by_a_rule = len(set(steps)) == 1 and steps[0] <= HALF_A_DAY
    return (close and abs(now - newest) <= MINUTES) or (len(items) >= ALIKE and (close or by_a_rule))


def _undated_above(usable: Sequence[datetime | None]) -> bool:
    """Say whether an entry without a usable date stands where newer ones stand: above the newest, or below it upside down."""
    dated = [(place, at) for place, at in enumerate(usable) if at is not None]
    if not dated:
        return False
    moments = [at for _, at in dated]
    upside_down = moments[0] < moments[-1] and all(one <= next_ for one, next_ in pairwise(moments))
    newest = max(dated, key=lambda pair: pair[1])[0]
    return any(at is None for at in (usable[newest + 1 :] if upside_down else usable[:newest]))


def _moment(pair: tuple[datetime, FeedEntry]) -> datetime:
    return pair[0]
