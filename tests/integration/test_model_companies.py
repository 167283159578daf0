"""A well-kept small company hears of at most three things, and of nothing graver than its holiday hours."""

from datetime import datetime, timedelta

import pytest

from account_health.judging.assemble import assemble
from account_health.judging.audit import audit
from account_health.judging.history import History, remember
from account_health.memory.state import State, state_after
from account_health.model import Audience, CompanyReport, Finding, Severity, Status
from account_health.report import render
from account_health.report.context import ReportContext
from account_health.text.i18n import translator
from tests.model_companies import DECEMBER, MODELS, Model

MOST = 3
SMALL = {Severity.LOW, Severity.INFO}


def report_of(model: Model, weeks: int, last: datetime = DECEMBER) -> CompanyReport:
    """Return the last of so many weekly reports."""
    state, history = State(), History()
    for ago in reversed(range(weeks)):
        now = last - timedelta(weeks=ago)
        snapshots = model.snapshots(now)
        reports = [
            audit(seen, model.company, model.company.account(seen.account), now, state.of(seen.account))
            for seen in snapshots
        ]
        report = assemble(model.company, reports, f"weekly-{now:%G-W%V}", now, history)
        state, history = state_after(state, snapshots), remember(history, report)
    return report


def shown(report: CompanyReport, model: Model) -> list[Finding]:
    """Return the findings that the mail tells: this week's, and the month's lines."""
    translate = translator(model.company.language, timezone=model.company.timezone, now=report.now)
    context = ReportContext(report, model.company, Audience.OWNER, translate)
    return [one for account in report.accounts for one in (*context.told(account), *context.monthly(account))]


@pytest.mark.parametrize("weeks", [1, 2, 9])
@pytest.mark.parametrize("name", list(MODELS))
def test_a_well_kept_company_hears_of_at_most_three_things(name: str, weeks: int) -> None:
    """In its very first report, and in the month's first one later."""
    model = MODELS[name]
    report = report_of(model, weeks)
    found = shown(report, model)
    told = [(one.check, one.status, one.severity) for one in found]
    assert len(found) <= MOST, told
    assert {one.check for one in found if one.severity not in SMALL} <= {"holiday-hours"}, told


@pytest.mark.parametrize("name", list(MODELS))
def test_all_of_a_model_company_is_seen_and_has_a_number(name: str) -> None:
    """A company about which little is said is not one of which little was seen."""
    report = report_of(MODELS[name], 3)
    unknown = [
        (account.account, one.check, one.message.text)
        for account in report.accounts
        for one in account.findings
        if one.status is Status.UNKNOWN
    ]
    assert unknown == []
    assert report.coverage == 1
    assert report.score is not None
    assert report.score >= 79


@pytest.mark.parametrize("weeks", [1, 9])
@pytest.mark.parametrize("name", list(MODELS))
def test_the_mail_shows_what_was_counted_and_nothing_else(name: str, weeks: int) -> None:
    """Each finding stands in the text part, or its task says all of it; no other finding's words do."""
    model = MODELS[name]
    report = report_of(model, weeks)
    translate = translator(model.company.language, timezone=model.company.timezone, now=report.now)
    text = " ".join(render(report, model.company).text.replace("\u200b", "").split())
    found = shown(report, model)
    counted = {translate.text(one.message).rstrip(".") for one in found}
    for one in found:
        said = (one.message, one.action) if one.action else (one.message,)
        assert any(translate.text(words).rstrip(".") in text for words in said), one
    quiet = {
        translate.text(one.message).rstrip(".")
        for account in report.accounts
        for one in account.findings
        if one.status in {Status.WARN, Status.FAIL}
    } - counted
    assert not [words for words in quiet if words in text]


def test_the_bakery_hears_of_the_holidays_an_address_and_a_short_text() -> None:
    """Nothing of six reviews without words, of the old footer, of one person for everything, of short thanks."""
    found = shown(report_of(MODELS["bakery"], 9), MODELS["bakery"])
    assert [(one.check, one.severity) for one in found] == [
        ("email", Severity.LOW),
        ("description", Severity.LOW),
        ("holiday-hours", Severity.HIGH),
    ]


def test_in_the_middle_of_a_month_only_what_is_due_is_told() -> None:
    """The lines of profile care come once a month."""
    later = report_of(MODELS["bakery"], 9, DECEMBER + timedelta(weeks=1))
    assert [one.check for one in shown(later, MODELS["bakery"])] == ["holiday-hours"]
