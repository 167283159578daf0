"""What others wrote becomes one harmless line."""

import re

from hypothesis import given
from hypothesis import strategies as st

from account_health.text.sanitise import EXCERPT, clean


@given(st.text(max_size=600))
def test_cleaned_text_is_one_harmless_line(text: str) -> None:
    """No control, bidi or line character survives, and never more than the limit."""
    line = clean(text)
    assert len(line) <= EXCERPT
    assert not re.search(
        "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", line
    )
    assert line == line.strip()


def test_clean_keeps_what_people_write() -> None:
    """Umlauts, families of pictograms and doubled marks stay; heaps of marks do not."""
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
    assert clean(f"Grüße {family}!") == f"Grüße {family}!"
    assert clean("Z\u0351\u036b\u0343\u036aa") == "Z\u0351\u036ba"


def test_clean_keeps_a_figure_and_its_percent_sign_on_one_line() -> None:
    """And no other no-break space: a text without a place to break would push a page aside."""
    assert clean("Gesehen: 84\u00a0%; \u00a0 sonst\u00a0nichts") == "Gesehen: 84\u00a0%; sonst nichts"
    assert "\u00a0" not in clean("1\u00a0%x" * 9)
