"""What Meta's error codes mean. Code and subcode decide, never the text, the type or the HTTP status.

Source: developers.facebook.com, Graph API "Handling errors" and "Rate limits", and the tables of the platforms.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from account_health.connectors import gaps
from account_health.connectors.http.answer import Answer, refusal
from account_health.connectors.meta.graph.usage import seconds_to_regain
from account_health.model import Reason, Unavailable
from account_health.model.errors import (
    AccessDeniedError,
    CollectError,
    NotFoundError,
    PlatformUnavailableError,
    RateLimitedError,
    TooLargeError,
    UnreadableAnswerError,
)
from account_health.text.redact import detail

Problem: TypeAlias = Literal[
    "expired",
    "revoked",
    "wrong_kind",
    "wrong_account",
    "needs_person",
    "no_role",
    "wrong_app",
    "app_off",
    "disconnected",
]


class TokenRefusedError(AccessDeniedError):
    """The token does not work here; `problem` is what a snapshot's access says."""

    def __init__(self, message: str, problem: Problem) -> None:
        super().__init__(message)
        self.problem: Problem = problem


class PermissionMissingError(AccessDeniedError):
    """The token works, but not for this. `permissions` are those that the answer names, often none; `code` is Meta's."""

    def __init__(self, message: str, permissions: tuple[str, ...] = (), code: int | None = None) -> None:
        super().__init__(message)
        self.permissions = permissions
        self.code = code


class TooMuchDataError(TooLargeError):
    """The platform wants a smaller request."""


class TemporaryError(PlatformUnavailableError):
    """A fault of the platform that may be gone at the next attempt."""


class PageMovedError(NotFoundError):
    """The Page was merged into another one; `now` is that one's id, None where the answer does not name it."""

    def __init__(self, message: str, now: str | None) -> None:
        super().__init__(message, gone=True)
        self.now = now


class NotAvailableError(NotFoundError):
    """The platform does not offer this any more, to nobody."""


class OwnFaultError(UnreadableAnswerError):
    """We asked for something that does not exist: our program is out of date."""


class UnsupportedError(OwnFaultError):
    """Reading is called an unsupported method: often one field's doing, else the connection of account and app."""


class UnknownFieldError(OwnFaultError):
    """One of the fields that we asked for does not exist."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class Kind(StrEnum):
    """What has to happen after an error."""

    AUTH = "auth"
    PERMISSION = "permission"
    RATE = "rate"
    SHRINK = "shrink"
    TEMPORARY = "temporary"
    NOT_AVAILABLE = "not_available"
    GONE = "gone"
    MOVED = "moved"
    GONE_OR_DENIED = "gone_or_denied"
    OURS = "ours"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an error code stands for; `problem` only where the token itself is refused."""

    kind: Kind
    words: str
    problem: Problem | None = None


def _refused(problem: Problem, words: str) -> Meaning:
    return Meaning(Kind.AUTH, words, problem)


_LIMIT = Meaning(Kind.RATE, "the limit of requests is reached")
_PERMISSION = Meaning(
    Kind.PERMISSION, "a permission is missing or was withdrawn, often after 90 days without use"
)
_CHECKPOINT = _refused("needs_person", "somebody has to log in there and confirm something")
_NO_ROLE = _refused(
    "no_role",
    "the person behind the access lost the role on the Page; a new token does not help, a role does",
)
_WRONG_KIND = _refused("wrong_kind", "the access is a person's and not the Page's own")
_UNKNOWN = Meaning(Kind.UNKNOWN, "an error that we do not know")

MEANINGS: Final[Mapping[tuple[int, int | None], Meaning]] = MappingProxyType(
    {
        (1, None): Meaning(Kind.SHRINK, "the answer would be too large"),
        (1, 99): Meaning(Kind.SHRINK, "the answer would be too large"),
        (2, None): Meaning(Kind.TEMPORARY, "the platform is in trouble for the moment"),
        (3, None): Meaning(Kind.PERMISSION, "the app lacks a capability"),
        (4, None): _LIMIT,
        (10, None): _PERMISSION,
        (12, None): Meaning(Kind.NOT_AVAILABLE, "the platform does not offer this any more"),
        (17, None): _LIMIT,
        (21, None): Meaning(Kind.MOVED, "the Page was merged into another one"),
        (24, None): Meaning(Kind.GONE_OR_DENIED, "it is gone, or the access does not reach it"),
        (32, None): _LIMIT,
        (100, None): Meaning(Kind.OURS, "we asked for something that does not exist"),
        (100, 33): Meaning(Kind.GONE_OR_DENIED, "it is gone, or the access does not reach it"),
        (101, None): _refused("wrong_app", "the stored app id and app secret do not belong together"),
        (102, None): _refused("revoked", "the session of the access has ended"),
        (104, None): _refused("wrong_app", "the stored app secret is not that of the access's app"),
        (190, None): _refused("revoked", "the access is not valid any more"),
        (190, 458): _refused("revoked", "the app was removed from the account"),
        (190, 459): _CHECKPOINT,
        (190, 460): _refused("revoked", "the password was changed"),
        (190, 463): _refused("expired", "the access has expired"),
        (190, 464): _CHECKPOINT,
        (190, 467): _refused("revoked", "the access is not valid any more"),
        (190, 490): _CHECKPOINT,
        (190, 492): _NO_ROLE,
        (190, 2069032): _WRONG_KIND,
        (341, None): _LIMIT,
        (368, None): _refused("needs_person", "Meta blocks the app or the person for a breach of its rules"),
        (506, None): Meaning(Kind.OURS, "we asked to write something"),
        (613, None): _LIMIT,
        (803, None): Meaning(Kind.GONE, "nothing has this name or id"),
        (1705, None): _WRONG_KIND,
        (2500, None): Meaning(Kind.OURS, "we asked for a path that does not exist"),
        (9009, None): Meaning(Kind.GONE, "the account is not available"),
    }
    | {(code, None): _LIMIT for code in (*range(80000, 80007), 80008, 80009, 80014)}
    | {(code, None): _PERMISSION for code in range(200, 300)}
)  # fmt: skip
"""(code, subcode) -> meaning; without a row of its own a subcode means what its code means."""

REFUSED: Final = 200
"""The code of a refusal that names no permission; where no permission is needed, it is the app that is refused."""

_PLAIN: Final[Mapping[Kind, Callable[[str], CollectError]]] = MappingProxyType(
    {
        Kind.SHRINK: TooMuchDataError,
        Kind.TEMPORARY: TemporaryError,
        Kind.RATE: RateLimitedError,
        Kind.UNKNOWN: PlatformUnavailableError,
    }
)

# Names of the interface, the same in every language: what they name is looked for, never what the sentence says.
_ENDED_FIELD = re.compile(r"([A-Za-z_][A-Za-z0-9_]*) field\b")
_MOVED_TO = re.compile(r"\bto page id\s*:?\s*([0-9]{3,32})", re.IGNORECASE)
_NAMED_FIELD = re.compile(r"\((?!#)([A-Za-z_][A-Za-z0-9_]*)\)")
_NAMED_PERMISSION = re.compile(r"\b((?:pages|instagram|business)_[a-z_]+)\b")
_CODE = re.compile(r"[0-9]{1,9}")
_PROOF = "appsecret_proof"

# These say what their code leaves open. Their words are the interface's own, English in every language.
_APP_OFF = re.compile(
    r"\bAPI access (?:is |was |has been )?(?:deactivated|disabled|blocked)\b"
    r"|\bapplication has been (?:deleted|deactivated|disabled)\b|\bapp dashboard\b",
    re.IGNORECASE,
)
_SAID: Final = (
    (re.compile(r"\bto impersonate it\b|\bimpersonating a user's page\b", re.IGNORECASE), _NO_ROLE),
    (re.compile(r"\bpage access token\b", re.IGNORECASE), _WRONG_KIND),
)
"""What 190 and 210 say where no subcode does (snarfed/bridgy#596, halsandr/Facebook_Connector#1)."""
_LEFT_OPEN: Final = ((190, None), (210, None))
_UNSUPPORTED = re.compile(r"\bunsupported\b.*\bmethod type\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as the platform gave it; `message` is only searched for names, and never repeated."""

    code: int | None
    subcode: int | None
    transient: bool
    message: str

    @property
    def number(self) -> str:
        """The code for the operator, such as 190/463."""
        return "-" if self.code is None else str(self.code) + (f"/{self.subcode}" if self.subcode else "")


def fault_in(body: object) -> Fault | None:
    """Return the error in an answer's JSON, whatever the HTTP status was; None where there is none."""
    if not isinstance(body, Mapping):
        return None
    error = body.get("error")
    if isinstance(error, Mapping):
        return read_fault(error)
    if "error_message" in body and "error_type" in body:  # the login addresses of Instagram
        return Fault(190, None, transient=False, message="")
    return None


def read_fault(error: Mapping[str, Any]) -> Fault:
    """Return the error of an `error` object; every key of it may be missing."""
    return Fault(
        code=_number(error.get("code")),
        subcode=_number(error.get("error_subcode", error.get("subcode"))),
        transient=error.get("is_transient") is True,
        message=str(error.get("message", "")),
    )


def meaning(fault: Fault) -> Meaning:
    """Return what an error stands for."""
    if fault.code is None:
        found = _UNKNOWN
    else:
        found = MEANINGS.get((fault.code, fault.subcode)) or MEANINGS.get((fault.code, None), _UNKNOWN)
    if (fault.code, fault.subcode) in _LEFT_OPEN:
        found = next((means for words, means in _SAID if words.search(fault.message)), found)
    if fault.transient and found.kind in (Kind.SHRINK, Kind.UNKNOWN, Kind.OURS, Kind.GONE_OR_DENIED):
        return MEANINGS[(2, None)]
    return found


def error_of(answer: Answer, platform: str) -> CollectError | None:
    """Return the error that an answer carries, None where it is good. An error may come with HTTP 200."""
    try:
        body = answer.json()
    except UnreadableAnswerError:
        return _wordless(answer, platform) or UnreadableAnswerError(
            f"{platform} answered with something that is not JSON (HTTP {answer.status})."
        )
    fault = fault_in(body)
    if fault is None:
        mute = isinstance(body, Mapping) and bool(body.get("error"))
        unexplained = UnreadableAnswerError(f"{platform} answered with an error that says nothing.")
        return _wordless(answer, platform) or (unexplained if mute else None)
    if meaning(fault).kind is Kind.RATE:
        return _rate_limited(fault, answer, platform)
    return error_for(fault, platform)


def error_for(fault: Fault, platform: str) -> CollectError:  # noqa: PLR0911 - one line a kind
    """Return our typed error for one of the platform's that is no rate limit."""
    means = meaning(fault)
    said = f"{platform}: {means.words} (code {fault.number})."
    if means.kind in (Kind.AUTH, Kind.PERMISSION) and _APP_OFF.search(fault.message):
        return app_off(platform, fault.number)
    match means.kind:
        case Kind.AUTH:
            return TokenRefusedError(said, means.problem or "revoked")
        case Kind.PERMISSION:
            return _permission(said, fault)
        case Kind.NOT_AVAILABLE:
            return _ended(said, fault, platform)
        case Kind.MOVED:
            return _moved(said, fault)
        case Kind.GONE | Kind.GONE_OR_DENIED:
            return NotFoundError(said, gone=means.kind is Kind.GONE)
        case Kind.OURS:
            return _ours(said, fault, platform)
    return _PLAIN[means.kind](said)


def gap_of(error: CollectError) -> Unavailable:
    """Return what an error means for a part of a snapshot."""
    text = detail(str(error))
    if isinstance(error, TokenRefusedError):
        return Unavailable(Reason.CREDENTIAL_REFUSED, text)
    if isinstance(error, PermissionMissingError):
        return Unavailable(Reason.ACCESS_DENIED, ", ".join(error.permissions) or text)
    if isinstance(error, UnsupportedError):
        return Unavailable(Reason.ACCESS_DENIED, text)
    if isinstance(error, OwnFaultError | NotAvailableError):
        return Unavailable(Reason.NOT_AUDITED, text)
    if isinstance(error, NotFoundError) and not error.gone:
        # Meta says the same of what is gone and of what the access does not reach: somebody has to look.
        return Unavailable(Reason.ACCESS_DENIED, text)
    return gaps.unavailable(error)


def _permission(said: str, fault: Fault) -> PermissionMissingError:
    named = tuple(dict.fromkeys(_NAMED_PERMISSION.findall(fault.message)))
    return PermissionMissingError(said, named, fault.code)


def app_off(platform: str, number: str) -> TokenRefusedError:
    """Return the refusal of an app that Meta switched off or blocks."""
    return TokenRefusedError(
        f"{platform}: Meta switched off or blocks the app that the access belongs to (code {number}).",
        "app_off",
    )


def _moved(said: str, fault: Fault) -> PageMovedError:
    named = _MOVED_TO.search(fault.message)
    return PageMovedError(said, named[1] if named else None)


def _ended(said: str, fault: Fault, platform: str) -> CollectError:
    """Code 12 stands for one field that is gone, which it often names, and for a list or object that is."""
    named = _ENDED_FIELD.search(fault.message)
    if named:
        return UnknownFieldError(
            f"{platform} does not know {named[1]} any more (code {fault.number}).", named[1]
        )
    return NotAvailableError(said)


def _ours(said: str, fault: Fault, platform: str) -> CollectError:
    """Code 100 stands for five things; which one it is, its message tells."""
    if _PROOF in fault.message:
        return error_for(Fault(104, None, transient=False, message=""), platform)
    named = _NAMED_FIELD.search(fault.message)
    if named:
        return UnknownFieldError(f"{platform} does not know {named[1]} (code {fault.number}).", named[1])
    if _NAMED_PERMISSION.search(fault.message):
        return _permission(f"{platform}: {_PERMISSION.words} (code {fault.number}).", fault)
    return UnsupportedError(said) if _UNSUPPORTED.search(fault.message) else OwnFaultError(said)


def _rate_limited(fault: Fault, answer: Answer, platform: str) -> RateLimitedError:
    seconds = seconds_to_regain(answer.headers)
    when = (
        "it does not say until when" if seconds is None else f"again in {max(1, round(seconds / 60))} minutes"
    )
    return RateLimitedError(f"{platform}: {_LIMIT.words}, {when} (code {fault.number}).", seconds)


def _wordless(answer: Answer, platform: str) -> CollectError | None:
    """Return the error of an answer that explains nothing: here the HTTP status is all there is."""
    error = refusal(answer)
    if isinstance(error, PlatformUnavailableError):
        return TemporaryError(f"{platform} is in trouble (HTTP {answer.status}).")
    if isinstance(error, RateLimitedError):
        return _rate_limited(Fault(None, None, transient=False, message=""), answer, platform)
    return error


def _number(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and _CODE.fullmatch(value) else None
