"""Freezes a company's report in every form under `runs/`, and the mails that tell it."""

from account_health.ledger import LedgerKey, address_hash
from account_health.model import CompanyReport
from account_health.model.company import Company, Person
from account_health.model.run import Run
from account_health.report import (
    Envelope,
    Letter,
    compose,
    own_tasks,
    render,
    render_mail,
    render_tasks,
    reply_address,
)
from account_health.workflow.delivery import Frozen
from account_health.workflow.places import CompanyPlace
from account_health.workflow.recipients import recipients
from account_health.workflow.records import freeze
from account_health.workflow.report_link import report_link
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
    readers = recipients(company)
    letters = {
        audience: render_mail(report, company, audience=audience, reply_to=reply_to, report_link=link)
        for audience in {reader.audience for reader in readers}
    }
    mails = []
    for recipient in readers:
        key = LedgerKey(mail="report", period=run.period, company=company.id, recipient=recipient.address)
        raw = composed(letters[recipient.audience], key, company, run, services)
        mails.append(Frozen(key, freeze(services.storage, place.mail(recipient.hash), raw)))
    return tuple(mails)


def freeze_task_mails(
    report: CompanyReport, company: Company, run: Run, services: Services
) -> tuple[Frozen, ...]:
    """Freeze a mail for each person with own tasks who does not get the report, and return them as they are frozen.

    Raises BackendError, and UsageError where an address cannot stand in a mail.
    """
    place = CompanyPlace(company.id, run.id)
    reply_to = reply_address(company, services.settings.operator)
    mails = []
    for people in task_readers(company):
        if not own_tasks(report, company, people):
            continue
        address = people[0].email or ""
        key = LedgerKey(mail="tasks", period=run.period, company=company.id, recipient=address)
        letter = render_tasks(report, company, people, reply_to=reply_to)
        raw = composed(letter, key, company, run, services)
        mails.append(Frozen(key, freeze(services.storage, place.task_mail(address_hash(address)), raw)))
    return tuple(mails)


def task_readers(company: Company) -> tuple[tuple[Person, ...], ...]:
    """Return whoever may get a mail with the own tasks: nobody twice, and nobody who gets the report or signed off.

    Several people of the registry file who share an address are one reader. While reports are reviewed first there is
    nobody, and where people are not to be named neither.
    """
    settings = company.report
    if not settings.task_mails or settings.mode == "review" or settings.people == "none":
        return ()
    left_out = {address_hash(address) for address in settings.unsubscribed}
    left_out |= {recipient.hash for recipient in recipients(company)}
    readers: dict[str, list[Person]] = {}
    for person in company.people:
        if person.email and address_hash(person.email) not in left_out:
            readers.setdefault(address_hash(person.email), []).append(person)
    return tuple(map(tuple, readers.values()))


def composed(letter: Letter, key: LedgerKey, company: Company, run: Run, services: Services) -> bytes:
    """Return a mail to one of the company's people as bytes; raises UsageError for an address that is none."""
    settings = services.settings
    return compose(
        letter,
        Envelope(
            sender=settings.sender,
            recipient=key.recipient,
            reply_to=reply_address(company, settings.operator),
            company=company.id,
            key=key.path,
            now=run.now,
        ),
    )
