"""A year with watch on: five lines a month at most, each matter three times, nothing after a decision, memory bounded."""

from datetime import date

import pytest

from tests.watch_year import HOSTILE, Year, live


@pytest.fixture(scope="module")
def year() -> Year:
    """Live through a year once; `python -m tests.watch_year` prints its figures."""
    return live()


def test_a_year_stays_within_its_budget(year: Year) -> None:
    """Lines, times, memory and requests."""
    assert max(year.by_month().values()) <= 5
    assert max(year.times().values()) <= 3
    assert year.memory <= 20_000
    assert year.history <= 20_000
    assert max(year.requests.values()) <= 7
    kinds = [line.kind for _, lines in year.reports for line in lines]
    assert kinds.count("critical") >= 7
    assert {*kinds} >= {"critical", "mentions", "unclaimed", "ours", "fake", "by_hand"}
    assert any(one.matter.startswith("links/") for one in year.told)


def test_nothing_is_told_of_what_a_person_decided(year: Year) -> None:
    """From the day on which somebody said that a place is not ours."""
    for at, lines in year.reports:
        for line in lines:
            for place, decided in (("place0", date(2026, 3, 10)), ("place1", date(2026, 6, 10))):
                assert not (at.date() >= decided and line.url and line.url.endswith(place))


def test_a_hostile_year_stays_within_the_same_budget() -> None:
    """A flood, another name, a fake that comes back and places that flicker: grave articles still find room, and numbers are floors."""
    year = live(HOSTILE)
    assert max(year.by_month().values()) <= 5
    assert max(year.times().values()) <= 3
    assert year.memory <= 20_000
    assert year.history <= 20_000
    lines = [line for _, lines in year.reports for line in lines]
    assert sum(line.kind == "critical" for line in lines) >= 4
    assert any("is back" in line.message.text for line in lines)
    counted = {
        at.month: line.message for at, those in year.reports for line in those if line.kind == "mentions"
    }
    assert "at least" in repr(counted[4])
    tasks = [line.matter for line in lines if line.kind == "by_hand"]
    assert len(tasks) == len(set(tasks))
