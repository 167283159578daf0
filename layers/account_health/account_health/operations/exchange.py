"""From what was pasted to what is worth storing: a person's short token becomes a long one, and that a Page's own.

Source: developers.facebook.com, "Get Long-Lived Access Tokens".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.meta.facebook.access import ACCOUNTS
from account_health.connectors.meta.graph.client import FACEBOOK_HOST, GRAPH_VERSION, GraphClient
from account_health.connectors.meta.graph.errors import error_of
from account_health.connectors.meta.graph.reading import ask, read_page, rest
from account_health.connectors.meta.graph.token import Credential, debug_token
from account_health.connectors.values import identifier, text
from account_health.model.company import Account
from account_health.model.errors import CollectError, UnreadableAnswerError

_SHORT: Final = timedelta(days=2)
"""A person's token that ends sooner is one of an hour or two, and can be exchanged for one of 60 days."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What to store, and a sentence for each thing that was done to it."""

    values: Mapping[str, str]
    told: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "<Exchanged>"


def worth_storing(
    values: Mapping[str, str], account: Account | None, fetcher: Fetcher, now: datetime
) -> Exchanged:
    """Return Meta's credential with the longest life that it can have.

    A system user's and a Page's token stay as they are. A person's that ends within two days is exchanged for one of 60
    days, and where one Page is meant (`account`), that Page's own token is taken, which does not end by itself.
    Raises CollectError, TokenRefusedError among them, where the token is dead or the exchange is refused.
    """
    app_id, app_secret = values.get("app_id"), values.get("app_secret")
    client = GraphClient(fetcher=fetcher, token=values["access_token"], secret=app_secret)
    facts = debug_token(client, Credential(client.token, app_id, app_secret), now)
    if facts is None or facts.kind != "USER":
        return Exchanged(values)
    told: list[str] = []
    if facts.expires_at is not None and facts.expires_at - now < _SHORT:
        if not (app_id and app_secret):
            return Exchanged(
                values, ("It ends within two days: app id and app secret would make it a long one.",)
            )
        client = replace(client, token=_long(client.token, app_id, app_secret, fetcher))
        told.append("exchanged for a token of about 60 days")
    page = _page_token(client, account) if account is not None and account.platform == "facebook" else None
    if page is not None:
        told.append("the Page's own token was taken: it does not end by itself")
    return Exchanged({**values, "access_token": page or client.token}, tuple(told))


def _long(token: str, app_id: str, app_secret: str, fetcher: Fetcher) -> str:
    query = urlencode(
        {
            "grant_type": "fb_exchange_token",
            "client_id": app_id,
            "client_secret": app_secret,
            "fb_exchange_token": token,
        }
    )
    answer = fetcher.fetch(
        f"https://{FACEBOOK_HOST}/{GRAPH_VERSION}/oauth/access_token?{query}", {}, frozenset()
    )
    error = error_of(answer, "Facebook")
    if error is not None:
        raise error
    body = answer.json()
    found = text(body.get("access_token")) if isinstance(body, Mapping) else None
    if found is None:
        raise UnreadableAnswerError("Facebook answered the exchange without a token; nothing is changed.")
    return found


def _page_token(client: GraphClient, account: Account) -> str | None:
    """Return the token of the registered Page, None where the person has no role on it."""
    try:
        for page in _pages(client):
            names = {identifier(page.get("id")), (text(page.get("username")) or "").lower()}
            names.add((text(page.get("link")) or "").rstrip("/").rpartition("/")[2].lower())
            if {account.page_id, (account.username or "").lower()} & (names - {None, ""}):
                return text(page.get("access_token"))
    except CollectError:
        return None
    return None


def _pages(client: GraphClient) -> Iterator[Mapping[str, Any]]:
    reply = ask(client, "/me/accounts", ACCOUNTS)
    page = read_page(reply.data, reply.edge)
    yield from page.items
    for further in rest(client, "/me/accounts", reply.edge, page):
        yield from further.items
