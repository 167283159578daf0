"""Reads the times of Graph API answers."""

import re
from datetime import UTC, datetime
from typing import Final

_FORM: Final = "%Y-%m-%dT%H:%M:%S%z"
_SECONDS: Final = re.compile(r"[0-9]{1,12}")
_LATEST: Final = 253_402_300_799  # the last second of the year 9999


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
