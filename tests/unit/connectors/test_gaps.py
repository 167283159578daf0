"""From errors of looking to reasons in a snapshot."""

import pytest

from account_health.connectors.gaps import REASON_OF, unavailable
from account_health.model import Reason, Unavailable, errors
from account_health.text.redact import LONGEST_DETAIL, detail


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (errors.AccessDeniedError("x"), Reason.ACCESS_DENIED),
        (errors.CredentialMissingError("x"), Reason.CREDENTIAL_MISSING),
        (errors.RateLimitedError("x"), Reason.RATE_LIMITED),
        (errors.PlatformUnavailableError("x"), Reason.PLATFORM_UNAVAILABLE),
        (errors.NotFoundError("x", gone=True), Reason.NOT_FOUND),
        (errors.UnknownHostError("x"), Reason.UNKNOWN_HOST),
        (errors.TooSlowError("x"), Reason.TOO_SLOW),
        (errors.TooLargeError("x"), Reason.TOO_LARGE),
        (errors.ForbiddenAddressError("x"), Reason.FORBIDDEN_ADDRESS),
        (errors.CertificateError("x", "expired"), Reason.CERTIFICATE),
        (errors.RedirectError("x"), Reason.REDIRECTS),
        (errors.UnreadableAnswerError("x"), Reason.UNREADABLE),
        (errors.NotAFeedError("x"), Reason.UNREADABLE),
        (errors.NotAPageError("x"), Reason.UNREADABLE),
        (errors.NotAPageError("x", "empty"), Reason.EMPTY),
        (errors.CollectError("x"), Reason.PLATFORM_UNAVAILABLE),
    ],
)
def test_every_error_has_its_reason(error: errors.CollectError, reason: Reason) -> None:
    """An error without a row counts as its parent."""
    assert unavailable(error).reason is reason


def test_every_direct_kind_of_error_has_a_row() -> None:
    """A new error of looking needs a reason."""
    ours = {kind for kind in errors.CollectError.__subclasses__() if kind.__module__ == errors.__name__}
    assert ours == set(REASON_OF)


def test_a_detail_is_one_short_line_without_secrets() -> None:
    """Line breaks, control characters, tokens and length are taken out."""
    text = detail("a\nb\x1b[31m https://example.org/?access_token=EAAsecret " + "x" * 1_000)
    assert "\n" not in text
    assert "\x1b" not in text
    assert "EAAsecret" not in text
    assert len(text) == LONGEST_DETAIL


def test_a_credential_that_cannot_be_read_is_a_reason_of_its_own() -> None:
    """It is neither missing nor refused by the platform, and where it lies is said."""
    gap = unavailable(errors.CredentialUnreadableError("The credential in X has to be a JSON object."))
    assert gap == Unavailable(Reason.CREDENTIAL_UNREADABLE, "The credential in X has to be a JSON object.")
