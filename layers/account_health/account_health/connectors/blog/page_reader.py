"""Reads an HTML page: its links, its visible text in blocks, and what it says about itself in its head.

Built on html.parser and linear in the length of the page, whatever the page is made of: everything is
fed at once, and a construct that never ends swallows the rest, as it does in a browser.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from account_health.connectors.blog.clicks import destination, opened_by_clicks
from account_health.connectors.blog.columns import Columns
from account_health.connectors.blog.drawn import FAX, drawn_word, says_fax
from account_health.connectors.blog.element_names import Named, named_by
from account_health.connectors.blog.page import Block, Link, Page, Relation
from account_health.connectors.blog.protected import hidden_email, says_protected, scripted_emails
from account_health.connectors.blog.times import is_clock, means_hours
from account_health.connectors.feeds.entry import absolute
from account_health.connectors.feeds.links import base_of
from account_health.text.invisible import as_seen

READ_FIRST = 1_500_000
READ_LAST = 500_000
"""Of a longer page the middle is left out: the head says what it is, and the footer holds the imprint."""
MOST_LINKS = 5_000
MOST_BLOCKS = 20_000
LONGEST_BLOCK = 5_000
LONGEST_LINK_TEXT = 300

# int() refuses numbers of more than 4,300 digits, and no character has one of more than seven.
_ENDLESS_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
_MARKUP = re.compile("[<&]")
_NO_DISPLAY = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_REFRESH = re.compile(r"\s*[0-5](?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s]{1,2000})", re.IGNORECASE)

_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s small span strike strong sub sup time tt u var wbr".split()
)
_ASKS_SEARCH_ENGINES = frozenset({"robots", "googlebot"})
_SITE_NAMES = frozenset({"og:site_name", "application-name", "apple-mobile-web-app-title"})
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Their end tags may be left out, so they stay off the stack.
_LOOSE = frozenset(
    "html head body p li dt dd tr td th thead tbody tfoot option optgroup rp rt colgroup".split()
)
# What is struck out no longer holds.
_UNSEEN = frozenset(
    "del s strike script style template svg noscript noframes select iframe object math audio video canvas".split()
)
_OF_PAGES = frozenset({"section", "h1"})
"""What an `<article>` holds that is the page itself: its parts, or its title."""
_WHOLE_PAGE = frozenset({"main", "header", "footer", "nav", "form"})
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_EMBEDDING = ("src", "data-src", "data-lazy-src", "data-href")
"""Where an element says what it shows of another website; consent tools keep it apart until a visitor agrees."""
_RAW = frozenset({"script", "style"})
_NEAR = 8


def read_page(html: str, url: str) -> Page:
    """Return what the HTML shows; `url` is where it was found. Never fails, whatever the text is."""
    text = _readable(html)
    page = _read(text, _Reader(url, base_of(text, url), opened_by_clicks(text)))
    scripted = scripted_emails(text)
    # A phrase stands in for an address; where one was decoded, it is that one.
    sealed = page.sealed or (says_protected(text) and not scripted and not page.hidden_emails)
    return replace(page, hidden_emails=(*page.hidden_emails, *scripted), sealed=sealed)


def words_of(html: str) -> str:
    """Return the visible words of a fragment of HTML; an emoji drawn as an image counts as its character."""
    text = _readable(html)
    if not _MARKUP.search(text):
        return as_seen(text)[:LONGEST_BLOCK]
    return " ".join(block.text for block in _read(text, _Reader("", "", frozenset())).blocks)


def _readable(html: str) -> str:
    """Return HTML that html.parser reads as browsers do, at most so much of it as is read."""
    if len(html) > READ_FIRST + READ_LAST:
        html = f"{html[:READ_FIRST]} {html[-READ_LAST:]}"
    text = _ENDLESS_REFERENCE.sub("\N{REPLACEMENT CHARACTER}", html.replace("\x00", ""))
    # A marked section (`<![if`) is a comment to browsers, and an AssertionError to html.parser.
    return text.replace("<![", "<! [")


def _read(text: str, reader: "_Reader") -> Page:
    # The blank at the end lets the parser give out text behind the last tag; close() would be quadratic.
    reader.feed(text + " ")
    return reader.page()


@dataclass(frozen=True, slots=True)
class _Frame:
    """One open element, with what it passes on to everything inside."""

    tag: str
    post: bool = False
    article: int = 0
    unseen: bool = False
    unmarked: bool = False
    address: int = 0
    footer: bool = False
    credit: bool = False


_NOTHING = _Frame("")


@dataclass(slots=True)
class _OpenLink:
    href: str
    post: bool = False
    footer: bool = False
    credit: bool = False
    at: int = 0
    part: int = 0
    before: int = 0
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects a page while html.parser walks through it."""

    def __init__(self, url: str, base: str, opened: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._url, self._base, self._opened = url, base, opened
        self._link_tag = ""
        self._stack: list[_Frame] = []
        self._open: Counter[str] = Counter()
        self._addresses = 0
        self._columns = Columns()
        self._articles = 0
        self._article_of: list[int] = []
        self._wraps = False
        self._dated = False
        self._part = 0
        self._words: list[str] = []
        self._letters = 0
        self._credit = 0
        self._heading = 0
        self._link: _OpenLink | None = None
        self._in_title = False
        self._title: list[str] = []
        self._in_structured = False
        self._structured: list[str] = []
        self._links: list[Link] = []
        self._blocks: list[Block] = []
        self._relations: list[Relation] = []
        self._ids: set[str] = set()
        self._hidden_emails: list[str] = []
        self._sealed = False
        self._generator = ""
        self._scripts = 0
        self._robots: list[str] = []
        self._site_names: list[str] = []
        self._refresh = ""
        self._embedded: list[str] = []

    def page(self) -> Page:
        """Return what was collected."""
        self._end_link()
        self._end_block()
        return Page(
            url=self._url,
            title=as_seen("".join(self._title))[:LONGEST_LINK_TEXT],
            generator=self._generator,
            links=tuple(self._links),
            blocks=self._without_wrapper(),
            relations=tuple(self._relations),
            structured=tuple(self._structured),
            ids=frozenset(self._ids),
            scripts=self._scripts,
            hidden_emails=tuple(self._hidden_emails),
            sealed=self._sealed,
            refresh=self._refresh,
            robots=tuple(self._robots[:MOST_LINKS]),
            site_names=tuple(self._site_names[:MOST_LINKS]),
            embedded=tuple(self._embedded),
        )

    def _without_wrapper(self) -> tuple[Block, ...]:
        """Return the blocks; the one `<article>` with sections or the title, no time and most words is the page, no post.

        Words of the page's foot count for nothing: it stands below short pages, too.
        """
        words = sum(len(block.text) for block in self._blocks if not block.footer)
        inside = sum(
            len(block.text)
            for block, one in zip(self._blocks, self._article_of, strict=True)
            if one and not block.footer
        )
        wraps = self._articles == 1 and self._wraps and not self._dated
        if not wraps or inside * 2 <= words:
            return tuple(self._blocks)
        return tuple(
            replace(block, post=False) if one else block
            for block, one in zip(self._blocks, self._article_of, strict=True)
        )

    # --- what html.parser calls -------------------------------------------------------------------

    def updatepos(self, i: int, j: int) -> int:
        """Leave the lines uncounted: nobody asks where in the document a thing stands."""
        del i
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens."""
        values = {name: value or "" for name, value in reversed(attrs)}
        for key in ("id", "name"):
            if values.get(key) and len(self._ids) < MOST_LINKS:
                self._ids.add(values[key][:LONGEST_LINK_TEXT])
        self._note(tag, values)
        if tag not in _INLINE:
            self._end_block()
            self._heading = _LEVELS.get(tag, 0)
            self._part += tag != "br"
            if tag in _LOOSE and named_by(values).credit:
                self._credit = self._part
            self._columns.start(tag)
        elif "itemprop" in values or tag == "time":
            # A value of its own, which styles set apart.
            self._words.append(" ")
        if tag not in _VOID and tag not in _LOOSE:
            self._push(tag, values)
        to = destination(tag, values)
        if tag in {"a", "area"} or to is not None:
            self._end_link()
            self._link = self._opened_link(to) if to is not None else None
            self._link_tag = tag
        self._note_replacement(tag, values)
        if tag == "area":
            # A part of a picture has no end of its own.
            self._end_link()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat `<div/>` as `<div>`, as HTML does; `<a/>` too."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Note what closes."""
        if tag in {"a", self._link_tag}:
            self._end_link()
        elif tag == "title":
            self._in_title = False
        elif tag == "script":
            self._in_structured = False
        if tag not in _INLINE:
            self._end_block()
            self._heading = 0
            self._part += 1
            self._columns.end(tag)
        self._pop(tag)

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._in_title:
            self._title.append(data[:LONGEST_LINK_TEXT])
        elif self._in_structured and self._structured:
            self._structured[-1] += data
        else:
            frame = self._stack[-1] if self._stack else _NOTHING
            # A link in a menu that is folded away can still be clicked.
            if self._link is not None and frame.tag not in _RAW:
                self._link.words.append(data[:LONGEST_LINK_TEXT])
            if not frame.unseen and not (frame.unmarked and not is_clock(data)):
                self._words.append(data)
                self._letters += sum(map(len, data.split()))
            elif self._open["svg"] and says_fax(data):
                self._words.append(FAX)

    # --- the parts of it --------------------------------------------------------------------------

    def _note_meta(self, values: dict[str, str]) -> None:
        """Note who made the page, where it sends its visitors, and what it asks of search engines."""
        name, content = values.get("name", "").strip().lower(), values.get("content", "")
        if name == "generator":
            self._generator = content[:LONGEST_LINK_TEXT]
        elif name in _ASKS_SEARCH_ENGINES and not self._open["noscript"]:
            self._robots.append(content[:LONGEST_LINK_TEXT])
        elif name in _SITE_NAMES or values.get("property", "").strip().lower() in _SITE_NAMES:
            self._site_names.append(as_seen(content)[:LONGEST_LINK_TEXT])
        elif values.get("http-equiv", "").lower() == "refresh":
            onward = _REFRESH.match(content)
            self._refresh = absolute(onward[1], self._base) if onward else ""

    def _note(self, tag: str, values: dict[str, str]) -> None:
        """Note what counts wherever it stands: the head's elements, scripts, protected e-mail addresses."""
        if tag == "meta":
            self._note_meta(values)
        elif tag == "title" and not self._open["svg"]:
            self._in_title = not self._title
        elif tag == "frame":
            self._scripts += 1
        elif tag == "script":
            self._scripts += 1
            self._in_structured = "ld+json" in values.get("type", "").lower()
            if self._in_structured:
                self._structured.append("")
        elif tag == "link" and values.get("href") and len(self._relations) < MOST_LINKS:
            url = absolute(values["href"], self._base)
            rel = frozenset(values.get("rel", "").lower().split())
            self._relations.append(
                Relation(rel, url, values.get("type", "").lower(), values.get("title", ""))
            )
        hidden = hidden_email(values)
        self._sealed = self._sealed or hidden == ""
        if hidden and len(self._hidden_emails) < MOST_LINKS:
            self._hidden_emails.append(hidden)

    def _note_replacement(self, tag: str, values: dict[str, str]) -> None:
        """Note the words that stand for a picture: on a link, and for an emoji, a fax machine, an @."""
        if self._link is not None and tag in {"a", "area", "img", "svg", "span"}:
            said = (values.get(key) for key in ("title", "aria-label", "alt"))
            self._link.words += [f" {one} "[:LONGEST_LINK_TEXT] for one in said if one]
        if tag == "img" and values.get("alt") and "emoji" in values.get("class", ""):
            self._words.append(values["alt"])
        elif (word := drawn_word(tag, values)) and (self._open["svg"] or not self._is_unseen()):
            self._words.append(word)

    def _is_unseen(self) -> bool:
        return bool(self._stack) and self._stack[-1].unseen

    def _push(self, tag: str, values: dict[str, str]) -> None:
        outer = self._stack[-1] if self._stack else _NOTHING
        unseen = (
            outer.unseen
            or tag in _UNSEEN
            or (tag == "time" and bool(values.get("datetime")) and not means_hours(values))
            or (_is_hidden(values) and values.get("id") not in self._opened)
        )
        address = outer.address
        if tag == "address":
            self._addresses += 1
            address = self._addresses
        named = named_by(values)
        article, post = outer.article, outer.post or _is_of_posts(tag, named)
        whole = tag == "article" or named.entry
        if whole and post and not outer.post and not article and not named.posts:
            self._articles += 1
            self._wraps = self._wraps or named.entry
            article, post = self._articles, False
        elif whole and article and not outer.post:
            # Articles inside an article are the posts of a list.
            post = True
        self._wraps = self._wraps or (tag in _OF_PAGES and article > 0)
        unmarked = tag == "time" and not means_hours(values)
        self._dated = self._dated or (unmarked and article > 0)
        footer = outer.footer or tag == "footer" or named.footer
        credit = outer.credit or named.credit
        self._stack.append(_Frame(tag, post, article, unseen, unmarked, address, footer, credit))
        if (tag == "iframe" or "data-href" in values) and not post and len(self._embedded) < MOST_LINKS:
            shown = (absolute(values[key], self._base) for key in _EMBEDDING if values.get(key))
            self._embedded += filter(None, shown)
        self._open[tag] += 1

    def _pop(self, tag: str) -> None:
        """Close the element; one that is not open is ignored, and an inline one closes nothing around it."""
        if tag in _LOOSE:
            while self._stack and self._stack[-1].tag in _INLINE:
                self._open[self._stack.pop().tag] -= 1
        if not self._open[tag]:
            return
        if tag in _INLINE:
            near = self._stack[-_NEAR:]
            if not any(frame.tag == tag for frame in near) or any(
                frame.tag not in _INLINE for frame in _after_last(near, tag)
            ):
                return
        while self._stack:
            closed = self._stack.pop().tag
            self._open[closed] -= 1
            if closed == tag:
                return

    def _opened_link(self, to: str) -> _OpenLink:
        frame = self._stack[-1] if self._stack else _NOTHING
        return _OpenLink(
            to,
            frame.post,
            frame.footer,
            frame.credit or self._credit == self._part,
            len(self._blocks),
            self._part,
            self._letters,
        )

    def _end_link(self) -> None:
        link, self._link = self._link, None
        if link is not None and len(self._links) < MOST_LINKS:
            url = absolute(link.href, self._base)
            words = as_seen("".join(link.words))[:LONGEST_LINK_TEXT]
            self._links.append(
                Link(
                    url,
                    link.href,
                    words,
                    link.post,
                    link.footer,
                    link.credit,
                    link.at,
                    link.part,
                    link.before,
                )
            )

    def _end_block(self) -> None:
        if not self._words:
            return
        text = as_seen("".join(self._words))[:LONGEST_BLOCK]
        self._words, self._letters = [], 0
        if text and len(self._blocks) < MOST_BLOCKS:
            frame = self._stack[-1] if self._stack else _NOTHING
            self._blocks.append(
                Block(
                    text,
                    frame.post or frame.article > 0,
                    self._heading > 0,
                    frame.address,
                    self._part,
                    frame.footer,
                    self._heading,
                    self._columns.head_of(text),
                )
            )
            self._article_of.append(frame.article if not frame.post else 0)


def _after_last(frames: list[_Frame], tag: str) -> list[_Frame]:
    """Return the frames inside the innermost element of that tag."""
    place = max(number for number, frame in enumerate(frames) if frame.tag == tag)
    return frames[place + 1 :]


def _is_hidden(values: dict[str, str]) -> bool:
    return "hidden" in values or ("style" in values and bool(_NO_DISPLAY.search(values["style"])))


def _is_of_posts(tag: str, named: Named) -> bool:
    """Say whether an element holds a post, a list of posts, or comments."""
    if tag == "article":
        return not named.static
    return tag not in _WHOLE_PAGE and tag not in _INLINE and (named.posts or named.entry)
