"""An address that cannot exist shows what a site answers to everything: such an answer is no page of the company."""

import hashlib
import re
from typing import Final
from urllib.parse import urljoin

from account_health.connectors.blog.ahead import Ahead
from account_health.connectors.blog.answering import own_links
from account_health.connectors.blog.home import Visited, is_feed
from account_health.connectors.blog.ours import recognised, states_a_fact
from account_health.connectors.connector import Look
from account_health.connectors.http.answer import Answer
from account_health.model.errors import CollectError
from account_health.text.hosts import host_of

_READ: Final = 40_000
_SAYS_LITTLE: Final = 600
"""Characters; whoever says more is judged by what it says."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_FIELD = re.compile(r"<(?:input|textarea|select)\b", re.IGNORECASE)
_ASKS = re.compile(rf"{_FIELD.pattern}|http-equiv\s*=\s*[\"']?refresh\b", re.IGNORECASE)
_CHANGES = re.compile(r"[0-9a-f]{8,}|\d+")


def made_up(url: str) -> str:
    """Return an address on the same host that nobody can have made; always the same one, so that looks can be compared."""
    return urljoin(url, f"/{hashlib.sha256(host_of(url).encode()).hexdigest()[:20]}")


def same_page(one: str, other: str) -> bool:
    """Say whether two addresses gave the same page, numbers aside."""
    return _without_numbers(one) == _without_numbers(other)


def stands_everywhere(look: Look, home: Visited, ahead: Ahead) -> bool:
    """Say whether a page that says little, and nothing of the company, stands at an address that nobody made, too.

    What was asked for ahead tells it without a request of its own: a feed where there is none.
    """
    if home.words >= _SAYS_LITTLE or home.drawn_by_script:
        return False
    early = ahead.answer if ahead.url != look.account.url else None
    if isinstance(early, CollectError) or (early is not None and is_feed(early)):
        return False
    # A gate may bear the company's name, too: one that asks for something and leads nowhere acquits itself by facts alone.
    gate = bool(_FIELD.search(home.html)) and not own_links(home.page)
    if states_a_fact(look, home.page) or (recognised(look, home, None) and not gate):
        return False
    other = early if early is not None else _asked(look, made_up(home.url))
    return other is not None and same_page(home.answer.text(), other.text())


def asks_something(page: Visited) -> bool:
    """Say whether a page asks for something, runs a script or loads itself anew: then it may be a gate, of whatever make."""
    return page.page.scripts > 0 or "refresh" in page.headers or bool(_ASKS.search(page.html))


def stands_for_anything(look: Look, page: Visited) -> bool:
    """Say whether a page is what its site answers to an address that nobody made."""
    other = _asked(look, made_up(page.url))
    return other is not None and same_page(page.html, other.text())


def _asked(look: Look, url: str) -> Answer | None:
    try:
        return look.fetcher.get(url)
    except CollectError:
        return None


def _without_numbers(html: str) -> str:
    return _CHANGES.sub("", _TAG.sub(" ", html[:_READ]).lower())
