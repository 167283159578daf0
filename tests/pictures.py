"""`make pictures`: the demo's mails as screenshots in docs/pictures, at phone and desktop width.

Needs Chromium on the PATH (`chromium`, Debian's package of that name).
"""

import email
import shutil
import subprocess
import sys
import tempfile
from email.policy import default
from pathlib import Path

from tests.simulator.demo import run

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SHOTS = (
    ("baeckerei-sommer", "report-de-desktop", 700, 1180),
    ("baeckerei-sommer", "report-de-phone", 390, 1560),
    ("harbour-bikes", "report-en-desktop", 700, 920),
    ("harbour-bikes", "report-en-phone", 390, 1120),
    ("optik-hahn", "report-good-week", 700, 420),
    ("autohaus-kern", "report-not-seen", 700, 560),
)
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


def picture(chromium: str, page: Path, width: int, height: int) -> None:
    """Render one page of the folder that it lies in to a PNG beside it."""
    target = page.with_suffix(".png")
    profile = page.parent / "profile"
    command = [chromium, *FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"]
    subprocess.run([*command, f"--screenshot={target}", page.as_uri()], check=True, capture_output=True)  # noqa: S603 - a fixed program


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
        for company, name, width, height in SHOTS:
            mail = email.message_from_bytes((out / company / "report.eml").read_bytes(), policy=default)
            html = mail.get_body(("html",))
            if html is None:
                raise RuntimeError(f"the mail of {company} has no HTML part")
            page = out / f"{name}.html"
            page.write_text(html.get_content(), encoding="utf-8")
            picture(chromium, page, width, height)
            shutil.copy(page.with_suffix(".png"), PICTURES / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
