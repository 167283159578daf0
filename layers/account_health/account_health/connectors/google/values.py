"""Reads Google's numbers, times and lists, in which whatever equals its type's default is left out."""

import re
from datetime import UTC, date, datetime
from typing import Final

from account_health.connectors.values import inner, text, whole_number

_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\Z")
_MICROSECONDS: Final = 7


def number(value: object) -> int:
    """Return a whole number; a missing one is 0. 64-bit numbers come as text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return whole_number(value) or 0


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


def https(value: object) -> str | None:
    """Return a web address that begins with https, None for anything else."""
    found = text(value)
    return found if found and found.startswith("https://") else None
