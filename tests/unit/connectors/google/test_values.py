"""Single values of Google's JSON."""

from datetime import UTC, date, datetime

import pytest

from account_health.connectors.google.values import day, https, moment, number, texts

TEN = datetime(2026, 11, 1, 10, 23, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-01T10:23:45Z", TEN),
        ("2026-11-01T10:23:45.123456789Z", TEN.replace(microsecond=123456)),
        ("2026-11-01T10:23:45.1Z", TEN.replace(microsecond=100000)),
        ("2026-11-01T11:23:45+01:00", TEN),
        ("2026-11-01t10:23:45z", TEN),
        ("2026-11-01", None),
        ("2026-11-01T10:23:45", None),
        ("2026-13-01T10:23:45Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        (1_700_000_000, None),
        (None, None),
    ],
)
def test_times_are_read_with_any_fraction(written: object, read: datetime | None) -> None:
    """A time without a zone, or of another form, is none."""
    assert moment(written) == read


def test_days_need_all_three_numbers() -> None:
    """A year alone, or an impossible day, is no day."""
    assert day({"year": 2026, "month": 12, "day": 24}) == date(2026, 12, 24)
    assert day({"year": 2026, "month": 12}) is None
    assert day({"year": 2026, "month": 2, "day": 30}) is None
    assert day(None) is None


def test_missing_values_are_zero_or_none() -> None:
    """Proto3 leaves out what equals the default."""
    assert (number(None), number([]), number("12"), number(7)) == (0, 0, 12, 7)
    assert (texts(["a", "", 3]), texts(None)) == (("a",), ())


def test_links_are_https() -> None:
    """Nothing else becomes a link."""
    assert https("https://a.example/") == "https://a.example/"
    assert https("javascript:alert(1)") is None
