"""Opening hours as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.text.opening_hours import DAY, Interval, Week, read_hours

NONE: tuple[Interval, ...] = ()


def at(*times: str) -> tuple[Interval, ...]:
    """Return intervals from texts such as `9:00-12:30`."""
    return tuple(
        tuple(int(time.split(":")[0]) * 60 + int(time.split(":")[1]) for time in span.split("-"))  # type: ignore[misc] # two times
        for span in times
    )


WEEKDAYS = (at("6:30-18:00"),) * 5
CASES = [
    ("Mo-Fr 6:30-18:00\nSa    6:30-13:00\nSo    geschlossen\n", (*WEEKDAYS, at("6:30-13:00"), NONE)),
    ("Montag bis Freitag: 06.30 – 18.00 Uhr; Sa. 6.30—13 Uhr", (*WEEKDAYS, at("6:30-13:00"), NONE)),
    ("Mo. – Fr. von 6:30 Uhr bis 18 Uhr, Sa 6:30-13:00, So Ruhetag", (*WEEKDAYS, at("6:30-13:00"), NONE)),
    ("Mon-Fri 6:30am - 6pm\nSaturday 6:30 am to 1 p.m.\nSunday closed", (*WEEKDAYS, at("6:30-13:00"), NONE)),
    ("MONTAGS-FREITAGS 6:30\u201118:00\u00a0Uhr | samstags 6:30-13", (*WEEKDAYS, at("6:30-13:00"), NONE)),
    ("werktags 9-12", ((at("9:00-12:00"),) * 6 + (NONE,))),
    ("täglich 8-20 Uhr", (at("8:00-20:00"),) * 7),
    ("Daily 8:00-20:00", (at("8:00-20:00"),) * 7),
    ("Mo, Di und Do 9-12 und 14-18 Uhr", (at("9:00-12:00", "14:00-18:00"),) * 2 + (NONE, at("9:00-12:00", "14:00-18:00")) + (NONE,) * 3),
    ("Mo/Mi 9-12\nMo 14-18", (at("9:00-12:00", "14:00-18:00"), NONE, at("9:00-12:00")) + (NONE,) * 4),
    ("Sa-Mo 10-12", (at("10:00-12:00"), NONE, NONE, NONE, NONE, at("10:00-12:00"), at("10:00-12:00"))),
    ("Mo 9-12, 11-14", (at("9:00-14:00"),) + (NONE,) * 6),
    ("Fr 18:00-2:00", (NONE,) * 4 + (at("18:00-26:00"),) + (NONE,) * 2),
    ("Mo 0-24", (((0, DAY),),) + (NONE,) * 6),
    ("Mo rund um die Uhr", (((0, DAY),),) + (NONE,) * 6),
    ("Sa nach Vereinbarung\nMo 9-5pm", (at("9:00-17:00"),) + (NONE,) * 6),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), CASES)
def test_hours_are_read_as_people_write_them(text: str, days: tuple[tuple[Interval, ...], ...]) -> None:
    """German and English, points and colons, every dash, lists and ranges of days."""
    assert read_hours(text) == Week(days)


def test_public_holidays_are_kept_apart() -> None:
    """A line about public holidays says nothing about weekdays."""
    assert read_hours("Mo 9-12\nSo und Feiertage geschlossen").holidays == ()
    assert read_hours("Mo 9-12\nFeiertags 10-12").holidays == at("10:00-12:00")
    assert read_hours("Mo 9-12").holidays is None


def test_a_day_without_hours_is_closed() -> None:
    """Only named days are open."""
    week = read_hours("Mo 9-12, Di zu")
    assert [bool(hours) for hours in week.days] == [True] + [False] * 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no day"),
        ("9-18 Uhr", "without a day"),
        ("Mo", "a day without a time"),
        ("Mo-Fr", "a day without a time"),
        ("Mo 25-26", "no clock shows"),
        ("Mo 9:75-10", "no clock shows"),
        ("Mo 24-25", "no clock shows"),
        ("Mo 13pm-14", "no clock shows"),
        ("Mo 9-9", "same minute"),
        ("Mo 9-12 Küche bis 11", "cannot be read"),
        ("Mo 9", "cannot be read"),
        ("Feiertage geschlossen", "names no day"),
        ("Montreal 9-12", "without a day"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, said: str) -> None:
    """The sentence shows the line and how to write it."""
    with pytest.raises(ValueError, match=said):
        read_hours(text)


@given(st.text("MoDi-:. 0129,;\nUhrund", max_size=40))
def test_no_text_crashes_the_reader(text: str) -> None:
    """Every text is a week of intervals in order, or refused."""
    try:
        week = read_hours(text)
    except ValueError:
        return
    for day in week.days:
        assert list(day) == sorted(day)
        assert all(0 <= start < end <= 2 * DAY for start, end in day)
