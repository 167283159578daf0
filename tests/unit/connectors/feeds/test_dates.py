"""Dates as feeds write them."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account_health.connectors.feeds.date_words import _MONTHS, MONTHS, WEEKDAYS, fold
from account_health.connectors.feeds.dates import Order, order_of, read_date
from tests.shared_data import shared

ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"

READ = {
    # German
    "Di, 10. Nov. 2026 08:00 MEZ": "2026-11-10T07:00:00",
    "Di., 10.11.2026 - 08:00 Uhr": "2026-11-10T08:00:00",
    "Dienstag, 10. November 2026": "2026-11-10T00:00:00",
    "Dienstag, den 10. November 2026 um 8.05 Uhr": "2026-11-10T08:05:00",
    "am 10. November 2026 um 8 Uhr": "2026-11-10T08:00:00",
    "10. Dezember 2026": "2026-12-10T00:00:00",
    "10.12.2026 08:00": "2026-12-10T08:00:00",
    "1. 3. 2026": "2026-03-01T00:00:00",
    "Mi, 14 Okt 2026 08:00:00 MESZ": "2026-10-14T06:00:00",
    "Mon, 02 Dez 2026 08:00:00 MEZ": "2026-12-02T07:00:00",
    "Do, 12 Nov 2026 10:00:00 +0100": "2026-11-12T09:00:00",
    "3. März 2026, 12:30": "2026-03-03T12:30:00",
    "3. Maerz 2026": "2026-03-03T00:00:00",
    "Sa, 07 Mrz 2026 09:00:00 +0100": "2026-03-07T08:00:00",
    "6. Jänner 2026": "2026-01-06T00:00:00",
    "Sonnabend, 1. Feber 2025": "2025-02-01T00:00:00",
    "SO, 31 MAI 2026 23:59:59 MESZ": "2026-05-31T21:59:59",
    "30.06.2026 24:00": "2026-07-01T00:00:00",
    # other languages
    "mer, 16 nov 2022 00:38:15 +0100": "2022-11-15T23:38:15",
    "Seg, 24 Set 2018 19:42:40 -0300": "2018-09-24T22:42:40",
    "mar. 10 mars 2026 à 8h30": "2026-03-10T08:30:00",
    "mar, 10 mar 2026 08:30:00 +0000": "2026-03-10T08:30:00",
    "1er août 2026": "2026-08-01T00:00:00",
    "10 de noviembre de 2026": "2026-11-10T00:00:00",
    "di 10 mrt 2026 08:00 CET": "2026-03-10T07:00:00",
    "2026. november 10.": "2026-11-10T00:00:00",
    "2004-július-13T9:15-05:00": "2004-07-13T14:15:00",
    "Κυρ, 11 Ιούλ 2004 12:00:00 EST": "2004-07-11T17:00:00",
    "Чт, 12 ноя 2026 08:00:00 +0300": "2026-11-12T05:00:00",
    "2004-05-25 오후 11:23:17": "2004-05-25T23:23:17",
    "2026년 05월 28일  01:31:15": "2026-05-28T01:31:15",
    # English, and what programs print
    "Tue, 10 Nov 2026 08:00:00": "2026-11-10T08:00:00",
    "Tue, 10 Nov 26 08:00:00 EDT": "2026-11-10T12:00:00",
    "Tue, 10 Nov 2026 08:00:00 GMT+0100 (Central European Standard Time)": "2026-11-10T07:00:00",
    "Tue Nov 10 2026 08:00:00 UTC-5": "2026-11-10T13:00:00",
    "Tue Nov 10 08:00:00 CET 2026": "2026-11-10T07:00:00",
    "Nov 10, 2026 8:00 pm": "2026-11-10T20:00:00",
    "November 10th, 2026 at 12:05 a.m. EST": "2026-11-10T05:05:00",
    "10-Nov-2026 08:00": "2026-11-10T08:00:00",
    "11/11/2026": "2026-11-11T00:00:00",
    # cities for zones, and years of two digits beside a clock
    "Tue, 10 Nov 2026 08:00:00 Europe/Berlin": "2026-11-10T07:00:00",
    "Fri, 10 Jul 2026 08:00:00 Europe/Vienna": "2026-07-10T06:00:00",
    "10. November 2026 08:00 America/Argentina/Buenos_Aires": "2026-11-10T11:00:00",
    "Tue, 10 Nov 2026 08:00:00 +0100 Europe/London": "2026-11-10T07:00:00",
    "Tue, 10 Nov 2026 08:00:00 Berlin": "2026-11-10T07:00:00",
    "Tuesday, 10-Nov-26 08:00:00 GMT": "2026-11-10T08:00:00",
    "Di, 10.11.26 - 08:00": "2026-11-10T08:00:00",
    "10.11.26 um 8 Uhr": "2026-11-10T08:00:00",
    "3. 5. 99 um 8.05 Uhr": "1999-05-03T08:05:00",
    "\n      Tue,\t10 Nov\u00a02026\n 08:00:00 +0100\u200b ": "2026-11-10T07:00:00",
    # ISO 8601
    "2026-11-10T08:00:00+01:00[Europe/Berlin]": "2026-11-10T07:00:00",
    "2026-11-10T08:00:00,5Z": "2026-11-10T08:00:00",
    "20261110T080000Z": "2026-11-10T08:00:00",
    "2026-11-10 08:00:00 +0100": "2026-11-10T07:00:00",
    "2026-11-10T08:00+01": "2026-11-10T07:00:00",
    "2026/11/10 08:00:00": "2026-11-10T08:00:00",
    "2026.11.10": "2026-11-10T00:00:00",
    "2016-12-31T23:59:60Z": "2016-12-31T23:59:59",
    "Mon, 01 Jan 0001 00:00:00 +0000": "0001-01-01T00:00:00",
}

UNREAD = [
    "",
    " \n ",
    "heute",
    "10/11/2026",
    "11/25/2026",
    "10-11-2026",
    "10.11.26",
    "10/11/26 08:00",
    "Tue, 10 Nov 2026 08:00 Europa/Berlin",
    "Tue, 10 Nov 2026 08:00 Europe/Berlin Europe/Vienna",
    "10.11.2026 Europe/Berlin",
    "10-Nov-26",
    "Berlin, 10. November 2026",
    "10.11.",
    "1447803600",
    "20261110",
    "20261110080000",
    "2026",
    "2026-11",
    "November 2026",
    "10 November",
    "10. listopada 2026",
    "31.02.2026",
    "Tue, 31 Nov 2026 08:00:00 GMT",
    "Tue, 10 Nov 2026 25:00:00 GMT",
    "Tue, 10 Nov 2026 08:61:00 GMT",
    "Tue, 10 Nov 2026 13:00 pm",
    "Tue, 10 Nov 2026 08:00:00 XYZ",
    "Tue, 10 Nov 2026 08:00:00 IST",
    "Tue, 10 Nov 2026 08:00:00 +9999",
    "Tue, 10 Nov 2026 08:00:00 +0100 EST",
    "Tue, 10 Nov 2026 08:00:00 09:00:00",
    "10 Nov 2026 11 Dec 2026",
    "2026-11-10 2026-11-11",
    "10 Nov 2026 2025",
    "10 11 Nov 2026",
    "2013-01-27-01",
    "0000-00-00 00:00:00",
    "0001-01-01T00:00:00+01:00",
    "-0312",
    "about 10 November 2026",
    "10 Nov 2026" + " x" * 200,
    "9" * 5000,
]


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=repr)
def test_reads_a_date_that_can_mean_one_moment(text: str, expected: str) -> None:
    """A date in any of the known languages and forms is read to the second, in UTC."""
    assert read_date(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", UNREAD, ids=lambda text: repr(text[:40]))
def test_leaves_everything_else_unread(text: str) -> None:
    """What is ambiguous, impossible or unknown gives None, never a guess."""
    assert read_date(text) is None


@pytest.mark.parametrize(("text", "day"), [("2026", (2026, 1, 1)), ("2026-11", (2026, 11, 1))])
def test_a_year_or_a_month_is_a_date_in_w3cdtf_fields_only(text: str, day: tuple[int, int, int]) -> None:
    """`2026-11` means its first day where the field is one of W3CDTF."""
    assert read_date(text, w3c=True) == datetime(*day, tzinfo=UTC)
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["2026-13", "202611", "1447803600", "26"])
def test_other_digits_stay_unread_in_w3cdtf_fields(text: str) -> None:
    """Seconds since 1970 and shortened dates are no W3CDTF."""
    assert read_date(text, w3c=True) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["25/11/2026", "01/12/2026"], "dmy"),
        (["11/25/2026 8:00:00 PM", "12/1/2026 8:00:00 PM"], "mdy"),
        (["Wed, 25-11-2026 10:00"], "dmy"),
        (["25/11/2026", "11/25/2026"], None),
        (["01/12/2026", "02/11/2026"], None),
        (["25/31/2026", "25.11.2026", "2026/25/11", "1/25/11/2026"], None),
        ([], None),
    ],
)
def test_the_order_is_what_one_date_proves_and_none_contradicts(
    texts: list[str], order: Order | None
) -> None:
    """Only a number over twelve tells day from month; two hands in one feed tell nothing."""
    assert order_of(texts) == order


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("10/11/2026", "dmy", "2026-11-10T00:00:00"),
        ("10/11/2026", "mdy", "2026-10-11T00:00:00"),
        ("3/12/2020 1:00:00 PM", "mdy", "2020-03-12T13:00:00"),
        ("05-11-2026 10:00 Europe/Berlin", "dmy", "2026-11-05T09:00:00"),
    ],
)
def test_a_known_order_makes_a_date_readable(text: str, order: Order, expected: str) -> None:
    """`10/11/2026` is one day as soon as the order is known."""
    assert read_date(text, order=order) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_known_order_makes_no_impossible_day() -> None:
    """There is no month 25, whatever the order."""
    assert read_date("25/11/2026", order="mdy") is None


def test_no_month_means_two_months() -> None:
    """No spelling stands for different months in two of the languages."""
    seen: dict[str, int] = {}
    for line in _MONTHS:
        months = line.split()
        assert len(months) == 12
        for number, spellings in enumerate(months, start=1):
            for spelling in spellings.split("/"):
                if spelling != "-":
                    assert seen.setdefault(fold(spelling), number) == number, spelling
    assert seen == dict(MONTHS)
    assert not {"mar", "mer"} - WEEKDAYS


def _moment(parts: list[int] | None) -> datetime | None:
    return None if parts is None else datetime(*parts[:6]).replace(tzinfo=UTC)  # type: ignore[arg-type]  # noqa: DTZ001 - six numbers, made aware here


def test_agrees_with_the_rows_of_feedparser() -> None:
    """At least nine of ten of feedparser's own date strings are read right, and none wrong."""
    rows = json.loads(shared("data/feeds/feedparser/date_strings.json").read_text(encoding="utf-8"))
    right, unread, wrong = 0, [], []
    for row in rows:
        expected = _moment(row["expect_utc"])
        found = read_date(row["value"], w3c=row["parser"] in {"_parse_date_w3dtf", "_parse_date_iso8601"})
        if found == expected:
            right += 1
        elif found is None:
            unread.append(row["value"])
        else:
            wrong.append((row["value"], found))
    figures = f"{right} of {len(rows)} right, unread {unread}, wrong {wrong}"
    print(figures)  # noqa: T201 - the figure is shown with -s
    assert not wrong, figures
    assert right >= 0.9 * len(rows), figures


@settings(max_examples=500, derandomize=True, deadline=None)
@given(
    st.datetimes(min_value=datetime(1000, 1, 2), max_value=datetime(9998, 12, 30)),  # noqa: DTZ001 - made aware below
    st.integers(-12 * 60, 14 * 60),
    st.sampled_from(["rfc", "iso", "german"]),
)
def test_reads_back_every_moment_that_was_written(moment: datetime, minutes: int, form: str) -> None:
    """Whatever moment is written in a known form, with any offset, comes back unchanged."""
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    sign, size = ("-", -minutes) if minutes < 0 else ("+", minutes)
    offset = f"{sign}{size // 60:02}{size % 60:02}"
    clock = f"{moment:%H:%M:%S}"
    written = {
        "rfc": f"{moment.day:02} {ENGLISH.split()[moment.month - 1]} {moment.year:04} {clock} {offset}",
        "iso": f"{moment.year:04}-{moment:%m-%d}T{clock}{offset[:3]}:{offset[3:]}",
        "german": f"{moment.day}. {GERMAN.split()[moment.month - 1]} {moment.year:04} {clock} {offset}",
    }[form]
    found = read_date(written)
    assert found is not None, written
    assert (found - moment).total_seconds() == -60 * minutes, written


@settings(max_examples=500, derandomize=True, deadline=None)
@given(st.text(alphabet="0123456789 -+:/.,TZtMEZNovDiäUhrGMT\n\u0660", max_size=60), st.booleans())
def test_no_text_raises(text: str, w3c: bool) -> None:  # noqa: FBT001 - hypothesis passes it by name
    """Any text gives an aware date in UTC or None."""
    found = read_date(text, w3c=w3c)
    assert found is None or found.tzinfo is UTC
