"""Keeps an Instagram Login token alive: it lives 60 days, can be renewed from its second day on, and dies for good.

Pure rules first, then the one call. Who stores the result must hold to three things, and `Renewed` helps with each:
never write an empty token, never another account's, and write only over the credential that was read.
Source: developers.facebook.com, Instagram API with Instagram Login, "Refresh a long-lived token".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.meta.graph.client import INSTAGRAM_HOST, GraphClient
from account_health.connectors.meta.graph.errors import OwnFaultError, TokenRefusedError
from account_health.connectors.meta.graph.token import carrier_of
from account_health.connectors.meta.instagram.profile import account_ids, account_of
from account_health.connectors.values import identifier, text, whole_number
from account_health.model.errors import CredentialMissingError, UnreadableAnswerError
from account_health.storage import Secret

YOUNGEST: Final = timedelta(hours=24)
"""A token younger than this is not renewed by Instagram."""
DUE: Final = timedelta(days=30)
"""A token is renewed once less than this is left of it, so that several weekly attempts may fail."""
LIFE: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A new credential that was checked: its token works and is the same account's. `account` is that account's id."""

    values: Mapping[str, str] = field(repr=False)
    expires_at: datetime
    account: str


def state_of(secret: Secret, now: datetime) -> Literal["fresh", "due", "dead"]:
    """Return what to do with a credential: nothing yet, renew it, or ask a person for a new one.

    A credential that does not say when it ends is due: its first renewal notes it. One that does not say when it
    was issued is taken for as old as it has been stored.
    """
    ends, issued = _time(secret, "expires_at"), _time(secret, "issued_at") or secret.stored_at
    if ends is not None and ends <= now:
        return "dead"
    if issued is not None and now - issued < YOUNGEST:
        return "fresh"
    return "due" if ends is None or ends - now < DUE else "fresh"


def merged(secret: Secret, answer: Mapping[str, object], now: datetime) -> tuple[dict[str, str], datetime]:
    """Return the credential with the renewed token, everything else kept, and when the token ends.

    Raises UnreadableAnswerError for an answer without a token or without a future: it must never be stored.
    """
    token, seconds = text(answer.get("access_token")), whole_number(answer.get("expires_in"))
    if token is None or seconds is None or not 0 < seconds <= 10 * LIFE.total_seconds():
        raise UnreadableAnswerError(
            "Instagram answered the renewal without a usable token; nothing is changed."
        )
    ends = now + timedelta(seconds=seconds)
    times = {"expires_at": _written(ends), "issued_at": _written(now)}
    return {**secret.values, "access_token": token, **times}, ends


def refresh(
    secret: Secret,
    fetcher: Fetcher,
    now: datetime,
    *,
    account: str | None = None,
) -> Renewed:
    """Renew a token and make sure that the new one works and belongs to the same account.

    Args:
        secret: the stored credential; it is not changed.
        fetcher: the wire.
        now: the time of the renewal.
        account: the account's pinned id, where one is known; it is compared as well.

    Returns:
        What to store. Store it only over the credential that was read, by a conditional write.

    Raises:
        CredentialMissingError: no token is stored.
        TokenRefusedError: the old token is dead ("expired", "revoked"), or the new one is another account's.
        CollectError: anything else; the stored credential stays as it is.
    """
    token = text(secret.values.get("access_token"))
    if token is None:
        raise CredentialMissingError("No access_token is stored, so there is nothing to renew.")
    old = GraphClient(
        fetcher=fetcher,
        token=token,
        host=INSTAGRAM_HOST,
        carrier=carrier_of(secret.values),
        platform="Instagram",
    )
    before = _owner(old)
    values, ends = merged(secret, _renew(old), now)
    after = _owner(replace(old, token=values["access_token"]))
    expected = {before} if account is None else {before, account}
    if {after} != expected:
        raise TokenRefusedError(
            f"Instagram: the renewed token belongs to {after}, expected was {' and '.join(sorted(expected))}; "
            "nothing is changed.",
            "wrong_account",
        )
    return Renewed(values, ends, after)


def _renew(client: GraphClient) -> Mapping[str, object]:
    """Ask for the renewal with the token in the header, and only where that is not understood, in the query.

    The documents show this one address with `access_token` in the query and say nothing about the header.
    """
    asked, unversioned = {"grant_type": "ig_refresh_token"}, replace(client, version="")
    try:
        return unversioned.get("/refresh_access_token", asked)
    except OwnFaultError:
        return replace(unversioned, carrier="query").get("/refresh_access_token", asked)


def _owner(client: GraphClient) -> str:
    account = account_of(client.get("/me", {"fields": "user_id,id,username"}))
    ids = account_ids(account)
    if not ids or identifier(account.get("id")) is None:
        raise UnreadableAnswerError("Instagram does not say whose token this is; nothing is changed.")
    return ids[0]


def _time(secret: Secret, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(secret.values.get(name, "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
