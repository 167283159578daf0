"""From a stored grant to an access token: one request to Google's token endpoint per credential and process.

Google does not replace the refresh token when it is used, so nothing has to be stored (RFC 6749, section 6).
"""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from account_health.connectors.connector import Look
from account_health.connectors.google.errors import SCOPE, GrantRefusedError, Problem, word
from account_health.connectors.google.values import number
from account_health.connectors.http.answer import Answer
from account_health.connectors.http.retry import ATTEMPTS
from account_health.connectors.values import inner, text
from account_health.model.errors import (
    CollectError,
    CredentialMissingError,
    PlatformUnavailableError,
    UnreadableAnswerError,
)

TOKEN_URL: Final = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address, no secret
FIELDS: Final = ("client_id", "client_secret", "refresh_token")
SCOPES: Final = frozenset({SCOPE, "https://www.googleapis.com/auth/plus.business.manage"})
"""The permission, and its old name; there is none for reading only."""

_BLOCKED: Final = frozenset({"admin_policy_enforced", "org_internal", "access_denied"})
"""Source: developers.google.com, "Using OAuth 2.0 for Web Server Applications", authorization errors."""
_MARGIN_SECONDS: Final = 120
_HOUR: Final = 3600
_CENTURY_SECONDS: Final = 100 * 365 * 86_400
"""No life is longer than what a calendar can count."""
_REFUSED_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody agreed to on the consent screen, as it is stored; never printed.

    `mark` tells one grant from the next without saying anything of it.
    """

    form: Mapping[str, str] = field(repr=False)
    mark: str


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, or why there is none; good until `until` on the process's own clock.

    `scopes` is None where Google does not name them; `grant_left` is the rest of the grant's life, None where
    Google sets no end.
    """

    value: str = field(repr=False)
    until: float
    scopes: frozenset[str] | None = None
    grant_left: timedelta | None = None
    refused: GrantRefusedError | None = None

    @property
    def lacks_scope(self) -> bool:
        """Whether Google named the permissions and ours is not among them."""
        return self.scopes is not None and not self.scopes & SCOPES


def read_grant(look: Look) -> Grant:
    """Return the stored grant. Raises CredentialMissingError, which names the fields that are missing."""
    values = look.secret.values if look.secret else {}
    form = {name: values.get(name, "").strip() for name in FIELDS}
    missing = [name for name, value in form.items() if not value]
    if missing:
        raise CredentialMissingError(
            f"{look.credential_place} holds no {', '.join(missing)}: docs/google.md says how to get them."
        )
    mark = hashlib.sha256("\n".join(form.values()).encode()).hexdigest()[:12]
    return Grant({**form, "grant_type": "refresh_token"}, mark)


def token_for(look: Look, grant: Grant, not_this: str | None = None) -> Token:
    """Return the access token that all looks of this process share; another than `not_this`, which was refused.

    A refusal is remembered for ten minutes, so that fifty locations do not ask fifty times. Raises
    GrantRefusedError where Google does not take the grant, other CollectErrors where it cannot be asked now.
    """
    token = look.once.get(
        ("google token", grant.mark),
        lambda: _ask(look, grant),
        lambda known: (
            time.monotonic() < known.until and (known.refused is not None or known.value != not_this)
        ),
    )
    if token.refused is not None:
        raise GrantRefusedError(str(token.refused), token.refused.problem)
    return token


def _ask(look: Look, grant: Grant) -> Token:
    """Ask for a token; troubles of the endpoint are tried again, refusals are not."""
    failures = 0
    while True:
        try:
            answer = look.fetcher.post(TOKEN_URL, grant.form)
            return _token(answer)
        except PlatformUnavailableError:
            failures += 1
            if failures >= ATTEMPTS:
                raise
            look.fetcher.back_off(failures)


def _token(answer: Answer) -> Token:
    if answer.status == 429 or answer.status >= 500:  # noqa: PLR2004 - HTTP statuses read best as numbers
        raise PlatformUnavailableError(f"Google's token endpoint is in trouble (HTTP {answer.status}).")
    body = _body(answer)
    value = text(body.get("access_token"))
    if answer.status != 200 or value is None:  # noqa: PLR2004 - as above
        return Token("", time.monotonic() + _REFUSED_SECONDS, refused=_refused(body, answer))
    scopes = text(body.get("scope"))
    left = min(number(body.get("refresh_token_expires_in")), _CENTURY_SECONDS)
    lives = min(number(body.get("expires_in")) or _HOUR, _CENTURY_SECONDS)
    return Token(
        value,
        time.monotonic() + max(lives, _HOUR // 60) - _MARGIN_SECONDS,
        frozenset(scopes.split()) if scopes else None,
        timedelta(seconds=left) if left > 0 else None,
    )


def _body(answer: Answer) -> Mapping[str, Any]:
    try:
        return inner(answer.json())
    except UnreadableAnswerError:
        # Without the answer: it may hold a token.
        failure: CollectError = UnreadableAnswerError(
            f"Google's token endpoint answered with something that is not JSON (HTTP {answer.status})."
        )
    raise failure


def _refused(body: Mapping[str, Any], answer: Answer) -> GrantRefusedError:
    """Return why there is no token: the grant, the client, or something that a person has to confirm."""
    code = word(body.get("error"))
    said = f"(HTTP {answer.status}, {code})"
    problem: Problem = "revoked"
    if code in _BLOCKED:
        problem = "admin"
        why = "the administrator of this Google Workspace does not let its people use our app"
    elif code == "invalid_grant" and word(body.get("error_subtype")) == "invalid_rapt":
        problem = "needs_person"
        why = "the Workspace of this Google account asks its people to sign in again from time to time"
    elif code == "invalid_grant":
        why = (
            "the refresh token is not valid any more: withdrawn, unused for six months, replaced by many newer ones, "
            "or seven days old where the consent screen is in testing"
        )
    elif code in {"invalid_client", "unauthorized_client", "deleted_client"}:
        problem = "wrong_app"
        why = (
            "client_id and client_secret are not those that the refresh token was made with, or were deleted"
        )
    else:
        why = "no access token is given"
    return GrantRefusedError(f"Google: {why} {said}; docs/google.md says how to make a new one.", problem)
