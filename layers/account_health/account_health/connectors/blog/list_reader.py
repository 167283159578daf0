"""Walks through a page once and keeps its lists: brothers of one kind that each link to a page, with their dates.

A date stands in `<time>` or fills its line, or a part of it between two marks; one inside a sentence speaks of something
else. What is named after events, opening hours or comments has none, nor has the day of a change or of an offer's end.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from html.parser import HTMLParser
from types import MappingProxyType
from urllib.parse import urldefrag, urlsplit

from account_health.connectors.blog.page_reader import READ_FIRST
from account_health.connectors.feeds.dates import read_date
from account_health.connectors.feeds.entry import MAX_TITLE, absolute
from account_health.connectors.feeds.links import base_of
from account_health.text.hosts import brand_of

LEAST_ENTRIES = 3
"""Fewer could be anything that has a date."""
MOST_NODES = 60_000
MOST_DEPTH = 300
_LONGEST_LINE = 60
_LONGEST_ROW = 160
_MOST_LETTERS_BESIDE = 25
_FEW = 4

_NO_POST = re.compile(
    r"comment|kommentar|commentaire|(?<![a-z])event|(?<![a-z])termin|veranstalt|kalender|calendar|agenda|opening|oeffnung|öffnung"
    r"|schema\.org/\w*event",
    re.IGNORECASE,
)
"""Names of elements whose dates are no days of publishing: comments, events, opening hours."""
_MENU = re.compile(r"(?<![a-z])(?:nav|menu|breadcrumb|related|widget|sidebar)", re.IGNORECASE)
"""Names of elements whose links lead around the site."""
_PUBLISHING = frozenset({"published", "entry-date", "dt-published", "datepublished"})
"""What a `<time>` of the day of publishing is called: WordPress's themes, microformats, schema.org."""
_OTHER_DAY = re.compile(
    r"ge(?:ä|ae)ndert|aktualisiert|bearbeitet|\bstand\b|updated|modified|last change|mis à jour|modifié"
    r"|\bbis\b|\bab\b|\bgültig|\buntil\b|\bvalid\b|\bjusqu|\d\s?(?:uhr)?\s?[-–]\s?\d{1,2}[:. ]",
    re.IGNORECASE,
)
"""What stands beside the day of a change, of an offer's end and of what takes place from one hour to another."""
_BETWEEN = re.compile(r"[|•·›»/]")
_DASH = re.compile(r"\s[-–—]\s")
"""What parts a row of date, author and category; a dash parts sentences, too, so the date has to be alone beside it."""
_PART = re.compile(
    r"/(?:category|kategorie|categorie|tags?|author|autor|auteur|page|seite)s?/", re.IGNORECASE
)
DATE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}",
    re.IGNORECASE,
)
_AT_AN_END = re.compile(rf"^(?:{DATE.pattern})|(?:{DATE.pattern})\W*$", re.IGNORECASE)
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
_WHOLE = frozenset({"html", "body"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list: its own page, the words of its link, its date if it has one, and whether a heading links there."""

    url: str
    title: str
    at: datetime | None
    heading: bool


def read_lists(html: str, url: str) -> "ListReader":
    """Read a page."""
    html = html[:READ_FIRST].replace("\x00", "").replace("<![", "<! [")
    reader = ListReader(url, base_of(html, url))
    reader.feed(html + " ")
    reader.end()
    return reader


@dataclass(slots=True)
class _Node:
    """One open element with what was found inside so far; `rows` are its closed children that hold a link or a date."""

    tag: str
    barred: bool
    heading: bool
    menu: bool = False
    titled: bool = False
    links: list[tuple[str, str, bool]] = field(default_factory=list)
    dates: list[datetime] = field(default_factory=list)
    many: bool = False
    rows: list["_Node"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    datetime: str = ""
    published: bool = False


class ListReader(HTMLParser):
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
        self.lists: list[tuple[Listed, ...]] = []
        self.undated: list[tuple[Listed, ...]] = []
        # As written: days of any kind, those of publishing, and the one that the head names.
        self.times: list[str] = []
        self.published: list[str] = []
        self.head: list[str] = []
        # Lines or parts of a row that begin or end with a date, and those that open with one, with what follows it.
        self.lines: list[datetime] = []
        self.notes: list[tuple[datetime, str]] = []

    # --- what html.parser calls -------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = {name: value or "" for name, value in reversed(attrs)}
        if tag == "meta" and values.get("property") == "article:published_time":
            self.head.append(values.get("content", "")[:_LONGEST_LINE])
        if tag == "meta" and values.get("itemprop") == "datePublished":
            self.published.append(values.get("content", "")[:_LONGEST_LINE])
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
        names = f"{values.get('class', '')} {values.get('id', '')} {values.get('itemprop', '')}"[:1_000]
        kinds = set(names.lower().split())
        published = bool(kinds & _PUBLISHING) or "pubdate" in values
        changed = tag == "time" and bool(kinds & {"updated", "datemodified"}) and not published
        # What a whole page is called says nothing of its parts.
        named = f"{'' if tag in _WHOLE else names} {values.get('itemtype', '')}"
        node = _Node(
            tag,
            barred=outer.barred or bool(_NO_POST.search(named)) or changed,
            heading=outer.heading or tag in _HEADINGS,
            menu=outer.menu or tag in {"nav", "footer"} or bool(_MENU.search(named)),
            published=published,
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
            if tag == "span":
                # Day, month and year each in a box of its own.
                self._stack[-1].words.append(" ")
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
            if any(_AT_AN_END.search(part.strip()) for part in _BETWEEN.split(line)):
                self.lines.append(at)
        if (opening := DATE.match(line)) is not None and (at := read_date(opening[0])) is not None:
            self.notes.append((at, line[opening.end() :][:MAX_TITLE]))

    def _close(self) -> None:
        node = self._stack.pop()
        outer = self._stack[-1]
        if node.tag == "time":
            at = None if node.barred else read_date(node.datetime, w3c=True)
            if at is not None:
                (self.published if node.published else self.times).append(node.datetime)
                outer.dates.append(at)
            outer.links += node.links[: _FEW - len(outer.links)]
            return
        self._keep_list(node)
        outer.titled = outer.titled or node.titled or node.tag in _HEADINGS
        if node.barred or not (node.links or node.dates or node.many):
            return
        outer.rows.append(node)
        days = {at.date() for at in (*outer.dates, *node.dates)}
        outer.many = outer.many or node.many or len(days) > 1
        outer.dates = [*outer.dates, *node.dates][:_FEW]
        outer.links = [*outer.links, *node.links][:_FEW]

    def _keep_list(self, node: _Node) -> None:
        """Keep the list that the children of an element make: brothers of one kind, or a date and a link in turn."""
        kinds: dict[str, list[Listed]] = {}
        for row in node.rows:
            if (entry := _entry(row)) is not None:
                kinds.setdefault(row.tag, []).append(entry)
        groups = [*kinds.values(), _pairs(node.rows)]
        for group in groups:
            entries = {entry.url: entry for entry in group}
            if len(entries) >= LEAST_ENTRIES:
                self.lists.append(tuple(entries.values()))
        undated: dict[str, dict[str, Listed]] = {}
        for row in node.rows:
            if row.links and not (row.dates or row.many or row.menu):
                entry = _post(row.links, None)
                entry = replace(entry, heading=entry.heading or row.titled)
                undated.setdefault(row.tag, {}).setdefault(entry.url, entry)
        self.undated += [tuple(group.values()) for group in undated.values() if len(group) >= LEAST_ENTRIES]


def _entry(node: _Node) -> Listed | None:
    """Return what an element stands for that holds one date and a page of its own."""
    if node.many or not node.dates or not node.links or len({at.date() for at in node.dates}) != 1:
        return None
    return _post(node.links, node.dates[0])


def _post(links: Iterable[tuple[str, str, bool]], at: datetime | None) -> Listed:
    """Return the entry whose page is the one that its heading links to, else the first that has words."""
    ranked = sorted(links, key=lambda link: (not link[2], not link[1]))
    url, title, heading = ranked[0]
    return Listed(url, title, at, heading)


def _pairs(rows: Sequence[_Node]) -> list[Listed]:
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
    dates = DATE.findall(line) if len(line) <= _LONGEST_ROW else []
    if len(dates) != 1 or _OTHER_DAY.search(line.replace(dates[0], " ", 1)):
        return None
    part = next((one for one in _BETWEEN.split(line) if dates[0] in one), line)
    alone = any(one.strip() == dates[0] for one in _DASH.split(part))
    if not alone and (
        len(part) > _LONGEST_LINE or _letters(part) - _letters(dates[0]) > _MOST_LETTERS_BESIDE
    ):
        return None
    return read_date(dates[0])


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)
