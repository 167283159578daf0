"""An HTML page as a tree of elements, for what only their nesting tells: which reply hangs below which comment.

Built on html.parser, linear in the length of the page and bounded in size and depth, whatever the page is made of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

MOST_ELEMENTS: Final = 60_000
MOST_DEPTH: Final = 200
MOST_READ: Final = 2_000_000
LONGEST_VALUE: Final = 2_000

_ENDLESS_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
_WORD_PART = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s small span strike strong sub sup tt u var wbr".split()
)
_SILENT = frozenset(
    "script style template noscript textarea select button svg iframe object head title".split()
)
_CLOSED_BY: Final = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "p": frozenset({"p"}),
}


@dataclass(slots=True, eq=False)
class Element:
    """One element: its attributes, and what stands inside it, elements and texts, in order.

    `wraps` is for a reader's own mark that the element holds what the page is about.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)
    outer: "Element | None" = None
    wraps: bool = False

    def get(self, name: str) -> str:
        """Return an attribute, "" where there is none."""
        return self.attributes.get(name, "")

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words of its class attribute."""
        return tuple(self.get("class")[:LONGEST_VALUE].split())

    @property
    def elements(self) -> list["Element"]:
        """The elements directly inside."""
        return [one for one in self.inside if isinstance(one, Element)]

    @property
    def hidden(self) -> bool:
        """Whether nobody sees it."""
        return self.tag in _SILENT or "hidden" in self.attributes

    def walk(self) -> Iterator["Element"]:
        """Yield everything inside, in the order of the page, without itself."""
        rest = [iter(self.elements)]
        while rest:
            one = next(rest[-1], None)
            if one is None:
                rest.pop()
            else:
                yield one
                rest.append(iter(one.elements))

    def above(self) -> Iterator["Element"]:
        """Yield what it stands in, nearest first."""
        place = self.outer
        while place is not None:
            yield place
            place = place.outer


def parts_of(token: str) -> tuple[str, ...]:
    """Return the words that a class or id is made of: `blogCommentWrap` and `blog-comment_wrap` are three."""
    return tuple(part.lower() for part in _WORD_PART.findall(token[:LONGEST_VALUE]))


def text_of(element: Element, without: frozenset[int] = frozenset()) -> str:
    """Return the visible text inside, blanks collapsed; `without` are ids (`id()`) of elements to leave out."""
    words: list[str] = []
    rest: list[Iterator[Element | str]] = [iter(element.inside)]
    while rest:
        one = next(rest[-1], None)
        if one is None:
            rest.pop()
        elif isinstance(one, str):
            words.append(one)
        elif one.tag == "img" and "emoji" in one.get("class"):
            words.append(one.get("alt"))
        elif not one.hidden and id(one) not in without:
            if one.tag not in _INLINE:
                words.append(" ")
            rest.append(iter(one.inside if one.tag in _INLINE else [*one.inside, " "]))
    return " ".join("".join(words).split())


def read_tree(html: str) -> Element:
    """Return the page's elements below one that stands for the page. Never fails, whatever the text is."""
    text = _ENDLESS_REFERENCE.sub("\N{REPLACEMENT CHARACTER}", html[:MOST_READ].replace("\x00", ""))
    builder = _Builder()
    builder.feed(text.replace("<![", "<! [") + " ")
    return builder.page


class _Builder(HTMLParser):
    """Builds the tree while html.parser walks through the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Element("page")
        self._open = [self.page]
        self._made = 0
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and close what it cannot stand in."""
        if self._made >= MOST_ELEMENTS:
            return
        self._made += 1
        closes = _CLOSED_BY.get(tag)
        if closes:
            self._close_before(closes)
        elif tag not in _INLINE and tag not in _VOID:
            self._close_before(_CLOSED_BY["p"])
        values = {name: (value or "")[:LONGEST_VALUE] for name, value in reversed(attrs)}
        if tag in _VOID:
            self._open[-1].inside.append(Element(tag, values, outer=self._open[-1]))
            if tag == "br":
                self._open[-1].inside.append(" ")
        elif len(self._open) >= MOST_DEPTH:
            self._too_deep += 1
        else:
            one = Element(tag, values, outer=self._open[-1])
            self._open[-1].inside.append(one)
            self._open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat `<div/>` as `<div>`, as HTML does."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of this name and what is open inside it."""
        if tag in _VOID:
            return
        if self._too_deep:
            self._too_deep -= 1
            return
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Note text."""
        self._open[-1].inside.append(data)

    def _close_before(self, tags: frozenset[str]) -> None:
        """Close an open element of these names, unless a list or box stands between."""
        for place in range(len(self._open) - 1, 0, -1):
            tag = self._open[place].tag
            if tag in tags:
                del self._open[place:]
                return
            if tag not in _INLINE and tag != "p":
                return
