"""From a stored credential to an Instagram account: through the Page behind it, or through Instagram itself."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from account_health.connectors.connector import Look
from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.errors import OwnFaultError, TokenRefusedError
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.reading import ask, read_page, rest
from account_health.connectors.meta.graph.token import PAGE, USER_KINDS, Credential, TokenFacts, token_facts
from account_health.connectors.meta.instagram.fields import Flavour
from account_health.connectors.meta.instagram.profile import account_ids
from account_health.connectors.values import identifier, inner, text
from account_health.model.errors import NotFoundError

LINKED: Final = Edge("instagram_business_account", ("id", "username"))
PAGES: Final = Edge("accounts", ("id", LINKED), limit=100)
OWN_PAGE: Final = Edge("", ("id", LINKED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The way into one account: the client, the path of the account, what Meta says of the token, what it lacks."""

    client: GraphClient
    path: str
    facts: TokenFacts | None
    missing: tuple[str, ...] = ()


def client_of(look: Look, credential: Credential, flavour: Flavour) -> GraphClient:
    """Return who asks the interface behind a way of logging in."""
    return GraphClient(
        fetcher=look.fetcher,
        token=credential.token,
        secret=credential.app_secret,
        host=flavour.host,
        carrier=credential.carrier if flavour.login == "instagram" else "header",
        platform="Instagram",
    )


def enter(look: Look, client: GraphClient, credential: Credential, flavour: Flavour) -> Entry:
    """Return the way in. Raises TokenRefusedError for a dead token and for one that does not reach the account."""
    if flavour.login == "instagram":
        if credential.expires_at is not None and credential.expires_at <= look.now:
            raise TokenRefusedError(
                f"Instagram: the access expired on {credential.expires_at.date()}.", "expired"
            )
        return Entry(client=client, path="/me", facts=_stated(credential))
    facts = token_facts(look, client, credential)
    if facts and facts.kind not in (PAGE, "", *USER_KINDS):
        raise TokenRefusedError(
            f"Instagram: the stored token is of the kind {facts.kind}, a person's or a Page's is needed.",
            "wrong_kind",
        )
    named = look.account.account_id or look.account.user_id or look.pinned_id
    account = named or _found(look, client, facts)
    missing = _missing(facts, account, flavour) if facts else ()
    return Entry(client=client, path=f"/{account}", facts=facts, missing=missing)


def confirm(look: Look, account: Mapping[str, Any]) -> None:
    """Make sure that the account that answered is the registered one. Raises TokenRefusedError otherwise."""
    registered = look.account
    ids = {look.pinned_id, registered.account_id, registered.user_id} - {None}
    handle = (text(account.get("username")) or "").lower()
    if ids & set(account_ids(account)) or not (ids or registered.username):
        return
    if registered.username is None or registered.username.lower() != handle:
        raise TokenRefusedError(
            f"Instagram: the stored token belongs to {handle or '?'}, "
            f"registered is {registered.username or ', '.join(sorted(filter(None, ids)))}.",
            "wrong_account",
        )


def _stated(credential: Credential) -> TokenFacts | None:
    """Return what the refresh left beside the token: Instagram itself does not tell when it ends."""
    if credential.expires_at is None:
        return None
    return TokenFacts(
        kind="USER", profile=None, expires_at=credential.expires_at, never_expires=False, scopes={}
    )


def _missing(facts: TokenFacts, account: str, flavour: Flavour) -> tuple[str, ...]:
    """Return what the token lacks; permissions for Pages are limited to Pages' ids, which we need not know."""
    wanted = (*flavour.basic, flavour.comments)
    return tuple(
        scope
        for scope in wanted
        if not facts.grants(scope, *((account,) if scope.startswith("instagram") else ()))
    )


def _found(look: Look, client: GraphClient, facts: TokenFacts | None) -> str:
    """Return the id of the registered account, looked for among the Pages that the token reaches."""
    wanted = (look.account.username or "").lower()
    reached = []
    for page in _reached(look, client, facts):
        linked = inner(page.get(LINKED.name))
        named, handle = identifier(linked.get("id")), (text(linked.get("username")) or "").lower()
        if named and handle == wanted:
            return named
        reached += [handle] if handle else []
    others = f"; it reaches {', '.join(reached[:5])}" if reached else ""
    raise TokenRefusedError(
        f"Instagram: the stored token does not reach the account {wanted or '?'} through any Page{others}.",
        "wrong_account",
    )


def _reached(look: Look, client: GraphClient, facts: TokenFacts | None) -> Iterator[Mapping[str, Any]]:
    """Yield the Pages as far as there are any: a Page that is not there says nothing about the account."""
    with suppress(NotFoundError):
        yield from _pages(look, client, facts)


def _pages(look: Look, client: GraphClient, facts: TokenFacts | None) -> Iterator[Mapping[str, Any]]:
    """Yield the registered Page, else those that a token reaches: a Page's own, or all of a person's."""
    known = look.account.page_id or (facts.profile or "me" if facts and facts.kind == PAGE else None)
    if known is not None:
        yield ask(client, f"/{known}", OWN_PAGE).data
        return
    try:
        reply = ask(client, "/me/accounts", PAGES)
    except OwnFaultError:
        # A Page has no Pages, so the token is a Page's.
        yield ask(client, "/me", OWN_PAGE).data
        return
    page = read_page(reply.data, reply.edge)
    yield from page.items
    for further in rest(client, "/me/accounts", reply.edge, page):
        yield from further.items
