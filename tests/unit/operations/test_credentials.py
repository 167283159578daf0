"""Names under which credentials lie: what is used, what is not, what was meant."""

import pytest

from account_health.operations.credentials import (
    Unused,
    expected,
    lacking,
    unused_parameters,
    unused_variables,
)
from account_health.storage import Secret
from tests.builders import account, company

WANTED = "ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOOK"


def test_a_shared_credential_lies_outside_every_company() -> None:
    """The same name leads to the same place for every company."""
    one = account(id="facebook", platform="facebook", credential="shared/agency-meta")
    wanted = expected(company(one), one)
    assert wanted.variable == "ACCOUNT_HEALTH_SECRET___SHARED__AGENCY_META"
    assert wanted.parameter("clients") == "/clients/_shared/agency-meta"


@pytest.mark.parametrize(
    "name",
    [
        "ACCOUNT_HEALTH_SECRET__MORGENROT_FACEBOOK",
        "ACCOUNT_HEALTH_SECRETS__MORGENROT__FACEBOOK",
        "ACCOUNTHEALTH_SECRET__MORGENROT__FACEBOOK",
        "account_health_secret__morgenrot__facebook",
        "ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOOOK",
    ],
)
def test_what_was_probably_meant(name: str) -> None:
    """Underscores, case, a letter too much: one account waits for exactly this."""
    assert unused_variables([name], [WANTED], []) == (Unused(name, WANTED),)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ACCOUNT_HEALTH_SECRET__MORGENROT__INSTAGRAM", []),
        ("ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOK", [WANTED]),
        ("ACCOUNT_HEALTH_SECRET__ANOTHER__FACEBOOK", []),
    ],
)
def test_what_was_meant_for_nobody_here(name: str, found: list[str]) -> None:
    """Another platform's, one beside a credential that is there, another company's: unused, and nobody's misspelt one."""
    assert unused_variables([name], [WANTED], found) == (Unused(name),)


@pytest.mark.parametrize(
    "name", [WANTED, "PATH", "HEALTH_CHECK_URL", "ACCOUNT_HEALTH_STORE", "AWS_SECRET_ACCESS_KEY"]
)
def test_what_is_used_and_what_is_other_peoples_is_not_told(name: str) -> None:
    """The silent twin: an environment is full of names that are none of our business."""
    assert unused_variables([name], [WANTED], [WANTED]) == ()


def test_parameters_that_nobody_asks_for() -> None:
    """An old company's, and one that was written a little differently."""
    wanted = ["/account-health/morgenrot/facebook", "/account-health/morgenrot/x"]
    names = ["/account-health/Morgenrot/facebook", "/account-health/gone/meta", "/account-health/morgenrot/x"]
    assert unused_parameters(names, wanted, ["/account-health/morgenrot/x"]) == (
        Unused("/account-health/Morgenrot/facebook", "/account-health/morgenrot/facebook"),
        Unused("/account-health/gone/meta"),
    )


def test_fields_that_are_missing_or_empty() -> None:
    """Empty is missing; what stands beside under another spelling is named; a value never is."""
    assert lacking("x", Secret({"bearer_token": "AAAA"})) == ()
    assert lacking("x", Secret({"bearer_token": " "})) == ("bearer_token",)
    assert lacking("facebook", Secret({"accesstoken": "EAAcanary"})) == (
        "access_token (is accesstoken that?)",
    )
    assert lacking("google_business_profile", Secret({"client_id": "1"})) == (
        "client_secret",
        "refresh_token",
    )
