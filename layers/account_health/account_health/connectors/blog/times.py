"""What a `<time>` shows: an hour of the day, which belongs to what is said around it, or a day, which is when it was said."""

import re
from collections.abc import Mapping
from typing import Final

_HOURS: Final = re.compile(
    r"\s*(?:[A-Z][a-z](?:\s*[-,]\s*[A-Z][a-z])*\s+)?T?\d{1,2}:\d\d(?::\d\d)?(?:\s*-\s*\d{1,2}:\d\d)?\s*"
)
"""What `datetime` holds where it means hours of the day; days before them are those of schema.org's `openingHours`."""
_CLOCK: Final = re.compile(
    r"[\s(]*(?:(?:von|from|bis|to|ab|de|à)\s)?\s*\d{1,2}(?:[:h]\d\d|(?:[.]\d\d)?\s?(?:uhr|h|am|pm|a\.m\.|p\.m\.)(?!\w))"
    r"[^\d/]{0,12}(?:\d{1,2}(?:[:.h]\d\d)?[^\d/]{0,12})?",
    re.IGNORECASE,
)
"""Text that is an hour of the day or a span of two, with a sign that it is one."""


def means_hours(attributes: Mapping[str, str]) -> bool:
    """Say whether a `<time>` is marked as hours of the day."""
    return attributes.get("itemprop", "").lower().startswith("openinghours") or bool(
        _HOURS.fullmatch(attributes.get("datetime", ""))
    )


def is_clock(text: str) -> bool:
    """Say whether the text of a `<time>` without any mark is an hour of the day."""
    return bool(_CLOCK.fullmatch(text))
