"""Where links of the newest articles and of the home page's profiles lead: a few looked at each time, in turn.

A look asks for three links at most, those that were looked at longest ago, and remembers what the others answered. So
ten links are known within four weekly looks, no look costs more than three links, and nothing hangs on a date.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag

from account_health.connectors.connector import Look
from account_health.connectors.linked_before import Remembered, ask_in_turn, to_rows
from account_health.connectors.peeked import is_walled
from account_health.model import Destination, Destinations, Statement, Unavailable

MOST: Final = 10
MOST_PROFILES: Final = 3
A_LOOK: Final = 3


@dataclass(frozen=True, slots=True)
class Links:
    """Where the home page's profiles and the newest articles link to, the newest article first."""

    profiles: tuple[Statement, ...]
    articles: tuple[Statement, ...]


def look_at_destinations(
    look: Look, known: dict[str, Remembered], links: Links, gap: Unavailable | None, most: int = A_LOOK
) -> Destinations:
    """Ask for the links whose turn it is, and tell what is known of all that are there.

    `known` is what earlier looks left, `gap` says why the articles could not be seen, `most` how many requests the look
    has left.
    """
    there = _chosen(look, links)
    known = ask_in_turn(look, there, known, min(A_LOOK, most))
    return Destinations(
        tuple(
            Destination(url, page, known[url].state, known[url].at)
            for url, page in there.items()
            if url in known
        ),
        len(there),
        gap,
    )


def to_remember(seen: Destinations, before: dict[str, Remembered]) -> list[list[str]]:
    """Return what the next look wants to know about links: of those that are there, and of those not seen this time."""
    now = {one.url: Remembered(one.state, one.at) for one in seen.items}
    kept = (now if seen.gap is None else before | now).items()
    newest = sorted(kept, key=lambda pair: (pair[1].at, pair[0]), reverse=True)[:MOST]
    return to_rows(newest)


def _chosen(look: Look, links: Links) -> dict[str, str]:
    """Return the links to look at, each with the first page that has it: a few profiles, then the articles'."""
    chosen: dict[str, str] = {}
    profiles = [one for one in links.profiles if not is_walled(one.value)]
    for one in (*profiles[:MOST_PROFILES], *links.articles):
        url = urldefrag(one.value).url
        if _plain(url) not in {_plain(look.account.url), _plain(one.url)} and not is_walled(url):
            chosen.setdefault(url, one.url)
    return dict(list(chosen.items())[:MOST])


def _plain(url: str) -> str:
    return urldefrag(url).url.rstrip("/")
