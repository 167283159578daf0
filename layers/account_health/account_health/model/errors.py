"""Every deliberate error of the product. The class names are the state machine's contract (`ErrorEquals`)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class AccountHealthError(Exception):
    """The root of all deliberate errors. Its text is written for people and never holds a secret."""


# --- the registry ---------------------------------------------------------------------------------


class RegistryError(AccountHealthError):
    """A registry file cannot be used. `problems` are lines of the form `file:key: what is wrong and the cure`."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UnknownCompanyError(AccountHealthError):
    """Somebody named a company that is not registered."""


class UnknownAccountError(AccountHealthError):
    """Somebody named an account that its company does not have."""


class EmptyRegistryError(AccountHealthError):
    """There is no registry file at all, so a run would be green and say nothing."""


class UsageError(AccountHealthError):
    """An input that a person gave cannot be used: an event's key, an option, an environment variable."""


# --- looking at a platform ------------------------------------------------------------------------


class HttpAnswer(Protocol):
    """What an error keeps of the HTTP answer it stems from: `connectors.answer.Answer` as the core may see it."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers with lower-case names."""

    @property
    def body(self) -> bytes:
        """The unpacked body."""

    def text(self) -> str:
        """Return the body as text."""

    def json(self) -> object:
        """Return the body read as JSON; raises UnreadableAnswerError."""


class CollectError(AccountHealthError):
    """The root of everything that can go wrong while looking at a platform.

    `answer` is the HTTP answer where the error stems from one: platforms explain themselves in its body.
    """

    def __init__(self, message: str, *, answer: HttpAnswer | None = None) -> None:
        super().__init__(message)
        self.answer = answer


class AccessDeniedError(CollectError):
    """The platform knows what we ask for and refuses it (HTTP 401, 403, a missing permission)."""


class CredentialMissingError(CollectError):
    """No credential is stored for an account that needs one."""


class RateLimitedError(CollectError):
    """The platform asks us to stop. `retry_after` is in seconds where it says so."""

    def __init__(
        self, message: str, retry_after: float | None = None, *, answer: HttpAnswer | None = None
    ) -> None:
        super().__init__(message, answer=answer)
        self.retry_after = retry_after


class PlatformUnavailableError(CollectError):
    """The platform or site does not answer properly now (HTTP 5xx, connection lost); later it may."""


class NoNetworkError(PlatformUnavailableError):
    """From here no name at all can be looked up: what is out of reach is our own network."""


class HandshakeError(PlatformUnavailableError):
    """The site and we agree on no encryption; browsers may do better, or worse."""


class NotFoundError(CollectError):
    """What we ask for is not there (HTTP 404); `gone` where the site says that it went for good (410)."""

    def __init__(self, message: str, *, gone: bool = False, answer: HttpAnswer | None = None) -> None:
        super().__init__(message, answer=answer)
        self.gone = gone


class UnknownHostError(CollectError):
    """The name of the site does not resolve."""


class TooSlowError(CollectError):
    """The total deadline of a request ran out."""


class TooLargeError(CollectError):
    """An answer is larger than we read, on the wire or unpacked."""


class LookExhaustedError(CollectError):
    """A look has made as many requests as it may, so this one was not made."""


class ForbiddenAddressError(CollectError):
    """An address that we never connect to: inside a network, a wrong port or scheme, or malformed."""


class CertificateError(CollectError):
    """The site's certificate is not valid. `problem` is "expired", "wrong_host", "untrusted" or "incomplete".

    `ended` is when one that has expired did, None where nobody could read that.
    """

    def __init__(self, message: str, problem: str) -> None:
        super().__init__(message)
        self.problem = problem
        self.ended: datetime | None = None


class RedirectError(CollectError):
    """A chain of redirects that does not end, or leads nowhere."""


class UnreadableAnswerError(CollectError):
    """An answer arrived and cannot be read: truncated, garbled, of the wrong kind."""


class NotAFeedError(UnreadableAnswerError):
    """What came is no feed and no sitemap, or one that is broken beyond reading."""


class NotAPageError(UnreadableAnswerError):
    """What came is no page of the site: other content, a challenge, a parked domain.

    `kind` says what came: "empty", or a kind of `connectors.blog.answering`; "" where it is something else.
    """

    def __init__(self, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


# --- backends -------------------------------------------------------------------------------------


class BackendError(AccountHealthError):
    """Storage, secrets or mail refused to work in a way that is not the account's fault."""


class CredentialUnreadableError(CollectError, BackendError):
    """What is stored as a credential cannot be read: a row of its account, and nobody else's trouble."""


class ConflictError(BackendError):
    """Somebody else wrote the same object in between."""


class StorageDeniedError(BackendError):
    """The storage refused us; never to be read as "nothing there yet"."""


# --- a run ----------------------------------------------------------------------------------------


class MailThrottledError(AccountHealthError):
    """SES asks for a slower pace (429): certainly not sent, and tried again by the state machine."""


class MailRefusedError(AccountHealthError):
    """SES refuses a mail (any 4xx but 429): certainly not sent, and a person has to look."""


class MailUnknownError(AccountHealthError):
    """No answer from SES that says whether a mail went out (5xx, time-out, connection lost)."""


class IncompleteRunError(AccountHealthError):
    """A run ended although a company that was due got no mail; the text names each."""


class NotRenewedError(AccountHealthError):
    """Credentials that are due could not be renewed, all others were; the text names each account and why."""


class BrokenFileError(AccountHealthError):
    """A file that this program saved cannot be read back; the text names the file, the key and what was expected."""
