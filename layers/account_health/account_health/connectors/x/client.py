"""Asks X: the host, the token, and a meter of what the answers cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from account_health.connectors.connector import Look
from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.http.retry import RETRIED_STATUSES
from account_health.connectors.values import identifier, inner, objects, text
from account_health.connectors.x.errors import error_in, refused
from account_health.connectors.x.prices import POST_USD, USER_USD
from account_health.model.errors import CredentialMissingError, UnreadableAnswerError

HOST: Final = "https://api.x.com"
_RETRIED: Final = (RETRIED_STATUSES | {500}) - {429}
"""A rate limit of X ends after up to fifteen minutes: trying again at once only costs requests. What fails costs nothing."""


@dataclass
class Meter:
    """What one look has bought: each post and each user once, since X bills a resource once per UTC day."""

    posts: set[str] = field(default_factory=set)
    users: set[str] = field(default_factory=set)

    @property
    def reads(self) -> int:
        """Posts and users together."""
        return len(self.posts) + len(self.users)

    @property
    def cost_usd(self) -> float:
        """The price of all reads in dollars."""
        return round(len(self.posts) * POST_USD + len(self.users) * USER_USD, 3)

    def count(self, body: Mapping[str, Any], kind: str) -> None:
        """Count what an answer brought: `kind` is what its data are, "posts" or "users"."""
        data, includes = body.get("data"), inner(body.get("includes"))
        rows = {"posts": objects(includes.get("tweets")) + objects(includes.get("posts"))}
        rows["users"] = objects(includes.get("users"))
        rows[kind] += objects(data) or ((data,) if isinstance(data, Mapping) else ())
        self.posts |= {name for row in rows["posts"] if (name := identifier(row.get("id")))}
        self.users |= {name for row in rows["users"] if (name := identifier(row.get("id")))}


@dataclass(frozen=True, slots=True)
class XClient:
    """Asks X as an application; never printed."""

    fetcher: Fetcher
    token: str
    meter: Meter = field(default_factory=Meter)

    def __repr__(self) -> str:
        return "<XClient>"

    def get(self, path: str, parameters: Mapping[str, str], kind: str) -> Mapping[str, Any]:
        """Return the JSON that an address answers with; an empty list has no `data`.

        Raises CollectError, also for an answer with status 200 that holds nothing but errors.
        """
        body = self.ask(path, parameters, kind)
        about = (parameters.get("usernames") or parameters.get("ids") or "").partition(",")[0]
        if not body.get("data") and (error := error_in(body, about)) is not None:
            raise error
        return body

    def ask(self, path: str, parameters: Mapping[str, str], kind: str) -> Mapping[str, Any]:
        """Return the JSON that an address answers with, errors about single things included. Raises CollectError."""
        query = urlencode(parameters, safe=",:")
        answer = self.fetcher.fetch(
            f"{HOST}{path}?{query}", {"Authorization": f"Bearer {self.token}"}, _RETRIED
        )
        if (error := refused(answer)) is not None:
            raise error
        body = answer.json()
        if not isinstance(body, Mapping):
            raise UnreadableAnswerError("X answered with something else than an object.")
        self.meter.count(body, kind)
        return body


def client_of(look: Look) -> XClient:
    """Return a client with the stored token. Raises CredentialMissingError, which names where it belongs."""
    values = look.secret.values if look.secret else {}
    token = (text(values.get("bearer_token")) or "").removeprefix("Bearer ").strip()
    if not token:
        what = "no bearer_token in the credential" if look.secret else "no credential"
        raise CredentialMissingError(f"{what} at {look.credential_place}: docs/x.md says how to get one")
    return XClient(look.fetcher, token)
