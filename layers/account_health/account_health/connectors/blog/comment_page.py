"""Reads the comments that stand in the page of a post, by its structure, whatever system drew them.

A comment is an element that says so by its type, its id, its class or, inside a section of comments, by carrying a date
beside others of its kind. What cannot be told apart is not guessed: the page then counts as unreadable.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from typing import Final

from account_health.connectors.blog import comment_marks as marks
from account_health.connectors.blog.elements import Element, parts_of, read_tree, text_of
from account_health.connectors.feeds.dates import order_of, read_date

LONGEST_NAME: Final = 100
LONGEST_TEXT: Final = 5_000
MOST_ENTRIES: Final = 500
MOST_BOXES: Final = 2_000
MOST_PARTS: Final = 40
"""Of one comment: so many elements may name its author or hold its words."""
_TOO_MUCH_TO_BE_NONE: Final = 240
"""Letters of running text in a section without a comment that we can read: more is more than an invitation to write one."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES = frozenset({"li", "article", "div", "section", "tr", "dd", "blockquote", "fieldset", "comment"})
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One comment as the page shows it.

    `number` is its own number, "" where it has none; `below` the place in the list of what it hangs below.
    `at` is None without a date that can be read, and `by_day` says that only the day is known. `ours` is a sign of the system
    that the house wrote it; `user` a user's number there, 0 for nobody logged in, -1 for somebody, None where nothing says.
    """

    number: str
    author: str
    text: str
    at: datetime | None
    by_day: bool = False
    below: int | None = None
    ours: bool = False
    user: int | None = None


@dataclass(frozen=True, slots=True)
class PageComments:
    """What a page holds of comments: those that can be read, and whether that is all.

    `section` says that the page has a place for them at all. `more` that others stand on further pages, or are counted and
    not shown; `unreadable` that something stands there that we cannot tell apart.
    """

    entries: tuple[Entry, ...] = ()
    section: bool = False
    more: bool = False
    unreadable: bool = False


def comments_on(html: str, now: datetime) -> PageComments:
    """Return the comments in a page's HTML; `now` is the time of the look, for times such as "3 days ago"."""
    page = _with_definitions(read_tree(html))
    sections = _sections(page)
    units = _units(page, sections)
    if not units:
        units = [one for section in sections for one in _by_dates(section, now)]
    units = units[:MOST_ENTRIES]
    if not units:
        rest = " ".join(_running_text(section) for section in sections)
        listed = any(
            one.tag in {"li", "article", "blockquote"} and _running_text(one) and not _stands_in_a_form(one)
            for section in sections
            for one in islice(section.walk(), MOST_BOXES)
        )
        return PageComments(section=bool(sections), unreadable=listed or len(rest) > _TOO_MUCH_TO_BE_NONE)
    found = _without_pings(_read(units, now))
    said = max((_counted(section) for section in sections), default=0)
    more = said > len(found) or _has_more(page)
    return PageComments(found, section=True, more=more)


# --- where comments stand --------------------------------------------------------------------------


def _with_definitions(page: Element) -> Element:
    """Put each term of a definition list and what belongs to it into one element, since some systems write comments so."""
    for one in list(page.walk()):
        if one.tag != "dl":
            continue
        rows: list[Element | str] = []
        for child in one.elements:
            if child.tag == "dt" or not rows:
                rows.append(Element("comment", {"id": child.get("id")}, outer=one))
            row = rows[-1]
            if isinstance(row, Element):
                row.inside.append(child)
                child.outer = row
        one.inside = rows
    return page


def _is_of_comments(one: Element) -> bool:
    """Say whether a class or the id names comments."""
    if one.tag in {
        "html",
        "body",
        "page",
        "form",
        "a",
        "input",
        "label",
        "button",
        "span",
        "i",
        "link",
        "meta",
        "script",
    }:
        return False
    return any(
        any(marks.COMMENT.fullmatch(part) for part in parts_of(token))
        for token in (*one.tokens, one.get("id"))
    )


def _is_elsewhere(one: Element) -> bool:
    """Say whether an element lists comments on other posts, or is a form."""
    if one.tag in {"form", "aside", "nav"}:
        return True
    parts = {part for token in (*one.tokens, one.get("id")) for part in parts_of(token)}
    return bool(parts & marks.ELSEWHERE) or "respond" in parts or {"comment", "form"} <= parts


def _inside_of(one: Element, kinds: frozenset[int]) -> bool:
    return any(id(outer) in kinds for outer in one.above())


def _sections(page: Element) -> list[Element]:
    """Return the outermost elements that hold the post's comments, by their names or by a heading with a number."""
    found: list[Element] = []
    within: set[int] = set()
    left_out: set[int] = set()
    headings: list[Element] = []
    for one in page.walk():
        outer = id(one.outer)
        if outer in left_out or one.hidden or _is_elsewhere(one):
            left_out.add(id(one))
        elif outer in within:
            within.add(id(one))
        elif one.tag in _HEADINGS:
            if _is_heading(one):
                headings.append(one)
        elif _is_of_comments(one) and text_of(one):
            found.append(one)
            within.add(id(one))
    for heading in headings:
        box = heading.outer
        if box is not None and not _inside_of(heading, frozenset(within)):
            place = next(number for number, one in enumerate(box.inside) if one is heading)
            found.append(Element("section", {}, box.inside[place:], outer=box))
    return found


def _is_heading(one: Element) -> bool:
    text = text_of(one)
    return bool(marks.COUNTED.search(text) or marks.HEADING.match(text)) and len(text) < _TOO_MUCH_TO_BE_NONE


def _counted(section: Element) -> int:
    """Return how many comments the section's heading says there are, 0 where it does not say."""
    for one in (section, *section.walk()):
        title = one.tag in _HEADINGS or bool(
            {"title", "headline", "count"} & {p for t in one.tokens for p in parts_of(t)}
        )
        match = marks.COUNTED.search(text_of(one)[:_TOO_MUCH_TO_BE_NONE]) if title else None
        if match:
            number = match["before"] or match["after"]
            return int(number) if number.isdigit() else 1
    return 0


def _has_more(page: Element) -> bool:
    return any(one.tag == "a" and marks.MORE.search(one.get("href")) for one in page.walk())


def _running_text(section: Element) -> str:
    skip = frozenset(
        id(one)
        for one in section.walk()
        if one.tag in _HEADINGS or one.tag in {"form", "a", "label"} or _is_elsewhere(one)
    )
    return text_of(section, skip)


# --- which elements are comments -------------------------------------------------------------------


def _stands_in_a_form(one: Element) -> bool:
    return any(_is_elsewhere(above) for above in one.above())


def _number(one: Element) -> str:
    """Return the number of a comment by its id or data, "" where it has none."""
    for name in ("data-comment-id", "data-commentid", "data-comment", "data-id"):
        if one.get(name).isalnum() and any(char.isdigit() for char in one.get(name)):
            return one.get(name)
    for text in (one.get("id"), one.get("about").rpartition("#")[2]):
        match = marks.NUMBERED.fullmatch(text) if text else None
        if match:
            return match[1].lstrip("0") or match[1]
    return ""


def _is_unit(one: Element, *, in_section: bool) -> bool:
    if one.tag not in _BOXES or one.hidden:
        return False
    if marks.TYPED.search(f"{one.get('itemtype')} {one.get('typeof')}") or one.get("itemprop") == "comment":
        return True
    if any(name in one.attributes for name in ("data-comment-id", "data-comment-user-id", "data-commentid")):
        return True
    identity = one.get("id")
    if marks.NUMBERED.fullmatch(identity) and not set(parts_of(identity)) & marks.NOT_A_UNIT:
        return in_section or bool(marks.NAMED.fullmatch(identity))
    return any(_names_a_unit(token) for token in one.tokens)


def _names_a_unit(token: str) -> bool:
    plain = token.partition("--")[0] if not token.startswith("--") else token
    parts = [part for part in parts_of(plain) if len(part) > 1]
    if not parts or set(parts) & marks.NOT_A_UNIT or set(parts) & marks.ELSEWHERE:
        # A block's list may be part of the name: `article-template__comments-comment`, `blog--comments-entry`.
        return False
    if parts[-1] in marks.UNIT:
        return True
    return parts[-1] in marks.UNIT_AFTER and any(marks.COMMENT.fullmatch(part) for part in parts[:-1])


@dataclass(slots=True, eq=False)
class _Unit:
    """One comment's element, and the unit that it stands in."""

    element: Element
    outer: "_Unit | None" = None
    reply: bool = False


def _units(page: Element, sections: Sequence[Element]) -> list[_Unit]:
    """Return the comments in the order of the page; of nested elements that are one comment only one."""
    within = {id(one) for section in sections for one in (section, *section.walk())}
    left_out: set[int] = set()
    units: list[_Unit] = []
    of: dict[int, _Unit] = {}
    for one in page.walk():
        if id(one.outer) in left_out or _is_elsewhere(one):
            left_out.add(id(one))
        elif _is_unit(one, in_section=id(one) in within):
            outer = next((of[id(above)] for above in one.above() if id(above) in of), None)
            of[id(one)] = unit = _Unit(one, outer)
            units.append(unit)
            if len(units) == MOST_ENTRIES:
                break
    return _replies(_merged(units))


def _merged(units: list[_Unit]) -> list[_Unit]:
    """Leave out containers of comments, and parts of one that look like one."""
    gone: set[int] = set()
    left = {id(unit.element) for unit in units}
    for unit in reversed(units):
        outer = unit.outer
        if outer is None or id(unit) in gone:
            continue
        inner_number, outer_number = _number(unit.element), _number(outer.element)
        if inner_number and outer_number and inner_number != outer_number:
            continue
        lost = None
        if inner_number == outer_number != "" or not _has_date(unit.element, _others(left, unit)):
            lost = unit
        elif not _has_date(outer.element, _others(left, outer)):
            lost = unit if outer_number else outer
        if lost is not None:
            gone.add(id(lost))
            left.discard(id(lost.element))
    kept = [unit for unit in units if id(unit) not in gone]
    for unit in kept:
        while unit.outer is not None and id(unit.outer) in gone:
            unit.outer = unit.outer.outer
    return kept


def _others(left: set[int], unit: _Unit) -> frozenset[int]:
    return frozenset(left - {id(unit.element)})


def _has_date(element: Element, without: frozenset[int]) -> bool:
    return bool(marks.DATES.search(text_of(element, without))) or any(
        one.tag == "time" or marks.TIME & {p for t in one.tokens for p in parts_of(t)}
        for one in _region(element, without)
    )


def _replies(units: list[_Unit]) -> list[_Unit]:
    """Add the answers that a system puts into the comment itself."""
    known = {id(unit.element) for unit in units}
    found: list[_Unit] = []
    for unit in units:
        found.append(unit)
        for one in _region(unit.element, frozenset(known - {id(unit.element)})):
            inside = {id(above) for above in one.above()}
            nested = any(id(each.element) in inside for each in found[-3:] if each.reply)
            if (
                one.tag in _BOXES
                and marks.REPLY & set(one.tokens)
                and not nested
                and len(_running_text(one)) > LONGEST_NAME // 10
            ):
                found.append(_Unit(one, unit, reply=True))
    return found


def _by_dates(section: Element, now: datetime) -> list[_Unit]:
    """Return the comments of a section without any name for them: boxes of one kind, side by side, that carry dates."""
    best: list[Element] = []
    for box in islice((section, *section.walk()), MOST_BOXES):
        if _is_elsewhere(box) or box.hidden:
            continue
        rows = [one for one in box.elements if one.tag in _BOXES and text_of(one)]
        for tag in {one.tag for one in rows}:
            same = [one for one in rows if one.tag == tag and _date_of(one, frozenset(), now)[0] is not None]
            several = all(len(text_of(one)) > len("10.10.2026") for one in same)
            if several and len(same) > len(best):
                best = same
    return [_Unit(one) for one in best]


# --- what a comment says ---------------------------------------------------------------------------


def _region(element: Element, without: frozenset[int]) -> Iterator[Element]:
    """Yield the elements of a comment, not those of the comments inside it."""
    rest = [iter(element.elements)]
    while rest:
        one = next(rest[-1], None)
        if one is None:
            rest.pop()
        elif id(one) not in without and not one.hidden:
            yield one
            rest.append(iter(one.elements))


def _read(units: Sequence[_Unit], now: datetime) -> list[Entry]:
    every = frozenset(id(unit.element) for unit in units)
    places = {id(unit): place for place, unit in enumerate(units)}
    order_texts = [text_of(unit.element, every - {id(unit.element)})[:LONGEST_TEXT] for unit in units]
    order = order_of(order_texts)
    found: list[Entry] = []
    for place, unit in enumerate(units):
        without = every - {id(unit.element)}
        at, by_day, dated = _date_of(unit.element, without, now, order)
        author, named = _author_of(unit.element, without)
        below = places[id(unit.outer)] if unit.outer is not None else _indented(units, place)
        if at is None and unit.reply and below is not None:
            at, by_day = found[below].at, True
        text = _text_of(unit.element, without | named | dated)
        found.append(
            Entry(
                number="" if unit.reply else _number(unit.element) or _anchor(unit.element),
                author=author,
                text=_tidied(text, author)[:LONGEST_TEXT],
                at=at,
                by_day=by_day,
                below=below,
                ours=unit.reply or _is_ours(unit.element, without),
                user=_user(unit.element),
            )
        )
    return _in_order(found)


def _indented(units: Sequence[_Unit], place: int) -> int | None:
    """Return which comment a box named "indented" or of a deeper level beside it hangs below."""
    level = _level(units[place].element)
    if level == 0:
        return None
    for before in range(place - 1, -1, -1):
        if _level(units[before].element) < level:
            return before
    return None


def _level(one: Element) -> int:
    for token in one.tokens:
        match = re.search(r"(?:level|depth|indent(?:ed)?|ebene)[-_]?(\d+)$", token, re.IGNORECASE)
        if match:
            deeper = "depth" in token.lower()
            return max(int(match[1]) - deeper, 0)
        if "indented" in token.lower() or token.endswith("-reply-comment"):
            return 1
    return sum("indented" in above.tokens for above in one.above())


def _anchor(one: Element) -> str:
    """Return the number of an anchor before a comment or inside it."""
    beside = one.outer.inside if one.outer is not None else []
    place = next((number for number, each in enumerate(beside) if each is one), 0)
    before = next((each for each in reversed(beside[:place]) if isinstance(each, Element)), None)
    for anchor in filter(None, (before, *one.walk())):
        if anchor.tag == "a":
            for text in (anchor.get("id"), anchor.get("name"), anchor.get("href").rpartition("#")[2]):
                match = marks.NUMBERED.fullmatch(text) if text else None
                if match:
                    return match[1].lstrip("0") or match[1]
    return ""


def _is_ours(element: Element, without: frozenset[int]) -> bool:
    if any(marks.OURS_ITSELF.fullmatch(token) for token in element.tokens):
        return True
    return any(
        marks.OURS_WITHIN.fullmatch(token) for one in _region(element, without) for token in one.tokens
    )


def _user(element: Element) -> int | None:
    number = element.get("data-comment-user-id")
    if number.isdigit():
        return int(number[:9])
    return -1 if marks.LOGGED_IN & set(element.tokens) else None


def _roles(one: Element) -> set[str]:
    names = (*one.tokens, one.get("itemprop"), one.get("property").partition(":")[2])
    return {part for name in names for part in parts_of(name)}


def _date_of(
    element: Element, without: frozenset[int], now: datetime, order: object = None
) -> tuple[datetime | None, bool, frozenset[int]]:
    """Return when a comment was written, whether only the day is known, and the elements that say so."""
    dated: list[Element] = [
        one
        for one in _region(element, without)
        if one.tag in {"time", "abbr"}
        or "data-comment-timestamp" in one.attributes
        or _roles(one) & marks.TIME
    ]
    for one in sorted(dated, key=lambda each: each.tag != "time"):
        for text in (
            one.get("datetime"),
            one.get("content"),
            one.get("title"),
            one.get("data-comment-timestamp"),
            one.get("data-time"),
        ):
            at = _moment(text, now, order)
            if at is not None:
                return (
                    at,
                    ":" not in text and not text.isdigit(),
                    frozenset(id(each) for each in dated if each.tag in {"time", "abbr"}),
                )
        text = text_of(one)
        at = _moment(text, now, order)
        if at is not None:
            short = len(text) < LONGEST_NAME // 2
            return at, ":" not in text, frozenset({id(one)} if short else ())
    text = text_of(element, without)
    at = _moment(text, now, order)
    return at, at is not None and ":" not in text, frozenset()


def _moment(text: str, now: datetime, order: object) -> datetime | None:
    """Return the first moment that a text names."""
    if not text:
        return None
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    known = order if order in {"dmy", "mdy"} else None
    at = read_date(text, order=known)  # type: ignore[arg-type] # one of the two, or None
    if at is not None:
        return at
    for match in marks.DATES.finditer(text[:LONGEST_TEXT]):
        at = read_date(match[0], order=known)  # type: ignore[arg-type] # likewise
        if at is not None:
            return at
    relative = marks.RELATIVE.search(text[:LONGEST_TEXT])
    if relative is None:
        return None
    number, unit = relative["n1"] or relative["n2"], relative["u1"] or relative["u2"]
    days = next((days for pattern, days in marks.UNITS if pattern.match(unit)), None)
    return now - timedelta(days=days * (int(number) if number.isdigit() else 1)) if days else None


def _author_of(element: Element, without: frozenset[int]) -> tuple[str, frozenset[int]]:
    """Return who wrote a comment, and the elements that say so."""
    region = list(_region(element, without))
    named = [
        one
        for one in region
        if one.tag == "cite"
        or (
            _roles(one) & marks.AUTHOR
            and not _roles(one) & marks.BODY
            and one.tag not in {"img", "form", "body"}
        )
    ][:MOST_PARTS]
    for one in named:
        inner = [each for each in named if each is not one and _stands_in(each, one)]
        text = _name(text_of(one, without))
        if text and not inner and len(text) <= LONGEST_NAME and not marks.DATES.fullmatch(text):
            return text, frozenset(id(each) for each in named if len(text_of(each)) <= 2 * LONGEST_NAME)
    for one in region:
        if one.tag in {"p", "div", "header", "footer", "h3", "h4", "h5", "small", "dt"} and (
            _roles(one) & marks.ABOUT or one.tag in _HEADINGS or one.tag in {"header", "footer", "dt"}
        ):
            name = _name_in(text_of(one, without))
            if name:
                return name, frozenset({id(one)})
    for one in region:
        if one.tag in {"strong", "b", "h2", "h3", "h4", "h5", "h6"}:
            name = _name(text_of(one, without))
            if name and len(name) <= LONGEST_NAME:
                return name, frozenset({id(one)})
    return _name_before_date(text_of(element, without)), frozenset()


def _stands_in(one: Element, outer: Element) -> bool:
    return any(above is outer for above in one.above())


def _name(text: str) -> str:
    """Return a name without the words around it: "Kommentar von …", "… sagt:"."""
    text = marks.DATES.sub("", text).strip()
    text = marks.BEFORE_NAME.sub("", text)
    before = ""
    while before != text:
        before, text = text, marks.AFTER_NAME.sub("", text).strip()
    return text.strip(" :|,·•–—#\"'“”„»«()")


def _name_in(text: str) -> str:
    """Return the name in a line about a comment, "" where none can be told."""
    match = re.search(
        r"\b(?:von|by|par|durch)\b:?\s+(.{1,100}?)\s*(?:\||·|•|,|\(|\b(?:am|on|le|um|at|vor)\b|$)",
        text,
        re.IGNORECASE,
    )
    if match:
        return _name(match[1])
    return _name_before_date(text)


def _name_before_date(text: str) -> str:
    date = marks.DATES.search(text[: 3 * LONGEST_NAME])
    if date is None:
        return ""
    before = re.split(
        r"\s*(?:\||·|•|\b(?:am|on|le|um|at|sagte?|schrieb|says?|said)\b)", text[: date.start()]
    )[0]
    name = _name(before)
    return name if 0 < len(name) <= LONGEST_NAME // 2 else ""


def _text_of(element: Element, without: frozenset[int]) -> str:
    """Return a comment's own words: of its body where one is marked, else what is left without what stands about it."""
    region = list(_region(element, without))
    about = frozenset(
        id(one)
        for one in region
        if one.tag in {"footer", "header", "form", "nav", "button", "dt"}
        or (_roles(one) & marks.ABOUT and not _roles(one) & marks.BODY)
        or (
            one.tag == "a"
            and (
                {"reply", "antworten", "permalink"} & _roles(one)
                or (one.get("rel") in {"nofollow", "bookmark"} and len(text_of(one)) < LONGEST_NAME // 3)
            )
        )
    )
    bodies = [
        one
        for one in region
        if (_roles(one) & marks.BODY and one.tag not in {"a", "span"} | _HEADINGS)
        or "text" in parts_of(one.get("itemprop"))
    ]
    spans = [one for one in region if _roles(one) & marks.BODY and one.tag == "span"]
    bodies = (bodies or spans)[:MOST_PARTS]
    deepest = [one for one in bodies if not any(_stands_in(each, one) for each in bodies)]
    seen = [one for one in deepest if not any(_stands_in(one, each) for each in region if id(each) in about)]
    words = max((text_of(one, without | about) for one in seen), key=len, default="")
    if words:
        return words
    return text_of(element, without | about)


def _tidied(text: str, author: str) -> str:
    """Return words without the name, the verb and the date that stand before or behind them in the same line."""
    start = re.match(rf"{re.escape(author)}\s*[,:|·–-]?\s*", text) if author else None
    rest = text[start.end() :] if start else text
    date = marks.DATES.match(rest)
    text = rest[date.end() :].lstrip(" :|,·–—-") if date else rest if start and ":" in start[0] else text
    text = marks.SAYS.sub("", text)
    dates = list(marks.DATES.finditer(text))
    if dates and len(text) - dates[-1].end() <= len(")"):
        return text[: dates[-1].start()].rstrip(" |,·–—-(")
    return text


def _in_order(entries: list[Entry]) -> list[Entry]:
    """Return the entries so that of those of one day the one further down is the later, as it stands in the page."""
    dated = [one.at for one in entries if one.at is not None and one.below is None]
    newest_first = sum(a > b for a, b in pairwise(dated)) > sum(a < b for a, b in pairwise(dated))
    count = len(entries)
    spaced: list[Entry] = []
    for place, one in enumerate(entries):
        if one.at is None or not one.by_day:
            spaced.append(one)
            continue
        step = count - place if newest_first and one.below is None else place
        spaced.append(replace(one, at=one.at + timedelta(hours=8, seconds=step)))
    for place, one in enumerate(spaced):
        parent = spaced[one.below].at if one.below is not None else None
        if one.at is not None and one.by_day and parent is not None and one.at <= parent:
            spaced[place] = replace(one, at=parent + timedelta(seconds=1))
    return spaced


def _without_pings(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Take the words of links from other sites. Places in the list stay as they are, so that `below` goes on to hold."""
    return tuple(replace(one, text="") if marks.PING.match(one.text) else one for one in entries)
