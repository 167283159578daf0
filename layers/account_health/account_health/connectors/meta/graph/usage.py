"""How much of the platform's allowance is used up, as the headers of its answers say.

The headers may be absent or broken; what cannot be read says nothing.
Source: developers.facebook.com, Graph API "Rate limits".
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from account_health.connectors.http.retry import retry_after

BUSY: Final = 75.0
"""Percent of the allowance from which on we go slower."""
LONGEST_PAUSE: Final = 5.0

LONGEST_BLOCK: Final = 60 * 24 * 7
"""Minutes; a number above it is no answer."""

_SHARES = ("call_count", "total_time", "total_cputime")
_REGAIN = "estimated_time_to_regain_access"


def used_percent(headers: Mapping[str, str]) -> float:
    """Return the highest share of any allowance, in percent; 0 where nothing is said."""
    return max((share for row in _rows(headers) for share in _numbers(row, _SHARES)), default=0.0)


def seconds_to_regain(headers: Mapping[str, str]) -> float | None:
    """Return after how many seconds the platform will answer again; None where it does not say."""
    minutes = max((minutes for row in _rows(headers) for minutes in _numbers(row, (_REGAIN,))), default=0.0)
    return minutes * 60 if 0 < minutes <= LONGEST_BLOCK else retry_after(headers)


def pause_after(percent: float) -> float:
    """Return the seconds to wait before the next request: none up to 75 %, five at 100 %."""
    if percent < BUSY:
        return 0.0
    return min(LONGEST_PAUSE, LONGEST_PAUSE * (percent - BUSY + 1) / (100 - BUSY + 1))


def _rows(headers: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    for name in ("x-app-usage", "x-page-usage"):
        row = _parsed(headers.get(name))
        if isinstance(row, Mapping):
            yield row
    businesses = _parsed(headers.get("x-business-use-case-usage"))
    if isinstance(businesses, Mapping):
        for rows in businesses.values():
            yield from (row for row in rows if isinstance(row, Mapping)) if isinstance(rows, list) else ()


def _parsed(text: str | None) -> object:
    if text is None:
        return None
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _numbers(row: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[float]:
    for name in names:
        value = row.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield float(value)
