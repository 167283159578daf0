"""When a schedule starts next."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from account_health.operations.next_run import next_start

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # 8:00 in Berlin


@pytest.mark.parametrize(
    ("expression", "start"),
    [
        ("cron(0 7 ? * MON *)", "2026-11-30T07:00:00+01:00"),
        ("cron(0 9 ? * MON *)", "2026-11-23T09:00:00+01:00"),
        ("cron(30 7 ? * TUE-FRI *)", "2026-11-24T07:30:00+01:00"),
        ("cron(0 20 ? * SUN *)", "2026-11-29T20:00:00+01:00"),
        ("cron(0 20 ? * 1 *)", "2026-11-29T20:00:00+01:00"),
        ("cron(0/15 8 * * ? *)", "2026-11-23T08:15:00+01:00"),
        ("cron(0 6 1 * ? *)", "2026-12-01T06:00:00+01:00"),
        ("cron(0 6 1 JAN,APR ? *)", "2027-01-01T06:00:00+01:00"),
        ("at(2026-12-24T18:00:00)", "2026-12-24T18:00:00+01:00"),
    ],
)
def test_the_next_start(expression: str, start: str) -> None:
    """Weekdays count from Sunday as one, hours are those of the schedule's zone."""
    found = next_start(expression, BERLIN, MONDAY)
    assert found is not None
    assert found.isoformat() == start


@pytest.mark.parametrize(
    "expression",
    [
        "rate(7 days)",
        "cron(0 7 L * ? *)",
        "cron(0 7 ? * MON#1 *)",
        "cron(0 7 ? * MON 2020)",
        "cron(0 25 * * ? *)",
        "at(2020-01-01T00:00:00)",
        "monday",
        "",
    ],
)
def test_what_cannot_be_told(expression: str) -> None:
    """Better no moment than a wrong one."""
    assert next_start(expression, BERLIN, MONDAY) is None


@pytest.mark.parametrize(
    ("expression", "start"),
    [
        ("cron(30 2 ? * SUN *)", "2027-04-04T02:30:00+02:00"),
        ("cron(30 2 * * ? *)", "2027-03-29T02:30:00+02:00"),
        ("cron(0 2,20 ? * SUN *)", "2027-03-28T20:00:00+02:00"),
        ("cron(30 3 ? * SUN *)", "2027-03-28T03:30:00+02:00"),
    ],
)
def test_nothing_starts_in_the_hour_that_is_left_out_in_spring(expression: str, start: str) -> None:
    """EventBridge skips a start that no clock shows: for a run on Sundays that is a week."""
    found = next_start(expression, BERLIN, datetime(2027, 3, 27, 12, tzinfo=UTC))
    assert found is not None
    assert found.isoformat() == start
