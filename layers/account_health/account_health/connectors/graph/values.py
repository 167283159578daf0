"""Reads single values of Graph API answers, where absent, null, empty text and empty list all mean "missing"."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

_FORM: Final = "%Y-%m-%dT%H:%M:%S%z"
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:=-]{0,127}")
_SECONDS: Final = re.compile(r"[0-9]{1,12}")
_LATEST: Final = 253_402_300_799  # the last second of the year 9999


def text(value: object) -> str | None:
    """Return a text without blanks around it, None where it is missing; half characters are replaced."""
    return (value.encode("utf-8", "replace").decode().strip() or None) if isinstance(value, str) else None


def identifier(value: object) -> str | None:
    """Return an id as text: ids are larger than JSON numbers can safely be, yet some answers give numbers.

    What could not stand in a path as it is is no id.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    named = text(value)
    return named if named and _ID.fullmatch(named) else None


def number(value: object) -> int | None:
    """Return a whole number, None where it is missing."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def moment(value: object) -> datetime | None:
    """Return a time in UTC: `2021-08-10T18:45:03+0000`, or seconds since 1970 as a number or as text."""
    if isinstance(value, str) and _SECONDS.fullmatch(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, UTC) if 0 < value <= _LATEST else None
    if not isinstance(value, str):
        return None
    try:
        return datetime.strptime(value, _FORM).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def inner(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one where it is missing."""
    return value if isinstance(value, Mapping) else {}


def first_line(value: object, longest: int = 80) -> str:
    """Return the beginning of a text as a title; empty where there is none."""
    lines = (text(value) or "").splitlines()
    line = " ".join(lines[0].split()) if lines else ""
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
