"""Which account of the credential a location belongs to, and which locations it can see at all.

The newer interfaces name a location `locations/2`, the one for reviews and posts `accounts/1/locations/2`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from account_health.connectors.connector import Look
from account_health.connectors.google.client import ACCOUNTS_HOST, INFORMATION_HOST, GoogleClient
from account_health.connectors.google.profile import address_of, editor_url
from account_health.connectors.google.token import read_grant
from account_health.connectors.values import objects, text
from account_health.model.company import Account
from account_health.model.errors import NotFoundError

EVERY: Final = "*"
ACCOUNTS_PAGE: Final = 20
LOCATIONS_PAGE: Final = 100
MOST_PAGES: Final = 100
LIST_MASK: Final = ("name", "title", "storefrontAddress")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One location as the list shows it: `account` is `accounts/1`, `name` is `locations/2`."""

    account: str
    name: str
    title: str | None = None
    address: str | None = None


def expand(look: Look) -> tuple[Account, ...]:
    """Return one account for each location that the credential can see: the entry's own, with another id.

    Raises NotFoundError where it sees none, other CollectErrors where they cannot be listed.
    """
    account = look.account
    client = GoogleClient(look=look, grant=read_grant(look))
    return tuple(_listed_branch(account, one) for one in every_location(client, registered_account(account)))


def branch(account: Account, number: str) -> Account:
    """Return the account of one location behind an entry for many."""
    return replace(
        account,
        id=f"{account.id}-{number}".lower(),
        location_id=number,
        url=editor_url(number),
        credential=account.credential or account.id,
    )


def every_location(client: GoogleClient, only: str | None) -> tuple[Listed, ...]:
    """Return the locations of one account, or of all, each once. Raises NotFoundError where there is none."""
    accounts = (only,) if only else account_names(client)
    found = [one for account in accounts for one in _locations(client, account)]
    if not found:
        raise NotFoundError("Google: the account behind this access owns and manages no location.")
    return tuple({one.name: one for one in reversed(found)}.values())[::-1]


def account_of(client: GoogleClient, location: str) -> str:
    """Return the account through which a location's reviews are read: `accounts/1` for `locations/2`.

    One account is the answer without any further question; among several it is looked up in their lists. Both are
    asked once per credential and process. Raises NotFoundError where no account lists the location.
    """
    accounts = account_names(client)
    if len(accounts) == 1:
        return accounts[0]
    for account in accounts:
        if any(one.name == location for one in _locations(client, account)):
            return account
    raise NotFoundError("Google: the account behind this access neither owns nor manages this location.")


def account_names(client: GoogleClient) -> tuple[str, ...]:
    """Return the names of all accounts that the credential reaches, the person's own first.

    Raises NotFoundError where there is none.
    """

    def ask() -> tuple[str, ...]:
        size = {"pageSize": str(ACCOUNTS_PAGE)}
        pages = client.pages(ACCOUNTS_HOST, "/v1/accounts", size, MOST_PAGES)
        return tuple(
            name for page in pages for one in objects(page.get("accounts")) if (name := text(one.get("name")))
        )

    names = client.look.once.get(("google accounts", client.grant.mark), ask)
    if not names:
        raise NotFoundError("Google: this access belongs to nobody who has a Business Profile.")
    return names


def registered_account(account: Account) -> str | None:
    """Return the registered account as `accounts/1`, None where the registry names none."""
    number = (account.account_id or "").removeprefix("accounts/")
    return f"accounts/{number}" if number else None


def registered_location(account: Account) -> str:
    """Return the registered location as `locations/2`."""
    return f"locations/{(account.location_id or '').removeprefix('locations/')}"


def _locations(client: GoogleClient, account: str) -> tuple[Listed, ...]:
    key = ("google locations", client.grant.mark, account)
    return client.look.once.get(key, lambda: tuple(_asked(client, account)))


def _asked(client: GoogleClient, account: str) -> Iterator[Listed]:
    ask = {"readMask": ",".join(LIST_MASK), "pageSize": str(LOCATIONS_PAGE)}
    for page in client.pages(INFORMATION_HOST, f"/v1/{account}/locations", ask, MOST_PAGES):
        for one in objects(page.get("locations")):
            listed = _listed(one, account)
            if listed is not None:
                yield listed


def _listed(location: Mapping[str, Any], account: str) -> Listed | None:
    name = text(location.get("name"))
    if name is None or not name.removeprefix("locations/").isalnum():
        return None
    return Listed(account=account, name=name, title=text(location.get("title")), address=address_of(location))


def _listed_branch(account: Account, one: Listed) -> Account:
    street = (one.address or "").partition(",")[0]
    return replace(
        branch(account, one.name.removeprefix("locations/")),
        account_id=one.account.removeprefix("accounts/"),
        name=", ".join(word for word in ((one.title or "").partition(",")[0], street) if word)
        or account.name,
    )
