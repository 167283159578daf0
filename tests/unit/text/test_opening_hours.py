"""Opening hours as people write them, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.text.opening_hours import DAY, Interval, Week, all_hours_within, hours_within, read_hours

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
    ("Mo–Fr 9–12:30 u. 14–18 Uhr", (at("9:00-12:30", "14:00-18:00"),) * 5 + (NONE,) * 2),
    ("Mo., Di. 9-12", (at("9:00-12:00"),) * 2 + (NONE,) * 5),
    ("Montag Ruhetag\nDi bis So 11-22 Uhr", (NONE,) + (at("11:00-22:00"),) * 6),
    ("Ruhetag: Montag\nDi-So von 11 bis 22 Uhr", (NONE,) + (at("11:00-22:00"),) * 6),
    ("täglich außer dienstags 11-22 Uhr", (at("11:00-22:00"), NONE) + (at("11:00-22:00"),) * 5),
    ("Mo–Sa durchgehend 9–18 Uhr geöffnet", (at("9:00-18:00"),) * 6 + (NONE,)),
    ("Mo vormittags 9-12, nachmittags 14-18", (at("9:00-12:00", "14:00-18:00"),) + (NONE,) * 6),
    ("Mo –\nDi 9-12", (NONE, at("9:00-12:00")) + (NONE,) * 5),
    ("Mon - Fri: 9am - noon, 1pm to 5:30pm", (at("9:00-12:00", "13:00-17:30"),) * 5 + (NONE,) * 2),
    ("Mon-Fri 9:30a - 4p", (at("9:30-16:00"),) * 5 + (NONE,) * 2),
    ("Mon thru Fri 9-midnight", (at("9:00-24:00"),) * 5 + (NONE,) * 2),
    ("Saturdays & Sundays 6-8pm", (NONE,) * 5 + (at("18:00-20:00"),) * 2),
    ("du lundi au vendredi de 9h à 12h30 et de 14h à 18h\nsamedi : fermé", (at("9:00-12:30", "14:00-18:00"),) * 5 + (NONE,) * 2),
    ("Tous les jours 10h-19h", (at("10:00-19:00"),) * 7),
    ("24/7", (((0, DAY),),) * 7),
    ("Täglich 11-22 Uhr, Montag Ruhetag", (NONE,) + (at("11:00-22:00"),) * 6),
    ("Montag geschlossen\ntäglich 11-22 Uhr", (NONE,) + (at("11:00-22:00"),) * 6),
    ("Mo-Fr 9-18, Mi 9-13", (at("9:00-18:00"),) * 2 + (at("9:00-13:00"),) + (at("9:00-18:00"),) * 2 + (NONE,) * 2),
    ("täglich 11-14, Fr-Sa 18-22", (at("11:00-14:00"),) * 4 + (at("11:00-14:00", "18:00-22:00"),) * 2 + (at("11:00-14:00"),)),
    ("Mo-Do 8-12, 14-18; Mittwochnachmittag geschlossen", (at("8:00-12:00", "14:00-18:00"),) * 2 + (at("8:00-12:00"), at("8:00-12:00", "14:00-18:00")) + (NONE,) * 3),
    ("geschlossen: Mi vormittags\nMo-Mi 8-12, 14-18", (at("8:00-12:00", "14:00-18:00"),) * 2 + (at("14:00-18:00"),) + (NONE,) * 4),
    ("Mon-Fri 9am-5pm, Sat 10-4", (at("9:00-17:00"),) * 5 + (at("10:00-16:00"), NONE)),
    ("Fri 6pm-2am, Sat 20-2", (NONE,) * 4 + (at("18:00-26:00"), at("20:00-26:00"), NONE)),
    ("Tuesday,Wednesday,Thursday,Friday 08:00-18:30", (NONE,) + (at("8:00-18:30"),) * 4 + (NONE,) * 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), CASES)
def test_hours_are_read_as_people_write_them(text: str, days: tuple[tuple[Interval, ...], ...]) -> None:
    """German and English, points and colons, every dash, lists and ranges of days."""
    assert read_hours(text) == Week(days)


@pytest.mark.parametrize(
    ("text", "day", "undecided"),
    [
        ("Sa nach Vereinbarung\nMo 9-5pm", NONE, (5,)),
        ("Mo 9-17\nSa 9-12 und nach Vereinbarung", at("9:00-12:00"), (5,)),
        ("Sat by appointment only", NONE, (5,)),
        ("samedi sur rendez-vous", NONE, (5,)),
        ("Sa ab 11 Uhr", NONE, (5,)),
        ("Sa 18 Uhr bis Ende", NONE, (5,)),
        ("Sa 9-12\nTermine auch nach Vereinbarung", at("9:00-12:00"), tuple(range(7))),
        ("Sa 9-12\nFeiertage nach Vereinbarung", at("9:00-12:00"), ()),
    ],
)
def test_what_is_left_open_is_not_decided(
    text: str, day: tuple[Interval, ...], undecided: tuple[int, ...]
) -> None:
    """By appointment, and hours without an end, are neither open nor closed."""
    week = read_hours(text)
    assert week.days[5] == day
    assert week.undecided == undecided
    assert week.holidays is None


def test_half_a_day_that_nobody_can_cut_is_left_open() -> None:
    """Whether "Mittwoch nachmittags geschlossen" cuts 9 to 18 at noon or at one, nobody knows."""
    week = read_hours("Mo-Fr 9-18, Mittwoch nachmittags geschlossen")

    assert week.undecided == (2,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wir haben täglich außer dienstags von 11 bis 22 Uhr geöffnet.", "täglich außer dienstags 11-22"),
        ("Täglich von 11 bis 22 Uhr. Ruhetag: Montag.", "Di-So 11-22"),
        ("Open daily 9am to 5pm (Sundays 10 till 4), closed on Mondays.", "Di-Sa 9-17\nSo 10-16"),
        ("Mo geschlossen Di 9-17", "Di 9-17"),
        ("Mo-Fr 8-12, 14-18, geschlossen Mi nachmittags", "Mo-Di,Do-Fr 8-12, 14-18\nMi 8-12"),
    ],
)
def test_running_text_says_what_is_left_out(text: str, said: str) -> None:
    """A day after "außer" or "Ruhetag:" is closed in a sentence as in a list, and the next day's hours are its own."""
    assert hours_within(text) == read_hours(said)


@pytest.mark.parametrize(
    "text",
    [
        "Unter der Woche sind wir von zehn bis achtzehn Uhr da, samstags von 10 bis 16 Uhr.",
        "We open at 9:30 and close late; Saturdays 10am-2pm.",
    ],
)
def test_a_sentence_with_more_times_than_can_be_read_says_no_whole_week(text: str) -> None:
    """Half of what a sentence says is not the week; the part that can be read is still known to be there."""
    assert all_hours_within(text) is None
    assert hours_within(text) is not None
    assert all_hours_within("Samstags von 10 bis 16 Uhr, Bestellungen gern jederzeit.") is not None


def test_public_holidays_are_kept_apart() -> None:
    """A line about public holidays says nothing about weekdays."""
    assert read_hours("Mo 9-12\nSo und Feiertage geschlossen").holidays == ()
    assert read_hours("Mo 9-12\nFeiertags 10-12").holidays == at("10:00-12:00")
    assert read_hours("Mo 9-12").holidays is None
    assert read_hours("Mo 9-12\nSonn- und feiertags 8-11 Uhr") == Week(
        (at("9:00-12:00"), NONE, NONE, NONE, NONE, NONE, at("8:00-11:00")), at("8:00-11:00")
    )
    assert read_hours("Mon 9-12\nPublic holidays closed").holidays == ()
    assert read_hours("lundi 9h-12h, jours fériés fermé").holidays == ()


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


@given(st.text("MoDi-:. 0129,;\nUhrundàabe", max_size=40))
def test_no_text_crashes_the_reader(text: str) -> None:
    """Every text is a week of intervals in order, or refused."""
    try:
        week = read_hours(text)
    except ValueError:
        return
    for day in week.days:
        assert list(day) == sorted(day)
        assert all(0 <= start < end <= 2 * DAY for start, end in day)
