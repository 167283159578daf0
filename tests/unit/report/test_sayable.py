"""A report is told as far as it can be said: an optional section that cannot be is left out, and no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from account_health.model import (
    Achieved,
    Advice,
    Brought,
    Change,
    CompanyReport,
    Notice,
    WatchLine,
    WatchReport,
    message,
)
from account_health.model.report import Section
from account_health.report import render, render_mail, render_page
from tests.report_samples import company, golden_week, good_week

COMPANY = company()
BROKEN = message("Nobody knows {what}.")
"""A sentence whose value is missing."""


def with_ideas(report: CompanyReport) -> CompanyReport:
    """Give every channel an idea that cannot be said."""
    return replace(report, accounts=tuple(replace(one, ideas=(BROKEN,)) for one in report.accounts))


def with_advice(report: CompanyReport) -> CompanyReport:
    """Give every channel advice that cannot be said."""
    advice = Advice(choice="close", message=BROKEN, reasons=(), options=())
    return replace(
        report,
        month_begins=True,
        accounts=tuple(replace(one, advice=advice) for one in report.accounts),
    )


CHANGE = Change(account=golden_week().accounts[0].account, check="imprint", title=BROKEN)
DAY = date(2026, 10, 31)
NO_STARS = Brought(
    account=golden_week().accounts[0].account,
    kind="rating",
    value=float("nan"),
    last=DAY,
    course=((DAY, 4.0), (DAY, 4.0)),
)
"""What no number can be set of."""
SECTIONS: dict[str, Callable[[CompanyReport], CompanyReport]] = {
    "ideas": with_ideas,
    "advice": with_advice,
    "resolved": lambda report: replace(report, resolved=(CHANGE,)),
    "notices": lambda report: replace(report, notices=(Notice(kind="time", message=BROKEN),)),
    "reopened": lambda report: replace(report, notices=(Notice(kind="done_reopened", message=BROKEN),)),
    "achieved": lambda report: replace(
        report,
        achieved=Achieved(month="2026-10", answered=0, complete=True, median_hours=None, corrected=(CHANGE,)),
    ),
    "results": lambda report: replace(report, results=(NO_STARS,)),
    "watch": lambda report: replace(
        report, watch=WatchReport(lines=(WatchLine(kind="critical", matter="a", message=BROKEN),))
    ),
}


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_that_cannot_be_said_is_left_out_and_named(section: str) -> None:
    """Mail, page, JSON and table are there; the JSON, from which the operator is told, names that section alone."""
    rendered = render(SECTIONS[section](golden_week()), COMPANY)
    assert f'"section": "{section}"' in rendered.json
    assert rendered.json.count('"section": ') == 1
    assert f'"error": "{"ValueError" if section == "results" else "KeyError"}"' in rendered.json
    assert rendered.html
    assert rendered.text
    assert render_mail(SECTIONS[section](golden_week()), COMPANY).text
    assert render_page(SECTIONS[section](golden_week()), COMPANY)


def test_every_section_is_tried() -> None:
    """A new one needs its way out as well. "hours" is no passage of its own: it changes findings, which have to be said."""
    assert set(SECTIONS) == {*get_args(Section)} - {"hours"}


def test_two_sections_that_cannot_be_said_are_both_left_out() -> None:
    """Neither hides the other."""
    rendered = render(SECTIONS["resolved"](with_ideas(golden_week())), COMPANY)
    assert rendered.json.count('"section": ') == 2


def test_what_is_not_optional_still_fails() -> None:
    """A finding that cannot be said is no section to leave out: that would be an all-clear."""
    report = golden_week()
    first, *rest = report.accounts
    broken = replace(first, findings=tuple(replace(one, message=BROKEN) for one in first.findings))
    with pytest.raises(KeyError):
        render(replace(report, accounts=(broken, *rest)), COMPANY)


def test_a_report_without_its_notices_never_says_that_nothing_is_to_be_done() -> None:
    """What nobody could say may have been something to plan."""
    allclear = "nichts zu tun"
    assert allclear in render(good_week(), COMPANY).text
    for section in ("notices", "reopened", "watch"):
        assert allclear not in render(SECTIONS[section](good_week()), COMPANY).text
