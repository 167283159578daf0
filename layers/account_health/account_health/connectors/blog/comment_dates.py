"""When a comment was written, and what of an element belongs to one comment and not to those inside it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from account_health.connectors.blog import comment_marks as marks
from account_health.connectors.blog.elements import Element, parts_of, text_of
from account_health.connectors.feeds.dates import read_date

LONGEST_TEXT: Final = 5_000
_SHORT: Final = 50
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_YEAR_IN_SHORT = re.compile(r"\b(\d{1,2}\.\s?\d{1,2}\.)\s?(\d{2})(?![\d:.])")
_FRENCH_CLOCK = re.compile(r"(?:\bà\s*)?\b(\d{1,2})\s?h\s?(\d{2})\b")


def region(element: Element, without: frozenset[int]) -> Iterator[Element]:
    """Yield the elements of a comment, not those of the comments inside it."""
    rest = [iter(element.elements)]
    while rest:
        one = next(rest[-1], None)
        if one is None:
            rest.pop()
        elif id(one) not in without and not one.hidden:
            yield one
            rest.append(iter(one.elements))


def roles(one: Element) -> set[str]:
    """Return the parts of the names that an element bears: classes and properties."""
    names = (*one.tokens, one.get("itemprop"), one.get("property").partition(":")[2])
    return {part for name in names for part in parts_of(name)}


def date_of(
    element: Element, without: frozenset[int], now: datetime, order: object = None
) -> tuple[datetime | None, bool, frozenset[int]]:
    """Return when a comment was written, whether only the day is known, and the elements that say so."""
    dated: list[Element] = [
        one
        for one in region(element, without)
        if one.tag in {"time", "abbr"}
        or "data-comment-timestamp" in one.attributes
        or roles(one) & marks.TIME
        or _DAY.match(one.get("title"))
    ]
    for one in sorted(dated, key=lambda each: each.tag != "time"):
        for text in (
            one.get("datetime"),
            one.get("content"),
            one.get("title"),
            one.get("data-comment-timestamp"),
            one.get("data-time"),
            one.get("data-content"),
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
            short = len(text) < _SHORT
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
        at = read_date(_in_full(match[0]), order=known)  # type: ignore[arg-type] # likewise
        if at is not None:
            return at
    relative = marks.RELATIVE.search(text[:LONGEST_TEXT])
    if relative is None:
        return None
    number, unit = relative["n1"] or relative["n2"], relative["u1"] or relative["u2"]
    days = next((days for pattern, days in marks.UNITS if pattern.match(unit)), None)
    return now - timedelta(days=days * (int(number) if number.isdigit() else 1)) if days else None


def _in_full(date: str) -> str:
    """Return a date with four digits of its year and the clock with a colon: between dots the day stands first."""
    return _FRENCH_CLOCK.sub(r"\1:\2", _YEAR_IN_SHORT.sub(r"\g<1>20\2", date))
