"""Makes the first check of a company that is no customer: a first report of what everybody can see, to be printed.

It names what cannot be looked at without the company, so that nobody takes a silence for an all-clear.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from account_health.model import CompanyReport, Message, message
from account_health.model.company import Company, Platform
from account_health.model.platform import PLATFORM_ROWS
from account_health.report.channels import Sheet, sheet_of
from account_health.report.context import ReportContext, context_of
from account_health.report.first import MOST_UNSEEN
from account_health.report.mail import build
from account_health.report.views import ScoreSummary, View
from account_health.text.i18n import together

_CLOSED: Final[tuple[Platform, ...]] = ("google_business_profile", "facebook")
"""Platforms that show a program nothing of a company that did not let it in."""
_OPEN: Final[tuple[Platform, ...]] = ("instagram", "x")
"""Platforms that show everybody's program what is public, for a credential of its own."""


def first_check(report: CompanyReport, company: Company) -> View:
    """Return the first check of a company, as a first report whoever judged it before.

    Raises ValueError where nothing was looked at: a check of nothing says nothing.
    """
    if not report.accounts:
        raise ValueError(f"nothing was looked at of {company.id}")
    context = context_of(replace(report, first=True), company)
    view = build(_sheet(context))
    translate, sight = context.translate, view.first
    if sight is None:
        raise AssertionError("a first report has the form of a first report")
    closed = tuple(
        together(
            (
                translate.phrase(message("{channel}: {message}", channel=name, message=why)),
                translate.phrase(takes),
            )
        )
        for name, why, takes in _not_looked_at(context)
    )
    day = context.today
    lead = message(
        "We looked from outside, on {day} {year}, at what everybody can see.", day=day, year=str(day.year)
    )
    frame = replace(
        view.frame,
        subject=translate.text(message("First check: {company}", company=company.name)),
        lead=(translate.phrase(lead), *view.frame.lead[1:]),
        footer=(translate.phrase(message("This check obliges you to nothing. We have changed nothing.")),),
    )
    if context.good:
        well = translate.phrase(message("We found nothing wrong in what we could check."))
        frame = replace(frame, verdict=well, lead=frame.lead[:1])
    unseen = (*sight.unseen[:MOST_UNSEEN], *closed)
    return replace(view, frame=frame, score_summary=_number(context), first=replace(sight, unseen=unseen))


def _number(context: ReportContext) -> ScoreSummary | None:
    """Return the number, and never that everything was seen: of a company that did not let us in that is not so."""
    score, translate = context.report.score, context.translate
    if score is None:
        return None
    said = message("What we could check has {score} of 100 points.", score=translate.figure(score))
    return ScoreSummary(sentence=translate.phrase(said))


def _sheet(context: ReportContext) -> Sheet:
    """Return a sheet that names nobody to answer to: who was never asked gets no mail."""
    return sheet_of(context, context.company.report.reply_to or "")


def _not_looked_at(context: ReportContext) -> Iterator[tuple[Message, Message, Message]]:
    """Yield each platform that was not looked at: its name, why not, and what it takes."""
    looked = {account.platform for account in context.report.accounts}
    for platform in (*_CLOSED, *_OPEN):
        row = PLATFORM_ROWS[platform]
        if platform in looked or row.invitation is None:
            continue
        if platform in _CLOSED:
            yield row.words.name, message("cannot be checked without you."), row.invitation
        else:
            yield row.words.name, message("not part of this check."), row.invitation
