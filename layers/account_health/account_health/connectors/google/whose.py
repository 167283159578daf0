"""Whose a grant of Google's is: the token, the location or the list of them, and whether reviews are switched on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from account_health.connectors.connector import Look
from account_health.connectors.google.client import INFORMATION_HOST, REVIEWS_HOST, SERVICES, GoogleClient
from account_health.connectors.google.errors import (
    SCOPE,
    GrantRefusedError,
    QuotaZeroError,
    ScopeMissingError,
    ServiceDisabledError,
    gap_of,
)
from account_health.connectors.google.locations import (
    EVERY,
    account_of,
    every_location,
    registered_account,
    registered_location,
)
from account_health.connectors.google.token import Token, read_grant
from account_health.connectors.values import text
from account_health.connectors.whose import Whose
from account_health.model import Access, Identity, Unavailable
from account_health.model.errors import AccessDeniedError, CollectError, UnreadableAnswerError
from account_health.model.platform import PLATFORM_ROWS

ALL: Final = PLATFORM_ROWS["google_business_profile"].parts - {"access"}
OLDER: Final = frozenset({"reviews", "rating", "posts", "upkeep", "pictures"})
"""What only the interface of reviews, posts and photos shows."""


def whose(look: Look) -> Whose:
    """Return whose the stored grant is. Never raises a CollectError: what fails is `trouble`."""
    token: Token | None = None
    try:
        client = GoogleClient(look=look, grant=read_grant(look))
        token = client.token()
        found = _found(client)
    except CollectError as error:
        return Whose(trouble=gap_of(error), access=_access_after(error), costs=_costs_of(error))
    left = token.grant_left
    return Whose(
        identity=found.identity,
        access=Access(expires_at=None if left is None else look.now + left),
        trouble=found.trouble,
        granted=(SCOPE,),
        costs=found.costs,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    identity: Identity
    trouble: Unavailable | None
    costs: Mapping[str, frozenset[str]]


def _found(client: GoogleClient) -> _Found:
    """Return the location, or the first of all of them, and what of the older interface is not there for it."""
    account = client.look.account
    if account.location_id == EVERY:
        listed = every_location(client, registered_account(account))
        first, title = listed[0].name, f"{len(listed)} locations, the first is {listed[0].title}"
    else:
        first = registered_location(account)
        location = client.get(INFORMATION_HOST, f"/v1/{first}", {"readMask": "name,title"})
        named = text(location.get("name"))
        if named is None:
            raise UnreadableAnswerError("Google answered with something else than a location.")
        title = text(location.get("title")) or named
    identity = Identity(id=first, name=title)
    try:
        parent = registered_account(account) or account_of(client, first)
        client.get(REVIEWS_HOST, f"/v4/{parent}/{first}/reviews", {"pageSize": "1"})
    except (QuotaZeroError, ServiceDisabledError) as error:
        return _Found(identity, gap_of(error), {SERVICES[REVIEWS_HOST]: OLDER})
    except CollectError as error:
        return _Found(identity, gap_of(error), {})
    return _Found(identity, None, {})


def _access_after(error: CollectError) -> Access | None:
    match error:
        case GrantRefusedError():
            return Access(problem=error.problem)
        case ScopeMissingError():
            return Access(missing=(SCOPE,))
        case QuotaZeroError() | ServiceDisabledError():
            return Access(problem="not_enrolled")
        case AccessDeniedError() if type(error) is AccessDeniedError:
            return Access(problem="no_role")
        case _:
            return None


def _costs_of(error: CollectError) -> Mapping[str, frozenset[str]]:
    return {SCOPE: ALL} if isinstance(error, ScopeMissingError) else {}
