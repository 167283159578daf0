"""Reads well-formed RSS 0.9x to 2.0, RDF (RSS 0.90, 1.0) and Atom 0.3 and 1.0: the strict pass.

Safe in any thread: defusedxml refuses every entity and expands nothing, expat and everything here are
linear, and a document that nests too deep or has too many elements is given up at once.
Elements are known by namespace and name together: `rss:title` is a title, `media:title` is not.
"""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from account_health.connectors.feeds.entry import (
    MAX_RAW_DATE,
    MAX_TEXT,
    MAX_TITLE,
    FeedEntry,
    Format,
    ReadFeed,
    WrittenDate,
    absolute,
    check_count,
    chosen_date,
    linked,
    whole_number,
)
from account_health.connectors.feeds.text import plain_text
from account_health.model.errors import NotAFeedError

MAX_DEPTH = 200
MAX_ELEMENTS = 500_000

ATOM = ("http://www.w3.org/2005/atom", "https://www.w3.org/2005/atom", "http://purl.org/atom/ns#")
DC = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/")
DCTERMS = ("http://purl.org/dc/terms/",)
_CONTENT = ("http://purl.org/rss/1.0/modules/content/",)
_RDF = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#",)
_SLASH = ("http://purl.org/rss/1.0/modules/slash/",)
_THREAD = ("http://purl.org/syndication/thread/1.0",)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class NotWellFormedError(ValueError):
    """The document is not XML, or plays with entities; the lenient pass may still read it."""


class _BoundedTree(TreeBuilder):
    """Builds the tree and gives up where a document nests too deep or has too many elements."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH:
            raise NotAFeedError(f"The document nests deeper than {MAX_DEPTH} elements: no feed does.")
        if self._count > MAX_ELEMENTS:
            raise NotAFeedError(f"The document has more than {MAX_ELEMENTS} elements, more than is read.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(text: str) -> Element:
    """Return the root element; raises NotWellFormedError where the text is no safe XML, NotAFeedError past a bound."""
    parser = XMLParser(target=_BoundedTree())
    try:
        parser.feed(text)
        root = parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotWellFormedError(str(error)) from error
    if not isinstance(root, Element):
        raise NotWellFormedError("no root element")
    return root


def name_of(element: Element) -> tuple[str, str]:
    """Return namespace and name of an element in lower case."""
    return _split(element.tag)


@lru_cache(maxsize=256)
def _split(tag: str) -> tuple[str, str]:
    """Split a tag as the parser writes it; a feed has a few, over and over."""
    namespace, brace, name = tag.rpartition("}")
    return (namespace.removeprefix("{").lower() if brace else ""), name.lower()


def read_xml_feed(root: Element, base_url: str) -> ReadFeed | None:
    """Return the feed below this root element, None where the element is no feed's."""
    namespace, name = name_of(root)
    base = _base(root, base_url)
    if name == "feed":
        return _read_atom(root, namespace, base)
    if name == "rss" or (name == "rdf" and namespace in _RDF):
        return _read_rss(root, "rss" if name == "rss" else "rdf", base)
    if name == "channel":
        return _read_channel_definition(root, namespace, base)
    return None


def _read_rss(root: Element, kind: Format, base: str) -> ReadFeed:
    channels = [child for child in root if name_of(child)[1] == "channel"]
    items = [
        (child, _base(parent, base))
        for parent in (*channels, root)
        for child in parent
        if name_of(child)[1] == "item" and name_of(child)[0] == _core(channels, parent)
    ]
    check_count(len(items))
    title, home, language = (
        next((_plain(t) for c in channels for t in _found(c, name_of(c)[0], (name,))), "")
        for name in ("title", "link", "language")
    )
    return ReadFeed(
        kind,
        title,
        tuple(_rss_entry(item, base) for item, base in items),
        home=absolute(home, base),
        language=language,
    )


def _core(channels: list[Element], parent: Element) -> str:
    """Return the namespace of the format's own elements: that of the channel, RSS 2.0 has none."""
    return name_of(channels[0] if channels else parent)[0]


def _rss_entry(item: Element, base: str) -> FeedEntry:
    core, _ = name_of(item)
    own = {core, ""}
    base = _base(item, base)
    at, raw = chosen_date(
        _dates(item, own, "pubdate"),
        _dates(item, {*own, *ATOM}, "published"),
        _dates(item, DCTERMS, "issued"),
        [*_dates(item, DC, "date"), *_dates(item, DCTERMS, "date"), *_dates(item, own, "date")],
    )
    changed = at is None and raw is None
    if changed:
        at, raw = chosen_date(
            _dates(item, {*own, *ATOM}, "updated", "modified"), _dates(item, DCTERMS, "modified")
        )
    guid = next(_found(item, own, ("guid",)), None)
    guid_text = _text(guid)
    permalink = guid is not None and (guid.get("isPermaLink") or "true").lower() != "false"
    url = absolute(_first(item, own, "link"), base) or (absolute(guid_text, "") if permalink else "")
    url = url or next(
        (
            absolute(link.get("href", ""), base)
            for link in _found(item, {*own, *ATOM}, ("link",))
            if link.get("rel", "alternate") == "alternate"
        ),
        "",
    )
    title = _plain(next(_found(item, core, ("title",)), None)) or _plain(
        next(_found(item, DC, ("title",)), None)
    )
    about = next((value for key, value in item.attrib.items() if key.endswith("about")), "")
    body = (
        _first(item, _CONTENT, "encoded")
        or _first(item, own, "description")
        or _first(item, ATOM, "content", "summary")
    )
    return FeedEntry(
        id=(guid_text or about.strip() or url or title)[:MAX_TEXT],
        url=url,
        title=title,
        author=plain_text(
            _first(item, DC, "creator") or _named(_first(item, own, "author")) or _atom_author(item),
            MAX_TITLE,
        ),
        text=plain_text(body, MAX_TEXT),
        at=at,
        raw_date=raw,
        comment_count=whole_number(_first(item, _SLASH, "comments") or _first(item, _THREAD, "total")),
        links=linked(body, url or base),
        changed=changed,
    )


def _read_atom(root: Element, namespace: str, base: str) -> ReadFeed:
    entries = list(_found(root, namespace, ("entry",)))
    check_count(len(entries))
    title = _atom_text(next(_found(root, namespace, ("title",)), None))[:MAX_TITLE]
    return ReadFeed(
        "atom",
        title,
        tuple(_atom_entry(entry, namespace, base) for entry in entries),
        home=_alternate(root, namespace, base),
        language=root.get(_XML_LANG, "")[:MAX_RAW_DATE],
    )


def _atom_entry(entry: Element, namespace: str, base: str) -> FeedEntry:
    base = _base(entry, base)
    at, raw = chosen_date(
        _dates(entry, {namespace}, "published"),
        _dates(entry, {namespace}, "issued"),
        [*_dates(entry, DCTERMS, "issued"), *_dates(entry, DC, "date")],
    )
    changed = at is None and raw is None
    if changed:
        at, raw = chosen_date(
            _dates(entry, {namespace}, "updated"),
            _dates(entry, {namespace}, "modified"),
            _dates(entry, DCTERMS, "modified"),
        )
    links = [
        (link, absolute(link.get("href", ""), _base(link, base)))
        for link in _found(entry, namespace, ("link",))
    ]
    url = _alternate(entry, namespace, base)
    replies = [link for link, href in links if href and link.get("rel") == "replies"]
    counts = [value for link in replies for key, value in link.attrib.items() if key.endswith("count")]
    title = _atom_text(next(_found(entry, namespace, ("title",)), None))[:MAX_TITLE]
    identity = _first(entry, {namespace}, "id")
    body = next(_found(entry, namespace, ("content",)), None)
    summary = next(_found(entry, namespace, ("summary",)), None)
    return FeedEntry(
        id=(identity or url or title)[:MAX_TEXT],
        url=url or absolute(identity, ""),
        title=title,
        author=_atom_author(entry) or plain_text(_first(entry, DC, "creator"), MAX_TITLE),
        text=(_atom_text(body) or _atom_text(summary))[:MAX_TEXT],
        at=at,
        raw_date=raw,
        comment_count=next(
            (n for n in map(whole_number, [*counts, _first(entry, _THREAD, "total")]) if n is not None), None
        ),
        links=linked(_text(body) or _text(summary), url or base),
        changed=changed,
    )


def _alternate(parent: Element, namespace: str, base: str) -> str:
    """Return the page that a feed or an entry of Atom stands for, "" where none is named."""
    links = (
        link for link in _found(parent, namespace, ("link",)) if link.get("rel", "alternate") == "alternate"
    )
    found = (absolute(link.get("href", ""), _base(link, base)) for link in links)
    return next(filter(None, found), "")


def _read_channel_definition(root: Element, namespace: str, base: str) -> ReadFeed | None:
    """Read Microsoft's CDF, an ancestor of RSS that dates its items with an attribute."""
    items = list(_found(root, namespace, ("item",)))
    if not items:
        return None
    check_count(len(items))
    entries = []
    for item in items:
        values = {key.lower(): value for key, value in item.attrib.items()}
        at, raw = chosen_date([WrittenDate(values["lastmod"], w3c=True)] if values.get("lastmod") else [])
        url = absolute(values.get("href", ""), base)
        title = _plain(next(_found(item, namespace, ("title",)), None))
        entries.append(FeedEntry(url or title, url, title, "", "", at, raw, changed=True))
    return ReadFeed("rss", _plain(next(_found(root, namespace, ("title",)), None)), tuple(entries))


def _found(
    parent: Element, namespaces: str | tuple[str, ...] | set[str], names: tuple[str, ...]
) -> Iterator[Element]:
    wanted = {namespaces} if isinstance(namespaces, str) else namespaces
    for child in parent:
        namespace, name = name_of(child)
        if name in names and namespace in wanted:
            yield child


def _first(parent: Element, namespaces: tuple[str, ...] | set[str], *names: str) -> str:
    return next((text for child in _found(parent, namespaces, names) if (text := _text(child))), "")


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _plain(element: Element | None) -> str:
    return plain_text(_text(element), MAX_TITLE)


def _dates(parent: Element, namespaces: tuple[str, ...] | set[str], *names: str) -> list[WrittenDate]:
    dates = []
    for child in _found(parent, namespaces, names):
        tag = next((e for e in child if name_of(e)[1] == "time" and e.get("datetime")), None)
        text = (tag.get("datetime", "") if tag is not None else _text(child)).strip()
        if text:
            dates.append(WrittenDate(" ".join(text[:400].split()), w3c=name_of(child)[1] != "pubdate"))
    return dates


def _atom_text(element: Element | None) -> str:
    if element is None:
        return ""
    text = _text(element)
    kind = element.get("type", "text").lower()
    marked_up = "html" in kind and "xhtml" not in kind
    return (
        plain_text(text, MAX_TEXT)
        if marked_up or element.get("mode") == "escaped"
        else " ".join(text.split())[:MAX_TEXT]
    )


def _atom_author(entry: Element) -> str:
    for author in _found(entry, (*ATOM, name_of(entry)[0]), ("author",)):
        name = next((_text(child) for child in author if name_of(child)[1] == "name"), "")
        if name:
            return plain_text(name, MAX_TITLE)
    return ""


def _named(author: str) -> str:
    """Return the name in `mail@example.org (Name)`, which is how RSS names an author."""
    head, bracket, tail = author.partition("(")
    name = tail.rpartition(")")[0].strip() if bracket else ""
    return name or head.strip()


def _base(element: Element, base: str) -> str:
    return absolute(element.get(_XML_BASE, ""), base) or base
