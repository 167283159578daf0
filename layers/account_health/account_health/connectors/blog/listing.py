"""Reads the list of posts of a section that has no feed: entries that each carry a date and link to a page of their own.

What counts is the shape: three brothers or more of one kind, each with one date and a page of its own. A date stands in
`<time>` or fills its line; one inside a sentence speaks of something else. Events, opening hours, comments and the day of
the last change are left out, and a list that names a day ahead is one of events.

News that somebody types into one page have no pages of their own: their days are known by their order (`typed_days`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from itertools import pairwise
from types import MappingProxyType
from urllib.parse import urldefrag, urlsplit

from account_health.connectors.blog.page_reader import READ_FIRST
from account_health.connectors.feeds.dates import read_date
from account_health.connectors.feeds.entry import MAX_TITLE, absolute
from account_health.connectors.feeds.links import base_of
from account_health.model.plausible import possible
from account_health.text.hosts import brand_of

LEAST_ENTRIES = 3
"""Fewer could be anything that has a date."""
MOST_ENTRIES = 200
MOST_NODES = 60_000
MOST_DEPTH = 300
_LONGEST_LINE = 60
_MOST_LETTERS_BESIDE = 25
_FEW = 4

_NO_POST = re.compile(
    r"comment|kommentar|commentaire|(?<![a-z])event|(?<![a-z])termin|veranstalt|kalender|calendar|agenda|opening|oeffnung|öffnung"
    r"|schema\.org/\w*event",
    re.IGNORECASE,
)
"""Names of elements whose dates are no days of publishing: comments, events, opening hours."""
_CHANGED = re.compile(
    r"ge(?:ä|ae)ndert|aktualisiert|bearbeitet|\bstand\b|updated|modified|last change|mis à jour|modifié",
    re.IGNORECASE,
)
"""Words beside the day of a change, German, English, French."""
_PART = re.compile(
    r"/(?:category|kategorie|categorie|tags?|author|autor|auteur|page|seite)s?/", re.IGNORECASE
)
_DATE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}",
    re.IGNORECASE,
)
_AT_AN_END = re.compile(rf"^(?:{_DATE.pattern})|(?:{_DATE.pattern})\W*$", re.IGNORECASE)
_INLINE = frozenset(
    "a abbr b bdi cite em font i img mark q s small span strong sub sup time u wbr br".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "li": frozenset({"li"}),
        "p": frozenset({"p"}),
        "dt": frozenset({"dt", "dd"}),
        "dd": frozenset({"dt", "dd"}),
        "td": frozenset({"td", "th"}),
        "th": frozenset({"td", "th"}),
        "tr": frozenset({"td", "th", "tr"}),
    }
)
"""Whose end tag may be left out before which tag."""
_UNSEEN = frozenset("script style template svg noscript".split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_EVENTS = re.compile(
    r"\d\s?(?:uhr|h\b|[ap]\.?m\b)|\d[:.]\d\d\b|^\W*(?:bis|ab|to|from|au|à)\b", re.IGNORECASE
)
"""What follows the day of something that happens on that day, German, English, French."""
_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{1,40})\"")


@dataclass(frozen=True, slots=True)
class ListedPost:
    """One entry of a list: its own page, the words of its link, and its date."""

    url: str
    title: str
    at: datetime


def listed_posts(html: str, url: str, now: datetime) -> tuple[ListedPost, ...]:
    """Return what the page lists as posts, the newest first; nothing where it has no list that can be trusted."""
    reader = _read(html, url)
    found: dict[str, ListedPost] = {}
    for entries in reader.lists:
        if any(not possible(entry.at, now) for entry in entries):
            continue
        for entry in entries:
            found.setdefault(entry.url, entry)
    return tuple(sorted(found.values(), key=lambda entry: entry.at, reverse=True))[:MOST_ENTRIES]


def days_of_post(html: str, url: str) -> frozenset[datetime]:
    """Return the moments that the page of a post names as its own: in `<time>`, in its head, in JSON-LD, in its first dated line.

    Makers without `<time>` print the day above or below the title; what follows may be the days of other posts.
    """
    reader = _read(html, url)
    written = [*reader.times, *(match[1] for match in _PUBLISHED.finditer(html[:READ_FIRST]))]
    days = frozenset(at for text in written if (at := read_date(text, w3c=True)) is not None)
    return days | frozenset(reader.lines[:1])


def typed_days(html: str, url: str, now: datetime) -> tuple[tuple[datetime, str], ...]:
    """Return days and first words of news typed into one page, the newest first; nothing where the page may list something else.

    Three lines or more open with a day, each no younger than the one above, none ahead, none with a clock or a second day:
    a list of what is to come runs the other way.
    """
    notes = _read(html, url).notes
    days = [at for at, _ in notes]
    runs_back = all(above >= below for above, below in pairwise(days))
    if len(set(days)) < LEAST_ENTRIES or not runs_back or days[0] > now:
        return ()
    if any(_OF_EVENTS.search(words) or _DATE.search(words) for _, words in notes):
        return ()
    return tuple(notes[:MOST_ENTRIES])


def _read(html: str, url: str) -> "_ListReader":
    html = html[:READ_FIRST].replace("\x00", "").replace("<![", "<! [")
    reader = _ListReader(url, base_of(html, url))
    reader.feed(html + " ")
    reader.end()
    return reader


@dataclass(slots=True)
class _Node:
    """One open element with what was found inside so far; `rows` are its closed children that hold a link or a date."""

    tag: str
    barred: bool
    heading: bool
    links: list[tuple[str, str, bool]] = field(default_factory=list)
    dates: list[datetime] = field(default_factory=list)
    many: bool = False
    rows: list["_Node"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    datetime: str = ""


class _ListReader(HTMLParser):
    """Walks through a page once and keeps the lists that it closes."""

    def __init__(self, url: str, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self._url, self._base, self._brand = url, base, brand_of(url)
        self._stack = [_Node("", barred=False, heading=False)]
        self._nodes = 0
        self._unseen = 0
        self._href: str | None = None
        self._wrapped = False
        self._words: list[str] = []
        self.lists: list[tuple[ListedPost, ...]] = []
        self.times: list[str] = []
        self.lines: list[datetime] = []
        self.notes: list[tuple[datetime, str]] = []

    # --- what html.parser calls -------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = {name: value or "" for name, value in reversed(attrs)}
        if tag == "meta" and values.get("property", values.get("itemprop", "")) in {
            "article:published_time",
            "datePublished",
        }:
            self.times.append(values.get("content", "")[:_LONGEST_LINE])
        if tag in _UNSEEN:
            self._unseen += 1
            return
        if tag == "a":
            self._end_link()
            self._href, self._wrapped = values.get("href", ""), False
        if tag in _VOID or tag in _INLINE - {"time"}:
            return
        self._end_line()
        while self._stack[-1].tag in _CLOSES.get(tag, ()):
            self._close()
        self._nodes += 1
        if self._nodes > MOST_NODES or len(self._stack) > MOST_DEPTH:
            return
        outer = self._stack[-1]
        names = f"{values.get('class', '')} {values.get('id', '')} {values.get('itemtype', '')}"[:1_000]
        changed = tag == "time" and ("updated" in names.split() or values.get("itemprop") == "dateModified")
        node = _Node(
            tag,
            barred=outer.barred or bool(_NO_POST.search(names)) or changed,
            heading=outer.heading or tag in _HEADINGS,
        )
        if self._href is not None and not self._wrapped and tag != "time":
            # A link around a whole entry: it belongs to what it is drawn around.
            self._wrapped = True
            self._add_link(node, "")
        if tag == "time":
            node.datetime = values.get("datetime", "")[:_LONGEST_LINE]
        self._stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what is still open inside."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
            return
        if tag == "a":
            self._end_link()
        if tag in _VOID or tag in _INLINE - {"time"}:
            return
        self._end_line()
        depth = next((n for n in range(len(self._stack) - 1, 0, -1) if self._stack[n].tag == tag), 0)
        while depth and len(self._stack) > depth:
            self._close()

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._unseen:
            return
        if self._href is not None:
            self._words.append(data[:MAX_TITLE])
        self._stack[-1].words.append(data[:MAX_TITLE])

    # --- the parts of it --------------------------------------------------------------------------

    def end(self) -> None:
        """Close what is still open."""
        self._end_link()
        self._end_line()
        while len(self._stack) > 1:
            self._close()
        self._keep_list(self._stack[0])

    def _end_link(self) -> None:
        words = " ".join("".join(self._words).split())[:MAX_TITLE]
        self._words = []
        if self._href is not None and not self._wrapped:
            self._add_link(self._stack[-1], words)
        self._href = None

    def _add_link(self, node: _Node, words: str) -> None:
        url = urldefrag(absolute(self._href or "", self._base)).url
        if url and self._is_own_page(url) and len(node.links) < _FEW:
            node.links.append((url, words, node.heading))

    def _is_own_page(self, url: str) -> bool:
        path = urlsplit(url).path
        here = url.rstrip("/") == self._url.rstrip("/") or path in {"", "/"}
        return brand_of(url) == self._brand and not here and not _PART.search(path)

    def _end_line(self) -> None:
        """Read the date that fills the text since the last break of the layout."""
        node = self._stack[-1]
        line = " ".join("".join(node.words).split())
        node.words = []
        if node.barred or node.tag == "time":
            if node.tag == "time" and not node.datetime:
                node.datetime = line[:_LONGEST_LINE]
            return
        if line and (at := _date_of(line)) is not None:
            node.dates.append(at)
            if _AT_AN_END.search(line):
                self.lines.append(at)
        if (opening := _DATE.match(line)) is not None and (at := read_date(opening[0])) is not None:
            self.notes.append((at, line[opening.end() :][:MAX_TITLE]))

    def _close(self) -> None:
        node = self._stack.pop()
        outer = self._stack[-1]
        if node.tag == "time":
            at = None if node.barred else read_date(node.datetime, w3c=True)
            if at is not None:
                self.times.append(node.datetime)
                outer.dates.append(at)
            outer.links += node.links[: _FEW - len(outer.links)]
            return
        self._keep_list(node)
        if node.barred or not (node.links or node.dates or node.many):
            return
        outer.rows.append(node)
        days = {at.date() for at in (*outer.dates, *node.dates)}
        outer.many = outer.many or node.many or len(days) > 1
        outer.dates = [*outer.dates, *node.dates][:_FEW]
        outer.links = [*outer.links, *node.links][:_FEW]

    def _keep_list(self, node: _Node) -> None:
        """Keep the list that the children of an element make: brothers of one kind, or a date and a link in turn."""
        kinds: dict[str, list[ListedPost]] = {}
        for row in node.rows:
            if (entry := _entry(row)) is not None:
                kinds.setdefault(row.tag, []).append(entry)
        groups = [*kinds.values(), _pairs(node.rows)]
        for group in groups:
            entries = {entry.url: entry for entry in group}
            if len(entries) >= LEAST_ENTRIES:
                self.lists.append(tuple(entries.values()))


def _entry(node: _Node) -> ListedPost | None:
    """Return what an element stands for that holds one date and a page of its own."""
    if node.many or not node.dates or not node.links or len({at.date() for at in node.dates}) != 1:
        return None
    return _post(node.links, node.dates[0])


def _post(links: Iterable[tuple[str, str, bool]], at: datetime) -> ListedPost:
    """Return the entry whose page is the one that its heading links to, else the first that has words."""
    ranked = sorted(links, key=lambda link: (not link[2], not link[1]))
    url, title, _ = ranked[0]
    return ListedPost(url, title, at)


def _pairs(rows: Sequence[_Node]) -> list[ListedPost]:
    """Return the entries of a list that has no element around each: a date, a link, a date, a link."""
    marks = [row for row in rows if not row.many and bool(row.links) != bool(row.dates)]
    if not marks or len(marks) % 2:
        return []
    halves = list(zip(marks[::2], marks[1::2], strict=True))
    if all(one.dates and two.links for one, two in halves):
        return [_post(two.links, one.dates[0]) for one, two in halves]
    if all(one.links and two.dates for one, two in halves):
        return [_post(one.links, two.dates[0]) for one, two in halves]
    return []


def _date_of(line: str) -> datetime | None:
    """Return the date that a line is there for, None where it is about something else or names the day of a change."""
    if len(line) > _LONGEST_LINE or _CHANGED.search(line):
        return None
    dates = _DATE.findall(line)
    if len(dates) != 1:
        return None
    beside = sum(letter.isalnum() for letter in line.replace(dates[0], "", 1))
    return read_date(dates[0]) if beside <= _MOST_LETTERS_BESIDE else None
