"""What stands below the newest posts, read from their pages: where no interface shows it, or where one hides it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from account_health.connectors.blog.comment_page import Entry, PageComments, comments_on
from account_health.connectors.blog.found import FoundFeed
from account_health.connectors.blog.home import Visited, visit
from account_health.connectors.blog.responders import Responders
from account_health.connectors.blog.widgets import comment_widget
from account_health.connectors.connector import Look
from account_health.connectors.gaps import unavailable
from account_health.model import Conversation, Item, NotOffered, Posts, Reason, Unavailable
from account_health.model.errors import CollectError, NotFoundError
from account_health.model.plausible import may_be_since

MOST_POSTS: Final = 3
"""So many of the newest posts' pages are read where nothing else shows comments."""
KEY: Final = 'where somebody reads them there, comments = "elsewhere" says so'


@dataclass(frozen=True, slots=True)
class Below:
    """What the pages of posts hold: comments, the first reason why some are not seen, and whether any has a place for them."""

    items: tuple[Item, ...] = ()
    gap: Unavailable | None = None
    place: bool = False
    read_in_part: tuple[str, ...] = ()

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
    service = service_on(post)
    found = comments_on(post.html, look.now)
    items = _items(look, post.url, found, since)
    thread = f"post-{post.url}"
    if service is not None:
        return Below(items, service, place=True)
    if found.unreadable:
        return Below(gap=Unavailable(Reason.CLOSED, f"The page's own comments; {KEY}."), place=True)
    return Below(items, _missing(found), found.section, (thread,) if found.more else ())


def _missing(found: PageComments) -> Unavailable | None:
    """Return what of a page's comments is not known, None where all is."""
    if found.more:
        return Unavailable(Reason.CUT_OFF, "Not all comments of a post stand on its first page.")
    undated = sum(1 for entry in found.entries if entry.text and entry.at is None)
    return (
        Unavailable(Reason.NO_DATES, f"{undated} comments below a post carry no date.") if undated else None
    )


def _items(look: Look, url: str, found: PageComments, since: datetime) -> tuple[Item, ...]:
    responders = Responders.of(look.company, look.account)
    ids = [f"blog-{look.account.id}-{entry.number or _fingerprint(url, entry)}" for entry in found.entries]
    items = (
        Item(
            id=ids[place],
            kind="comment",
            url=f"{url.partition('#')[0]}#comment-{entry.number}" if entry.number else url,
            author=entry.author,
            text=entry.text,
            at=min(entry.at or look.now, look.now),
            thread=f"post-{url}",
            ours=entry.ours or responders.include(entry.author, entry.user),
            reply_to=_above(ids, found.entries, entry),
        )
        for place, entry in enumerate(found.entries)
        if entry.text and may_be_since(entry.at or look.now, since, look.now)
    )
    return tuple(items)


def _above(ids: Sequence[str], entries: Sequence[Entry], entry: Entry) -> str | None:
    return ids[entry.below] if entry.below is not None and entry.below < len(entries) else None


def _fingerprint(url: str, entry: Entry) -> str:
    """Return what tells a comment without a number from others: the same at every look, since it never changes."""
    day = entry.at.date().isoformat() if entry.at is not None and not entry.by_day else ""
    return hashlib.sha256(f"{url}\n{entry.author}\n{day}\n{entry.text}".encode()).hexdigest()[:16]
