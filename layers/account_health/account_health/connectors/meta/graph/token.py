"""What Meta says about a token: whether it is valid, until when, whose it is, and what it may do."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import Any, Final

from account_health.connectors.connector import Look
from account_health.connectors.meta.graph.client import Carrier, GraphClient
from account_health.connectors.meta.graph.errors import (
    REFUSED,
    Kind,
    PermissionMissingError,
    TokenRefusedError,
    app_off,
    error_for,
    meaning,
    read_fault,
)
from account_health.connectors.meta.graph.values import moment
from account_health.connectors.values import identifier, inner, objects, text
from account_health.model import Access
from account_health.model.errors import (
    AccessDeniedError,
    CollectError,
    CredentialMissingError,
    RateLimitedError,
)

PAGE: Final = "PAGE"
USER_KINDS: Final = frozenset({"USER", "SYSTEM_USER"})


@dataclass(frozen=True, slots=True)
class Credential:
    """A stored credential of Meta's; never printed. `carrier` is where its token travels."""

    token: str
    app_id: str | None = None
    app_secret: str | None = None
    expires_at: datetime | None = None
    carrier: Carrier = "header"

    def __repr__(self) -> str:
        return "<Credential>"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenFacts:
    """What `debug_token` says. `scopes` maps each granted permission to the ids it is limited to, none for all.

    `kind` is USER, PAGE, SYSTEM_USER or APP; `profile` the Page that a Page token belongs to.
    """

    kind: str
    profile: str | None
    expires_at: datetime | None
    never_expires: bool
    scopes: Mapping[str, frozenset[str]]

    def grants(self, scope: str, *ids: str | None) -> bool:
        """Say whether a permission is granted for one of these ids."""
        limited = self.scopes.get(scope)
        return limited is not None and (not limited or not any(ids) or bool(limited & set(ids)))

    def missing(self, scopes: Iterable[str], *ids: str | None) -> tuple[str, ...]:
        """Return those permissions that are not granted for any of these ids."""
        return tuple(scope for scope in scopes if not self.grants(scope, *ids))


def read_credential(look: Look) -> Credential:
    """Return the stored credential. Raises CredentialMissingError, which names where it belongs."""
    values = look.secret.values if look.secret else {}
    token = text(values.get("access_token"))
    if token is None:
        what = "no access_token in the credential" if look.secret else "no credential"
        raise CredentialMissingError(
            f"{what} at {look.credential_place}: docs/{look.account.platform}.md says how to get one"
        )
    return Credential(
        token=token,
        app_id=text(values.get("app_id")),
        app_secret=text(values.get("app_secret")),
        expires_at=moment((values.get("expires_at") or "").replace("Z", "+0000")),
        carrier=carrier_of(values),
    )


def carrier_of(values: Mapping[str, str]) -> Carrier:
    """Return where a stored token travels: in the header, unless `token_in` says `query`."""
    return "query" if values.get("token_in") == "query" else "header"


def token_facts(look: Look, client: GraphClient, credential: Credential) -> TokenFacts | None:
    """Return what Meta says of the client's token, asked once per credential, process and run.

    A later run asks again: permissions are granted and withdrawn in between. Raises as `debug_token` does.
    """
    whose = hashlib.sha256("|".join(map(str, (client.host, *astuple(credential)))).encode()).hexdigest()
    key = ("meta", "debug_token", whose, look.now.isoformat())
    try:
        return look.once.get(key, lambda: debug_token(client, credential, look.now))
    except TokenRefusedError as error:
        # Whoever asked first may look at another platform of Meta's than we do.
        raise TokenRefusedError(_renamed(error, client.platform), error.problem) from error
    except RateLimitedError as error:
        raise RateLimitedError(_renamed(error, client.platform), error.retry_after) from error


def _renamed(error: CollectError, platform: str) -> str:
    words = str(error).partition(": ")[2]
    return f"{platform}: {words}" if words else str(error)


def debug_token(client: GraphClient, credential: Credential, now: datetime) -> TokenFacts | None:
    """Return what Meta says of the client's token; None where it will not say.

    Asked with the app's id and secret where they are stored, else with the token itself.
    Raises TokenRefusedError for a dead token, RateLimitedError.
    """
    asks_itself = not (credential.app_id and credential.app_secret)
    asking = client
    if not asks_itself:
        asking = replace(client, token=f"{credential.app_id}|{credential.app_secret}", secret=None)
    try:
        data = inner(asking.get("/debug_token", {"input_token": client.token}).get("data"))
    except RateLimitedError:
        raise
    except TokenRefusedError as error:
        # A refusal of the app's own id and secret says nothing about the token, unless the app itself is off.
        if error.problem == "app_off" or (asks_itself and error.problem != "wrong_kind"):
            raise
        return None
    except PermissionMissingError as error:
        # Asking about a token takes no permission.
        if error.code == REFUSED:
            raise app_off(client.platform, str(REFUSED)) from error
        return None
    except CollectError:
        return None
    return _facts(data, client.platform, now) if data else None


def _facts(data: Mapping[str, Any], platform: str, now: datetime) -> TokenFacts:
    expires, access_ends = moment(data.get("expires_at")), moment(data.get("data_access_expires_at"))
    if data.get("is_valid") is False:
        raise _dead(data, expires, platform, now)
    ends = [end for end in (expires, access_ends) if end is not None]
    if ends and min(ends) <= now:
        raise TokenRefusedError(f"{platform}: the access expired on {min(ends).date()}.", "expired")
    return TokenFacts(
        kind=(text(data.get("type")) or "").upper(),
        profile=identifier(data.get("profile_id")),
        expires_at=min(ends, default=None),
        never_expires=data.get("expires_at") == 0 and not ends,
        scopes=_scopes(data),
    )


def _dead(
    data: Mapping[str, Any], expires: datetime | None, platform: str, now: datetime
) -> TokenRefusedError:
    error = inner(data.get("error"))
    if error:
        fault = read_fault(error)
        told = error_for(fault, platform) if meaning(fault).kind is Kind.AUTH else None
        if isinstance(told, TokenRefusedError) and fault.subcode:
            return told
    if expires is not None and expires <= now:
        return TokenRefusedError(f"{platform}: the access expired on {expires.date()}.", "expired")
    return TokenRefusedError(f"{platform}: the access is not valid any more.", "revoked")


def _scopes(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    names = data.get("scopes")
    scopes = {str(name): frozenset[str]() for name in names} if isinstance(names, list) else {}
    for row in objects(data.get("granular_scopes")):
        name, ids = text(row.get("scope")), row.get("target_ids")
        if name:
            scopes[name] = frozenset(map(str, ids)) if isinstance(ids, list) else frozenset()
    return scopes


def access_of(facts: TokenFacts | None, missing: Iterable[str], client: GraphClient) -> Access:
    """Return a snapshot's access as it is at the end of a look: a token may die in the middle of it."""
    dead = client.refusal
    return Access(
        problem=dead.problem if dead else None,
        expires_at=facts.expires_at if facts else None,
        never_expires=facts.never_expires if facts else False,
        missing=tuple(dict.fromkeys(missing)),
        version=client.pace.version,
    )


def denied_access(facts: TokenFacts | None, missing: Iterable[str], client: GraphClient) -> Access:
    """Return a snapshot's access where nothing may be read: for want of permissions, or for no reason that is known."""
    access = access_of(facts, missing, client)
    return access if access.missing else replace(access, problem="refused")


def access_after(
    error: CollectError, client: GraphClient | None, facts: TokenFacts | None, missing: Iterable[str]
) -> Access | None:
    """Return the access that an error tells of, beside permissions that were missing before; None where it tells of none."""
    if client is None:
        return None
    if isinstance(error, TokenRefusedError):
        return refused(error, client)
    if isinstance(error, PermissionMissingError):
        return denied_access(facts, (*missing, *error.permissions), client)
    return None


def refused(error: AccessDeniedError, client: GraphClient) -> Access | None:
    """Return a snapshot's access for a token that is refused; None where the error is about something else."""
    if not isinstance(error, TokenRefusedError):
        return None
    return Access(problem=error.problem, version=client.pace.version)
