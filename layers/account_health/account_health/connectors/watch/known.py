"""Whether what a company knows of itself elsewhere is still there: each link once a month, where a program may look."""

import re
from datetime import timedelta
from typing import Final

from account_health.connectors.connector import Look
from account_health.connectors.linked_before import Remembered, ask_in_turn
from account_health.connectors.peeked import is_walled
from account_health.model import Destination, Destinations, NotOffered, Part

A_LOOK: Final = 5
"""So many links one look asks for at most, those that were looked at longest ago first."""
MOST: Final = 60
AGAIN: Final = timedelta(days=27)
"""A link is looked at once a month: with weekly looks in every fourth one."""
_MAPS: Final = re.compile(
    r"^https?://(?:maps\.|www\.)?google\.[a-z.]{2,6}/(?:maps|\?cid=)|^https?://(?:maps\.app\.)?goo\.gl/|^https?://g\.page/"
)
"""A place on a map answers a program with the map, whether the place is there or not."""


def is_looked_at(url: str) -> bool:
    """Tell whether a program may look there and learns something by it."""
    return not (is_walled(url) or _MAPS.search(url))


def look_at_known(look: Look, before: dict[str, Remembered]) -> Part[Destinations]:
    """Return how the known profiles and fakes answer: asked now where it is time, else as remembered."""
    urls = [one.url for one in look.company.known if one.verdict != "not_ours" and is_looked_at(one.url)][
        :MOST
    ]
    if not urls:
        return NotOffered()
    due = [url for url in urls if url not in before or look.now - before[url].at >= AGAIN]
    known = ask_in_turn(look, due, before, A_LOOK)
    return Destinations(
        tuple(Destination(url, url, known[url].state, known[url].at) for url in urls if url in known),
        len(urls),
    )
