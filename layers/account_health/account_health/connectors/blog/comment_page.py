"""Reads the comments that stand in the page of a post, by its structure, whatever system drew them.

A comment is an element that says so by its type, its id, its class or, inside a section of comments, by carrying a date
beside others of its kind. What cannot be told apart is not guessed: the page then counts as unreadable.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, pairwise

from account_health.connectors.blog import comment_marks as marks
from account_health.connectors.blog.comment_dates import LONGEST_TEXT, date_of, region
from account_health.connectors.blog.comment_sections import (
    TOO_MUCH_TO_BE_NONE,
    can_be_written_in,
    counted,
    drawn_later,
    has_more,
    is_article,
    prepared,
    running_text,
    sections_of,
    stands_in_a_form,
)
from account_health.connectors.blog.comment_units import (
    MOST_BOXES,
    MOST_ENTRIES,
    Unit,
    number_of,
    units_by_dates,
    units_of,
)
from account_health.connectors.blog.comment_words import author_of, text_of_comment, tidied
from account_health.connectors.blog.elements import Element, read_tree, text_of
from account_health.connectors.feeds.dates import order_of


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
    page = prepared(read_tree(html))
    sections = sections_of(page)
    units = [one for one in units_of(page, sections) if number_of(one.element) or not is_article(one.element)]
    if not units:
        units = [
            one for section in sections if can_be_written_in(section) for one in units_by_dates(section, now)
        ]
        wordless = any(not one.text for one in read_units(units, now))
        if wordless:
            return PageComments(section=True, unreadable=True)
    units = units[:MOST_ENTRIES]
    said = max((counted(section) for section in sections), default=0)
    if not units:
        sections = [section for section in sections if not is_article(section)]
        rest = " ".join(running_text(section) for section in sections)
        listed = any(
            one.tag in {"li", "article", "blockquote"} and running_text(one) and not stands_in_a_form(one)
            for section in sections
            for one in islice(section.walk(), MOST_BOXES)
        )
        hidden = said > 0 or listed or len(rest) > TOO_MUCH_TO_BE_NONE or drawn_later(page, html)
        return PageComments(section=bool(sections), unreadable=hidden)
    found = _without_pings(read_units(units, now))
    more = said > len(found) or has_more(page)
    return PageComments(found, section=True, more=more)


def read_units(units: Sequence[Unit], now: datetime) -> list[Entry]:
    """Return what each of these elements says, in their order; what a unit stands in has to come before it."""
    every = frozenset(id(unit.element) for unit in units)
    places = {id(unit): place for place, unit in enumerate(units)}
    listed = _in_lists_of_others(units)
    order_texts = [text_of(unit.element, every - {id(unit.element)})[:LONGEST_TEXT] for unit in units]
    order = order_of(order_texts)
    found: list[Entry] = []
    for place, unit in enumerate(units):
        without = every - {id(unit.element)}
        at, by_day, dated = date_of(unit.element, without, now, order)
        author, named = author_of(unit.element, without)
        below = places[id(unit.outer)] if unit.outer is not None else _indented(units, place)
        below = below if below is not None else listed.get(place)
        if at is None and unit.reply and below is not None:
            at, by_day = found[below].at, True
        text = text_of_comment(unit.element, without | named | dated)
        found.append(
            Entry(
                number="" if unit.reply else number_of(unit.element) or _anchor(unit.element),
                author=author,
                text=tidied(text, author)[:LONGEST_TEXT],
                at=at,
                by_day=by_day,
                below=below,
                ours=unit.reply or _is_ours(unit, without),
                user=_user(unit),
            )
        )
    return _in_order(found)


def _indented(units: Sequence[Unit], place: int) -> int | None:
    """Return which comment a box named "indented" or of a deeper level beside it hangs below."""
    level = _level(units[place])
    if level == 0:
        return None
    for before in range(place - 1, -1, -1):
        if _level(units[before]) < level:
            return before
    return None


def _in_lists_of_others(units: Sequence[Unit]) -> dict[int, int]:
    """Return which comment stands in a list inside another one's list entry, and in whose."""
    owner: dict[int, int] = {}
    found: dict[int, int] = {}
    for place, unit in enumerate(units):
        entries = [one for one in (unit.element, *unit.element.above()) if one.tag == "li"]
        if entries:
            owner.setdefault(id(entries[0]), place)
        outer = next((owner[id(one)] for one in entries[1:] if id(one) in owner), None)
        if outer is not None:
            found[place] = outer
    return found


def _level(unit: Unit) -> int:
    one = unit.element
    for token in unit.tokens:
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


def _is_ours(unit: Unit, without: frozenset[int]) -> bool:
    if any(marks.OURS_ITSELF.fullmatch(token) for token in unit.tokens):
        return True
    within = region(unit.element, without)
    return any(marks.OURS_WITHIN.fullmatch(token) for one in within for token in one.tokens)


def _user(unit: Unit) -> int | None:
    number = unit.element.get("data-comment-user-id")
    if number.isdigit():
        return int(number[:9])
    return -1 if marks.LOGGED_IN & set(unit.tokens) else None


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
