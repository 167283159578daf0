"""The forms of a report: its mail, the page for a browser, JSON and a table."""

import json
from dataclasses import dataclass, replace

from account_health.model import Audience, CompanyReport
from account_health.model.company import Company
from account_health.report.channels import Sheet, sheet_of
from account_health.report.context import context_of, speaker
from account_health.report.data import as_csv, as_json
from account_health.report.first_check import first_check
from account_health.report.links import ReportLink
from account_health.report.mail import build, mail_subject, mail_views
from account_health.report.page import page
from account_health.report.sayable import as_far_as_sayable
from account_health.report.setting import Letter, set_first_check, set_fitting, set_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered(Letter):
    """A report in every form: its mail, and the page for a browser, JSON and a table beside it."""

    page: str
    json: str
    csv: str


def render(
    report: CompanyReport,
    company: Company,
    *,
    audience: Audience = Audience.OWNER,
    reply_to: str | None = None,
    report_link: ReportLink | None = None,
) -> Rendered:
    """Return the report in the company's language; the same input gives the same text.

    Args:
        report: what is to be said.
        company: who is told, in which language, and which links may stand in the report.
        audience: OWNER reads one plain sentence of each finding for whoever holds the keys; OPERATOR gets the same
            mail with these findings in full below a line, and reads them in place in the page.
        reply_to: the mailbox that reads answers; by default `reply_address(company)`.
        report_link: where the mail may lead to the whole report; by default it stands alone.
    """

    def made(told: CompanyReport) -> Rendered:
        sheet = sheet_of(context_of(told, company, audience), reply_to)
        mail = mail_of(replace(sheet, report_link=report_link))
        return Rendered(
            subject=mail.subject,
            sender_name=mail.sender_name,
            language=mail.language,
            html=mail.html,
            text=mail.text,
            page=_page(replace(sheet, whole=True)),
            json=_json(told, company),
            csv=as_csv(told, company),
        )

    return as_far_as_sayable(report, made)


def render_mail(
    report: CompanyReport,
    company: Company,
    *,
    audience: Audience = Audience.OWNER,
    reply_to: str | None = None,
    report_link: ReportLink | None = None,
) -> Letter:
    """Return the report's mail alone, for a fraction of the time; the arguments are those of `render`."""

    def made(told: CompanyReport) -> Letter:
        return mail_of(
            replace(sheet_of(context_of(told, company, audience), reply_to), report_link=report_link)
        )

    return as_far_as_sayable(report, made)


def render_page(
    report: CompanyReport,
    company: Company,
    *,
    audience: Audience = Audience.OWNER,
    reply_to: str | None = None,
) -> str:
    """Return the page for a browser alone; the arguments are those of `render`."""

    def made(told: CompanyReport) -> str:
        return _page(replace(sheet_of(context_of(told, company, audience), reply_to), whole=True))

    return as_far_as_sayable(report, made)


def render_first_check(report: CompanyReport, company: Company) -> str:
    """Return the first check of a company that is no customer, as a page that prints on two sheets.

    `report` judges what everybody can see of it: its website, and what public profiles were looked at with a credential of
    one's own. What `company.brand` says is the sender's. Raises ValueError where nothing was looked at.
    """

    def made(told: CompanyReport) -> str:
        return set_first_check(first_check(told, company), speaker(told, company))

    return as_far_as_sayable(report, made)


def render_json(report: CompanyReport, company: Company) -> str:
    """Return the report as JSON, two spaces a level."""
    return as_far_as_sayable(report, lambda told: _json(told, company))


def _json(report: CompanyReport, company: Company) -> str:
    return json.dumps(as_json(report, company), ensure_ascii=False, indent=2) + "\n"


def mail_of(sheet: Sheet) -> Letter:
    """Return the mail of a sheet, with as many findings as a mail can hold."""
    letter = set_fitting("mail", mail_views(sheet), sheet.context.translate)
    return replace(letter, subject=mail_subject(sheet.context))


def _page(sheet: Sheet) -> str:
    shown = build(sheet)
    return set_page(shown, page(sheet, shown), sheet.context.translate)
