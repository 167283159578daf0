"""What a feed says, whichever of the formats it was written in."""

import html
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal, TypeAlias
from urllib.parse import urljoin, urlsplit

from account_health.connectors.feeds.dates import read_date
from account_health.model.errors import NotAFeedError

MAX_ENTRIES = 50_000
"""As many as a sitemap may have; a feed with more is refused, since a part of it could hide the newest post."""

MAX_TEXT = 2000
MAX_TITLE = 300
MAX_RAW_DATE = 80
MAX_LINKS = 20
_MAX_ADDRESS = 2000
_MAX_MARKUP = 50_000
_LINK = re.compile(
    r"<a\s[^<>]{0,1000}?\bhref\s{0,5}=\s{0,5}(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})')", re.IGNORECASE
)
_TIME_TAG = re.compile(r"<time\b[^<>]{0,200}?\bdatetime\s*=\s*[\"']([^\"'<>]{1,80})[\"']", re.IGNORECASE)

Format: TypeAlias = Literal["rss", "rdf", "atom", "json", "sitemap"]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: a post, a comment, or a page of a sitemap.

    `at` is aware and in UTC, None where there is no date or none that can be read;
    `raw_date` is the date as written, at most 80 characters; `changed` says that it is the day of the last edit, since
    the document tells no other.
    Texts are plain, without markup; addresses are absolute http(s) addresses; "" or None where there is none.
    `links` are the first addresses that the text links to.
    """

    id: str
    url: str
    title: str
    author: str
    text: str
    at: datetime | None
    raw_date: str | None
    comment_count: int | None = None
    links: tuple[str, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """A feed or a sitemap, its entries in the order of the document.

    `dated_by` is "lastmod" where only a sitemap's change dates are known. `home` is the page that the feed calls its
    own, `language` the one that it says to be written in, as written.
    """

    format: Format
    title: str
    entries: tuple[FeedEntry, ...]
    dated_by: Literal["entry", "lastmod"] = "entry"
    home: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """A sitemap of sitemaps: their addresses, the lately changed ones first, those without a date last."""

    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as the document writes it; `w3c` where the field is one of W3CDTF."""

    text: str
    w3c: bool = False


def chosen_date(*fields: list[WrittenDate]) -> tuple[datetime | None, str | None]:
    """Return the moment of the first field that can be read, with its text; the first text where none can.

    A field that stands there several times counts with its earliest date: never fresher than it may be.
    """
    first_text = None
    for written in fields:
        readable = [(at, date.text) for date in written if (at := _read(date)) is not None]
        if readable:
            at, text = min(readable)
            return at, text[:MAX_RAW_DATE]
        if written and first_text is None:
            first_text = written[0].text[:MAX_RAW_DATE]
    return None, first_text


def _read(date: WrittenDate) -> datetime | None:
    # Drupal puts <time datetime="…"> into pubDate.
    tag = _TIME_TAG.search(date.text[:500])
    return read_date(tag[1] if tag else date.text, w3c=date.w3c)


@lru_cache(maxsize=2_048)
def absolute(address: str, base: str) -> str:
    """Return the address resolved against the base where that gives an http(s) address, else ""."""
    address = address.strip()
    if not address or len(address) > _MAX_ADDRESS:
        return ""
    try:
        resolved = urljoin(base, address)
        parts = urlsplit(resolved)
    except ValueError:
        return ""
    return resolved if parts.scheme in {"http", "https"} and parts.netloc else ""


def linked(markup: str, base: str) -> tuple[str, ...]:
    """Return the addresses that a piece of HTML links to, each once, in order, at most 20."""
    found: dict[str, None] = {}
    for match in _LINK.finditer(markup[:_MAX_MARKUP]):
        url = absolute(html.unescape(match[1] or match[2]), base)
        if url:
            found.setdefault(url)
        if len(found) == MAX_LINKS:
            break
    return tuple(found)


def whole_number(text: str) -> int | None:
    """Return the number of comments that the text gives, None where it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - more is no count


def check_count(count: int) -> None:
    """Raise NotAFeedError where a document has more entries than are read."""
    if count > MAX_ENTRIES:
        raise NotAFeedError(f"The feed has more than {MAX_ENTRIES} entries. Register a smaller feed.")
