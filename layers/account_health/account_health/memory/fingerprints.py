"""What a profile says on one subject, short enough to be kept for the next look and exact enough to be compared."""

import hashlib
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 300
"""The most characters kept of one value: more than a report prints of foreign words, so the digest stays unread."""
MOST: Final = 100
"""The most values kept one by one."""
_DIGEST: Final = 32


def kept(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values, each once and in order, as they are kept; what is kept already stays the same.

    A long one keeps its beginning and a digest of the whole. More than can be kept one by one become a single one, so
    that whatever changes among them is a change.
    """
    told = sorted({short(value) for value in values})
    return tuple(told) if len(told) <= MOST else (short(", ".join(told)),)


def short(value: str) -> str:
    """Return a value as it is kept."""
    if len(value) <= LONGEST:
        return value
    digest = hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:_DIGEST]
    return f"{value[: LONGEST - _DIGEST - 2]}… {digest}"
