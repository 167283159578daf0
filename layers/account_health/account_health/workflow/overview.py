"""The week's overview: one mail over all companies to each of its readers."""

import json
from datetime import date, datetime, timedelta

from account_health.ledger import LedgerKey, address_hash
from account_health.model.run import Run
from account_health.report import Envelope, Line, Reader, compose, render_overview
from account_health.workflow.delivery import Frozen
from account_health.workflow.outcome import CompanyOutcome
from account_health.workflow.places import CompanyPlace, PlanPlace
from account_health.workflow.records import freeze
from account_health.workflow.report_link import report_link
from account_health.workflow.services import Services, Settings
from account_health.workflow.tally import Tally


def overview_readers(run: Run, settings: Settings) -> tuple[str, ...]:
    """Return who gets an overview of this run: its readers, once a week; nobody for any other run, or one about a part."""
    whole_week = run.kind == "weekly" and run.only is None
    return settings.overview if whole_week and run.mails_companies else ()


def overview_refused(run: Run, settings: Settings) -> tuple[str, ...]:
    """Return what is wrong with each address that is to get an overview of this run and never can."""
    return settings.overview_refused if run.kind == "weekly" and run.mails_companies else ()


def freeze_overviews(tally: Tally, run: Run, services: Services) -> tuple[Frozen, ...]:
    """Freeze one overview per reader and return them as they are frozen.

    Raises BackendError, and UsageError where an address cannot stand in a mail.
    """
    settings = services.settings
    readers = {address_hash(address): address for address in overview_readers(run, settings)}
    if not readers:
        return ()
    reply_to = settings.operator or settings.sender
    reader = Reader(
        language=settings.overview_language,
        timezone=settings.zone.key,
        reply_to=reply_to,
        next_day=_next_day(run, services),
    )
    lines = tuple(_line(outcome, run, services) for outcome in tally.companies)
    letter = render_overview(lines, reader, run.now)
    mails = []
    for name, address in readers.items():
        key = LedgerKey(mail="overview", period=run.period, company="_all", recipient=address)
        envelope = Envelope(
            sender=settings.sender,
            recipient=address,
            reply_to=reply_to,
            company="overview",
            key=key.path,
            now=run.now,
        )
        place = PlanPlace(run.id).overview_mail(name)
        mails.append(Frozen(key, freeze(services.storage, place, compose(letter, envelope))))
    return tuple(mails)


def _next_day(run: Run, services: Services) -> date | None:
    """Return the day of the next overview, a week after the run that this one repeats; None where that one never began."""
    began: datetime | None = run.now
    if run.repeat:
        noted = services.storage.read(PlanPlace(f"weekly-{run.week}").notes)
        began = datetime.fromisoformat(json.loads(noted.body)["now"]) if noted else None
    return None if began is None else began.astimezone(services.settings.zone).date() + timedelta(days=7)


def _line(outcome: CompanyOutcome, run: Run, services: Services) -> Line:
    report = report_link(outcome.company, run.id, run.now, services) if outcome.brief else None
    return Line(
        report=report,
        place=CompanyPlace(outcome.company, run.id).report("html") if outcome.brief else "",
        company=outcome.company,
        brief=outcome.brief,
        error=outcome.error,
        unsent=tuple((mail.recipient, mail.state) for mail in outcome.mails if not mail.sent),
        signed_off=outcome.unsubscribed,
    )
