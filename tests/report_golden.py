"""The golden reports: `python -m tests.report_golden` writes them anew. Look at the difference before committing it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from account_health.model import Audience, CompanyReport
from account_health.model.company import Company
from account_health.report import Rendered, render, render_first_check
from tests import first_samples, mail_samples
from tests import report_samples as samples

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Golden:
    """A report, whose it is, and who reads it."""

    report: Callable[[], CompanyReport]
    company: Company = field(default_factory=samples.company)
    audience: Audience = Audience.OWNER

    def render(self) -> Rendered:
        """Return the report in every form."""
        return render(self.report(), self.company, audience=self.audience)


ENGLISH = samples.company(language="en")
DU = samples.company(address_form="du")
FIRST_CHECKS = {
    "first-check": first_samples.prospect(),
    "first-check-en": first_samples.prospect(language="en"),
    "first-check-du": first_samples.prospect(address_form="du"),
}
GOLDEN = {
    "week": Golden(samples.golden_week),
    "week-en": Golden(samples.golden_week, ENGLISH),
    "week-du": Golden(samples.golden_week, DU),
    "agency": Golden(samples.week_with_a_technical_matter, audience=Audience.OPERATOR),
    "agency-en": Golden(samples.week_with_a_technical_matter, ENGLISH, Audience.OPERATOR),
    "draft": Golden(samples.golden_week, samples.draft(samples.company()), Audience.OPERATOR),
    "draft-en": Golden(samples.golden_week, samples.draft(ENGLISH), Audience.OPERATOR),
    "brand": Golden(samples.nothing_for_the_owner, samples.company(brand=samples.brand())),
    "good-week": Golden(samples.good_week),
    "good-week-en": Golden(samples.good_week, ENGLISH),
    "first": Golden(first_samples.first_report),
    "first-en": Golden(first_samples.first_report, ENGLISH),
    "first-du": Golden(first_samples.first_report, DU),
    "first-unseen": Golden(first_samples.first_unseen),
    "first-unseen-en": Golden(first_samples.first_unseen, ENGLISH),
    "unread": Golden(samples.channel_unread),
    "unread-en": Golden(samples.channel_unread, ENGLISH),
    "nothing-readable": Golden(samples.nothing_readable),
    "nothing-readable-en": Golden(samples.nothing_readable, ENGLISH),
    "one-channel": Golden(samples.one_channel),
    "one-channel-en": Golden(samples.one_channel, ENGLISH),
    "forty-accounts": Golden(samples.forty_accounts),
    "forty-accounts-en": Golden(samples.forty_accounts, ENGLISH),
    "month": Golden(samples.month_begins),
    "month-en": Golden(samples.month_begins, ENGLISH),
    "month-du": Golden(samples.month_begins, DU),
    "quiet-month": Golden(samples.quiet_month),
    "quiet-month-en": Golden(samples.quiet_month, ENGLISH),
    "quiet-month-du": Golden(samples.quiet_month, DU),
}


def golden_files() -> Iterator[tuple[Path, str]]:
    """Yield each golden file with the text that it should hold."""
    for name, golden in GOLDEN.items():
        rendered = golden.render()
        yield FOLDER / f"{name}.html", rendered.html
        yield FOLDER / f"{name}.txt", f"{rendered.subject}\n\n{rendered.text}"
    for name, company in FIRST_CHECKS.items():
        yield FOLDER / f"{name}.html", render_first_check(first_samples.prospects_look(), company)


if __name__ == "__main__":
    for path, text in (*golden_files(), *mail_samples.golden_files()):
        path.write_text(text, encoding="utf-8")
