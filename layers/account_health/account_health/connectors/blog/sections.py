"""Finds the section of a website that holds its posts, by what the links of its home page are called and where they lead."""

import re
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from account_health.connectors.blog.feed_words import (
    BESIDE_SECTION_WORDS,
    MAYBE_SECTION_WORDS,
    POST_FOLDERS,
    SECTION_PATHS,
    SECTION_WORDS,
)
from account_health.connectors.blog.home import Visited
from account_health.connectors.feeds.date_words import fold
from account_health.model.platform import PLATFORM_ROWS
from account_health.text.hosts import brand_of, host_of, is_within

MOST_SECTIONS = 2
"""A site may have both a blog and news."""
_MARKS = re.compile(r"[^\w\s]+")
_ENDING = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
_CALLED, _LEADING, _MAYBE = range(3)
_NETWORKS = frozenset(host for row in PLATFORM_ROWS.values() if row.kind != "site" for host in row.hosts)
"""Whoever calls a page there its news writes there, and no blog."""


@dataclass(frozen=True, slots=True)
class Section:
    """A page that may hold the posts: `maybe` where only posts that are found there prove that it is for posts."""

    url: str
    maybe: bool = False


def sections_of(home: Visited) -> tuple[Section, ...]:
    """Return the pages that a home page calls its blog or its news, those first whose link says so."""
    brand = brand_of(home.url)
    called: dict[str, int] = {}
    for link in home.page.links:
        url = urldefrag(link.url).url
        if not url or _is_foreign(url, brand) or url.rstrip("/") == home.url.rstrip("/"):
            continue
        rank = _rank(link.text, url if brand_of(url) == brand else "")
        if rank is not None:
            called[url] = min(rank, called.get(url, rank))
    ranked = sorted(called, key=lambda url: (called[url], len(urlsplit(url).path)))
    sure = tuple(Section(url) for url in ranked if called[url] != _MAYBE)
    return sure[:MOST_SECTIONS] or tuple(Section(url, maybe=True) for url in ranked[:1])


def names_a_section(part: str) -> bool:
    """Say whether a part of an address is what sections are called."""
    return _is_called(_ENDING.sub("", part.lower()), SECTION_PATHS)


def holds_posts(part: str) -> bool:
    """Say whether a part of an address is what the folders of single posts are called."""
    return _is_called(part.lower(), POST_FOLDERS)


def is_section(url: str) -> bool:
    """Say whether an address is that of a section by itself: `/blog/`, `/blogs/NAME`, `blog.firma.de`."""
    parts = urlsplit(url)
    path = [part for part in parts.path.lower().split("/") if part]
    if (parts.hostname or "").startswith(("blog.", "news.", "magazin.", "journal.")) and not path:
        return True
    if len(path) == 2 and path[0] == "blogs":  # noqa: PLR2004 - Shopify's form
        return True
    return bool(path) and names_a_section(path[-1])


def _is_called(word: str, names: frozenset[str]) -> bool:
    """Say whether a word is one of these, or ends in the one that nothing else ends in: Werkstattblog."""
    return word in names or word.endswith("blog")


def _rank(text: str, url: str) -> int | None:
    """Return how surely a link leads to a section, the lowest most; None where nothing says so."""
    words = [word for word in _MARKS.sub(" ", fold(text)).split() if word not in BESIDE_SECTION_WORDS]
    named = words and all(_is_called(word, SECTION_WORDS | MAYBE_SECTION_WORDS) for word in words)
    if named and any(_is_called(word, SECTION_WORDS) for word in words):
        return _CALLED
    if url and is_section(url):
        return _LEADING
    return _MAYBE if named else None


def _is_foreign(url: str, brand: str) -> bool:
    """Say whether a link leads to somebody else: at a blog host the company's own name makes a page its own.

    It is the first name of the host (firma.blogspot.com) or of the path (medium.com/@firma), with or without hyphens.
    """
    if brand_of(url) == brand or is_within(host_of(url), _NETWORKS):
        return brand_of(url) != brand
    parts = urlsplit(url)
    own = _NO_LETTERS.sub("", brand)
    names = [*(parts.hostname or "").split(".")[:-2], parts.path.strip("/").partition("/")[0].lower()]
    return own not in {_NO_LETTERS.sub("", name) for name in names}
