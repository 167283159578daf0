"""Reads the list of posts of a section that has no feed, and the days that the pages of posts bear.

What counts is the shape: three brothers or more of one kind, each with one date and a page of its own, or at least with a
page that says when it was published. A list that names a day ahead is one of events; where addresses tell posts from
courses, offers or voices of customers, they decide.

News that somebody types into one page have no pages of their own: their days are known by their order (`typed_days`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from account_health.connectors.blog.feed_words import OTHER_KINDS
from account_health.connectors.blog.list_reader import DATE, LEAST_ENTRIES, Listed, read_lists
from account_health.connectors.blog.page_reader import READ_FIRST
from account_health.connectors.blog.sections import holds_posts
from account_health.connectors.feeds.dates import read_date
from account_health.model.plausible import possible

MOST_ENTRIES = 200
_OF_EVENTS = re.compile(
    r"\d\s?(?:uhr|h\b|[ap]\.?m\b)|\d[:.]\d\d\b|^\W*(?:bis|ab|to|from|au|à)\b", re.IGNORECASE
)
"""What follows the day of something that happens on that day, German, English, French."""
_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{1,40})\"")
_EVENT = re.compile(r"\"@type\"\s*:\s*\"\w{0,30}Event\"")
_ENDING = re.compile(r"(?:/|\.\w{2,5})$")


@dataclass(frozen=True, slots=True)
class ListedPost:
    """One entry of a list: its own page, the words of its link, and its date."""

    url: str
    title: str
    at: datetime


def listed_posts(html: str, url: str, now: datetime) -> tuple[ListedPost, ...]:
    """Return what the page lists as posts, the newest first; nothing where it has no list that can be trusted."""
    lists = [entries for entries in read_lists(html, url).lists if _tells_posts(entries)]
    within = [entries for entries in lists if any(_is_below(entry.url, url) for entry in entries)]
    found: dict[str, ListedPost] = {}
    for entries in within or lists:
        dated = [ListedPost(one.url, one.title, one.at) for one in entries if one.at is not None]
        if all(possible(entry.at, now) for entry in dated):
            for entry in dated:
                found.setdefault(entry.url, entry)
    return tuple(sorted(found.values(), key=lambda entry: entry.at, reverse=True))[:MOST_ENTRIES]


def undated_entries(html: str, url: str) -> tuple[tuple[str, str], ...]:
    """Return address and title of the entries that a section lists without readable dates, in its order.

    Each is linked by a heading of its own, or lies below the section or where posts lie; menus and other lists are none.
    """
    lists = [
        tuple(one for one in entries if one.heading or _is_below(one.url, url))
        for entries in read_lists(html, url).undated
        if _tells_posts(entries)
    ]
    longest = max(lists, key=len, default=())
    return tuple((one.url, one.title) for one in longest[:MOST_ENTRIES])


def days_of_post(html: str, url: str) -> frozenset[datetime]:
    """Return the moments that the page of a post names as its own: in `<time>`, in its head, in JSON-LD, in its first dated line.

    Makers without `<time>` print the day above or below the title; what follows may be the days of other posts.
    """
    reader = read_lists(html, url)
    marked = _moments([*reader.times, *reader.published, *reader.head, *_in_json(html)])
    return frozenset([*marked, *reader.lines[:1]])


def typed_days(html: str, url: str, now: datetime) -> tuple[tuple[datetime, str], ...]:
    """Return days and first words of news typed into one page, the newest first; nothing where the page may list something else.

    Three lines or more open with a day, each no younger than the one above, none ahead, none with a clock or a second day:
    a list of what is to come runs the other way.
    """
    notes = read_lists(html, url).notes
    days = [at for at, _ in notes]
    runs_back = all(above >= below for above, below in pairwise(days))
    if len(set(days)) < LEAST_ENTRIES or not runs_back or days[0] > now:
        return ()
    if any(_OF_EVENTS.search(words) or DATE.search(words) for _, words in notes):
        return ()
    return tuple(notes[:MOST_ENTRIES])


def day_of_publishing(html: str, url: str) -> datetime | None:
    """Return when a page says that it was published, None where nothing but its place tells, or where it is an event's.

    Its head says so for the whole page; of several others in JSON-LD the earliest counts, of elements the first.
    """
    if _EVENT.search(html[:READ_FIRST]):
        return None
    reader = read_lists(html, url)
    head, data = _moments(reader.head), _moments(_in_json(html))
    return next(iter(head), None) or min(data, default=None) or next(iter(_moments(reader.published)), None)


def _in_json(html: str) -> list[str]:
    return [match[1] for match in _PUBLISHED.finditer(html[:READ_FIRST])]


def _moments(texts: Iterable[str]) -> list[datetime]:
    return [at for text in texts if (at := read_date(text, w3c=True)) is not None]


def _tells_posts(entries: tuple[Listed, ...]) -> bool:
    """Say whether no folder of a list's addresses is called one of events, offers, jobs or voices of customers."""
    folders = [[part for part in urlsplit(one.url).path.split("/") if part][:-1] for one in entries]
    return not any(
        not any(map(holds_posts, parts))
        and any(kind.search(" ".join(parts).replace("-", " ")) for kind in OTHER_KINDS.values())
        for parts in folders
    )


def _is_below(url: str, section: str) -> bool:
    """Say whether an address lies below the one of a section, or in a folder that is called one of posts."""
    path, folder = urlsplit(url).path, _ENDING.sub("", urlsplit(section).path)
    return (bool(folder) and path.startswith(f"{folder}/")) or any(map(holds_posts, path.split("/")[:-1]))
