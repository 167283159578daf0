"""What a click does: where it leads, also where a script answers it, and what it opens on the page itself."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Final

_OPENED: Final = re.compile(
    r"(?:\bhref\s{0,3}=\s{0,3}[\"']?#|\b(?:data-(?:bs-)?target|popovertarget|commandfor|aria-controls)\s{0,3}=\s{0,3}[\"']?#?)([\w-]{1,100})(?=[\"'\s>])",
    re.IGNORECASE,
)
_SCRIPTED: Final = re.compile(
    r"\bonclick\s{0,3}=\s{0,3}(?:\"([^\"]{1,300})\"|'([^']{1,300})')", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"[\"'`]#?([\w-]{1,100})[\"'`]|&quot;#?([\w-]{1,100})&quot;")
_GOES: Final = re.compile(
    r"location(?:\.href)?\s{0,3}=\s{0,3}[\"']([^\"'<>\s]{1,1000})[\"']"
    r"|(?:location\.(?:assign|replace)|window\.open)\(\s{0,3}[\"']([^\"'<>\s]{1,1000})[\"']"
)
_NOWHERE: Final = ("#", "javascript:")
_READ: Final = 2_000
_MOST: Final = 5_000


def opened_by_clicks(html: str) -> frozenset[str]:
    """Return the ids of what links and buttons open on the page itself, such as a dialog: nobody may call it hidden."""
    named = (found[1] for found in islice(_OPENED.finditer(html), _MOST))
    clicks = (found[1] or found[2] for found in islice(_SCRIPTED.finditer(html), _MOST))
    words = (word[1] or word[2] for click in clicks for word in _QUOTED.finditer(click))
    return frozenset((*named, *words))


def destination(tag: str, attributes: Mapping[str, str]) -> str | None:
    """Return where an element leads: by its address, else by what a script does at a click; None where it leads nowhere."""
    href = attributes["href"].strip() if tag in {"a", "area"} and "href" in attributes else None
    clicked = _GOES.search(attributes["onclick"][:_READ]) if "onclick" in attributes else None
    if clicked is not None and (not href or href.lower().startswith(_NOWHERE)):
        return clicked[1] or clicked[2]
    return href
