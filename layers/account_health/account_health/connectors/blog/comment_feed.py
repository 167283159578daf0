"""Comments from a comment feed: newest ones only, no threads, no user ids."""

import hashlib
import re
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.responders import Responders
from account_health.connectors.connector import Look
from account_health.connectors.feeds import FeedEntry, ReadFeed
from account_health.model import Conversation, Item, Reason, Unavailable
from account_health.model.limits import FEW_ITEMS
from account_health.model.plausible import may_be_since

MOST_FEEDS = 2

_COMMENTS = re.compile(r"comment|kommentar|comentario|comentári|commenti\b|reacties|replies", re.IGNORECASE)
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml"})
_WHOLE_SITE = re.compile(r"/comments/(?:feed|default)|/feeds/comments/|[?&]feed=comments", re.IGNORECASE)
_NUMBER = re.compile(
    r"#(?:comment-?|c)(\d{1,20})\b|[?&]showComment=\d+#c(\d{1,20})|\.post-(\d{1,20})$", re.IGNORECASE
)
_COMMENT_PAGE = re.compile(r"/comment-page-\d{1,5}/?$")
_DROPPED = frozenset({"showComment", "replytocom", "cpage"})
_PINGBACK = re.compile(r"^\[(?:…|\.\.\.)\].{0,2000}\[(?:…|\.\.\.)\]$", re.DOTALL)


def comment_feed_urls(home: Visited) -> tuple[str, ...]:
    """Return where the comments of the whole site may be read: linked feeds of comments, else the system's usual one."""
    linked = [
        relation.url
        for relation in home.page.relations
        if "alternate" in relation.rel
        and relation.type.partition(";")[0].strip() in _FEED_TYPES
        and relation.url
        and (_COMMENTS.search(relation.title) or _COMMENTS.search(relation.url))
    ]
    if home.wordpress:
        # Its other feeds of comments are those of a single page, which say nothing about the rest.
        linked = [url for url in linked if _WHOLE_SITE.search(url)]
    if not any(_WHOLE_SITE.search(url) for url in linked):
        if home.wordpress:
            linked.insert(0, urljoin(home.wordpress_root, "comments/feed/"))
        elif "blogger" in home.page.generator.lower():
            linked.insert(0, urljoin(home.url, "/feeds/comments/default"))
    return tuple(dict.fromkeys(linked))[:MOST_FEEDS]


def conversation_of_feed(feed: ReadFeed, look: Look, since: datetime) -> Conversation:
    """Return the comments of a feed since a time; each post is one thread, and only names tell who is ours."""
    responders = Responders.of(look.company, look.account)
    comments = [entry for entry in feed.entries if not _PINGBACK.match(entry.text)]
    items = tuple(
        Item(
            id=f"blog-{look.account.id}-{comment_number(entry)}",
            kind="comment",
            url=entry.url or look.account.url,
            author=entry.author,
            text=entry.text,
            at=entry.at,
            thread=post_of(entry.url),
            ours=responders.include(entry.author, None),
            in_passing=responders.bear(entry.author),
        )
        for entry in comments
        if entry.at is not None and may_be_since(entry.at, since, look.now)
    )
    undated = sum(1 for entry in comments if entry.at is None)
    gap = Unavailable(Reason.NO_DATES, f"{undated} comments of the feed carry no date.") if undated else None
    reaches_back = any(entry.at is not None and entry.at < since for entry in feed.entries)
    if gap is None and len(feed.entries) >= FEW_ITEMS and not reaches_back:
        # What is filtered out, such as links from other sites, took the place of comments all the same.
        gap = Unavailable(Reason.CUT_OFF, f"The comment feed shows the newest {len(feed.entries)} only.")
    return Conversation(
        tuple(sorted(items, key=lambda item: item.at, reverse=True)), since, source="feed", gap=gap
    )


def comment_number(entry: FeedEntry) -> str:
    """Return the number of a comment, the same as in the REST API; a short hash where the feed names none."""
    for text in (entry.url, entry.id):
        match = _NUMBER.search(text)
        if match:
            return next(group for group in match.groups() if group)
    return hashlib.sha256((entry.id or entry.url).encode()).hexdigest()[:16]


def post_of(url: str) -> str:
    """Return the address of the post that a comment's address belongs to."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in _DROPPED]
    path = _COMMENT_PAGE.sub("/", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))
