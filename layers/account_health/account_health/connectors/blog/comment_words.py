"""Who wrote a comment, and its own words without what stands about them."""

import re
from typing import Final

from account_health.connectors.blog import comment_marks as marks
from account_health.connectors.blog.comment_dates import region, roles
from account_health.connectors.blog.comment_sections import HEADINGS
from account_health.connectors.blog.elements import Element, parts_of, text_of
from account_health.connectors.feeds.date_words import WEEKDAYS, fold

LONGEST_NAME: Final = 100
MOST_PARTS: Final = 40
"""Of one comment: so many elements may name its author or hold its words."""


def author_of(element: Element, without: frozenset[int]) -> tuple[str, frozenset[int]]:
    """Return who wrote a comment, and the elements that say so."""
    own = list(region(element, without))
    ways = frozenset(id(one) for one in own if one.tag == "a" and "reply" in roles(one))
    signed = [one for one in own if {"author", "creator"} & set(parts_of(one.get("itemprop")))][:MOST_PARTS]
    named = [
        one
        for one in (signed and [each for top in signed for each in (top, *region(top, without))]) or own
        if one.tag == "cite"
        or (
            roles(one) & marks.AUTHOR
            and not roles(one) & marks.BODY
            and one.tag not in {"img", "form", "body"}
        )
    ][:MOST_PARTS]
    for one in named:
        inner = [each for each in named if each is not one and _stands_in(each, one)]
        text = _name(one.get("content") if one.tag == "meta" else text_of(one, without | ways))
        if (
            text
            and not inner
            and not marks.LABEL.fullmatch(text)
            and len(text) <= LONGEST_NAME
            and not marks.DATES.fullmatch(text)
        ):
            return text, frozenset(id(each) for each in named if len(text_of(each)) <= 2 * LONGEST_NAME)
    for one in own:
        if one.tag in {"p", "div", "header", "footer", "h3", "h4", "h5", "small", "dt"} and (
            roles(one) & marks.ABOUT or one.tag in HEADINGS or one.tag in {"header", "footer", "dt"}
        ):
            name = _name_in(text_of(one, without))
            if name:
                return name, frozenset({id(one)})
    for one in own:
        if one.tag in {"strong", "b", "h2", "h3", "h4", "h5", "h6"}:
            name = _name(text_of(one, without))
            if name and len(name) <= LONGEST_NAME:
                return name, frozenset({id(one)})
    return _signature(own, without) or (_name_before_date(text_of(element, without)), frozenset())


def _signature(own: list[Element], without: frozenset[int]) -> tuple[str, frozenset[int]] | None:
    """Return the name in a last line that a dash opens ("— Name · date"), None where none does."""
    lines = [one for one in own if one.tag in {"p", "div"} and not one.hidden]
    match = marks.SIGNED.match(text_of(lines[-1], without)) if lines else None
    return (_name(match[1]), frozenset({id(lines[-1])})) if match and len(lines) > 1 else None


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
    words = before.rstrip(" ,.").split()
    if words and fold(words[-1]) in WEEKDAYS and text[: date.start()].rstrip(" ,.").endswith(words[-1]):
        before = " ".join(words[:-1])
    name = _name(before)
    return name if 0 < len(name) <= LONGEST_NAME // 2 else ""


def text_of_comment(element: Element, without: frozenset[int]) -> str:
    """Return a comment's own words: of its body where one is marked, else what is left without what stands about it."""
    own = list(region(element, without))
    about = frozenset(
        id(one)
        for one in own
        if one.tag in {"footer", "header", "form", "nav", "button", "dt"}
        or (roles(one) & marks.ABOUT and not roles(one) & marks.BODY)
        or (
            one.tag == "a"
            and (
                {"reply", "antworten", "permalink"} & roles(one)
                or (one.get("rel") in {"nofollow", "bookmark"} and len(text_of(one)) < LONGEST_NAME // 3)
            )
        )
    )
    bodies = [
        one
        for one in own
        if (roles(one) & marks.BODY and one.tag not in {"a", "span"} | HEADINGS)
        or "text" in parts_of(one.get("itemprop"))
    ]
    spans = [one for one in own if roles(one) & marks.BODY and one.tag == "span"]
    bodies = (bodies or spans)[:MOST_PARTS]
    deepest = [one for one in bodies if not any(_stands_in(each, one) for each in bodies)]
    seen = [one for one in deepest if not any(_stands_in(one, each) for each in own if id(each) in about)]
    words = max((text_of(one, without | about) for one in seen), key=len, default="")
    if words:
        return words
    return text_of(element, without | about)


def tidied(text: str, author: str) -> str:
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
