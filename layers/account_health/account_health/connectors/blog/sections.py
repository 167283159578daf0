"""Finds the section of a website that holds its posts, by what the links of its home page are called and where they lead."""

import re
from urllib.parse import urldefrag, urlsplit

from account_health.connectors.blog.feed_words import SECTION_NAMES, SECTION_PATHS
from account_health.connectors.blog.home import Visited
from account_health.connectors.feeds.date_words import fold
from account_health.text.hosts import brand_of

MOST_SECTIONS = 2
"""A site may have both a blog and news."""
_MARKS = re.compile(r"[^\w\s&]+")
_ENDING = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)


def section_links(home: Visited) -> tuple[str, ...]:
    """Return the pages that a home page calls its blog or its news, those first whose link says so."""
    brand = brand_of(home.url)
    called: dict[str, int] = {}
    for link in home.page.links:
        url = urldefrag(link.url).url
        if not url or _is_foreign(url, brand) or url.rstrip("/") == home.url.rstrip("/"):
            continue
        rank = 0 if _is_called_so(link.text) else 1 if is_section(url) else None
        if rank is not None:
            called[url] = min(rank, called.get(url, rank))
    ranked = sorted(called, key=lambda url: (called[url], len(urlsplit(url).path)))
    return tuple(ranked[:MOST_SECTIONS])


def names_a_section(part: str) -> bool:
    """Say whether a part of an address is what sections are called."""
    return _ENDING.sub("", part.lower()) in SECTION_PATHS


def is_section(url: str) -> bool:
    """Say whether an address is that of a section by itself: `/blog/`, `/blogs/NAME`, `blog.firma.de`."""
    parts = urlsplit(url)
    path = [part for part in parts.path.lower().split("/") if part]
    if (parts.hostname or "").startswith(("blog.", "news.", "magazin.", "journal.")) and not path:
        return True
    if len(path) == 2 and path[0] == "blogs":  # noqa: PLR2004 - Shopify's form
        return True
    return bool(path) and names_a_section(path[-1])


def _is_called_so(text: str) -> bool:
    words = " ".join(_MARKS.sub(" ", fold(text)).split())
    return words in SECTION_NAMES


def _is_foreign(url: str, brand: str) -> bool:
    """Say whether a link leads to somebody else; at a host that lends names, the company's own name makes a page its own."""
    return brand_of(url) != brand and brand not in (urlsplit(url).hostname or "").split(".")
