"""When a request is tried again, and after how long."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

ATTEMPTS: Final = 3
UNKNOWN_HOST_ATTEMPTS: Final = 2
RETRIED_STATUSES: Final = frozenset({429, 502, 503, 504})

_FIRST_SECONDS = 0.5
_LONGEST_SECONDS = 4.0
_SECONDS = re.compile(r"[0-9]{1,9}")


def backoff(failures: int, spread: Callable[[], float]) -> float:
    """Return the seconds to wait after so many failures: exponential with full jitter, `spread` gives 0 to 1."""
    return spread() * min(_LONGEST_SECONDS, _FIRST_SECONDS * 2.0 ** (failures - 1))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that an answer's Retry-After asks for, None where it does not say.

    A date counts from the answer's own Date, so our clock need not agree with theirs (RFC 9110, 10.2.3).
    """
    text = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    until, since = _date(text), _date(headers.get("date", ""))
    if until is None or since is None:
        return None
    return max(0.0, (until - since).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
