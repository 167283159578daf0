"""From an error of looking to the reason in a snapshot: one table for every connector."""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.model import Reason, Unavailable
from account_health.model.errors import (
    AccessDeniedError,
    CertificateError,
    CollectError,
    CredentialMissingError,
    CredentialUnreadableError,
    ForbiddenAddressError,
    LookExhaustedError,
    NotAPageError,
    NotFoundError,
    PlatformUnavailableError,
    RateLimitedError,
    RedirectError,
    TooLargeError,
    TooSlowError,
    UnknownHostError,
    UnreadableAnswerError,
)
from account_health.text.redact import detail

REASON_OF: Mapping[type[CollectError], Reason] = MappingProxyType(
    {
        AccessDeniedError: Reason.ACCESS_DENIED,
        CredentialMissingError: Reason.CREDENTIAL_MISSING,
        CredentialUnreadableError: Reason.CREDENTIAL_UNREADABLE,
        RateLimitedError: Reason.RATE_LIMITED,
        PlatformUnavailableError: Reason.PLATFORM_UNAVAILABLE,
        NotFoundError: Reason.NOT_FOUND,
        UnknownHostError: Reason.UNKNOWN_HOST,
        TooSlowError: Reason.TOO_SLOW,
        TooLargeError: Reason.TOO_LARGE,
        LookExhaustedError: Reason.CUT_OFF,
        ForbiddenAddressError: Reason.FORBIDDEN_ADDRESS,
        CertificateError: Reason.CERTIFICATE,
        RedirectError: Reason.REDIRECTS,
        UnreadableAnswerError: Reason.UNREADABLE,
    }
)

REASON_OF_KIND: Mapping[str, Reason] = MappingProxyType(
    {
        "empty": Reason.EMPTY,
        "challenge": Reason.CHALLENGE,
        "consent": Reason.CONSENT,
        "age": Reason.AGE,
        "parked": Reason.PARKED,
        "expired": Reason.PARKED,
        "placeholder": Reason.PLACEHOLDER,
        "broken": Reason.PLATFORM_UNAVAILABLE,
        "everywhere": Reason.EVERYWHERE,
        "maintenance": Reason.MAINTENANCE,
        "login": Reason.LOGIN,
        "elsewhere": Reason.ELSEWHERE,
    }
)
"""What stands in the place of a page -> why nothing of the page could be seen."""


def unavailable(error: CollectError) -> Unavailable:
    """Return what an error means for a part; an error of a kind without a row counts as its nearest parent's."""
    if isinstance(error, NotAPageError) and error.kind in REASON_OF_KIND:
        return Unavailable(REASON_OF_KIND[error.kind], detail(str(error)))
    for kind in type(error).__mro__:
        if kind in REASON_OF:
            return Unavailable(REASON_OF[kind], detail(str(error)))
    return Unavailable(Reason.PLATFORM_UNAVAILABLE, detail(str(error)))
