"""Asks for the feed where it most likely is while the home page is still on its way.

A company's blogs share sixteen threads, and what is asked for early need not queue behind the rest.
The answer counts only where the registry file or the home page names that very address.
"""

import json
from dataclasses import dataclass
from urllib.parse import urljoin

from account_health.connectors.answer import Answer
from account_health.connectors.connector import Look
from account_health.errors import CollectError
from account_health.model import Feed, NotOffered, Unavailable

LIKELY_PATH = "feed/"
"""WordPress's; about two of five sites run it."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What an address answered that was asked for early; without an address nothing was."""

    url: str | None = None
    answer: Answer | CollectError | None = None

    def get(self, look: Look, url: str) -> Answer:
        """Return the early answer of this address, or ask for it now. Raises CollectError."""
        if url != self.url or self.answer is None:
            return look.fetcher.get(url)
        if isinstance(self.answer, CollectError):
            raise self.answer
        return self.answer


def likely_feed(look: Look) -> str | None:
    """Return where the feed is registered or was last found; before the first look where most blogs have it.

    None where no feed is wanted, or where the last look found none.
    """
    if look.account.posts == "none":
        return None
    if look.account.feed:
        return look.account.feed
    if look.memory is None:
        return urljoin(look.account.url, LIKELY_PATH)
    try:
        known = json.loads(look.memory)
    except ValueError:
        return None
    feed = known.get("feed") if isinstance(known, dict) else None
    return feed if isinstance(feed, str) else None


def ask_ahead(look: Look) -> Ahead:
    """Ask for the likely feed; whatever goes wrong is kept for whoever needs this address."""
    url = likely_feed(look)
    if url is None:
        return Ahead()
    try:
        return Ahead(url, look.fetcher.get(url))
    except CollectError as error:
        return Ahead(url, error)


def memory_of(look: Look, feed: Feed | Unavailable | NotOffered) -> str | None:
    """Return what the next look wants to know: where the feed is. A feed that was not seen this time stays known."""
    if not isinstance(feed, Feed):
        return look.memory
    return json.dumps({"feed": feed.url if feed.problem in {None, "no_entries"} else None})
