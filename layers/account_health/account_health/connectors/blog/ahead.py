"""Asks for the feed where it most likely is while the home page is still on its way.

A company's blogs share sixteen threads, and what is asked for early need not queue behind the rest.
The answer counts only where the registry file or the home page names that very address.
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from account_health.connectors.blog.memory import recalled
from account_health.connectors.connector import Look
from account_health.connectors.http.answer import Answer
from account_health.model.errors import CollectError, NotFoundError

LIKELY_PATH = "feed/"
"""WordPress's; about two of five sites run it."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What an address answered that was asked for early; without an address nothing was."""

    url: str | None = None
    answer: Answer | CollectError | None = None

    @property
    def lost(self) -> bool:
        """Whether nothing is there any more."""
        return isinstance(self.answer, NotFoundError)

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
    known = recalled(look.memory)
    feed = known.get("feed", urljoin(look.account.url, LIKELY_PATH))
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
