"""Every code and subcode of Meta's, by code and never by text."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from account_health.connectors.http.answer import Answer
from account_health.connectors.http.fetcher import NO_HEADERS
from account_health.connectors.meta.graph.errors import (
    MEANINGS,
    Fault,
    NotAvailableError,
    OwnFaultError,
    PageMovedError,
    PermissionMissingError,
    TemporaryError,
    TokenRefusedError,
    TooMuchDataError,
    UnknownFieldError,
    error_of,
    gap_of,
    meaning,
)
from account_health.model import Reason
from account_health.model.errors import (
    CollectError,
    NotFoundError,
    PlatformUnavailableError,
    RateLimitedError,
    UnreadableAnswerError,
)
from tests.shared_data import shared


def answer(body: object, status: int = 400, headers: Mapping[str, str] = NO_HEADERS) -> Answer:
    """Return an answer of the platform."""
    url = "https://graph.facebook.com/v26.0/1"
    return Answer(
        url, status, headers, body if isinstance(body, bytes) else json.dumps(body).encode(), (url,)
    )


def error(
    code: int | None, subcode: int | None = None, status: int = 400, **more: Any
) -> CollectError | None:
    """Return our error for one of theirs whose text says nothing."""
    body: dict[str, Any] = {"message": "Etwas ist schiefgegangen", "type": "OAuthException"}
    body |= {} if code is None else {"code": code}
    body |= {} if subcode is None else {"error_subcode": subcode}
    return error_of(answer({"error": body | more}, status), "Facebook")


TABLE: list[tuple[int, int | None, type[CollectError], str | None]] = [
    (1, None, TooMuchDataError, None),
    (1, 99, TooMuchDataError, None),
    (2, None, TemporaryError, None),
    (3, None, PermissionMissingError, None),
    (4, None, RateLimitedError, None),
    (10, None, PermissionMissingError, None),
    (12, None, NotAvailableError, None),
    (17, None, RateLimitedError, None),
    (21, None, PageMovedError, None),
    (17, 2446079, RateLimitedError, None),
    (24, 2207006, NotFoundError, None),
    (24, None, NotFoundError, None),
    (32, None, RateLimitedError, None),
    (100, None, OwnFaultError, None),
    (100, 33, NotFoundError, None),
    (101, None, TokenRefusedError, "wrong_app"),
    (102, None, TokenRefusedError, "revoked"),
    (104, None, TokenRefusedError, "wrong_app"),
    (190, None, TokenRefusedError, "revoked"),
    (190, 458, TokenRefusedError, "revoked"),
    (190, 459, TokenRefusedError, "needs_person"),
    (190, 460, TokenRefusedError, "revoked"),
    (190, 463, TokenRefusedError, "expired"),
    (190, 464, TokenRefusedError, "needs_person"),
    (190, 467, TokenRefusedError, "revoked"),
    (190, 490, TokenRefusedError, "needs_person"),
    (190, 2069032, TokenRefusedError, "wrong_kind"),
    (190, 492, TokenRefusedError, "no_role"),
    (190, 123456, TokenRefusedError, "revoked"),
    (200, None, PermissionMissingError, None),
    (210, None, PermissionMissingError, None),
    (230, None, PermissionMissingError, None),
    (283, None, PermissionMissingError, None),
    (299, None, PermissionMissingError, None),
    (341, None, RateLimitedError, None),
    (368, None, TokenRefusedError, "needs_person"),
    (506, None, OwnFaultError, None),
    (613, None, RateLimitedError, None),
    (613, 1996, RateLimitedError, None),
    (803, None, NotFoundError, None),
    (1705, None, TokenRefusedError, "wrong_kind"),
    (2500, None, OwnFaultError, None),
    (9009, None, NotFoundError, None),
    *((code, None, RateLimitedError, None) for code in (80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014)),
    (987654, None, PlatformUnavailableError, None),
]  # fmt: skip


@pytest.mark.parametrize("status", [200, 400, 403, 500])
@pytest.mark.parametrize(("code", "subcode", "kind", "problem"), TABLE)
def test_each_code_has_its_meaning_whatever_the_status_and_the_text(
    code: int, subcode: int | None, kind: type[CollectError], problem: str | None, status: int
) -> None:
    """An error is decided by its code and subcode, also when it comes with HTTP 200."""
    found = error(code, subcode, status)
    assert type(found) is kind
    assert getattr(found, "problem", None) == problem


@pytest.mark.parametrize(
    ("code", "subcode", "message", "problem"),
    [
        (190, None, "(#190) This method must be called with a Page Access Token", "wrong_kind"),
        (210, None, "(#210) A page access token is required to request this resource.", "wrong_kind"),
        (190, None, "The user must be an administrator of the page in order to impersonate it.", "no_role"),
        (190, None, "Error validating access token: the session is gone.", "revoked"),
        (190, 463, "Error validating access token: renew the Page Access Token.", "expired"),
    ],
)
def test_what_a_bare_refusal_leaves_open_its_words_say(
    code: int, subcode: int | None, message: str, problem: str
) -> None:
    """A person's token and a lost role come without a subcode, too; where there is one, it decides alone."""
    found = error(code, subcode, message=message)
    assert isinstance(found, TokenRefusedError)
    assert found.problem == problem


def test_no_row_of_the_table_is_untested() -> None:
    """Whoever adds a code adds its expectation here."""
    tested = {(code, subcode) for code, subcode, _, _ in TABLE} | {(code, None) for code in range(200, 300)}
    assert set(MEANINGS) <= tested


def test_every_code_of_the_fact_sheet_has_a_row() -> None:
    """What section 6 of the fact sheet names is known; nothing of it ends as an unknown error."""
    sheet = shared("facts/meta.md").read_text("utf-8")
    section = sheet[sheet.index("## 6. Errors") : sheet.index("### Rate limits")]
    codes = [int(row.split("|")[1].split()[0].strip(" ;,(")) for row in section.splitlines() if row.startswith("| ") and row[2].isdigit() and row.split("|")[1].split()[0].strip(" ;,(").isdigit()]  # fmt: skip
    assert len(codes) > 15
    for code in codes:
        assert meaning(Fault(code, None, transient=False, message="")).kind != "unknown", code


@pytest.mark.parametrize("code", [1, 100, 987654])
def test_what_the_platform_calls_transient_is_tried_again(code: int) -> None:
    """`is_transient` turns an unclear error into a temporary one."""
    assert type(error(code, is_transient=True)) is TemporaryError


@pytest.mark.parametrize(("code", "kind"), [(4, RateLimitedError), (190, TokenRefusedError)])
def test_a_limit_and_a_dead_token_stay_what_they_are(code: int, kind: type[CollectError]) -> None:
    """Rate limits are called transient too, and must not be retried."""
    assert type(error(code, is_transient=True)) is kind


def test_an_unknown_field_is_named() -> None:
    """The name between brackets is what has to be left out."""
    found = error(100, message="(#100) Tried accessing nonexisting field (impressum) on node type (Page)")
    assert isinstance(found, UnknownFieldError)
    assert found.field == "impressum"
    assert gap_of(found).reason is Reason.NOT_AUDITED


def test_a_missing_permission_behind_code_100_is_named() -> None:
    """The recorded answer for a Page without permission carries no subcode, only the permission's name."""
    body = json.loads(shared("data/meta/recorded/python-facebook/base/error_data.json").read_text("utf-8"))
    found = error_of(answer(body), "Facebook")
    assert isinstance(found, PermissionMissingError)
    assert found.permissions == ("pages_read_engagement",)
    assert gap_of(found).detail == "pages_read_engagement"


def test_a_wrong_app_secret_behind_code_100_is_found() -> None:
    """An invalid proof is the credential's fault and not ours."""
    found = error(100, message="Invalid appsecret_proof provided in the API argument")
    assert isinstance(found, TokenRefusedError)
    assert found.problem == "wrong_app"


@pytest.mark.parametrize(
    ("headers", "words", "seconds"),
    [
        ({"x-business-use-case-usage": '{"1":[{"type":"pages","estimated_time_to_regain_access":19}]}'}, "19 minutes", 1140),
        ({"retry-after": "600"}, "10 minutes", 600),
        ({"x-business-use-case-usage": "broken{"}, "does not say", None),
    ],
)  # fmt: skip
def test_a_limit_says_when_to_come_back(headers: dict[str, str], words: str, seconds: float | None) -> None:
    """The time to regain access stands in the text and in the error."""
    found = error_of(answer({"error": {"code": 80001}}, headers=headers), "Facebook")
    assert isinstance(found, RateLimitedError)
    assert words in str(found)
    assert found.retry_after == seconds


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (502, b"<html>Bad gateway</html>", TemporaryError),
        (503, b"{}", TemporaryError),
        (429, b"{}", RateLimitedError),
        (200, b"<html>", UnreadableAnswerError),
        (400, b"[]", UnreadableAnswerError),
        (400, b'{"error": "text"}', UnreadableAnswerError),
    ],
)
def test_without_an_explanation_the_status_decides(
    status: int, body: bytes, kind: type[CollectError]
) -> None:
    """A proxy between us and the platform knows no codes."""
    assert isinstance(error_of(answer(body, status), "Facebook"), kind)


def test_a_good_answer_is_no_error() -> None:
    """An answer without `error` is good."""
    assert error_of(answer({"id": "1"}, 200), "Facebook") is None


@pytest.mark.parametrize("name", ["exampleErrorNew", "exampleOauthError", "oauthExampleError"])
def test_recorded_errors_are_errors(name: str) -> None:
    """Real answers with missing keys are read as well."""
    body = json.loads(shared(f"data/meta/recorded/restfb/{name}.json").read_text("utf-8"))
    assert isinstance(error_of(answer(body, 200), "Instagram"), CollectError)


def test_what_the_platform_says_is_never_repeated() -> None:
    """Messages of the platform may hold names and ids; ours hold the code."""
    found = error(190, 463, message="Session of Erika Musterfrau EAAB1234567890123456789012 has expired")
    assert "Erika" not in str(found)
    assert "190/463" in str(found)
