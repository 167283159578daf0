"""What stands below the newest posts, read from their pages: where no interface shows it, or where one hides it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Final

from account_health.connectors.blog.comment_page import Entry, PageComments, comments_on
from account_health.connectors.blog.found import FoundFeed
from account_health.connectors.blog.home import Visited, visit
from account_health.connectors.blog.memory import undated_seen
from account_health.connectors.blog.responders import Responders
from account_health.connectors.blog.widgets import KEY, comment_widget
from account_health.connectors.connector import Look
from account_health.connectors.gaps import unavailable
from account_health.model import Conversation, Item, NotOffered, Posts, Reason, Unavailable
from account_health.model.errors import CollectError, NotFoundError
from account_health.model.plausible import may_be_since

MOST_POSTS: Final = 3
"""So many of the newest posts' pages are read where nothing else shows comments."""


@dataclass(frozen=True, slots=True)
class Below:
    """What the pages of posts hold: comments, the first reason why some are not seen, and whether any has a place for them.

    `undated` tells of the comments without a date when each was first seen.
    """

    items: tuple[Item, ...] = ()
    gap: Unavailable | None = None
    place: bool = False
    read_in_part: tuple[str, ...] = ()
    undated: Mapping[str, datetime] = field(default_factory=dict)

    def conversation(self, since: datetime) -> Conversation | Unavailable | NotOffered:
        """Return the part `comments` as far as pages show it."""
        if self.items or (self.place and self.gap is None):
            return Conversation(
                self.items, since, source="page", gap=self.gap, read_in_part=self.read_in_part
            )
        return self.gap or NotOffered()


def read_below(look: Look, feed: FoundFeed, since: datetime, most: int = MOST_POSTS) -> Below:
    """Read the comments below the newest posts, at most so many pages. What cannot be read is the gap."""
    if isinstance(feed.posts, NotOffered):
        return Below()
    urls = _newest(feed)[:most]
    if not urls:
        reason = feed.posts.reason if isinstance(feed.posts, Unavailable) else Reason.NO_FEED
        return Below(gap=Unavailable(reason, "No post is known on which to look for comments."))
    parts = look.pool.map(lambda url: _below_one(look, url, since), urls)
    gap = next((part.gap for part in parts if part.gap is not None), None)
    return Below(
        tuple(
            sorted((item for part in parts for item in part.items), key=lambda item: item.at, reverse=True)
        ),
        gap,
        any(part.place for part in parts),
        tuple(thread for part in parts for thread in part.read_in_part),
        dict(chain.from_iterable(part.undated.items() for part in parts)),
    )


def service_on(visited: Visited) -> Unavailable | None:
    """Return the gap that an embedded comment service leaves, None where a page has none."""
    name = comment_widget(visited.html)
    return Unavailable(Reason.CLOSED, f"{name}; {KEY}.") if name else None


def _newest(feed: FoundFeed) -> list[str]:
    posts = feed.posts.items if isinstance(feed.posts, Posts) else ()
    urls = [post.url for post in posts if post.url] or [feed.newest_post or ""]
    return [url for url in dict.fromkeys(urls) if url]


def _below_one(look: Look, url: str, since: datetime) -> Below:
    try:
        post = visit(look, url)
    except NotFoundError:
        return Below()
    except CollectError as error:
        return Below(gap=unavailable(error))
    shown = _Shown.on(look, post)
    service, found = service_on(post), shown.found
    items = _items(look, shown, since)
    if service is not None:
        return Below(items, service, place=True, undated=shown.undated)
    if found.unreadable:
        return Below(gap=Unavailable(Reason.CLOSED, f"The page's own comments; {KEY}."), place=True)
    parted = (f"post-{post.url}",) if found.more else ()
    return Below(items, _missing(look, shown), found.section, parted, shown.undated)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The comments of one page with their ids; `undated` has those without a date, with the time of their first sight."""

    url: str
    found: PageComments
    ids: tuple[str, ...]
    undated: Mapping[str, datetime]

    @classmethod
    def on(cls, look: Look, post: Visited) -> "_Shown":
        """Return what a page shows."""
        found = comments_on(post.html, look.now)
        ids = tuple(
            f"blog-{look.account.id}-{entry.number or _fingerprint(post.url, entry)}"
            for entry in found.entries
        )
        sights = undated_seen(look.memory, look.now)
        undated = {
            one: sights.of(one, look.now)
            for one, entry in zip(ids, found.entries, strict=True)
            if entry.text and entry.at is None
        }
        return cls(post.url, found, ids, undated)


def _missing(look: Look, shown: _Shown) -> Unavailable | None:
    """Return what of a page's comments is not known, None where all is."""
    if shown.found.more:
        return Unavailable(Reason.CUT_OFF, "Not all comments of a post stand on its first page.")
    sights = undated_seen(look.memory, look.now)
    older = sum(1 for one in shown.undated if sights.may_be_older(one, look.now))
    return Unavailable(Reason.NO_DATES, f"{older} comments below a post carry no date.") if older else None


def _items(look: Look, shown: _Shown, since: datetime) -> tuple[Item, ...]:
    responders = Responders.of(look.company, look.account)
    entries = shown.found.entries
    page = shown.url.partition("#")[0]
    items = (
        Item(
            id=id_,
            kind="comment",
            url=f"{page}#comment-{entry.number}" if entry.number else shown.url,
            author=entry.author,
            text=entry.text,
            at=min(entry.at or shown.undated[id_], look.now),
            thread=f"post-{shown.url}",
            ours=entry.ours or responders.include(entry.author, entry.user),
            in_passing=responders.bear(entry.author),
            reply_to=_above(shown.ids, entries, entry),
        )
        for id_, entry in zip(shown.ids, entries, strict=True)
        if entry.text and may_be_since(entry.at or shown.undated[id_], since, look.now)
    )
    return tuple(items)


def _above(ids: Sequence[str], entries: Sequence[Entry], entry: Entry) -> str | None:
    return ids[entry.below] if entry.below is not None and entry.below < len(entries) else None


def _fingerprint(url: str, entry: Entry) -> str:
    """Return what tells a comment without a number from others: the same at every look, since it never changes."""
    day = entry.at.date().isoformat() if entry.at is not None and not entry.by_day else ""
    return hashlib.sha256(f"{url}\n{entry.author}\n{day}\n{entry.text}".encode()).hexdigest()[:16]
