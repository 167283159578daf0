"""The clock of working days: sums, holidays of regions, pauses, and the days the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.calendar.working_days import WorkingClock
from account_health.model.company import Pause

BERLIN = ZoneInfo("Europe/Berlin")
PLAIN = WorkingClock(BERLIN, "XX")
"""Monday to Friday and nothing else."""

ZONES = tuple(
    ZoneInfo(name)
    for name in ("Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Auckland")
)
moments = st.datetimes(
    min_value=datetime(2012, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2040, 12, 31),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.just(UTC),
)
days = st.dates(min_value=date(2012, 1, 1), max_value=date(2040, 12, 31))


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    """A pause of at most forty days."""
    first = draw(st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 12, 31)))
    return Pause(first=first, last=first + timedelta(days=draw(st.integers(0, 40))))


clocks = st.builds(
    WorkingClock,
    st.sampled_from(ZONES),
    st.sampled_from(("DE", "AT", "CH", "GB", "US", "XX")),
    st.sampled_from((None, "BY", "BE", "ZH", "CA", "nowhere")),
    st.lists(pauses(), max_size=4).map(tuple),
)


def at(day: date, hour: int = 0, minute: int = 0, zone: ZoneInfo = BERLIN) -> datetime:
    """Return a local wall-clock moment."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def bavaria(*off: Pause) -> WorkingClock:
    """Return the clock of a company in Munich."""
    return WorkingClock(BERLIN, "DE", "BY", off)


@given(clocks, st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_two_spans_add_up_to_the_whole(clock: WorkingClock, three: list[datetime]) -> None:
    """Cutting a span in two loses and gains nothing."""
    start, middle, end = three
    whole = clock.elapsed_days(start, end)
    assert clock.elapsed_days(start, middle) + clock.elapsed_days(middle, end) == pytest.approx(
        whole, abs=1e-6
    )


@given(clocks, st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_waiting_longer_never_counts_less(clock: WorkingClock, three: list[datetime]) -> None:
    """A later end gives the same or more, an earlier start too, and calendar time is never exceeded by a day."""
    start, middle, end = three
    whole = clock.elapsed_days(start, end)
    assert whole >= clock.elapsed_days(start, middle) - 1e-6
    assert whole >= clock.elapsed_days(middle, end) - 1e-6
    assert 0.0 <= whole <= (end - start) / timedelta(days=1) + 0.1


@given(clocks, moments, moments)
def test_never_negative(clock: WorkingClock, start: datetime, end: datetime) -> None:
    """Whatever the order of the moments, the age is 0 or more, and 0 when the end is not later."""
    elapsed = clock.elapsed_days(start, end)
    assert elapsed >= 0.0
    if end <= start:
        assert elapsed == 0.0


@given(clocks, days)
def test_one_day_counts_one_or_nothing(clock: WorkingClock, day: date) -> None:
    """From midnight to midnight a working day is 1.0, also when the clocks change, and a day off is 0.0."""
    start = at(day, zone=clock.zone).astimezone(UTC)
    end = at(day + timedelta(days=1), zone=clock.zone).astimezone(UTC)
    assert clock.elapsed_days(start, end) == pytest.approx(1.0 if clock.is_working(day) else 0.0)


@given(clocks, days, st.integers(0, 400))
def test_the_formula_agrees_with_counting_day_by_day(clock: WorkingClock, first: date, length: int) -> None:
    """Counting with the formula is the same as looking at every day."""
    end = first + timedelta(days=length)
    counted = sum(clock.is_working(first + timedelta(days=number)) for number in range(length))
    elapsed = clock.elapsed_days(
        at(first, zone=clock.zone).astimezone(UTC), at(end, zone=clock.zone).astimezone(UTC)
    )
    assert elapsed == pytest.approx(counted)


@given(clocks, days, st.integers(1, 30))
def test_add_lands_on_the_nth_working_day(clock: WorkingClock, day: date, count: int) -> None:
    """The due day is a working day, with exactly `count` working days after the first day."""
    due = clock.add(day, count)
    assert clock.is_working(due)
    between = ((day + timedelta(days=number)) for number in range(1, (due - day).days + 1))
    assert sum(clock.is_working(each) for each in between) == count


@pytest.mark.parametrize(
    "monday", [date(2026, 3, 23), date(2026, 3, 30), date(2026, 10, 19), date(2026, 10, 26)]
)
def test_weeks_around_the_change_of_clocks_have_five_days(monday: date) -> None:
    """Monday 00:00 to Saturday 00:00 is 5.0 in the weeks before and after summer time begins and ends."""
    assert PLAIN.elapsed_days(at(monday), at(monday + timedelta(days=5))) == pytest.approx(5.0)
    assert PLAIN.elapsed_days(at(monday), at(monday + timedelta(days=7))) == pytest.approx(5.0)


def test_a_working_day_on_which_the_clocks_change_is_one_day() -> None:
    """In Egypt summer time begins on a Friday: its 23 hours are one day, and half of them half a day."""
    cairo = WorkingClock(ZoneInfo("Africa/Cairo"), "XX")
    friday = date(2026, 4, 24)
    start = at(friday, zone=cairo.zone).astimezone(UTC)
    assert cairo.elapsed_days(start, start + timedelta(hours=23)) == pytest.approx(1.0)
    assert cairo.elapsed_days(start, start + timedelta(hours=11, minutes=30)) == pytest.approx(0.5)


def test_hours_count_in_local_time() -> None:
    """A comment of Friday 18:00 in Munich is one day old on Monday 18:00, whatever UTC says."""
    friday = date(2026, 1, 16)
    start = at(friday, 18).astimezone(UTC)
    assert PLAIN.elapsed_days(start, at(friday + timedelta(days=3), 18).astimezone(UTC)) == pytest.approx(1.0)
    assert PLAIN.elapsed_days(at(friday, 23, 59), at(friday + timedelta(days=3))) == pytest.approx(1 / 1440)


def test_weekend_pause_and_holiday_count_nothing() -> None:
    """Nothing passes on a weekend, in a pause, or on a holiday."""
    clock = bavaria(Pause(first=date(2026, 8, 10), last=date(2026, 8, 21)))
    assert clock.elapsed_days(at(date(2026, 1, 17)), at(date(2026, 1, 19))) == 0.0
    assert clock.elapsed_days(at(date(2026, 8, 10), 9), at(date(2026, 8, 23), 20)) == 0.0
    assert clock.elapsed_days(at(date(2026, 1, 6), 1), at(date(2026, 1, 6), 23)) == 0.0


def test_pauses_that_overlap_are_counted_once() -> None:
    """Two pauses over the same days, one of them over a holiday, take each day out only once."""
    clock = bavaria(
        Pause(first=date(2026, 12, 24), last=date(2027, 1, 6)),
        Pause(first=date(2026, 12, 28), last=date(2027, 1, 8)),
    )
    assert clock.elapsed_days(at(date(2026, 12, 21)), at(date(2027, 1, 12))) == pytest.approx(4.0)


def test_bavaria_and_berlin_differ() -> None:
    """8 March is a holiday in Berlin, 6 January in Bavaria."""
    berlin = WorkingClock(BERLIN, "DE", "BE")
    womens_day, epiphany = date(2027, 3, 8), date(2026, 1, 6)
    assert (berlin.is_working(womens_day), bavaria().is_working(womens_day)) == (False, True)
    assert (berlin.is_working(epiphany), bavaria().is_working(epiphany)) == (True, False)


def test_a_holiday_of_some_municipalities_is_a_working_day() -> None:
    """15 August is off in Saarland and Austria; in Bavaria, where it depends on the town, the clock runs."""
    assumption = date(2025, 8, 15)
    assert bavaria().is_working(assumption)
    assert not WorkingClock(BERLIN, "DE", "SL").is_working(assumption)
    assert not WorkingClock(BERLIN, "AT").is_working(assumption)


@pytest.mark.parametrize("region", ["BY", "by", "DE-BY", "Bayern", " bayern "])
def test_a_region_may_be_written_in_several_ways(region: str) -> None:
    """Code, ISO code and name mean the same region."""
    assert not WorkingClock(BERLIN, "DE", region).is_working(date(2026, 1, 6))


@pytest.mark.parametrize(
    ("country", "region", "holiday"),
    [
        ("DE", None, date(2026, 5, 1)),
        ("DE", "Atlantis", date(2026, 5, 1)),
        ("de", None, date(2026, 5, 1)),
        ("AT", None, date(2026, 10, 26)),
        ("AT", "Wien", date(2026, 10, 26)),
        ("CH", "ZH", date(2025, 8, 1)),
        ("CH", None, date(2025, 8, 1)),
        ("GB", "ENG", date(2026, 8, 31)),
        ("GB", None, date(2026, 12, 28)),
        ("UK", None, date(2026, 12, 28)),
        ("US", None, date(2026, 7, 3)),
        ("US", "CA", date(2026, 11, 26)),
    ],
)
def test_holidays_of_several_countries(country: str, region: str | None, holiday: date) -> None:
    """Public holidays are known for other countries too, with substitute days, and an unknown region is nationwide."""
    assert not WorkingClock(BERLIN, country, region).is_working(holiday)


@pytest.mark.parametrize("country", ["XX", "", "Atlantis"])
def test_an_unknown_country_has_monday_to_friday(country: str) -> None:
    """A country nobody knows is accepted and has no holidays."""
    clock = WorkingClock(BERLIN, country, "BY")
    assert clock.is_working(date(2026, 12, 25))
    assert not clock.is_working(date(2026, 12, 26))


def test_add_skips_weekends_holidays_and_pauses() -> None:
    """A due day is never a day off."""
    assert PLAIN.add(date(2026, 1, 17), 1) == date(2026, 1, 19)
    assert PLAIN.add(date(2026, 1, 17), 0) == date(2026, 1, 17)
    assert bavaria().add(date(2026, 1, 5), 1) == date(2026, 1, 7)
    assert bavaria(Pause(first=date(2026, 1, 7), last=date(2026, 1, 11))).add(date(2026, 1, 5), 2) == date(
        2026, 1, 13
    )


def test_a_pause_for_ever_is_never_due() -> None:
    """Where no working day comes any more, the due day is the last one there is."""
    assert bavaria(Pause(first=date(2026, 1, 7), last=date.max)).add(date(2026, 1, 5), 3) == date.max


def test_mistakes_of_the_caller_are_refused() -> None:
    """A moment without a zone and a negative count are errors, not guesses."""
    with pytest.raises(ValueError, match="time zone"):
        PLAIN.elapsed_days(datetime(2026, 1, 1), at(date(2026, 1, 2)))  # noqa: DTZ001 - the mistake under test
    with pytest.raises(ValueError, match="working days"):
        PLAIN.add(date(2026, 1, 1), -1)
