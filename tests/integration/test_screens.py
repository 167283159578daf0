"""How long a mail is on a phone: measured as Chromium lays it out, 390 pixels wide, in screens of 844 pixels."""

import subprocess
from pathlib import Path

import pytest

from tests.pictures import height
from tests.report_golden import GOLDEN
from tests.tools import lacking, need

WIDE, HIGH = 390, 844
FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
"""What the mails ask for: where none of the first is installed, Arial, or Liberation Sans, which is as wide."""
SAMPLE = f'<body style="margin:0;font:16px {FONT}">' + "Was diese Woche zu tun ist, steht hier. " * 20
SAMPLE_IN_ARIAL = 270


@pytest.fixture
def chromium(tmp_path: Path) -> str:
    """A Chromium whose lines are as long as those that the screens were counted with.

    Ubuntu's is a snap, which reads no file of a temporary folder; and a machine with other fonts has other lines.
    """
    found, sample = need("chromium"), tmp_path / "sample.html"
    sample.write_text(SAMPLE, "utf-8")
    try:
        measured = height(found, sample, WIDE)
    except (RuntimeError, subprocess.CalledProcessError):
        lacking("chromium opens no page of a temporary folder here: take Debian's (`make mail-setup`)")
    if measured != SAMPLE_IN_ARIAL:
        lacking("chromium sets Arial in another font here: fonts-liberation is needed (`make mail-setup`)")
    return found


@pytest.mark.parametrize(
    ("name", "screens"),
    [("week", 2), ("week-en", 2), ("week-du", 2), ("good-week", 1), ("good-week-en", 1), ("unread", 1)],
)
def test_a_mail_fits_on_so_many_screens_of_a_phone(
    name: str, screens: int, chromium: str, tmp_path: Path
) -> None:
    """Two for a normal week, one for a good one and for one in which only one channel could not be read."""
    page = tmp_path / f"{name}.html"
    page.write_text(GOLDEN[name].render().html, encoding="utf-8")
    assert height(chromium, page, WIDE) <= screens * HIGH


def test_the_mails_ask_for_the_fonts_of_the_sample() -> None:
    """A mail in other fonts would be counted with lines that the sample says nothing about."""
    assert f"font-family:{FONT}" in GOLDEN["week"].render().html.replace("&#39;", "'")
