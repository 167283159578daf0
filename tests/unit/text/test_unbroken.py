"""What belongs together on one line: numbers, days and hours, but never a whole sentence."""

import pytest

from account_health.text.unbroken import glued, in_pieces


@pytest.mark.parametrize(
    "whole",
    [
        "089 1234567",
        "+49 (0)89 123 45-67",
        "0043 1 234 56 78",
        "(089) 12 34 56",
        "31. Oktober 2026",
        "31 October",
        "6:30–14:00 Uhr",
        "§ 5",
        "10 Min",
    ],
)
def test_what_is_one_thing_has_no_blank_that_breaks(whole: str) -> None:
    """A phone number, a day, hours, a paragraph, minutes: each stays on its line, and the words around it do not."""
    text = f"Es gilt {whole} oder so."
    assert glued(text, "~") == f"Es gilt {whole.replace(' ', '~')} oder so."


@pytest.mark.parametrize(
    "free",
    [
        "1.204 Menschen folgen",
        "zwischen 2019 und 2026",
        "von 100 Punkten",
        "0,5 von 5",
        "12 345 678",
        "1 000 000.00",
    ],
)
def test_amounts_and_words_may_part(free: str) -> None:
    """What is no number to call and no day is ordinary text."""
    assert glued(free, "~") == free
    assert [piece for piece, one in in_pieces(free) if one] == []


def test_a_number_that_may_be_copied_keeps_its_own_blanks() -> None:
    """It is held together from outside, so that nobody pastes a blank that a form refuses."""
    assert [piece for piece, one in in_pieces("Ändern Sie sie in „089 1234567“.") if one] == ["089 1234567"]


def test_no_number_is_held_together_that_a_telephone_could_not_show() -> None:
    """Endless digits break as they always did: none of the pieces is longer than a line of 375 pixels."""
    assert all(len(piece) <= 24 for piece, one in in_pieces("0" + " 12" * 40) if one)
