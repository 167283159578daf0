"""A year with watch on: five lines a month at most, each matter three times, nothing after a decision, memory bounded."""

from datetime import date

from tests.watch_year import live


def test_a_year_stays_within_its_budget() -> None:
    """`python -m tests.watch_year` prints the figures."""
    year = live()

    assert max(year.by_month().values()) <= 5
    assert max(year.times().values()) <= 3
    assert year.memory <= 20_000
    assert year.history <= 20_000
    assert max(year.requests.values()) <= 7
    assert sum(line.kind == "critical" for _, lines in year.reports for line in lines) >= 7
    told = {one.matter.partition("/")[0] for one in year.told}
    assert told >= {"critical", "mentions", "unclaimed", "ours", "fake", "by_hand", "links"}


def test_nothing_is_told_of_what_a_person_decided() -> None:
    """From the day on which somebody said that a place is not ours."""
    year = live()
    for at, lines in year.reports:
        for line in lines:
            for place, decided in (("place0", date(2026, 3, 10)), ("place1", date(2026, 6, 10))):
                assert not (at.date() >= decided and line.url and line.url.endswith(place))
