"""Reads single values of Google's JSON, in which whatever equals its type's default is left out."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\Z")
_MICROSECONDS: Final = 7
_LONGEST_TITLE: Final = 80


def text(value: object) -> str | None:
    """Return a text without blanks around it, None where it is missing or empty."""
    return (value.strip() or None) if isinstance(value, str) else None


def number(value: object) -> int:
    """Return a whole number; a missing one is 0. 64-bit numbers come as text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def inner(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one where it is missing."""
    return value if isinstance(value, Mapping) else {}


def objects(value: object) -> tuple[Mapping[str, Any], ...]:
    """Return the objects of a list, none where it is missing."""
    return tuple(one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else ()


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list, without empty ones."""
    return tuple(found for one in value if (found := text(one))) if isinstance(value, list) else ()


def moment(value: object) -> datetime | None:
    """Return a time in UTC. RFC 3339 with up to nine digits of fraction, of which Python takes six."""
    parts = _TIME.match(value) if isinstance(value, str) else None
    if parts is None:
        return None
    fraction = (parts[2] or "")[:_MICROSECONDS]
    try:
        return datetime.fromisoformat(f"{parts[1]}{fraction}{parts[3].upper()}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(value: object) -> date | None:
    """Return a calendar day; None where one of its three numbers is missing or impossible."""
    written = inner(value)
    try:
        return date(number(written.get("year")), number(written.get("month")), number(written.get("day")))
    except (ValueError, OverflowError):
        return None


def first_line(value: object) -> str:
    """Return the beginning of a text as a title; empty where there is none."""
    lines = (text(value) or "").splitlines()
    line = " ".join(lines[0].split()) if lines else ""
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"


def https(value: object) -> str | None:
    """Return a web address that begins with https, None for anything else."""
    found = text(value)
    return found if found and found.startswith("https://") else None
