"""Which mail addresses can stand in a mail's headers, and mean the same to every program that reads them.

Only dot-atoms (RFC 5322, 3.4.1): a quoted local part is taken apart differently by every second program.
"""

import re
from typing import Final

_LONGEST_LOCAL: Final = 64
"""RFC 5321, 4.5.3.1.1."""
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_ENCODED: Final = re.compile(r"=\?.*\?=")
"""What readers of headers decode, so that the mail goes to somebody else."""
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


def is_local_part(text: str) -> bool:
    """Say whether this can stand before the @."""
    return len(text) <= _LONGEST_LOCAL and bool(_LOCAL.fullmatch(text)) and not _ENCODED.search(text)


def is_domain(name: str) -> bool:
    """Say whether this can stand behind the @; `name` is what `ascii_host` returned."""
    return bool(_DOMAIN.fullmatch(name))


def has_ending(name: str) -> bool:
    """Say whether a domain ends as those of the internet do: neither a bare name nor a number."""
    return "." in name and not name.rpartition(".")[2].isdigit()
