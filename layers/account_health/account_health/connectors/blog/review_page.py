"""Reads the reviews that stand on the page of a product, whatever shop system drew them.

A review is an element that says so by its type (schema.org), else by its class; who, when and what are read as in a
comment. A shop's own answer stands inside of the review.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from account_health.connectors.blog import comment_marks as marks
from account_health.connectors.blog.comment_dates import date_of, region
from account_health.connectors.blog.comment_page import Entry, read_units
from account_health.connectors.blog.comment_sections import prepared
from account_health.connectors.blog.comment_units import BOXES, MOST_ENTRIES, Unit, is_unit
from account_health.connectors.blog.elements import Element, parts_of, read_tree, text_of

SHORTEST_ANSWER: Final = 10
"""Letters: what is shorter is a link or a button."""
STARS: Final = 5

_TYPED = re.compile(r"schema\.org/(?:User)?Review\b|schema:Review\b", re.IGNORECASE)
_IN_DATA = re.compile(r'"(?:Aggregate)?(?:Review|Rating)"', re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[a-z]+[-_]?)*?review(?:name)?[-_]?\d+", re.IGNORECASE)
_OF_FIVE = re.compile(
    r"\b(?P<stars>[1-5])(?:[.,]\d+)?\s*(?:von|out of|of|sur|/)\s*5\b|\b(?P<plain>[1-5])\s*(?:stars?|sterne?|étoiles?)\b",
    re.IGNORECASE,
)
_WIDTH = re.compile(r"width\s*:\s*(\d{1,3})(?:\.\d+)?%", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rated:
    """One review or answer as the page shows it, and its stars, None where nothing tells them."""

    entry: Entry
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class PageReviews:
    """The reviews of a page with the answers to them; `place` says that products are reviewed there at all."""

    found: tuple[Rated, ...] = ()
    place: bool = False


def reviews_on(html: str, now: datetime) -> PageReviews:
    """Return the reviews in the HTML of a product's page; `now` is the time of the look."""
    page = prepared(read_tree(html))
    units = _units(page, now)
    entries = read_units(units, now)
    every = frozenset(id(unit.element) for unit in units)
    found = tuple(
        Rated(entry, None if unit.outer else _stars(unit.element, every - {id(unit.element)}))
        for unit, entry in zip(units, entries, strict=True)
    )
    return PageReviews(found, place=bool(found) or bool(_IN_DATA.search(html)) or _has_a_list(page))


def _units(page: Element, now: datetime) -> list[Unit]:
    """Return the reviews, each followed by the answers inside of it."""
    typed = [one for one in page.walk() if _is_typed(one)]
    named = [] if typed else [one for one in page.walk() if _is_named(one) and _dated(one, now)]
    if not typed and not named:
        named = [one for one in page.walk() if is_unit(one, in_section=True) and _dated(one, now)]
    kept = (_outermost(typed) if typed else _innermost(named))[:MOST_ENTRIES]
    units: list[Unit] = []
    for element in kept:
        unit = Unit(element)
        units += [unit, *_answers(unit)]
    return units[:MOST_ENTRIES]


def _is_typed(one: Element) -> bool:
    return bool(_TYPED.search(f"{one.get('itemtype')} {one.get('typeof')}")) and not one.hidden


def _is_named(one: Element) -> bool:
    if one.tag not in BOXES or one.hidden or _is_of_a_portal(one):
        return False
    return bool(_NUMBERED.fullmatch(one.get("id"))) or any(_names_a_review(token) for token in one.tokens)


def _names_a_review(token: str) -> bool:
    parts = parts_of(token)
    if not parts or not set(parts) & marks.REVIEW:
        return False
    return parts[-1] in marks.REVIEW | marks.UNIT or parts[-1] in marks.UNIT_AFTER


def _is_of_a_portal(one: Element) -> bool:
    """Say whether a widget of a portal holds it."""
    return any(marks.PORTALS & set(parts_of(token)) for each in (one, *one.above()) for token in each.tokens)


def _dated(one: Element, now: datetime) -> bool:
    return date_of(one, frozenset(), now)[0] is not None


def _outermost(found: Sequence[Element]) -> list[Element]:
    every = {id(one) for one in found}
    return [one for one in found if not any(id(above) in every for above in one.above())]


def _innermost(found: Sequence[Element]) -> list[Element]:
    """Return the boxes without another one inside: those around them are lists."""
    around = {id(above) for one in found for above in one.above()}
    return [one for one in found if id(one) not in around]


def _answers(unit: Unit) -> list[Unit]:
    """Return what stands inside of a review as an answer: the house's, or in a list of comments that of whoever signs it."""
    found: list[Unit] = []
    within: set[int] = set()
    for one in region(unit.element, frozenset()):
        if id(one.outer) in within:
            within.add(id(one))
        elif one.tag in BOXES and _is_answer(one) and len(text_of(one)) >= SHORTEST_ANSWER:
            within.add(id(one))
            listed = one.tag == "li" or "data-comment-id" in one.attributes
            found.append(Unit(one, unit, reply=not listed))
    return found


def _is_answer(one: Element) -> bool:
    if one.get("itemprop") == "comment":
        return True
    names = [parts_of(token) for token in one.tokens]
    return any(
        parts
        and (parts[-1] == "comment" or (set(parts) & marks.REPLY and not set(parts) & marks.NOT_AN_ANSWER))
        for parts in names
    )


def _has_a_list(page: Element) -> bool:
    """Say whether a page has a place for reviews: a list, a tab, a form."""
    return any(
        set(parts_of(token)) & marks.REVIEWS and not _is_of_a_portal(one)
        for one in page.walk()
        for token in (*one.tokens, one.get("id"))
    )


def _stars(element: Element, without: frozenset[int]) -> int | None:
    """Return the stars of a review: as data, in words, or as the width of a row of them."""
    own = list(region(element, without))
    best = next((_number(one) for one in own if one.get("itemprop") == "bestRating"), None) or float(STARS)
    for one in own:
        if one.get("itemprop") == "ratingValue" and (value := _number(one)) is not None:
            return _in_stars(value, 100.0 if "%" in text_of(one) else best)
    for one in own:
        score = one.get("data-score") or one.get("data-rating") or one.get("data-grade")
        if score[:1].isdigit():
            return _in_stars(float(score[0]), STARS)
    for one in own:
        match = _OF_FIVE.search(f"{one.get('aria-label')} {one.get('title')}")
        if match:
            return int(match["stars"] or match["plain"])
        width = _WIDTH.search(one.get("style")) if marks.STARS & set(_around(one)) else None
        if width:
            return _in_stars(float(width[1]), 100.0)
    return None


def _around(one: Element) -> tuple[str, ...]:
    outer = one.outer.tokens if one.outer is not None else ()
    return tuple(part for token in (*one.tokens, *outer) for part in parts_of(token))


def _number(one: Element) -> float | None:
    match = re.search(r"\d{1,3}(?:[.,]\d{1,3})?", one.get("content") or text_of(one))
    return float(match[0].replace(",", ".")) if match else None


def _in_stars(value: float, best: float) -> int | None:
    stars = round(value * STARS / best) if best else 0
    return stars if 1 <= stars <= STARS else None
