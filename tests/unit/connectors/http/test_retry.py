"""When a request is tried again."""

import pytest

from account_health.connectors.http.retry import backoff, retry_after


def test_pauses_double_up_to_a_limit() -> None:
    """With the largest random number: half a second, one, two, four, and no longer."""
    assert [backoff(failures, lambda: 1.0) for failures in range(1, 7)] == [0.5, 1.0, 2.0, 4.0, 4.0, 4.0]


def test_pauses_are_spread_down_to_nothing() -> None:
    """Full jitter: many that failed together do not come back together."""
    assert [backoff(3, share) for share in (lambda: 0.0, lambda: 0.25, lambda: 0.5)] == [0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": " 0 "}, 0.0),
        ({"retry-after": "Mon, 23 Nov 2026 07:02:00 GMT", "date": "Mon, 23 Nov 2026 07:00:00 GMT"}, 120.0),
        ({"retry-after": "Mon, 23 Nov 2026 06:00:00 GMT", "date": "Mon, 23 Nov 2026 07:00:00 GMT"}, 0.0),
        ({"retry-after": "Mon, 23 Nov 2026 07:02:00 -0000", "date": "Mon, 23 Nov 2026 07:00:00 GMT"}, 120.0),
        ({"retry-after": "Mon, 23 Nov 2026 07:02:00 GMT"}, None),
        ({"retry-after": "soon", "date": "Mon, 23 Nov 2026 07:00:00 GMT"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "\u0661"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(headers: dict[str, str], seconds: float | None) -> None:
    """A date counts from the answer's own clock."""
    assert retry_after(headers) == seconds
