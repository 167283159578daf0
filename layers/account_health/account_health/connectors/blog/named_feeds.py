"""Reads the feeds that somebody names: the registry file, a page, its HTTP header, or a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from account_health.connectors.blog.ahead import Ahead
from account_health.connectors.blog.feed_choice import Candidate, Reader, own_posts
from account_health.connectors.blog.found import FoundFeed, Written
from account_health.connectors.blog.home import Visited, refuse_wall
from account_health.connectors.blog.memory import dates_seen
from account_health.connectors.connector import Look
from account_health.connectors.feeds import (
    FeedEntry,
    NamedFeed,
    NotAFeedError,
    ReadFeed,
    feed_links,
    first_seen,
    header_feed_links,
    posts_of,
    read_feed,
)
from account_health.connectors.gaps import unavailable
from account_health.connectors.http.answer import Answer
from account_health.model import Feed, Posts, Reason, Statement, Unavailable, Younger
from account_health.model.errors import CollectError, NotAPageError, NotFoundError
from account_health.model.limits import COMMENT_WINDOW_DAYS
from account_health.text.hosts import brand_of

FoundBy: TypeAlias = Literal["registered", "link", "header", "path", "section"]

MOST_NAMED = 4
"""So many of the feeds that a page names are read."""
LINKED_ARTICLES = 5
"""So many of the newest articles are searched for links that lead nowhere."""
READ_ARTICLES = 10
"""So many of the newest articles are read for whether the company writes them."""

_COMMENT = re.compile(r"#comment-?\d|[?&]showComment=\d|#c\d+$", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^<>]{0,500}?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tried:
    """What the address of a feed gave: a feed, a fault of whoever names it, or trouble that leaves the question open."""

    named: NamedFeed
    found_by: FoundBy
    candidate: Candidate | None = None
    problem: Feed | None = None
    trouble: Unavailable | None = None
    detail: str = ""


def read_registered_feed(look: Look, url: str, ahead: Ahead) -> FoundFeed:
    """Read the feed at a registered address."""
    tried = try_feed(look, NamedFeed(url), "registered", ahead)
    return parts_of(look, tried.candidate, "registered") if tried.candidate else without_feed(tried)


def feed_of_answer(answer: Answer, look: Look) -> FoundFeed:
    """Return the feed that stands at the registered address itself. Raises NotAFeedError, for one of comments as well."""
    return parts_of(look, _candidate(answer, NamedFeed(answer.url)), "registered")


def named_by(page: Visited, without: frozenset[str]) -> list[tuple[NamedFeed, FoundBy]]:
    """Return the feeds that a page names, in its HTML first, but for those that are known not to be ours."""
    named: dict[str, tuple[NamedFeed, FoundBy]] = {}
    for feed in feed_links(page.html, page.url):
        if not feed.certain and brand_of(feed.url) != brand_of(page.url):
            continue
        named.setdefault(feed.url, (feed, "link"))
    for feed in header_feed_links(page.headers.get("link", ""), page.url):
        named.setdefault(feed.url, (feed, "header"))
    return [pair for url, pair in named.items() if url not in without][:MOST_NAMED]


def try_feed(look: Look, named: NamedFeed, found_by: FoundBy, ahead: Ahead) -> Tried:
    """Read a feed: what is missing or no feed is a fault of whoever named it, any other trouble a gap."""
    try:
        answer = ahead.get(look, named.url)
        if not answer.body.strip():
            raise NotAPageError("The feed's address answers with nothing.", "empty")
        return Tried(named, found_by, _candidate_behind(answer, named))
    except (NotFoundError, NotAFeedError) as error:
        problem: Literal["not_found", "not_a_feed"] = (
            "not_found" if isinstance(error, NotFoundError) else "not_a_feed"
        )
        return Tried(
            named, found_by, problem=Feed(named.url, found_by, None, 0, problem=problem), detail=str(error)
        )
    except CollectError as error:
        return Tried(named, found_by, trouble=unavailable(error))


def chosen(look: Look, page: Visited, tried: Sequence[Tried]) -> FoundFeed | None:
    """Return the company's own posts among feeds that were read, None where none of them holds any."""
    read = [one.candidate for one in tried if one.candidate is not None]
    choice = own_posts(read, _reader(look, page))
    if choice is None:
        return None
    found_by = next(one.found_by for one in tried if one.named == choice.candidate.named)
    found = parts_of(look, choice.candidate, found_by)
    unread = any(one.trouble is not None for one in tried)
    younger = Younger(look.now, "feeds") if unread else choice.younger
    posts = found.posts
    if isinstance(posts, Posts):
        posts = replace(posts, younger=posts.younger or younger)
    return replace(found, posts=posts, others=choice.others)


def parts_of(look: Look, candidate: Candidate, found_by: FoundBy) -> FoundFeed:
    """Return the parts of a snapshot that a feed fills, and what else it tells."""
    read = candidate.read
    feed = Feed(candidate.url, found_by, read.format, len(read.entries))
    if not read.entries:
        return FoundFeed(
            Unavailable(Reason.NO_FEED, "The feed has no entries."), replace(feed, problem="no_entries")
        )
    seen = dates_seen(look.memory)
    posts = posts_of(read, look.now, seen)
    newest = _newest(read)
    urls = [post.url for post in posts.items] + [entry.url for entry in read.entries]
    since = look.now - timedelta(days=COMMENT_WINDOW_DAYS)
    return FoundFeed(
        posts,
        feed,
        newest_post=next(filter(None, urls), None),
        comments=sum(entry.comment_count or 0 for entry in read.entries if entry.at and entry.at >= since),
        links=tuple(
            Statement(url, one.url)
            for one in newest[:LINKED_ARTICLES]
            if one.at and one.url
            for url in one.links
        ),
        seen=first_seen(read, seen),
        newest=tuple(Written(one.url, one.title, one.text, one.links) for one in newest[:READ_ARTICLES]),
    )


def without_feed(tried: Tried) -> FoundFeed:
    """Return what is left where an address gave no feed."""
    if tried.problem is not None:
        return FoundFeed(Unavailable(Reason.NO_FEED, tried.detail), tried.problem)
    gap = tried.trouble or Unavailable(Reason.NO_FEED, tried.detail)
    return FoundFeed(gap, gap)


def _candidate_behind(answer: Answer, named: NamedFeed) -> Candidate:
    """Return the feed of an answer. Raises NotAFeedError, and NotAPageError where something stands before the site."""
    try:
        return _candidate(answer, named)
    except NotAFeedError:
        refuse_wall(answer)
        raise


def _candidate(answer: Answer, named: NamedFeed) -> Candidate:
    """Return the feed of an answer. Raises NotAFeedError, for a feed of comments as well."""
    read = read_feed(answer.body, answer.headers.get("content-type", ""), answer.url)
    if read.entries and all(
        _COMMENT.search(entry.url) or _COMMENT.search(entry.id) for entry in read.entries
    ):
        raise NotAFeedError("The feed lists comments, not posts.")
    return Candidate(named, answer.url, read)


def _reader(look: Look, page: Visited) -> Reader:
    company = look.company
    spoken = _LANGUAGE.search(page.html)
    ours = (page.url, look.account.url, *look.account.facts.website)
    return Reader(
        names=tuple(filter(None, (company.name, company.legal_name))),
        brands=frozenset(brand_of(url) for url in ours),
        language=spoken[1].lower() if spoken else "",
        now=look.now,
    )


def _newest(read: ReadFeed) -> list[FeedEntry]:
    """Return the entries, the newest first, those without a date last."""
    return sorted(read.entries, key=_moment_of, reverse=True)


def _moment_of(entry: FeedEntry) -> datetime:
    return entry.at or datetime.min.replace(tzinfo=UTC)
