"""What Google's errors mean. Status and reason decide, never the sentence.

Source: the error model of Google's APIs (google.rpc.Status with ErrorInfo, BadRequest), RFC 6749 section 5.2 for the
token endpoint, and the bodies that others recorded.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from account_health.connectors import gaps
from account_health.connectors.http.answer import Answer, refusal
from account_health.connectors.http.retry import retry_after
from account_health.connectors.values import inner, objects, text
from account_health.model import Reason, Unavailable
from account_health.model.errors import (
    AccessDeniedError,
    CollectError,
    NotFoundError,
    PlatformUnavailableError,
    RateLimitedError,
    UnreadableAnswerError,
)
from account_health.text.redact import detail

Problem: TypeAlias = Literal["expired", "revoked", "needs_person", "wrong_app", "admin"]

SCOPE: Final = "https://www.googleapis.com/auth/business.manage"

_WORD: Final = re.compile(r"[A-Za-z0-9_.-]{1,60}\Z")
_DISABLED: Final = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
_NO_SCOPE: Final = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})


class GrantRefusedError(AccessDeniedError):
    """The stored access does not work any more, or never did; `problem` is what a snapshot's access says."""

    def __init__(self, message: str, problem: Problem, *, ended: bool = False) -> None:
        super().__init__(message)
        self.problem: Problem = problem
        self.ended = ended


class ScopeMissingError(AccessDeniedError):
    """The access works, and not for business profiles: the box was not ticked on the consent screen."""


class ServiceDisabledError(AccessDeniedError):
    """The interface that we ask is not switched on for the project."""


class QuotaZeroError(AccessDeniedError):
    """The project may ask zero times a minute: Google has not approved it."""


class UnverifiedError(AccessDeniedError):
    """Google shows this only of a location that somebody has confirmed."""


class SignInNeededError(AccessDeniedError):
    """The access token is not taken (HTTP 401); a fresh one may be."""


class OwnFaultError(UnreadableAnswerError):
    """We asked for something that does not exist: our program is out of date."""


def error_of(answer: Answer, service: str) -> CollectError | None:
    """Return the error that an answer carries, None where it is good; `service` names the interface for people."""
    body: object = None
    try:
        body = answer.json()
    except UnreadableAnswerError:
        if refusal(answer) is None:
            return UnreadableAnswerError(f"{service} answered with something that is not JSON.")
    error = inner(inner(body).get("error"))
    if refusal(answer) is None and not error:
        return None
    return _meant(error, answer, service)


def _meant(error: Mapping[str, Any], answer: Answer, service: str) -> CollectError:  # noqa: PLR0911 - a line a kind
    status = answer.status if refusal(answer) is not None else error.get("code")
    reasons = _reasons(error)
    said = f"(HTTP {status}{''.join(', ' + one for one in reasons)})"
    if status == 401:  # noqa: PLR2004 - HTTP statuses read best as numbers
        return SignInNeededError(f"{service} does not take our access token {said}.")
    if _NO_SCOPE & set(reasons):
        return ScopeMissingError(f"{service}: the access lacks the permission {SCOPE} {said}.")
    if _DISABLED & set(reasons):
        return ServiceDisabledError(
            f"{service} is not switched on for this Google Cloud project {said}: docs/google.md says how."
        )
    if status == 429:  # noqa: PLR2004 - as above
        if _limit(error) == "0":
            return QuotaZeroError(
                f"{service} allows this Google Cloud project 0 requests a minute: the application for access "
                f"to the Business Profile APIs is not approved {said}."
            )
        return RateLimitedError(f"{service} asks us to come back later {said}.", retry_after(answer.headers))
    if error.get("status") == "FAILED_PRECONDITION":
        return UnverifiedError(f"{service} shows this only of a location that is verified {said}.")
    if status == 403:  # noqa: PLR2004 - as above
        return AccessDeniedError(
            f"{service} refuses access {said}: the Google account behind it is no owner or manager of this "
            "profile any more, or Business Profile is switched off in its Workspace."
        )
    if status == 404:  # noqa: PLR2004 - as above
        return NotFoundError(f"{service} does not know this location {said}.")
    if isinstance(status, int) and status >= 500:  # noqa: PLR2004 - as above
        return PlatformUnavailableError(f"{service} is in trouble {said}.")
    return OwnFaultError(f"{service} does not understand what we ask {said}: {_violations(error)}.")


REASON_OF: Final[Mapping[type[CollectError], Reason]] = MappingProxyType(
    {
        GrantRefusedError: Reason.CREDENTIAL_REFUSED,
        SignInNeededError: Reason.CREDENTIAL_REFUSED,
        ScopeMissingError: Reason.SCOPE_MISSING,
        ServiceDisabledError: Reason.SERVICE_DISABLED,
        QuotaZeroError: Reason.QUOTA_ZERO,
        UnverifiedError: Reason.UNVERIFIED,
        OwnFaultError: Reason.NOT_AUDITED,
    }
)
"""Google's own errors; what all platforms share stands in `gaps`."""


def gap_of(error: CollectError) -> Unavailable:
    """Return what an error means for a part of a snapshot."""
    if type(error) not in REASON_OF:
        return gaps.unavailable(error)
    ended = isinstance(error, GrantRefusedError) and error.ended
    reason = Reason.TEST_GRANT if ended else REASON_OF[type(error)]
    return Unavailable(reason, detail(str(error)))


def word(value: object) -> str:
    """Return a code as Google writes it, such as invalid_grant; "unknown" for anything else."""
    found = text(value) or ""
    return found if _WORD.match(found) else "unknown"


def _reasons(error: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the machine-readable reasons, the newest form first, else the older `errors`."""
    given = [one.get("reason") for one in (*objects(error.get("details")), *objects(error.get("errors")))]
    return tuple(dict.fromkeys(one for one in map(word, given) if one != "unknown"))


def _limit(error: Mapping[str, Any]) -> str | None:
    for row in objects(error.get("details")):
        limit = inner(row.get("metadata")).get("quota_limit_value")
        if limit is not None:
            return str(limit)
    return None


def _violations(error: Mapping[str, Any]) -> str:
    """Return the fields that Google complains about."""
    fields = [
        word(one.get("field"))
        for detail in objects(error.get("details"))
        for one in objects(detail.get("fieldViolations"))
    ]
    return ", ".join(fields) or word(error.get("status"))
