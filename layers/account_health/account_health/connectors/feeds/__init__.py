"""Reads feeds and sitemaps: bytes in, dated entries out, whatever the bytes are.

Three passes. JSON Feed by its own reader; XML strictly, by names and namespaces; and what is broken
leniently, in a process of its own that cannot hold up or bring down anything else. What one entry proves of the order of
day and month then holds for the whole feed.
Nothing here opens a file or an address that a feed names.
"""

import re
from dataclasses import replace

from account_health.connectors.feeds.dates import order_of, read_date
from account_health.connectors.feeds.entry import FeedEntry, ReadFeed, SitemapIndex
from account_health.connectors.feeds.json_feed import read_json_feed
from account_health.connectors.feeds.lenient import read_broken_feed
from account_health.connectors.feeds.links import NamedFeed, feed_links, header_feed_links
from account_health.connectors.feeds.posts import first_seen, posts_of
from account_health.connectors.feeds.sitemap import read_sitemap
from account_health.connectors.feeds.text import decoded, unpacked
from account_health.connectors.feeds.xml_feed import NotWellFormedError, name_of, parse_xml, read_xml_feed
from account_health.model.errors import NotAFeedError

__all__ = [
    "FeedEntry",
    "NamedFeed",
    "NotAFeedError",
    "ReadFeed",
    "SitemapIndex",
    "feed_links",
    "first_seen",
    "header_feed_links",
    "posts_of",
    "read_feed",
    "read_sitemap",
]

_PAGE = re.compile(r"(?:<!--.{0,5000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_LIKE_A_FEED = re.compile(r"<(?:[a-z][\w.-]{0,20}:)?(?:rss|rdf|feed|channel)\b", re.IGNORECASE)


def read_feed(body: bytes, content_type: str = "", base_url: str = "") -> ReadFeed:
    """Return the feed that the bytes hold.

    Args:
        body: The answer's body, at most 5 MB unpacked; a body that is gzip by itself is unpacked.
        content_type: The HTTP header, for the charset where the document leaves it open.
        base_url: Where the feed was found; relative addresses are resolved against it.

    Raises:
        NotAFeedError: It is no feed, or one that is broken beyond reading. The sentence says which.
    """
    return _in_one_order(_read(decoded(unpacked(body), content_type), base_url))


def _in_one_order(feed: ReadFeed) -> ReadFeed:
    """Return the feed with those of its dates read that can mean two days, where its other dates prove the order."""
    order = order_of(entry.raw_date for entry in feed.entries if entry.raw_date and entry.at is None)
    if order is None:
        return feed
    entries = tuple(
        replace(entry, at=read_date(entry.raw_date, order=order))
        if entry.at is None and entry.raw_date
        else entry
        for entry in feed.entries
    )
    return replace(feed, entries=entries)


def _read(text: str, base_url: str) -> ReadFeed:
    if text.startswith(("{", "[")):
        return read_json_feed(text, base_url)
    if _PAGE.match(text):
        raise NotAFeedError("The address answers with a web page (HTML), not with a feed.")
    try:
        root = parse_xml(text)
    except NotWellFormedError:
        if not _LIKE_A_FEED.search(text):
            raise NotAFeedError(
                "The answer is no feed: there is neither RSS nor Atom nor JSON Feed in it."
            ) from None
        return read_broken_feed(text, base_url)
    feed = read_xml_feed(root, base_url)
    if feed is None:
        kind = name_of(root)[1]
        raise NotAFeedError(
            "The address answers with a sitemap, not with a feed."
            if kind in {"urlset", "sitemapindex"}
            else f"The answer is XML, but no feed: it begins with <{kind[:40]}>."
        )
    return feed
