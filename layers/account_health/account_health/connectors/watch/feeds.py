"""Reads the alert feeds. Who knows a feed's address can read it, so that it stands in no part, no error and no log."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from account_health.connectors.connector import Look
from account_health.connectors.feeds import FeedEntry, NotAFeedError, read_feed
from account_health.connectors.gaps import unavailable
from account_health.connectors.watch.memory import ITEMS_FOR, Memory
from account_health.connectors.watch.targets import story_of, target_of
from account_health.model import FeedSeen, Hit, Hits, NotOffered, Part, Reason, Unavailable
from account_health.model.company import AlertFeed
from account_health.model.errors import BackendError, CollectError, NotFoundError
from account_health.model.plausible import possible
from account_health.text.sanitise import clean

MOST_ENTRIES: Final = 60
"""So many entries of one feed are read, the newest first; a feed of Google's has twenty."""
MOST_TOGETHER: Final = 200
"""So many of all feeds together: of each two digests are remembered, and what stands in a feed must be known again."""
MANY: Final = 20
"""A feed that shows so many entries, none of which was there at the last look, has shown others in between."""
BASELINE: Final = timedelta(days=14)
"""What is older than this when a feed is read for the first time is no news."""
TITLE: Final = 160
TEXT: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the feeds say now, and what to remember of it."""

    hits: Part[Hits]
    feeds: frozenset[str]
    digests: Mapping[str, date]
    present: frozenset[str] = frozenset()
    missing_to: date | None = None


def look_at_feeds(look: Look, before: Memory) -> Read:
    """Read every feed; what earlier looks kept of their entries is told on."""
    registered = look.company.watch.feeds if look.company.watch else ()
    if not registered:
        return Read(hits=NotOffered(), feeds=frozenset(), digests=before.digests)
    today = look.now.astimezone(ZoneInfo(look.company.timezone)).date()
    most = min(MOST_ENTRIES, MOST_TOGETHER // len(registered))
    answers = look.pool.map(lambda feed: _read(look, feed, most), registered)
    met = dict(before.digests)
    items = {one.keys[0]: one for one in before.hits if any(one.feed == feed.name for feed in registered)}
    seen: list[FeedSeen] = []
    read: set[str] = set()
    present: set[str] = set()
    missing_to = before.missing_to
    for feed, (told, entries) in zip(registered, answers, strict=True):
        seen.append(told)
        if told.problem is not None:
            read |= before.feeds & {_mark(feed)}
            continue
        read.add(_mark(feed))
        hits = [_hit(entry, feed, met, look.now, today) for entry in entries]
        if len(hits) >= MANY and met.keys().isdisjoint(key for hit in hits for key in hit.keys):
            missing_to = today
        for hit in hits:
            present |= set(hit.keys)
            old = hit.at is None or look.now - hit.at > BASELINE
            if old and _mark(feed) not in before.feeds and met.keys().isdisjoint(hit.keys):
                met |= dict.fromkeys(hit.keys, today - ITEMS_FOR - timedelta(days=1))
                continue
            met |= {key: hit.first for key in hit.keys if key not in met}
            if today - hit.first <= ITEMS_FOR:
                items.setdefault(hit.keys[0], hit)
    unseen = next((one for one in seen if one.problem == "unseen"), None)
    found = Hits(
        tuple(sorted(items.values(), key=lambda one: (one.first, one.keys), reverse=True)),
        tuple(seen),
        None if unseen is None else Unavailable(unseen.why or Reason.PLATFORM_UNAVAILABLE, unseen.name),
        missing_to,
    )
    return Read(
        hits=found, feeds=frozenset(read), digests=met, present=frozenset(present), missing_to=missing_to
    )


def _read(look: Look, feed: AlertFeed, most: int) -> tuple[FeedSeen, tuple[FeedEntry, ...]]:
    """Return how a feed is, and its entries. Nothing of an error's text goes on: it may hold the address."""
    problem: Literal["not_found", "not_a_feed", "unseen"]
    try:
        url = _address(look, feed)
        if url is None:
            return FeedSeen(feed.name, problem="unseen", why=Reason.CREDENTIAL_MISSING), ()
        answer = look.fetcher.get(url)
        read = read_feed(answer.body, answer.headers.get("content-type", ""), "")
    except NotFoundError:
        problem, why = "not_found", Reason.NOT_FOUND
    except NotAFeedError:
        problem, why = "not_a_feed", Reason.UNREADABLE
    except BackendError:
        problem, why = "unseen", Reason.CREDENTIAL_UNREADABLE
    except CollectError as error:
        problem, why = "unseen", unavailable(error).reason
    else:
        entries = tuple(_own(read.entries))[:most]
        dates = [one.at for one in entries if one.at is not None and possible(one.at, look.now)]
        return FeedSeen(feed.name, entries=len(read.entries), newest_at=max(dates, default=None)), entries
    return FeedSeen(feed.name, problem=problem, why=why), ()


def _address(look: Look, feed: AlertFeed) -> str | None:
    if feed.credential is None:
        return feed.url
    secret = look.secrets(feed.credential)
    return secret.values.get("url") if secret else None


def _own(entries: tuple[FeedEntry, ...]) -> Iterator[FeedEntry]:
    """Yield the entries, the newest first where they have dates; a link to the feed itself is no find."""
    yield from sorted(entries, key=lambda one: one.at.timestamp() if one.at else 0.0, reverse=True)


def _hit(entry: FeedEntry, feed: AlertFeed, met: Mapping[str, date], now: datetime, today: date) -> Hit:
    url = "" if "/alerts/feeds/" in entry.url else target_of(entry.url)
    named = [f"id {entry.id}"] if entry.id else []
    named += [f"to {story_of(url)}"] if url else []
    keys = tuple(map(_digest, named or [f"title {entry.title}"]))
    return Hit(
        keys=keys,
        url=url,
        title=clean(entry.title, TITLE),
        text=clean(entry.text, TEXT),
        at=entry.at if entry.at is not None and possible(entry.at, now) else None,
        feed=feed.name,
        first=min((met[key] for key in keys if key in met), default=today),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]


def _mark(feed: AlertFeed) -> str:
    return _digest(f"feed {feed.name}")
