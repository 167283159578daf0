"""`make pictures`: the demo's mails as screenshots in docs/pictures, at phone and desktop width, light and dark.

Needs Chromium on the PATH (`chromium`, Debian's package of that name), and makes small files where `pngquant` is, too.
"""

import email
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from email.policy import default
from html import escape
from pathlib import Path

from tests.simulator.demo import run

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SHOTS = (
    ("baeckerei-sommer", "report-de-desktop", 700, "light"),
    ("baeckerei-sommer", "report-de-desktop-dark", 700, "dark"),
    ("baeckerei-sommer", "report-de-phone", 375, "light"),
    ("baeckerei-sommer", "report-de-phone-dark", 375, "dark"),
    ("harbour-bikes", "report-en-desktop", 700, "light"),
    ("harbour-bikes", "report-en-phone", 375, "light"),
    ("harbour-bikes", "report-en-phone-dark", 375, "dark"),
    ("optik-hahn", "report-good-week", 700, "light"),
    ("autohaus-kern", "report-not-seen", 700, "light"),
)
DARK = "@media (prefers-color-scheme:dark)"
COLORS = "64"
"""The most colours of a picture: text on plain grounds needs few."""
MEASURE = """<iframe width="{width}" height="{lowest}" style="border: 0" srcdoc="{page}"></iframe>
<script>onload = () => {{
  document.documentElement.dataset.high = frames[0].document.documentElement.scrollHeight
}}</script>"""
"""A page in a frame: a window without a screen is laid out no narrower than 500 pixels, a frame is."""
LOWEST = 100
"""Lower than any report, so that the page's own height is measured and not the frame's."""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def chromium_on(chromium: str, page: Path, size: tuple[int, int], *more: str) -> str:
    """Open a page in a window of this size and return what Chromium writes to its output."""
    profile = page.parent / "profile"
    window = f"--window-size={size[0]},{size[1]}"
    command = [chromium, *FLAGS, f"--user-data-dir={profile}", window, *more, page.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - a fixed program


def height(chromium: str, page: Path, width: int) -> int:
    """Return how many pixels high a page is at a width; raises RuntimeError where that cannot be measured."""
    measured = page.with_suffix(".measured.html")
    framed = MEASURE.format(width=width, lowest=LOWEST, page=escape(page.read_text("utf-8")))
    measured.write_text(f"<!DOCTYPE html>{framed}", encoding="utf-8")
    found = re.search(r'data-high="(\d+)"', chromium_on(chromium, measured, (1000, 1000), "--dump-dom"))
    if found is None:
        raise RuntimeError(f"{page.name} has no height")
    return int(found[1])


def smaller(pictures: Iterable[Path]) -> None:
    """Give pictures few colours, where the program for it is there."""
    pngquant = shutil.which("pngquant")
    if pngquant is not None:
        command = [pngquant, "--force", "--ext", ".png", "--strip", COLORS, *map(str, pictures)]
        subprocess.run(command, check=True)  # noqa: S603 - a fixed program


def main() -> int:
    """Render every picture anew."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("Chromium is needed for pictures: install the package chromium.\n")
        return 2
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        run(out)
        for company, name, width, scheme in SHOTS:
            mail = email.message_from_bytes((out / company / "report.eml").read_bytes(), policy=default)
            html = mail.get_body(("html",))
            if html is None:
                raise RuntimeError(f"the mail of {company} has no HTML part")
            page = out / f"{name}.html"
            shown = html.get_content()
            page.write_text(
                shown.replace(DARK, "@media all") if scheme == "dark" else shown, encoding="utf-8"
            )
            size = (width, height(chromium, page, width))
            chromium_on(chromium, page, size, f"--screenshot={PICTURES / name}.png")
    smaller(PICTURES / f"{name}.png" for _, name, _, _ in SHOTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
