"""How long a mail is on a phone: measured as Chromium lays it out, 390 pixels wide, in screens of 844 pixels."""

from pathlib import Path

import pytest

from tests.pictures import height
from tests.report_golden import GOLDEN
from tests.tools import need

WIDE, HIGH = 390, 844


@pytest.mark.parametrize(
    ("name", "screens"),
    [("week", 2), ("week-en", 2), ("week-du", 2), ("good-week", 1), ("good-week-en", 1), ("unread", 1)],
)
def test_a_mail_fits_on_so_many_screens_of_a_phone(name: str, screens: int, tmp_path: Path) -> None:
    """Two for a normal week, one for a good one and for one in which only one channel could not be read."""
    page = tmp_path / f"{name}.html"
    page.write_text(GOLDEN[name].render().html, encoding="utf-8")
    assert height(need("chromium"), page, WIDE) <= screens * HIGH
