"""What places say of the next days, compared at every minute where somebody's word changes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.calendar.open_times import DAY, Difference, Said, Span, days_of, differences

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = tuple(map(ZoneInfo, ("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Africa/Cairo")))
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
NIGHT, NOON, EVENING = (0, 120), (720, 780), (1080, 1440)
WORKDAY = ((540, 1080),)
WEEK = (WORKDAY,) * 5 + (((540, 780),), ())


def span(since: datetime = MONDAY, days: int = 21, **changes: object) -> Span:
    """Return three weeks in Berlin."""
    return Span(since=since, days=days, **({"zone": BERLIN} | changes))  # type: ignore[arg-type] # of the fields


def week(**days: Sequence[tuple[int, int]]) -> tuple[Sequence[tuple[int, int]], ...]:
    """Return the usual week with other hours on some days."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return tuple(days.get(name, usual) for name, usual in zip(names, WEEK, strict=True))


def clock(found: Sequence[Difference]) -> list[str]:
    """Return the differences as `28 Nov 13:00-14:00`."""
    return [f"{one.begin:%d %b %H:%M}-{one.end:%H:%M}" for one in found]


def test_the_first_moment_and_who_says_what_are_told() -> None:
    """An hour more on Saturdays is three hours in three weeks, by the first of which one says open and two closed."""
    longer = Said(week=week(sat=((540, 840),)))
    found = differences((Said(week=WEEK), longer, Said(week=WEEK)), span())
    assert clock(found) == ["28 Nov 13:00-14:00", "05 Dec 13:00-14:00", "12 Dec 13:00-14:00"]
    assert found[0] == Difference(
        begin=datetime(2026, 11, 28, 13, tzinfo=BERLIN),
        end=datetime(2026, 11, 28, 14, tzinfo=BERLIN),
        open=(1,),
        closed=(0, 2),
    )
    assert days_of(found) == (date(2026, 11, 28), date(2026, 12, 5), date(2026, 12, 12))


SAME = {
    "in two parts that touch": week(mon=((540, 700), (700, 1080))),
    "in two parts that overlap": week(mon=((600, 1080), (540, 700))),
    "said twice": week(mon=(*WORKDAY, *WORKDAY)),
}
NIGHTS = {
    "past midnight": (week(fri=((1080, 1560),)), week(fri=(EVENING,), sat=(NIGHT, (540, 780)))),
    "until midnight": (week(fri=((1080, 1440),)), week(fri=((1080, 1440),), sat=((540, 780),))),
    "always": (((((0, DAY)),),) * 7, (((0, 2 * DAY),),) * 7),
    "from Sunday into Monday": (
        week(sun=((1200, 1500),)),
        week(sun=((1200, 1440),), mon=((0, 60), *WORKDAY)),
    ),
}


@pytest.mark.parametrize("written", SAME.values(), ids=SAME)
def test_the_same_hours_in_other_words_are_the_same(written: Sequence[Sequence[tuple[int, int]]]) -> None:
    """How a day is cut into intervals changes no minute."""
    assert differences((Said(week=WEEK), Said(week=written)), span()) == ()


@pytest.mark.parametrize("pair", NIGHTS.values(), ids=NIGHTS)
def test_a_night_belongs_to_both_days(pair: tuple[Sequence[Sequence[tuple[int, int]]], ...]) -> None:
    """Hours past midnight are those of the evening, or of the next morning, however they are written."""
    assert differences(tuple(Said(week=one) for one in pair), span()) == ()


def test_what_is_over_does_not_count() -> None:
    """The comparison begins now, at a minute of the day, and ends with the last day."""
    early = Said(week=week(mon=((480, 1080),)))
    found = differences((Said(week=WEEK), early), span(datetime(2026, 11, 23, 7, 30, tzinfo=UTC), days=7))
    assert clock(found) == ["23 Nov 08:30-09:00"]
    there = span(datetime(2026, 11, 23, 7, 30, tzinfo=UTC), days=8)
    assert clock(differences((Said(week=WEEK), early), there)) == ["23 Nov 08:30-09:00", "30 Nov 08:00-09:00"]


def test_a_night_that_began_yesterday_reaches_into_today() -> None:
    """At one in the night the evening before is still on."""
    late = Said(week=week(sun=((1200, 1560),)))
    found = differences((late, Said(week=WEEK)), span(datetime(2026, 11, 23, 0, tzinfo=UTC), days=1))
    assert clock(found) == ["23 Nov 01:00-02:00"]


CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})
DECEMBER = datetime(2026, 12, 21, 7, tzinfo=UTC)


def test_a_place_that_says_nothing_of_holidays_contradicts_nobody() -> None:
    """Usual hours hold for usual days: on a holiday only a word about holidays, or about that date, counts."""
    quiet, closed = Said(week=WEEK), Said(week=WEEK, holidays=())
    opened = Said(week=WEEK, special={date(2026, 12, 25): (NOON,)})
    there = span(DECEMBER, days=7, holidays=CHRISTMAS)
    assert differences((quiet, closed), there) == ()
    assert differences((quiet, opened), there) == ()
    assert clock(differences((opened, closed, quiet), there)) == ["25 Dec 12:00-13:00"]
    assert differences((opened, closed, quiet), there)[0].closed == (1,)


def test_a_line_about_holidays_says_nothing_of_other_unusual_days() -> None:
    """Christmas Eve is no public holiday; what counts is said of that date."""
    eve = date(2026, 12, 24)
    closed = Said(week=WEEK, holidays=())
    opened = Said(week=WEEK, special={eve: (NOON,)})
    assert differences((closed, opened), span(DECEMBER, days=7, unusual=frozenset({eve}))) == ()
    shut = Said(week=WEEK, special={eve: ()})
    found = differences((shut, opened), span(DECEMBER, days=7, unusual=frozenset({eve})))
    assert clock(found) == ["24 Dec 12:00-13:00"]


def test_the_night_before_a_holiday_is_as_usual() -> None:
    """What began on a usual evening is said, and who says nothing of the holiday does not say closed."""
    late, early = Said(week=week(thu=((1200, 1560),))), Said(week=week(thu=((1200, 1440),)))
    there = span(DECEMBER, days=7, holidays=CHRISTMAS)
    assert differences((late, early), there) == ()
    assert clock(differences((late, Said(week=week(thu=((1200, 1440),)), holidays=())), there)) == [
        "25 Dec 00:00-02:00"
    ]


def test_by_appointment_is_neither_open_nor_closed() -> None:
    """On such a day the stated hours are open, and nobody knows of the rest."""
    asked = Said(week=WEEK, undecided=frozenset({5, 6}))
    longer = Said(week=week(sat=((540, 840),), sun=(NOON,)))
    shorter = Said(week=week(sat=((540, 720),)))
    assert differences((asked, longer), span()) == ()
    assert clock(differences((asked, shorter), span(days=7))) == ["28 Nov 12:00-13:00"]


def test_a_special_day_is_decided_also_where_the_weekday_is_not() -> None:
    """Closed on a date is closed, whatever may be agreed on other Saturdays."""
    saturday = date(2026, 11, 28)
    asked = Said(week=week(sat=()), undecided=frozenset({5}), special={saturday: ()})
    assert clock(differences((asked, Said(week=WEEK)), span())) == ["28 Nov 09:00-13:00"]


def test_special_hours_are_no_contradiction_to_usual_ones() -> None:
    """They are there to differ; two places with a word about the same day may contradict each other, also on a holiday."""
    day, christmas = date(2026, 12, 22), date(2026, 12, 25)
    usual = Said(week=WEEK, holidays=())
    inventory = Said(week=WEEK, special={day: (), christmas: (NOON,)})
    longer = Said(week=WEEK, special={day: (NOON,)})
    where = span(DECEMBER, days=7, holidays=CHRISTMAS)
    assert clock(differences((usual, inventory), where.among((usual, inventory)))) == ["25 Dec 12:00-13:00"]
    found = differences((usual, inventory, longer), where.among((usual, inventory, longer)))
    assert clock(found) == ["22 Dec 12:00-13:00", "25 Dec 12:00-13:00"]
    assert found[0].closed == (1,)


def test_the_hour_that_the_clock_skips_is_nobodys() -> None:
    """In the night in which 2:00 becomes 3:00, closing at two and at three is the same moment."""
    two, three = Said(week=week(sat=((1200, 1560),))), Said(week=week(sat=((1200, 1620),)))
    spring = span(datetime(2026, 3, 23, 7, tzinfo=UTC), days=14)
    assert clock(differences((two, three), spring)) == ["05 Apr 02:00-03:00"]
    half = Said(week=week(sat=((1200, 1650),)))
    assert clock(differences((two, half), spring)) == ["29 Mar 03:00-03:30", "05 Apr 02:00-03:30"]


def test_the_hour_that_comes_twice_is_one_time_of_the_clock() -> None:
    """In the night in which 3:00 becomes 2:00 again, the same written hours are the same."""
    two, three = Said(week=week(sat=((1200, 1560),))), Said(week=week(sat=((1200, 1620),)))
    autumn = span(datetime(2026, 10, 19, 7, tzinfo=UTC), days=7)
    assert clock(differences((two, three), autumn)) == ["25 Oct 02:00-03:00"]
    assert differences((two, two), autumn) == ()


def test_a_long_difference_counts_each_of_its_days() -> None:
    """Three days in a row are three days, and one that ends at midnight is not the next day's."""
    always = Said(week=(((0, DAY),),) * 7)
    never = Said(week=((),) * 7)
    found = differences((always, never), span(datetime(2026, 11, 22, 23, tzinfo=UTC), days=3))
    assert len(found) == 1
    assert days_of(found) == (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25))


def test_nobody_contradicts_who_never_opens() -> None:
    """Places without any hours have nothing to differ in."""
    assert differences((Said(week=((),) * 7), Said(week=((),) * 7)), span()) == ()
    assert differences((), span()) == ()
    assert differences((Said(week=WEEK),), span()) == ()


# --- what holds for all hours ---------------------------------------------------------------------------

intervals = st.lists(
    st.tuples(st.integers(0, DAY - 1), st.integers(1, DAY)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=3,
).map(tuple)


@st.composite
def said(draw: st.DrawFn) -> Said:
    """Draw what a place says, with special days, holidays and days by appointment."""
    return Said(
        week=tuple(draw(intervals) for _ in range(7)),
        holidays=draw(st.none() | intervals),
        special=draw(st.dictionaries(st.sampled_from(sorted(CHRISTMAS | {date(2026, 12, 22)})), intervals)),
        undecided=draw(st.frozensets(st.integers(0, 6), max_size=3)),
    )


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Draw a few days around Christmas or a change of the clock."""
    since = draw(
        st.sampled_from(
            (DECEMBER, datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 10, 23, 3, tzinfo=UTC))
        )
    )
    return Span(
        since=since + timedelta(minutes=draw(st.integers(0, DAY))),
        days=draw(st.integers(1, 5)),
        zone=draw(st.sampled_from(ZONES)),
        holidays=CHRISTMAS,
        unusual=frozenset({date(2026, 12, 24)}),
    )  # fmt: skip


def word(place: Said, moment: datetime, where: Span) -> str:
    """Return what a place says of one moment, reckoned without any steps."""
    minute = moment.hour * 60 + moment.minute
    today = moment.date()
    yesterday = today - timedelta(days=1)
    if any(start <= minute < end for start, end in place.on(today, where) or ()):
        return "open"
    if any(start <= minute + DAY < end for start, end in place.on(yesterday, where) or ()):
        return "open"
    usual = place.week[yesterday.weekday()]
    spills = not place.is_sure(yesterday, where) and any(minute + DAY < end for _, end in usual)
    return "unsaid" if spills or not place.is_sure(today, where) else "closed"


def minutes_of(found: Sequence[Difference]) -> Iterator[tuple[datetime, Difference]]:
    """Yield the first, the last and a middle minute of each difference."""
    for one in found:
        length = int((one.end.astimezone(UTC) - one.begin.astimezone(UTC)).total_seconds() // 60)
        for minute in {0, length // 2, length - 1}:
            at = one.begin.astimezone(UTC) + timedelta(minutes=minute)
            yield at.astimezone(one.begin.tzinfo), one


@given(st.lists(said(), min_size=2, max_size=4), spans())
def test_every_told_moment_really_differs(places: list[Said], where: Span) -> None:
    """At each told minute those who are named say what is told of them, and the others say nothing."""
    for moment, one in minutes_of(differences(places, where)):
        words = [word(place, moment, where) for place in places]
        assert tuple(number for number, said in enumerate(words) if said == "open") == one.open
        assert tuple(number for number, said in enumerate(words) if said == "closed") == one.closed
        assert one.open
        assert one.closed


@given(said(), said(), spans())
def test_what_is_not_told_does_not_differ(one: Said, other: Said, where: Span) -> None:
    """Outside of the told times no minute has one that says open and one that says closed."""
    found = differences((one, other), where)
    first, last = where.minutes
    for minute in range(first, last, 7):
        moment = where.at(minute)
        if any(
            told.begin.replace(tzinfo=None) <= moment.replace(tzinfo=None) < told.end.replace(tzinfo=None)
            for told in found
        ):
            continue
        if moment.astimezone(UTC).astimezone(where.zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
            continue
        assert {word(one, moment, where), word(other, moment, where)} != {"open", "closed"}, moment  # fmt: skip


@given(said(), said(), spans())
def test_the_comparison_is_symmetric(one: Said, other: Said, where: Span) -> None:
    """Who is named first changes nothing but the numbers."""
    there, back = differences((one, other), where), differences((other, one), where)
    assert [(told.begin, told.end) for told in there] == [(told.begin, told.end) for told in back]
    assert [told.open for told in there] == [tuple(1 - number for number in told.open) for told in back]


@given(said(), spans())
def test_equal_hours_never_differ(one: Said, where: Span) -> None:
    """A place agrees with itself, in twos and in threes."""
    assert differences((one, one), where) == ()
    assert differences((one, one, one), where) == ()


@given(said(), spans(), st.integers(1, DAY - 1))
def test_hours_cut_in_two_never_differ(one: Said, where: Span, cut: int) -> None:
    """Each interval written as two that touch, in any order, means the same."""
    pieces = tuple(
        tuple(
            piece
            for start, end in day
            for piece in ([(start, end)] if not start < cut < end else [(cut, end), (start, cut)])
        )
        for day in one.week
    )
    other = Said(week=pieces, holidays=one.holidays, special=one.special, undecided=one.undecided)
    assert differences((one, other), where) == ()


def test_in_the_hour_that_a_clock_shows_twice_each_pass_is_a_time_of_its_own() -> None:
    """On 25 October 2026 Berlin's clock shows two to three twice: who closes at 2:01 is open at the second 2:00, too."""
    early, late = (Said(week=((), (), (), (), (), ((120, end),), ())) for end in (DAY + 121, DAY + 180))
    found = differences(
        (early, late),
        Span(since=datetime(2026, 10, 24, 3, tzinfo=UTC), days=2, zone=ZoneInfo("Europe/Berlin")),
    )
    assert [(one.begin.astimezone(UTC), one.end.astimezone(UTC)) for one in found] == [
        (datetime(2026, 10, 25, 0, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 1, tzinfo=UTC), datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ]
    assert days_of(found) == (date(2026, 10, 25),)
