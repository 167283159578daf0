"""No secret stays in a text that somebody may read."""

import pytest

from account_health.text.redact import redact, shown


@pytest.mark.parametrize(
    "text",
    [
        "GET /v23.0/me?fields=id&access_token=CANARY&limit=5 failed",
        "url: /v23.0/debug_token?input_token=CANARY",
        "https%3A%2F%2Fgraph.example%2Fme%3Faccess_token%3DCANARY",
        "client_secret=CANARY&refresh_token=CANARY",
        "?key=CANARY",
        "application_password=CANARY",
        "appsecret_proof=CANARY",
        "Authorization: Bearer CANARYCANARY==",
        "{'Authorization': 'Bearer CANARYCANARY'}",
        "{'Authorization': b'Basic CANARYCANARY='}",
        '{"access_token": "CANARY", "id": "1"}',
        '{"client_secret" : "CAN\\"ARY CANARY"}',
        "https://jana:CANARY@example.org/",
        "invalid token EAACANARY0123456789abcdefghij",
        "ya29.CANARY_0123456789",
        "1//CANARY-0123456789012345",
    ],
)
def test_secrets_are_removed(text: str) -> None:
    """Query values, JSON values, headers, user names in addresses, and what looks like a platform's secret."""
    assert "CANARY" not in redact(text)
    assert "[removed]" in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/blog?page=2&order=desc",
        "monkey=banana",
        "The token expires on 3 December.",
        "https://medium.example/@jana/feed",
        "key facts: open until 18:00",
        "https://example.org/1//2/",
    ],
)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    """A report or log that hides everything helps nobody."""
    assert redact(text) == text


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://example.org/a/b?access_token=CANARY#CANARY", "https://example.org/a/b"),
        ("https://jana:CANARY@example.org/a", "https://example.org/a"),
        ("https://medium.example/@jana", "https://medium.example/@jana"),
        ("https:jana:CANARY@example.org", "example.org"),
        ("https://a\nb\u202e/", "https://a\ufffdb\ufffd/"),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, text: str) -> None:
    """Scheme, host and path, on one line."""
    assert shown(url) == text


def test_a_long_address_is_shortened() -> None:
    """Nobody reads two thousand characters."""
    assert len(shown("https://example.org/" + "a" * 2000)) == 200
