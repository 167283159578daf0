"""Opening hours in the registry file's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.onboarding.week_words import week_text
from account_health.text.opening_hours import read_hours


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Mo-Fr 9-18 Uhr, Sa 9-13 Uhr", "Mo-Fr 9:00-18:00\nSa 9:00-13:00"),
        ("Di und Do 17-19 Uhr", "Di, Do 17:00-19:00"),
        ("Mo, Mi, Do, Fr 8-12 und 13-17", "Mo, Mi-Fr 8:00-12:00, 13:00-17:00"),
        ("Sa, So 9-17", "Sa, So 9:00-17:00"),
        ("täglich 7-22 Uhr", "Mo-So 7:00-22:00"),
        ("Fr, Sa 18-2 Uhr", "Fr, Sa 18:00-2:00"),
        ("Mo-So 24 Stunden", "Mo-So 0:00-24:00"),
    ],
)
def test_days_with_the_same_hours_share_a_line(said: str, written: str) -> None:
    """Runs of three days and more are joined, others are listed."""
    assert week_text(read_hours(said).days, "de") == written


def test_english_days_are_written_in_english() -> None:
    """The file speaks the company's language."""
    assert week_text(read_hours("Mon-Fri 9am-5pm").days, "en") == "Mon-Fri 9:00-17:00"


DAY = (
    st.lists(st.integers(0, 47), max_size=4, unique=True)
    .map(sorted)
    .map(
        lambda halves: tuple(
            (start * 30, end * 30) for start, end in zip(halves[::2], halves[1::2], strict=False)
        )
    )
)


@given(st.lists(DAY, min_size=7, max_size=7).filter(any), st.sampled_from(["de", "en"]))
def test_what_is_written_is_read_back(week: list[tuple[tuple[int, int], ...]], language: str) -> None:
    """No week changes on its way into the file."""
    assert read_hours(week_text(week, language)).days == tuple(week)  # type: ignore[arg-type] # sampled from both languages
