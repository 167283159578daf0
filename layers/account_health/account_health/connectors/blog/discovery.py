"""Finds and reads a blog's feed: registered, linked, in the HTTP header, at a usual path, the sitemap last."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias
from urllib.parse import urljoin, urlsplit

from account_health.connectors.blog.ahead import Ahead
from account_health.connectors.blog.home import Visited
from account_health.connectors.connector import Look
from account_health.connectors.feeds import (
    FeedEntry,
    NotAFeedError,
    ReadFeed,
    SitemapIndex,
    feed_links,
    header_feed_links,
    posts_of,
    read_feed,
    read_sitemap,
)
from account_health.connectors.gaps import unavailable
from account_health.connectors.http.answer import Answer
from account_health.model import Feed, NotOffered, Posts, Reason, Statement, Unavailable
from account_health.model.errors import CollectError, NotFoundError
from account_health.model.limits import COMMENT_WINDOW_DAYS
from account_health.text.normalise import brand_of

FoundBy: TypeAlias = Literal["registered", "link", "header", "path"]

MOST_LINKED = 2
LINKED_ARTICLES = 5
"""So many of the newest articles are searched for links that lead nowhere."""
USUAL_PATHS = ("feed/", "feed.xml", "index.xml", "rss.xml", "atom.xml", "rss")
"""Where most systems put their feed: WordPress, Jekyll, Hugo, generators, Ghost (feedsearch-crawler's list, shortened)."""


_COMMENT = re.compile(r"#comment-?\d|[?&]showComment=\d|#c\d+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """The parts `posts` and `feed`, and what else the feed tells.

    That is the address of a post to look at, how many comments lately posts have, and where the newest ones link to.
    """

    posts: Posts | Unavailable | NotOffered
    feed: Feed | Unavailable | NotOffered
    newest_post: str | None = None
    comments: int = 0
    links: tuple[Statement, ...] = ()


NOT_ASKED = FoundFeed(NotOffered(), NotOffered())
"""For an account with `posts = "none"`."""


def read_registered_feed(look: Look, url: str, ahead: Ahead) -> FoundFeed:
    """Read the feed at a registered address."""
    return _tried(look, url, "registered", ahead)


def find_feed(look: Look, home: Visited, ahead: Ahead) -> FoundFeed:
    """Find the feed of a home page and read it."""
    named: dict[str, FoundBy] = dict.fromkeys(feed_links(home.html, home.url), "link")
    for url in header_feed_links(home.headers.get("link", ""), home.url):
        named.setdefault(url, "header")
    first: FoundFeed | None = None
    for url, found_by in list(named.items())[:MOST_LINKED]:
        found = _tried(look, url, found_by, ahead)
        if _is_foreign(look, home, found):
            continue
        if not isinstance(found.feed, Feed) or found.feed.problem in (None, "no_entries"):
            return found
        first = first or found
    return first or _guess(look, home, ahead)


def _is_foreign(look: Look, home: Visited, found: FoundFeed) -> bool:
    """Say whether a feed lies on somebody else's site and lists only what stands there: news that a page links to."""
    if not isinstance(found.feed, Feed) or not isinstance(found.posts, Posts):
        return False
    ours = (home.url, look.account.url, *look.account.facts.website)
    brands = {brand_of(url) for url in ours}
    urls = [found.feed.url, *(post.url for post in found.posts.items)]
    return not any(url and brand_of(url) in brands for url in urls)


def feed_of_answer(answer: Answer, found_by: FoundBy, look: Look) -> FoundFeed:
    """Return what an answer from a feed's address holds. Raises NotAFeedError, for a feed of comments as well."""
    if not answer.body.strip():
        empty = Unavailable(Reason.EMPTY, "The feed's address answers with nothing.")
        return FoundFeed(empty, empty)
    read = read_feed(answer.body, answer.headers.get("content-type", ""), answer.url)
    feed = Feed(answer.url, found_by, read.format, len(read.entries))
    if not read.entries:
        return FoundFeed(
            Unavailable(Reason.NO_FEED, "The feed has no entries."), replace(feed, problem="no_entries")
        )
    if all(_COMMENT.search(entry.url) or _COMMENT.search(entry.id) for entry in read.entries):
        raise NotAFeedError("The feed lists comments, not posts.")
    posts = posts_of(read, look.now)
    urls = [post.url for post in posts.items] + [entry.url for entry in read.entries]
    since = look.now - timedelta(days=COMMENT_WINDOW_DAYS)
    comments = sum(entry.comment_count or 0 for entry in read.entries if entry.at and entry.at >= since)
    return FoundFeed(posts, feed, next(filter(None, urls), None), comments, _links_of(read))


def _links_of(read: ReadFeed) -> tuple[Statement, ...]:
    """Return where the newest articles link to, each address with the first article that has it."""
    dated = sorted((entry for entry in read.entries if entry.at and entry.url), key=_moment_of, reverse=True)
    return tuple(Statement(url, entry.url) for entry in dated[:LINKED_ARTICLES] for url in entry.links)


def _moment_of(entry: FeedEntry) -> datetime:
    return entry.at or datetime.min.replace(tzinfo=UTC)


def _tried(look: Look, url: str, found_by: FoundBy, ahead: Ahead) -> FoundFeed:
    """Read a feed that somebody named: what is missing or no feed is a fault, any other trouble a gap."""
    try:
        return feed_of_answer(ahead.get(look, url), found_by, look)
    except NotFoundError as error:
        return _no_feed(Feed(url, found_by, None, 0, problem="not_found"), str(error))
    except NotAFeedError as error:
        return _no_feed(Feed(url, found_by, None, 0, problem="not_a_feed"), str(error))
    except CollectError as error:
        gap = unavailable(error)
        return FoundFeed(gap, gap)


def _no_feed(feed: Feed, detail: str) -> FoundFeed:
    return FoundFeed(Unavailable(Reason.NO_FEED, detail), feed)


def usual_addresses(home: Visited) -> tuple[str, ...]:
    """Return the addresses to try where a home page names no feed: below it, and where its system has it."""
    url = urljoin(home.url, ".")
    if home.wordpress:
        return tuple(dict.fromkeys((urljoin(url, "feed/"), urljoin(home.wordpress_root, "feed/"))))
    generator = home.page.generator.lower()
    if "blogger" in generator:
        return (urljoin(url, "/feeds/posts/default"),)
    return tuple(urljoin(url, path) for path in USUAL_PATHS)


def _guess(look: Look, home: Visited, ahead: Ahead) -> FoundFeed:
    """Try the usual addresses and the sitemap side by side."""
    guesses: list[FoundFeed | None]
    *guesses, sitemap = look.pool.map(
        lambda call: call(),
        [
            *[lambda url=url: _guessed(look, url, ahead) for url in usual_addresses(home)],
            lambda: _from_sitemap(look, home),
        ],
    )
    feeds = [found for found in guesses if found is not None]
    readable = [found for found in feeds if isinstance(found.feed, Feed)]
    if readable:
        return max(readable, key=_newest)
    dated = sitemap if sitemap is not None and isinstance(sitemap.feed, Feed) else None
    troubles = [found for found in (*feeds, sitemap) if found is not None and found is not dated]
    if troubles:
        # Behind an address that did not answer there may be a feed, so nobody can say that there is none.
        return replace(troubles[0], posts=dated.posts) if dated else troubles[0]
    if dated:
        return dated
    return _no_feed(
        Feed(None, "nothing", None, 0, problem="none_found"),
        f"{urlsplit(home.url).hostname}: no link to a feed, none at the usual addresses, no sitemap with dates.",
    )


def _newest(found: FoundFeed) -> tuple[bool, str]:
    posts = found.posts
    return (True, posts.items[0].at.isoformat()) if isinstance(posts, Posts) and posts.items else (False, "")


def _guessed(look: Look, url: str, ahead: Ahead) -> FoundFeed | None:
    """Return the feed at a guessed address, None where there is none; other trouble leaves the question open."""
    try:
        found = feed_of_answer(ahead.get(look, url), "path", look)
    except (NotFoundError, NotAFeedError):
        return None
    except CollectError as error:
        gap = unavailable(error)
        return FoundFeed(gap, gap)
    return found if isinstance(found.feed, Feed) else None


def _from_sitemap(look: Look, home: Visited) -> FoundFeed | None:
    """Return what the sitemap dates: it may prove age, and is no feed."""
    try:
        url = urljoin(home.url, "/sitemap.xml")
        read = read_sitemap(look.fetcher.get(url).body)
        if isinstance(read, SitemapIndex):
            if not read.urls:
                return None
            url = next((one for one in read.urls if _of_posts(one)), read.urls[0])
            read = read_sitemap(look.fetcher.get(url).body)
    except (NotFoundError, NotAFeedError):
        return None
    except CollectError as error:
        gap = unavailable(error)
        return FoundFeed(gap, gap)
    if isinstance(read, SitemapIndex):
        return None
    posts = posts_of(_of_section(read, home.url), look.now)
    if not posts.items:
        return None
    feed = Feed(url, "sitemap", read.format, len(read.entries), problem="none_found")
    return FoundFeed(posts, feed, posts.items[0].url or None)


def _of_posts(url: str) -> bool:
    path = urlsplit(url).path.lower()
    return any(word in path for word in ("post", "news", "blog", "artikel", "article"))


def _of_section(read: ReadFeed, url: str) -> ReadFeed:
    """Return only the pages below a section page such as /blog/, where the sitemap has some."""
    section = urljoin(url, ".")
    inside = tuple(entry for entry in read.entries if entry.url.startswith(section) and entry.url != section)
    return replace(read, entries=inside) if inside else read
