"""Finds the feeds that a page names: in its head, by a link in its body, or in its HTTP header."""

import html
import re
from dataclasses import dataclass

from account_health.connectors.feeds.entry import MAX_TITLE, absolute

_MAX_PAGE = 2_000_000
_MAX_HEADER = 16_000

_TAG = re.compile(r"<(link|base|a)\s([^<>]{1,3000})>", re.IGNORECASE)
_BASE = re.compile(r"<base\s([^<>]{1,3000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-z][a-z-]{0,30})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_HEADER_LINK = re.compile(r"<([^<>]{1,2000})>([^<]*)")
_COMMENTS = re.compile(r"comment|kommentar|comentario|comentári|commenti\b|reacties|replies", re.IGNORECASE)
_PART = re.compile(r"/(?:category|kategorie|tag|tags|author|autor|events?|termine|podcast)s?/", re.IGNORECASE)
_LIKE_A_FEED = re.compile(
    r"(?:^|[/.=])(?:rss2?|atom|feed|feeds)(?:\.(?:xml|php|rss|atom))?/?$|\.(?:rss|atom)$|format=(?:rss|feed)",
    re.IGNORECASE,
)
"""What the address of a feed looks like where a link of the body says no more than where it leads."""

# Lower is better.
_TYPES = {
    "application/rss+xml": 0,
    "application/atom+xml": 0,
    "application/feed+json": 1,
    "application/rdf+xml": 1,
    "text/xml": 2,
    "application/xml": 2,
    "application/json": 3,
}
_OF_A_PART = 10
_BY_ITS_LOOKS = 20


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed that a page names: where it is, and what the page says of it.

    `certain` is False where nothing but the look of a link tells that it leads to a feed.
    """

    url: str
    title: str = ""
    language: str = ""
    certain: bool = True


def feed_links(page: str, base_url: str) -> tuple[NamedFeed, ...]:
    """Return the feeds that a page names with `rel="alternate"`, in its head or on a link of its body, the best first.

    Feeds of comments are left out; feeds of one category, tag or author come after the others, and links that only look
    like feeds last.
    """
    page = _without_scripts(page[:_MAX_PAGE])
    base = _base_of(page, base_url)
    found: list[tuple[int, NamedFeed]] = []
    for match in _TAG.finditer(page):
        values = _values(match[2])
        if match[1].lower() != "base":
            _rate(values, base, found)
        if match[1].lower() == "a" and not values.get("rel") and _LIKE_A_FEED.search(values.get("href", "")):
            _add(values, _BY_ITS_LOOKS, base, found)
    return _best(found)


def header_feed_links(link_header: str, base_url: str) -> tuple[NamedFeed, ...]:
    """Return the feeds in an HTTP `Link` header, the best first."""
    found: list[tuple[int, NamedFeed]] = []
    for match in _HEADER_LINK.finditer(link_header[:_MAX_HEADER]):
        values = {**_values(match[2].replace(";", " ; ")), "href": match[1]}
        _rate(values, base_url, found)
    return _best(found)


def base_of(page: str, url: str) -> str:
    """Return what the addresses of a page are relative to: its first `<base>`, wherever it stands, else its own address."""
    return _base_of(_without_scripts(page[:_MAX_PAGE]), url) if _BASE.search(page) else url


def _base_of(page: str, url: str) -> str:
    for match in _BASE.finditer(page):
        href = _values(match[1]).get("href")
        if href is not None:
            return absolute(href, url) or url
    return url


def _values(attributes: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(attributes)
    return {match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in found}


def _rate(values: dict[str, str], base: str, found: list[tuple[int, NamedFeed]]) -> None:
    relations = values.get("rel", "").lower().split()
    kind = values.get("type", "").partition(";")[0].strip().lower()
    address = values.get("href", "")
    if not {"alternate", "feed"} & set(relations) or (kind not in _TYPES and "feed" not in relations):
        return
    if kind == "application/json" and ("feed" not in address.lower() or "wp-json" in address.lower()):
        return
    _add(values, _TYPES.get(kind, 1), base, found)


def _add(values: dict[str, str], rank: int, base: str, found: list[tuple[int, NamedFeed]]) -> None:
    address, title = values.get("href", ""), values.get("title", "")
    if _COMMENTS.search(title) or _COMMENTS.search(address):
        return
    url = absolute(address, base)
    if url:
        rank += _OF_A_PART if _PART.search(address) else 0
        language = values.get("hreflang", "").lower()
        found.append((rank, NamedFeed(url, title[:MAX_TITLE], language, certain=rank < _BY_ITS_LOOKS)))


def _best(found: list[tuple[int, NamedFeed]]) -> tuple[NamedFeed, ...]:
    first: dict[str, NamedFeed] = {}
    for _, feed in sorted(found, key=lambda pair: pair[0]):
        first.setdefault(feed.url, feed)
    return tuple(first.values())


def _without_scripts(page: str) -> str:
    """Return the page without comments and scripts, which may quote links that the page does not have."""
    for start, end in (("<!--", "-->"), ("<script", "</script")):
        kept: list[str] = []
        lower = page.lower() if start == "<script" else page
        if len(lower) != len(page):
            return page  # a letter whose lower case is longer; its places would not match
        position = 0
        while (begin := lower.find(start, position)) >= 0:
            kept.append(page[position:begin])
            close = lower.find(end, begin + len(start))
            if close < 0:
                position = len(page)
                break
            position = close + len(end)
        kept.append(page[position:])
        page = " ".join(kept)
    return page
