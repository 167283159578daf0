"""Freezes a company's report in every form under `runs/`."""

from account_health.company import Company
from account_health.ledger import LedgerKey
from account_health.model import Audience, CompanyReport
from account_health.report import Envelope, compose, render, reply_address
from account_health.workflow.delivery import Frozen
from account_health.workflow.places import CompanyPlace
from account_health.workflow.recipients import recipients
from account_health.workflow.records import freeze
from account_health.workflow.report_link import report_link
from account_health.workflow.run import Run
from account_health.workflow.services import Services


def publish(report: CompanyReport, company: Company, services: Services) -> str:
    """Freeze the report as page, text, JSON and table; return the page's key. Raises BackendError."""
    place = CompanyPlace(company.id, report.run)
    rendered = render(report, company, reply_to=reply_address(company, services.settings.operator))
    forms = {"html": rendered.page, "txt": rendered.text, "csv": rendered.csv, "json": rendered.json}
    for form, text in forms.items():
        freeze(services.storage, place.report(form), text.encode())
    return place.report("html")


def freeze_mails(report: CompanyReport, company: Company, run: Run, services: Services) -> tuple[Frozen, ...]:
    """Freeze one mail per recipient and return them as they are frozen.

    Raises BackendError, and UsageError where an address cannot stand in a mail.
    """
    place = CompanyPlace(company.id, run.id)
    reply_to = reply_address(company, services.settings.operator)
    link = report_link(company.id, run.id, run.now, services)
    rendered = {
        audience: render(report, company, audience=audience, reply_to=reply_to, report_link=link)
        for audience in Audience
    }
    mails = []
    for recipient in recipients(company):
        key = LedgerKey(mail="report", period=run.period, company=company.id, recipient=recipient.address)
        envelope = Envelope(
            sender=services.settings.sender,
            recipient=recipient.address,
            reply_to=reply_to,
            company=company.id,
            key=key.path,
            now=run.now,
        )
        raw = compose(rendered[recipient.audience], envelope)
        mails.append(Frozen(key, freeze(services.storage, place.mail(recipient.hash), raw)))
    return tuple(mails)
