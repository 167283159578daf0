"""What X's refusals mean. A problem is known by the last part of its type: its host is api.x.com or api.twitter.com.

Source: docs.x.com, x-api/fundamentals/response-codes-and-errors, and X's OpenAPI document, schema Problem.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final, Literal, TypeAlias

from account_health.connectors import gaps
from account_health.connectors.http.answer import Answer, refusal
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

Problem: TypeAlias = Literal["revoked", "wrong_kind", "needs_person", "not_enrolled"]

_CAPPED: Final = ("spendcap", "spend cap", "usage-capped", "usagecap")
_SUSPENDED: Final = frozenset({64, 416})
"""Codes of the older form: the account, or the application, is suspended."""
_LIMIT: Final = re.compile(r"x-[a-z0-9-]*limit[a-z0-9-]*-reset")
_HARMLESS: Final = frozenset({"not-authorized-for-resource", "resource-not-found", "disallowed-resource"})


class XRefusedError(AccessDeniedError):
    """X refuses our application; `reason` says why, `problem` what an access says where it is the credential."""

    def __init__(self, message: str, reason: Reason, problem: Problem | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.problem: Problem | None = problem


class InvalidRequestError(UnreadableAnswerError):
    """X does not know what we asked for: the other vocabulary may be the one that it speaks."""


class HiddenError(AccessDeniedError):
    """X shows this to nobody but followers."""


class SuspendedError(NotFoundError):
    """X has suspended the user."""


def gap_of(error: CollectError) -> Unavailable:
    """Return what an error means for a part of a snapshot."""
    if isinstance(error, XRefusedError):
        return Unavailable(error.reason, detail(str(error)))
    if isinstance(error, HiddenError):
        return Unavailable(Reason.PROTECTED, detail(str(error)))
    if isinstance(error, SuspendedError):
        return Unavailable(Reason.SUSPENDED, detail(str(error)))
    return gaps.unavailable(error)


def refused(answer: Answer) -> CollectError | None:  # noqa: PLR0911 - one line a meaning
    """Return the error that an answer's status and body stand for, None for an answer with data or without."""
    if answer.status == HTTPStatus.OK:
        return None
    body = _body(answer)
    kind, words = kind_of(body), _words(body)
    said = f"(HTTP {answer.status}{', ' + kind if kind else ''})"
    if answer.status == HTTPStatus.PAYMENT_REQUIRED or kind == "credits-depleted":
        return XRefusedError(f"X: the account has no credits left {said}", Reason.NO_CREDITS)
    if any(word in words for word in _CAPPED):
        return XRefusedError(f"X: the spend cap of this billing cycle is reached {said}", Reason.SPEND_CAP)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _rate_limited(answer)
    access = _access_refused(answer, body, said)
    if access is not None:
        return access
    if answer.status == HTTPStatus.BAD_REQUEST:
        return InvalidRequestError(f"X does not understand the request {said}")
    if answer.status == HTTPStatus.NOT_FOUND:
        # Who is gone is told in an answer with status 200: this is the interface's address, not a profile's.
        return PlatformUnavailableError(f"X does not answer at this address now {said}", answer=answer)
    return refusal(answer)


def _access_refused(answer: Answer, body: Mapping[str, Any], said: str) -> XRefusedError | None:
    """Return what is wrong with our access, None where nothing of it is."""
    kind = kind_of(body)
    if "client-not-enrolled" in _words(body) or kind == "client-forbidden":
        package = f"X: the app is not in a Pay-per-use package, environment Production {said}"
        return XRefusedError(package, Reason.NOT_ENROLLED, "not_enrolled")
    if kind == "user-suspended" or body.get("code") in _SUSPENDED:
        suspended = f"X: the app or the account behind it is suspended {said}"
        return XRefusedError(suspended, Reason.ACCESS_DENIED, "needs_person")
    if kind == "unsupported-authentication":
        wrong = f"X: the stored token is no app-only bearer token {said}"
        return XRefusedError(wrong, Reason.CREDENTIAL_REFUSED, "wrong_kind")
    if answer.status == HTTPStatus.UNAUTHORIZED:
        ended = f"X: the bearer token is not accepted {said}"
        return XRefusedError(ended, Reason.CREDENTIAL_REFUSED, "revoked")
    return None


def error_in(body: Mapping[str, Any], about: str) -> CollectError | None:
    """Return the error of an answer with status 200 that brings nothing of what was asked about.

    `about` is a name or an id; where it is not among the problems, the first of them counts. None where there is none.
    """
    problems = objects(body.get("errors"))
    mine = [one for one in problems if (named_in(one) or "").lower() == about.lower()]
    return next((_error_of(one) for one in (*mine, *problems)), None)


def _error_of(problem: Mapping[str, Any]) -> CollectError:
    kind = kind_of(problem)
    if "suspended" in _words(problem):
        return SuspendedError("X has suspended the profile")
    if kind == "not-authorized-for-resource":
        return HiddenError("X shows this to followers only (not-authorized-for-resource)")
    if _is_missing(problem):
        return NotFoundError("X knows nobody of this name or id")
    if kind in ("internal-error", "resource-unavailable", "field-hydration-failure"):
        return PlatformUnavailableError(f"X is in trouble ({kind})")
    return UnreadableAnswerError(f"X answered with nothing but an error ({kind or 'without a type'})")


def gone_in(body: Mapping[str, Any]) -> frozenset[str]:
    """Return the ids of which X says that the public cannot see them any more: deleted, or their author hides."""
    return frozenset(
        named
        for one in objects(body.get("errors"))
        if (_is_missing(one) or kind_of(one) == "not-authorized-for-resource") and (named := named_in(one))
    )


def _is_missing(problem: Mapping[str, Any]) -> bool:
    return kind_of(problem) == "resource-not-found" or text(problem.get("title")) == "Not Found Error"


def named_in(problem: Mapping[str, Any]) -> str | None:
    """Return the name or id that a problem is about."""
    return text(problem.get("resource_id")) or text(problem.get("value"))


def partial(body: Mapping[str, Any], account: str) -> Unavailable | None:
    """Return what is missing of an answer that brings both data and errors.

    A post that another one refers to may be gone or hidden, which takes nothing from what we ask for.
    """
    for problem in objects(body.get("errors")):
        kind = kind_of(problem)
        if kind not in _HARMLESS or named_in(problem) == account:
            return Unavailable(Reason.UNREADABLE, f"X left something out ({kind or 'without a type'})")
    return None


def kind_of(problem: object) -> str:
    """Return a problem's kind such as `resource-not-found`, empty where it has none."""
    return (text(inner(problem).get("type")) or "").rstrip("/").rpartition("/")[2].removeprefix("about:blank")


def _body(answer: Answer) -> Mapping[str, Any]:
    """Return an error's object; the older form wraps it in a list, a broken one says nothing."""
    body: Mapping[str, Any] = {}
    with suppress(UnreadableAnswerError):
        body = inner(answer.json())
    wrapped = objects(body.get("errors"))
    return wrapped[0] if wrapped and "type" not in body and "title" not in body else body


def _words(problem: Mapping[str, Any]) -> str:
    """Return what is searched for names of the interface, never shown."""
    return " ".join(str(problem.get(key)) for key in ("type", "title", "detail", "reason", "message")).lower()


def _rate_limited(answer: Answer) -> RateLimitedError:
    """Return until when X asks us to wait: several limits stand side by side, and the used up one that ends last counts.

    The limits of 24 hours (x-app-limit-24hour-..., x-user-limit-24hour-...) are known from reports only
    (plhery/node-twitter-api-v2, tweepy/tweepy).
    """
    ends = {
        name.removesuffix("-reset"): int(value)
        for name, value in answer.headers.items()
        if _LIMIT.fullmatch(name) and value.isascii() and value.isdigit()
    }
    used_up = [
        end for limit, end in ends.items() if answer.headers.get(f"{limit}-remaining", "").strip() == "0"
    ]
    again = ""
    with suppress(ValueError, OverflowError, OSError):
        last = max(used_up or ends.values())
        again = f" after {datetime.fromtimestamp(last, UTC):%Y-%m-%d %H:%M} UTC"
    return RateLimitedError(f"X asks us to come back{again or ' later'} (HTTP 429)", answer=answer)
