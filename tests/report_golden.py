"""The golden reports: `python -m tests.report_golden` writes them anew. Look at the difference before committing it."""

from collections.abc import Iterator
from pathlib import Path

from account_health.report import render
from tests import mail_samples
from tests import report_samples as samples

FOLDER = Path(__file__).parent / "golden"
GOLDEN = {
    "week": (samples.golden_week, samples.company()),
    "week-en": (samples.golden_week, samples.company(language="en")),
    "week-du": (samples.golden_week, samples.company(address_form="du")),
    "good-week": (samples.good_week, samples.company()),
    "good-week-en": (samples.good_week, samples.company(language="en")),
    "first": (samples.first_report, samples.company()),
    "nothing-readable": (samples.nothing_readable, samples.company()),
    "nothing-readable-en": (samples.nothing_readable, samples.company(language="en")),
    "one-channel": (samples.one_channel, samples.company()),
}


def golden_files() -> Iterator[tuple[Path, str]]:
    """Yield each golden file with the text that it should hold."""
    for name, (report, company) in GOLDEN.items():
        rendered = render(report(), company)
        yield FOLDER / f"{name}.html", rendered.html
        yield FOLDER / f"{name}.txt", f"{rendered.subject}\n\n{rendered.text}"


if __name__ == "__main__":
    for path, text in (*golden_files(), *mail_samples.golden_files()):
        path.write_text(text, encoding="utf-8")
