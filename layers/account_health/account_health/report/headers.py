"""Text that may stand in a mail's header."""

import re

from account_health.text.sanitise import clean


def header_text(text: str, limit: int) -> str:
    """Return one line without control characters and without anything that a reader would decode once more."""
    return clean(re.sub(r"=\?|\?=", " ", text), limit)
