"""Reads single values of JSON from outside, where absent, null, empty text and empty list all mean "missing"."""

import re
from collections.abc import Mapping
from typing import Any, Final

from account_health.model import Results

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:=-]{0,127}")
_LONGEST_TITLE: Final = 80


def text(value: object) -> str | None:
    """Return a text without blanks around it, None where it is missing; half characters are replaced."""
    return (value.encode("utf-8", "replace").decode().strip() or None) if isinstance(value, str) else None


def whole_number(value: object) -> int | None:
    """Return a whole number, None where it is missing; `true` and `false` are none, though Python takes them for 1 and 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def identifier(value: object) -> str | None:
    """Return an id as text: ids are larger than JSON numbers can safely be, yet some answers give numbers.

    What could not stand in a path as it is is no id.
    """
    number = whole_number(value)
    named = text(value if number is None else str(number))
    return named if named and _ID.fullmatch(named) else None


def inner(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one where it is missing."""
    return value if isinstance(value, Mapping) else {}


def objects(value: object) -> tuple[Mapping[str, Any], ...]:
    """Return the objects of a list, without whatever else may stand in it; none where it is missing."""
    return tuple(one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else ()


def followers(value: object) -> Results:
    """Return how many follow a channel, as its platform counts them; nothing where it does not say."""
    count = whole_number(value)
    return Results(followers=count if count is not None and count >= 0 else None)


def first_line(value: object) -> str:
    """Return the beginning of a text as a title; empty where there is none."""
    lines = (text(value) or "").splitlines()
    line = " ".join(lines[0].split()) if lines else ""
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"
