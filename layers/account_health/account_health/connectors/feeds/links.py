"""Finds the feeds that a home page names, in its HTML or in its HTTP header."""

import html
import re

from account_health.connectors.feeds.entry import absolute

_MAX_PAGE = 2_000_000
_MAX_HEADER = 16_000

_TAG = re.compile(r"<(link|base)\s([^<>]{1,3000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-z][a-z-]{0,30})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_HEADER_LINK = re.compile(r"<([^<>]{1,2000})>([^<]*)")
_COMMENTS = re.compile(r"comment|kommentar|comentario|comentári|commenti\b|reacties|replies", re.IGNORECASE)
_PART = re.compile(r"/(?:category|kategorie|tag|tags|author|autor|events?|termine|podcast)s?/", re.IGNORECASE)

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


def feed_links(page: str, base_url: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that a page names with `<link rel="alternate">`, the best first.

    Feeds of comments are left out, feeds of one category, tag or author come last.
    """
    page = _without_scripts(page[:_MAX_PAGE])
    base = base_url
    found: list[tuple[int, str]] = []
    for match in _TAG.finditer(page):
        values = {
            m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(match[2])
        }
        if match[1].lower() == "base":
            base = absolute(values.get("href", ""), base_url) or base
            continue
        _rate(values, base, found)
    return _best(found)


def header_feed_links(link_header: str, base_url: str) -> tuple[str, ...]:
    """Return the addresses of the feeds in an HTTP `Link` header, the best first."""
    found: list[tuple[int, str]] = []
    for match in _HEADER_LINK.finditer(link_header[:_MAX_HEADER]):
        values = {
            m[1].lower(): m[2] or m[3] or m[4] or ""
            for m in _ATTRIBUTE.finditer(match[2].replace(";", " ; "))
        }
        _rate({**values, "href": match[1]}, base_url, found)
    return _best(found)


def _rate(values: dict[str, str], base: str, found: list[tuple[int, str]]) -> None:
    relations = values.get("rel", "").lower().split()
    kind = values.get("type", "").partition(";")[0].strip().lower()
    address = values.get("href", "")
    if not {"alternate", "feed"} & set(relations) or (kind not in _TYPES and "feed" not in relations):
        return
    if kind == "application/json" and ("feed" not in address.lower() or "wp-json" in address.lower()):
        return
    if _COMMENTS.search(values.get("title", "")) or _COMMENTS.search(address):
        return
    url = absolute(address, base)
    if url:
        found.append((_TYPES.get(kind, 1) + (10 if _PART.search(address) else 0), url))


def _best(found: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url for _, url in sorted(found, key=lambda pair: pair[0])))


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
