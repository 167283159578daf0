"""Lines beside opening hours that take some back: a break at noon, every second week, a day that cannot be read."""

import re
from dataclasses import replace
from typing import Final

from account_health.text.opening_hours import Interval, Week, names_day, read_hours
from account_health.text.opening_list import Kind, kind_of

_BREAK: Final = re.compile(
    r"(?<!\w)(?:(?:mittags)?pause|lunch(?: break)?|pause (?:de )?midi"
    r"|(?:über |zur )?mittag(?:s|szeit)?(?!\w).*(?:geschlossen|zu)(?!\w)|(?:zwischen|von) \d.*\d.*(?:geschlossen|closed)$)"
)
"""A break, by its name or as a closed stretch of the day."""
_CLOCKS: Final = re.compile(
    r"\d[\d:.h]*(?: ?(?:uhr|h|am|pm))? ?(?:-|bis|und|to|à) ?\d[\d:.h]*(?: ?(?:am|pm))?"
)
_NOT_ALWAYS: Final = re.compile(
    r"(?<!\w)(?:(?:un)?gerade|kw|14-?tägig|zweiwöchentlich|im wechsel|(?:im|pro|of the|par|du) (?:monat|month|mois)"
    r"|(?:alle|every|toutes les) (?:2|zwei|14|two|second|other|deux)|jede[nrs]? (?:\d\.|zweite[nrs]?|dritte[nrs]?|letzte[nrs]?))(?!\w)"
)
"""What says that hours hold in some weeks alone."""


def is_break(text: str) -> bool:
    """Say whether a text speaks of a break within the hours."""
    return _BREAK.search(text) is not None


def break_of(text: str) -> Interval | None:
    """Return from when to when a break lasts; None where the text names no times that can be read."""
    clocks = _CLOCKS.search(text)
    try:
        spans = read_hours(f"mo {clocks[0].replace('und', '-')}").days[0] if clocks else ()
    except ValueError:
        return None
    return spans[0] if len(spans) == 1 else None


def without_break(week: Week, pause: Interval) -> Week:
    """Return a week in which every day that is open all through a break is closed during it."""
    start, end = pause
    return replace(
        week,
        days=tuple(
            tuple(
                part
                for opens, closes in day
                for part in (
                    ((opens, start), (end, closes)) if opens < start and end < closes else ((opens, closes),)
                )
            )
            for day in week.days
        ),
    )


def holds_always(text: str) -> bool:
    """Say whether what a line says holds every week."""
    return _NOT_ALWAYS.search(text) is None


def left_open(text: str) -> str | None:
    """Return a line of hours that hold in some weeks alone as one that leaves its days open; None where it names no day first."""
    days = _NOT_ALWAYS.sub(" ", re.split(r"[(\[\d]", text)[0]).strip(" ,:")
    open_line = f"{days} nach vereinbarung"
    return open_line if names_day(days) and kind_of(open_line) is Kind.LINE else None


def is_unread_day(text: str) -> bool:
    """Say whether a line begins with a day and tells a time that cannot be read with it: "Do bis 19 Uhr"."""
    return names_day(text) and any(letter.isdigit() for letter in text)
