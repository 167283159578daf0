"""Lines: who shares a limit, how fast a line is looked at, and how long it rests."""

from dataclasses import replace
from datetime import timedelta
from itertools import count, takewhile

import pytest

from account_health.model.lines import PACES, line_of, next_look, next_try, pace_of
from account_health.model.platform import PLATFORM_ROWS
from tests import builders

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("platform", "credential", "line"),
    [
        ("google_business_profile", None, "google"),
        ("google_business_profile", "google", "google"),
        ("google_business_profile", "shared/agency", "google--agency"),
        ("facebook", None, "meta"),
        ("instagram", "shared/agency-meta", "meta--agency-meta"),
        ("x", None, "x"),
        ("blog", None, "web"),
        ("website", None, "web"),
    ],
)
def test_accounts_of_one_platform_and_access_share_a_line(
    platform: str, credential: str | None, line: str
) -> None:
    """A company's own credential is no line of its own: the application is the same for all of them."""
    account = replace(builders.account(), platform=platform, credential=credential)
    assert line_of(account) == line
    assert pace_of(line) is PACES[PLATFORM_ROWS[account.platform].line]


def test_every_platform_has_a_pace() -> None:
    """A new platform is looked at like a website until its row says more."""
    assert {row.line for row in PLATFORM_ROWS.values()} == set(PACES)


def test_the_processes_of_a_line_keep_its_pace_together() -> None:
    """Two processes wait twice as long as one; four fifths of what the platform documents are asked for."""
    assert PACES["google"].seconds_a_request == pytest.approx(60 / 240)
    assert PACES["meta"].seconds_a_request == pytest.approx(2 * 60 / 600)
    assert PACES["x"].seconds_a_look == pytest.approx(60 / 16)
    assert PACES["web"].seconds_a_request == PACES["web"].seconds_a_look == 0


def test_a_process_of_a_line_is_done_before_it_hands_over() -> None:
    """A batch at the line's pace takes less than four minutes."""
    for pace in PACES.values():
        assert pace.batch * max(pace.seconds_a_look, 3 * pace.seconds_a_request) < 240


@pytest.mark.parametrize(("whole", "minutes"), [(True, [1, 15, 30, 60, 60, 60, 60, 60]), (False, [1, 15])])
def test_an_account_in_passing_trouble_is_looked_at_again(whole: bool, minutes: list[int]) -> None:  # noqa: FBT001 - a row of a table
    """After a minute, a quarter of an hour, and then more patiently; for one missing part not so often."""
    waits = takewhile(bool, (next_look(looks, whole=whole) for looks in count(1)))
    assert list(waits) == [each * MINUTE for each in minutes]


def test_a_line_that_stops_again_and_again_rests_longer() -> None:
    """1, 2, 4, 8 and then 15 minutes, however often it was."""
    assert [next_try(failures) / MINUTE for failures in (1, 2, 3, 4, 5, 6, 400)] == [1, 2, 4, 8, 15, 15, 15]
