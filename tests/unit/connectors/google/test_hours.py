"""Opening hours as Google writes them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account_health.connectors.google.hours import DAYS, special_days_of, week_of
from account_health.model import SpecialDay


def period(first: str, opens: dict[str, int], last: str, closes: dict[str, int]) -> dict[str, Any]:
    """Return one period."""
    return {"openDay": first, "openTime": opens, "closeDay": last, "closeTime": closes}


def week(*periods: dict[str, Any]) -> Any:
    """Return the week that these periods are."""
    return week_of({"regularHours": {"periods": list(periods)}})


@pytest.mark.parametrize(
    ("given_period", "weekday", "interval"),
    [
        (period("MONDAY", {"hours": 9}, "MONDAY", {"hours": 18, "minutes": 30}), 0, (540, 1110)),
        (period("SATURDAY", {}, "SATURDAY", {"hours": 24}), 5, (0, 1440)),
        (period("FRIDAY", {"hours": 18}, "SATURDAY", {"hours": 2}), 4, (1080, 1560)),
        (period("FRIDAY", {"hours": 18}, "SATURDAY", {}), 4, (1080, 1440)),
        (period("SUNDAY", {"hours": 20}, "MONDAY", {"hours": 1}), 6, (1200, 1500)),
        (period("TUESDAY", {"minutes": 30}, "TUESDAY", {"hours": 1}), 1, (30, 60)),
        (period("TUESDAY", {"hours": 18}, "TUESDAY", {"hours": 2}), 1, (1080, 1560)),
        (period("TUESDAY", {}, "TUESDAY", {}), 1, (0, 1440)),
    ],
)
def test_zero_hours_are_midnight_and_late_closings_stay_with_their_evening(
    given_period: dict[str, Any], weekday: int, interval: tuple[int, int]
) -> None:
    """`{}` is 00:00, 24 ends a day, and two in the morning belongs to the evening before."""
    read = week(given_period)
    assert read[weekday] == (interval,)
    assert all(not read[one] for one in range(7) if one != weekday)


def test_one_period_for_the_whole_week_is_cut_into_days() -> None:
    """Always open is one period from Monday to Sunday."""
    assert week(period("MONDAY", {}, "SUNDAY", {"hours": 24})) == (((0, 1440),),) * 7


def test_a_period_over_the_weekend_is_cut_at_midnight() -> None:
    """Saturday evening to Monday morning: three days."""
    read = week(period("SATURDAY", {"hours": 20}, "MONDAY", {"hours": 6}))
    assert (read[5], read[6], read[0]) == (((1200, 1440),), ((0, 1440),), ((0, 360),))


def test_several_periods_of_a_day_are_in_order() -> None:
    """A lunch break."""
    read = week(
        period("MONDAY", {"hours": 14}, "MONDAY", {"hours": 18}),
        period("MONDAY", {"hours": 8}, "MONDAY", {"hours": 12}),
    )
    assert read[0] == ((480, 720), (840, 1080))


def test_no_hours_are_none_and_not_closed() -> None:
    """Nothing stated, an empty list, and days that do not exist."""
    assert week_of({}) is None
    assert week_of({"regularHours": {}}) is None
    assert week(period("SOMEDAY", {}, "SOMEDAY", {"hours": 4})) is None


@settings(deadline=None)
@given(first=st.integers(0, 6), start=st.integers(0, 1439), last=st.integers(0, 6), end=st.integers(0, 1440))
def test_every_period_is_as_long_in_the_week_as_it_was_written(
    first: int, start: int, last: int, end: int
) -> None:
    """Cutting at midnight loses and adds nothing."""

    def clock(minutes: int) -> dict[str, int]:
        return {k: v for k, v in (("hours", minutes // 60), ("minutes", minutes % 60)) if v}

    read = week(period(DAYS[first], clock(start), DAYS[last], clock(end)))
    length = (last * 1440 + end - first * 1440 - start) % 10080
    if length == 0:
        length = 1440 if first == last else 10080
    if first == last and end < start:
        length = end - start + 1440
    assert sum(closes - opens for day in read for opens, closes in day) == length
    assert all(0 <= opens < closes <= 2 * 1440 for day in read for opens, closes in day)


def test_special_hours_are_closed_open_or_past_midnight() -> None:
    """Absent `closed` is false; an end date a day later is past midnight; periods of one day belong together."""
    eve, day, party = ({"year": 2026, "month": 12, "day": d} for d in (24, 25, 31))
    found = special_days_of(
        {
            "specialHours": {
                "specialHourPeriods": [
                    {"startDate": day, "closed": True},
                    {"startDate": eve, "openTime": {"hours": 14}, "closeTime": {"hours": 15}},
                    {"startDate": eve, "openTime": {"hours": 7}, "closeTime": {"hours": 12}},
                    {
                        "startDate": party,
                        "endDate": {"year": 2027, "month": 1, "day": 1},
                        "openTime": {"hours": 18},
                        "closeTime": {"hours": 3},
                    },
                    {"startDate": {"year": 2027}, "closed": True},
                ]
            }
        }
    )
    assert found == (
        SpecialDay(day=date(2026, 12, 24), intervals=((420, 720), (840, 900))),
        SpecialDay(day=date(2026, 12, 25)),
        SpecialDay(day=date(2026, 12, 31), intervals=((1080, 1620),)),
    )
    assert special_days_of({}) == ()
    assert special_days_of({"specialHours": {"specialHourPeriods": [{"startDate": day}]}})[0].intervals == (
        (0, 1440),
    )
