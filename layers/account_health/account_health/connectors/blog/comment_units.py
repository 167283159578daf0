"""Which elements are one comment each: by type, id and class, or inside a section as boxes of one kind that carry dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from account_health.connectors.blog import comment_marks as marks
from account_health.connectors.blog.comment_dates import date_of, region
from account_health.connectors.blog.comment_sections import is_elsewhere, running_text
from account_health.connectors.blog.comment_words import LONGEST_NAME
from account_health.connectors.blog.elements import Element, parts_of, text_of

MOST_ENTRIES: Final = 500
MOST_BOXES: Final = 2_000
BOXES: Final = frozenset({"li", "article", "div", "section", "tr", "dd", "blockquote", "fieldset", "comment"})


@dataclass(slots=True, eq=False)
class Unit:
    """One comment's element, and the unit that it stands in; `boxes` are elements around it that are nothing but its frame."""

    element: Element
    outer: "Unit | None" = None
    reply: bool = False
    boxes: tuple[Element, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        """The classes of the comment and of what frames it."""
        return tuple(token for one in (self.element, *self.boxes) for token in one.tokens)


def units_of(page: Element, sections: Sequence[Element]) -> list[Unit]:
    """Return the comments in the order of the page; of nested elements that are one comment only one."""
    within = {id(one) for section in sections for one in (section, *section.walk())}
    left_out: set[int] = set()
    units: list[Unit] = []
    of: dict[int, Unit] = {}
    for one in page.walk():
        if id(one.outer) in left_out or is_elsewhere(one):
            left_out.add(id(one))
        elif is_unit(one, in_section=id(one) in within):
            outer = next((of[id(above)] for above in one.above() if id(above) in of), None)
            of[id(one)] = unit = Unit(one, outer)
            units.append(unit)
            if len(units) == MOST_ENTRIES:
                break
    return _replies(_merged(units))


def number_of(one: Element) -> str:
    """Return the number of a comment by its id or data, "" where it has none."""
    for name in ("data-comment-id", "data-commentid", "data-comment", "data-id"):
        if one.get(name).isalnum() and any(char.isdigit() for char in one.get(name)):
            return one.get(name)
    for text in (one.get("id"), one.get("about").rpartition("#")[2]):
        match = marks.NUMBERED.fullmatch(text) if text else None
        if match:
            return match[1].lstrip("0") or match[1]
    return ""


def is_unit(one: Element, *, in_section: bool) -> bool:
    """Say whether an element is a comment by what it is called; numbers alone count inside a section only."""
    if one.tag not in BOXES or one.hidden:
        return False
    if marks.TYPED.search(f"{one.get('itemtype')} {one.get('typeof')}") or one.get("itemprop") == "comment":
        return True
    if any(marks.ID_IN_DATA.fullmatch(name) for name in one.attributes):
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


def _merged(units: list[Unit]) -> list[Unit]:
    """Leave out containers of comments, and parts of one that look like one."""
    gone: set[int] = set()
    left = {id(unit.element) for unit in units}
    for unit in reversed(units):
        outer = _kept_outer(unit, gone)
        while outer is not None and id(unit) not in gone:
            lost = _less_of(unit, outer, left)
            if lost is None:
                break
            gone.add(id(lost))
            left.discard(id(lost.element))
            outer = _kept_outer(unit, gone)
    kept = [unit for unit in units if id(unit) not in gone]
    _frame(kept, [unit.element for unit in units if id(unit) in gone])
    for unit in kept:
        unit.outer = _kept_outer(unit, gone)
    return kept


def _kept_outer(unit: Unit, gone: set[int]) -> Unit | None:
    outer = unit.outer
    while outer is not None and id(outer) in gone:
        outer = outer.outer
    return outer


def _less_of(unit: Unit, outer: Unit, left: set[int]) -> Unit | None:
    """Return which of two nested elements is no comment of its own, None where both are one."""
    inner_number, outer_number = number_of(unit.element), number_of(outer.element)
    if inner_number and outer_number and inner_number != outer_number:
        return None
    if inner_number == outer_number != "" or not _has_date(unit.element, _others(left, unit)):
        return unit
    if not _has_date(outer.element, _others(left, outer)):
        return unit if outer_number else outer
    return None


def _frame(kept: Sequence[Unit], frames: Sequence[Element]) -> None:
    """Give each frame to the first comment inside of it: systems put level and author's mark there."""
    waiting = {id(one) for one in frames}
    for unit in kept:
        around = [one for one in unit.element.above() if id(one) in waiting]
        waiting -= {id(one) for one in around}
        unit.boxes = tuple(around)


def _others(left: set[int], unit: Unit) -> frozenset[int]:
    return frozenset(left - {id(unit.element)})


def _has_date(element: Element, without: frozenset[int]) -> bool:
    return bool(marks.DATES.search(text_of(element, without))) or any(
        one.tag == "time" or marks.TIME & {p for t in one.tokens for p in parts_of(t)}
        for one in region(element, without)
    )


def _replies(units: list[Unit]) -> list[Unit]:
    """Add the answers that a system puts into the comment itself."""
    known = {id(unit.element) for unit in units}
    found: list[Unit] = []
    for unit in units:
        found.append(unit)
        for one in region(unit.element, frozenset(known - {id(unit.element)})):
            inside = {id(above) for above in one.above()}
            nested = any(id(each.element) in inside for each in found[-3:] if each.reply)
            if (
                one.tag in BOXES
                and marks.REPLY & set(one.tokens)
                and not nested
                and len(running_text(one)) > LONGEST_NAME // 10
            ):
                found.append(Unit(one, unit, reply=True))
    return found


def units_by_dates(section: Element, now: datetime) -> list[Unit]:
    """Return the comments of a section without any name for them: boxes of one kind, side by side, that carry dates."""
    best: list[Element] = []
    for box in islice((section, *section.walk()), MOST_BOXES):
        if is_elsewhere(box) or box.hidden:
            continue
        rows = [one for one in box.elements if one.tag in BOXES and text_of(one)]
        for tag in {one.tag for one in rows}:
            same = [one for one in rows if one.tag == tag and date_of(one, frozenset(), now)[0] is not None]
            several = all(len(text_of(one)) > len("10.10.2026") for one in same)
            if several and len(same) > len(best):
                best = same
    return [Unit(one) for one in best]
