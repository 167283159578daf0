"""What goes wrong below HTTP, in our own errors: their texts hold scheme, host and path, and no more."""

import ssl
from types import MappingProxyType

from account_health.connectors.http.addresses import Target
from account_health.connectors.http.wire import WIRE_LIMIT, MalformedError, OversizeError
from account_health.model.errors import (
    CertificateError,
    CollectError,
    HandshakeError,
    PlatformUnavailableError,
    TooLargeError,
    TooSlowError,
    UnknownHostError,
    UnreadableAnswerError,
)

# OpenSSL's X509_V_ERR_CERT_HAS_EXPIRED, _UNABLE_TO_GET_ISSUER_CERT_LOCALLY, _UNABLE_TO_VERIFY_LEAF_SIGNATURE,
# _HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH; all others: no trust.
_CERTIFICATE_PROBLEMS = MappingProxyType(
    {10: "expired", 20: "incomplete", 21: "incomplete", 62: "wrong_host", 64: "wrong_host"}
)
_CERTIFICATE_WORDS = MappingProxyType(
    {
        "expired": "has expired",
        "wrong_host": "is one of another host",
        "untrusted": "comes from nobody whom browsers trust",
        "incomplete": "comes without the certificates between it and one that browsers trust",
    }
)
_SIMULATED_CERTIFICATES = MappingProxyType(
    {f"{problem}_certificate": problem for problem in _CERTIFICATE_WORDS}
)


def below(error: BaseException) -> BaseException:
    """Return what went wrong at the bottom: requests and urllib3 wrap an error in another, up to three times."""
    inner = next((each for each in (*error.args, error.__cause__) if isinstance(each, Exception)), None)
    return error if inner is None else below(inner)


def translated(error: Exception, target: Target, seconds: float) -> CollectError:
    """Return our error for what went wrong below, without anything of its text; `seconds` was the deadline."""
    match error:
        case TimeoutError():
            return TooSlowError(f"{target.shown} did not answer within {seconds:g} seconds.")
        case OversizeError():
            return TooLargeError(f"{target.shown} answered with more than {WIRE_LIMIT / 1e6:g} MB.")
        case ssl.SSLCertVerificationError():
            return uncertified(target, _CERTIFICATE_PROBLEMS.get(error.verify_code, "untrusted"))
        case ssl.SSLError() if not isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return HandshakeError(f"{target.host} and we agree on no encryption.")
        case OSError():
            return PlatformUnavailableError(f"The connection to {target.host} was lost or refused.")
    what = str(error) if isinstance(error, MalformedError) else "something that is not HTTP"
    return UnreadableAnswerError(f"{target.shown} answered with {what}.")


def simulated(trouble: str, target: Target, seconds: float) -> CollectError:
    """Return the error that the gateway asks for (see `gateway`)."""
    if trouble == "unknown_host":
        return unknown(target)
    if trouble == "timeout":
        return translated(TimeoutError(), target, seconds)
    if trouble in _SIMULATED_CERTIFICATES:
        return uncertified(target, _SIMULATED_CERTIFICATES[trouble])
    return translated(ConnectionRefusedError(), target, seconds)


def unknown(target: Target) -> UnknownHostError:
    """Return the error for a name that does not resolve."""
    return UnknownHostError(
        f"The name {target.host} is unknown. Check how it is spelt, and whether the domain was renewed."
    )


def uncertified(target: Target, problem: str) -> CertificateError:
    """Return the error for a certificate with this problem."""
    return CertificateError(f"The certificate of {target.host} {_CERTIFICATE_WORDS[problem]}.", problem)
