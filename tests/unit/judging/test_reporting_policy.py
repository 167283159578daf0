"""What a report leaves out so that it stays calm."""

import re

from account_health.checks import CHECKS
from account_health.judging.reporting_policy import LEGAL, legal_beyond
from account_health.judging.tasks import all_tasks
from account_health.model import AccountReport, ReportRhythm, Severity, Status, message
from tests.report_samples import account, company, finding, report
from tests.unit.report.test_rendering import german

SENTENCES = {check: message(f"Satz über {check}.") for check in sorted(LEGAL)}


def judged(which: str, *checks: str, **changes: object) -> AccountReport:
    """Return an account of which these checks fail."""
    given = {"action": message("Tu es."), **changes}
    return account(
        which, findings=tuple(finding(check, Status.FAIL, SENTENCES[check], **given) for check in checks)
    )


def test_the_checks_of_law_are_those_of_its_module() -> None:
    """A new rule about law keeps to the two lines, too."""
    assert {check.id for check in CHECKS if check.rule.__module__.endswith(".legal")} == LEGAL


def test_a_mail_holds_two_lines_about_law_the_gravest_first() -> None:
    """Whatever else is wrong is counted, and told once these are put right."""
    site = judged("blog", *sorted(LEGAL))
    beyond = legal_beyond((site,), month_begins=True)
    assert {check for check in LEGAL if ("blog", check) not in beyond} == {"imprint", "dead-dispute-link"}
    tasks = all_tasks(company(), (site,), report().now.date(), month_begins=True)
    assert {one.check for one in tasks} == {"imprint", "dead-dispute-link"}
    rendered = german(report(site, month_begins=True))
    assert set(re.findall(r"Satz über [\w-]+", rendered.text)) <= {
        "Satz über imprint",
        "Satz über dead-dispute-link",
    }


def test_the_company_s_own_pages_come_before_its_profiles() -> None:
    """The same fault on four channels is told of the site and of one profile."""
    channels = [judged(which, "imprint") for which in ("facebook", "instagram", "blog", "x")]
    beyond = legal_beyond(channels, month_begins=False)
    assert beyond == {("instagram", "imprint"), ("x", "imprint")}
    assert legal_beyond(reversed(channels), month_begins=False) == beyond


def test_one_line_of_monthly_care_names_all_its_channels() -> None:
    """The same sentence of several accounts is one line there."""
    channels = [
        judged(which, "privacy-policy", report_rhythm=ReportRhythm.MONTHLY, severity=Severity.LOW)
        for which in ("facebook", "blog", "x")
    ]
    assert legal_beyond(channels, month_begins=True) == frozenset()
    assert legal_beyond(channels, month_begins=False) == frozenset()


def test_other_checks_are_not_counted() -> None:
    """A wrong phone number is told beside them."""
    wrong = account("blog", findings=(finding("phone", Status.FAIL, message("Falsch.")),))
    assert legal_beyond((wrong,), month_begins=True) == frozenset()
