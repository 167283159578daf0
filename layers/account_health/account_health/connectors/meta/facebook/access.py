"""From a stored credential to the Page's own token: without one, Facebook shows empty lists and calls it success."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from account_health.connectors.connector import Look
from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.errors import (
    OwnFaultError,
    PageMovedError,
    PermissionMissingError,
    TokenRefusedError,
)
from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.reading import ask, read_page, rest
from account_health.connectors.meta.graph.token import (
    PAGE,
    USER_KINDS,
    Credential,
    TokenFacts,
    token_facts,
)
from account_health.connectors.values import identifier, text
from account_health.model.company import Account
from account_health.model.errors import NotFoundError

ACCOUNTS: Final = Edge("accounts", ("id", "username", "link", "access_token"), limit=100)
OWN: Final = Edge("", ("id", "category"))
"""Only a Page has a category: asking a person's token for it is an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The way into one Page: a client with the Page's own token, the Page's id, and what Meta says of the credential."""

    client: GraphClient
    page: str
    facts: TokenFacts | None


def enter(look: Look, client: GraphClient, credential: Credential) -> Entry:
    """Return the way into the registered Page.

    Raises TokenRefusedError for a dead token, a person's token without a role on the Page, and another Page's token;
    other CollectErrors where it cannot be found out now.
    """
    facts = token_facts(look, client, credential)
    if facts is None:
        return _unexplained(look, client)
    if facts.kind == PAGE and facts.profile:
        return Entry(client=client, page=_same(look, facts.profile), facts=facts)
    if facts.kind in (PAGE, ""):
        return replace(_unexplained(look, client), facts=facts)
    if facts.kind in USER_KINDS:
        return _derived(look, client, facts)
    raise TokenRefusedError(
        f"Facebook: the stored token is of the kind {facts.kind}, a Page needs its own.",
        "wrong_kind",
    )


def confirm(look: Look, client: GraphClient, page: Mapping[str, Any]) -> None:
    """Make sure that the Page that answered is the registered one. Raises TokenRefusedError where it is another.

    A registered address may spell a Page in several ways; only where none fits, Facebook is asked once more.
    """
    account, page_id = look.account, identifier(page.get("id"))
    reference = reference_of(look)
    if reference is None or page_id in (look.pinned_id, account.page_id) or _fits(account, page):
        return
    try:
        found = identifier(client.get(f"/{reference}", {"fields": "id"}).get("id"))
    except (NotFoundError, PermissionMissingError, OwnFaultError):
        found = None
    if found != page_id:
        raise _other_page(page_id or "?", reference)


def reference_of(look: Look) -> str | None:
    """Return what names the registered Page: its pinned id, else its registered id, else its name."""
    return look.pinned_id or look.account.page_id or look.account.username


def _same(look: Look, page: str) -> str:
    """Return the page's id; a pinned id that differs is proof enough that the token is another Page's.

    A registered `page_id` is newer than what was pinned: somebody wrote it down.
    """
    if look.pinned_id is not None and page not in (look.pinned_id, look.account.page_id):
        raise _other_page(page, look.pinned_id)
    return page


def _unexplained(look: Look, client: GraphClient) -> Entry:
    """Find out the token's kind without `debug_token`."""
    try:
        own = identifier(client.get("/me", {"fields": OWN.text()}).get("id"))
    except PageMovedError:
        raise
    except (OwnFaultError, NotFoundError):
        return _derived(look, client, None)
    if own is None:
        raise TokenRefusedError("Facebook: the stored token belongs to nobody.", "wrong_kind")
    return Entry(client=client, page=_same(look, own), facts=None)


def _derived(look: Look, client: GraphClient, facts: TokenFacts | None) -> Entry:
    """Return the way in with a Page token that a person's or a system user's token gets; it is never stored."""
    reference = reference_of(look)
    found = _asked(client, reference) if reference else None
    if found is None:
        found = next((one for one in _listed(client) if _is_registered(look, one)), None)
    if found is None:
        raise TokenRefusedError(
            "Facebook: the stored token is a person's or a system user's, and it has no role on this Page.",
            "wrong_kind",
        )
    return Entry(client=replace(client, token=found["access_token"]), page=str(found["id"]), facts=facts)


def _asked(client: GraphClient, reference: str) -> Mapping[str, Any] | None:
    try:
        found = client.get(f"/{reference}", {"fields": "id,access_token"})
    except PageMovedError:
        raise  # whoever has no role on the old Page may well have one on the new one
    except (NotFoundError, PermissionMissingError, OwnFaultError):
        return None
    return found if _usable(found) else None


def _listed(client: GraphClient) -> Iterator[Mapping[str, Any]]:
    try:
        reply = ask(client, "/me/accounts", ACCOUNTS)
        page = read_page(reply.data, reply.edge)
        yield from filter(_usable, page.items)
        for further in rest(client, "/me/accounts", reply.edge, page):
            yield from filter(_usable, further.items)
    except (NotFoundError, PermissionMissingError, OwnFaultError):
        return


def _usable(found: Mapping[str, Any]) -> bool:
    return text(found.get("access_token")) is not None and identifier(found.get("id")) is not None


def _is_registered(look: Look, page: Mapping[str, Any]) -> bool:
    wanted = look.pinned_id or look.account.page_id
    return identifier(page.get("id")) == wanted if wanted else _fits(look.account, page)


def _fits(account: Account, page: Mapping[str, Any]) -> bool:
    """Say whether a Page's own name or address is the registered one; case and dots do not matter on Facebook."""
    link = (text(page.get("link")) or "").rstrip("/").rpartition("/")[2]
    spelt = {_plain(name) for name in (text(page.get("username")), link) if name}
    named = _plain(account.username) if account.username else None
    return named in spelt or bool(account.page_id and any(account.page_id in one for one in spelt))


def _plain(name: str) -> str:
    return name.lower().replace(".", "")


def _other_page(found: str, registered: str) -> TokenRefusedError:
    return TokenRefusedError(
        f"Facebook: the stored token belongs to the Page {found}, registered is {registered}.",
        "wrong_account",
    )
