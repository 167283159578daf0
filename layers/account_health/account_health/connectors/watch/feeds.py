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
from account_health.connectors.watch.memory import ITEMS_FOR
from account_health.connectors.watch.targets import story_of, target_of
from account_health.model import FeedSeen, Hit, Hits, NotOffered, Part, Reason, Unavailable
from account_health.model.company import AlertFeed
from account_health.model.errors import BackendError, CollectError, NotFoundError
from account_health.model.plausible import possible
from account_health.text.sanitise import clean

MOST_ENTRIES: Final = 60
"""So many entries of one feed are read, the newest first; a feed of Google's has twenty."""
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


def look_at_feeds(
    look: Look, feeds: frozenset[str], digests: Mapping[str, date], known: tuple[Hit, ...]
) -> Read:
    """Read every feed.

    Args:
        look: the look.
        feeds: the digests of feeds that were read before.
        digests: entry -> the day on which it was first met.
        known: the entries that earlier looks kept.
    """
    registered = look.company.watch.feeds if look.company.watch else ()
    if not registered:
        return Read(hits=NotOffered(), feeds=frozenset(), digests=digests)
    today = look.now.astimezone(ZoneInfo(look.company.timezone)).date()
    answers = look.pool.map(lambda feed: _read(look, feed), registered)
    met = dict(digests)
    items = {one.keys[0]: one for one in known if any(one.feed == feed.name for feed in registered)}
    seen: list[FeedSeen] = []
    read: set[str] = set()
    for feed, (told, entries) in zip(registered, answers, strict=True):
        seen.append(told)
        if told.problem is not None:
            read |= feeds & {_mark(feed)}
            continue
        read.add(_mark(feed))
        for entry in entries:
            hit = _hit(entry, feed, met, look.now, today)
            if _mark(feed) not in feeds and (hit.at is None or look.now - hit.at > BASELINE):
                met |= dict.fromkeys(hit.keys, today - ITEMS_FOR - timedelta(days=1))
                continue
            met |= {key: hit.first for key in hit.keys if key not in met}
            if today - hit.first <= ITEMS_FOR:
                items.setdefault(hit.keys[0], hit)
    unseen = next((one for one in seen if one.problem == "unseen"), None)
    hits = Hits(
        tuple(sorted(items.values(), key=lambda one: (one.first, one.keys), reverse=True)),
        tuple(seen),
        None if unseen is None else Unavailable(unseen.why or Reason.PLATFORM_UNAVAILABLE, unseen.name),
    )
    return Read(hits=hits, feeds=frozenset(read), digests=met)


def _read(look: Look, feed: AlertFeed) -> tuple[FeedSeen, tuple[FeedEntry, ...]]:
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
        entries = tuple(_own(read.entries))[:MOST_ENTRIES]
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
