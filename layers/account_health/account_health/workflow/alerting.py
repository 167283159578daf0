"""The daily run's mail: what is critical and new, decided once a day for each company."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from account_health.judging.alerts import alerts
from account_health.judging.history import History
from account_health.ledger import LedgerKey
from account_health.model import Audience, CompanyReport
from account_health.model.company import Company
from account_health.model.errors import BackendError
from account_health.model.run import Run
from account_health.report import readers_alerts, render_alert, reply_address
from account_health.workflow.delivery import Frozen
from account_health.workflow.places import CompanyPlace, PlanPlace, alert_file
from account_health.workflow.publish import composed
from account_health.workflow.recipients import recipients
from account_health.workflow.records import freeze
from account_health.workflow.services import Services


@dataclass(frozen=True, slots=True)
class Told:
    """One day's alert: the mails as they are frozen, and the ids of the matters that they tell."""

    mails: tuple[Frozen, ...] = ()
    matters: tuple[str, ...] = ()


def freeze_alert(
    report: CompanyReport, company: Company, history: History, run: Run, services: Services
) -> Told:
    """Decide what is told today, freeze it with its mails, and return it.

    Whichever run of the day decides first has decided for the day: a repetition sends those mails and no others, so
    what turns up later waits for the next day, and nothing counts as told that stands in no mail.
    While the weekly run of this very day has still to report to the company, the report tells it all: no alert.

    Raises BackendError, and UsageError where an address cannot stand in a mail.
    """
    key = alert_file(company.id, run.period)
    stored = services.storage.read(key)
    if stored is None:
        if _report_is_coming(company, history, run, services):
            return Told()
        mails, matters = _mails(report, company, history, run, services)
        if not mails:
            return Told()
        decided = {
            "run": run.id,
            "matters": matters,
            "recipients": [[mail.key.recipient, mail_hash] for mail_hash, mail in mails.items()],
        }
        body = freeze(services.storage, key, json.dumps(decided, indent=1).encode())
    else:
        body = stored.body
    return _as_decided(json.loads(body), company, run, services)


def _report_is_coming(company: Company, history: History, run: Run, services: Services) -> bool:
    """Tell whether the weekly run of the same day owes the company a report and has not come to it yet.

    Once it has, the history of the same write knows what was told. Should it never come to it, that rings, and the
    next day's look alerts.
    """
    storage, weekly = services.storage, f"weekly-{run.week}"
    # By the run's name: the entry's week is the company's, which may be another one far from the stack's zone.
    if any(entry.run == weekly or entry.run.startswith(f"{weekly}-r") for entry in history.entries):
        return False
    place = PlanPlace(weekly)
    notes = storage.read(place.notes)
    began = None if notes is None else json.loads(notes.body).get("now")
    if (
        began is None
        or f"{datetime.fromisoformat(began).astimezone(services.settings.zone):%Y-%m-%d}" != run.period
    ):
        return False
    plan = storage.read(place.plan)
    due = plan is not None and any(
        row["company"] == company.id and row["due"] for row in json.loads(plan.body)
    )
    return due and storage.read(CompanyPlace(company.id, weekly).error) is None


def _mails(
    report: CompanyReport, company: Company, history: History, run: Run, services: Services
) -> tuple[dict[str, Frozen], list[str]]:
    """Freeze a mail for each recipient who has something to read; return them with the matters, none for nothing new."""
    found, readers = alerts(report, history), recipients(company)
    reading = company
    if not any(reader.audience is Audience.OPERATOR for reader in readers):
        # Nobody reads a copy, so that the company itself is told everything.
        reading = replace(company, report=replace(company.report, copy_to=()))
    mails: dict[str, Frozen] = {}
    for reader in readers:
        mine = readers_alerts(found, reading, reader.audience)
        if mine:
            reply_to = reply_address(company, services.settings.operator)
            letter = render_alert(report, reading, mine, audience=reader.audience, reply_to=reply_to)
            key = _key(company, run, reader.address)
            raw = composed(letter, key, company, run, services)
            place = CompanyPlace(company.id, run.id).alert_mail(reader.hash)
            mails[reader.hash] = Frozen(key, freeze(services.storage, place, raw))
    return mails, [matter for alert in found for matter in alert.ids]


def _as_decided(decided: Mapping[str, Any], company: Company, run: Run, services: Services) -> Told:
    """Return what was decided, with the bytes that the run which decided has frozen.

    Who signed off since, or is no recipient any more, gets nothing.
    """
    place = CompanyPlace(company.id, decided["run"])
    readers = {reader.hash for reader in recipients(company)}
    mails = []
    for address, mail_hash in decided["recipients"]:
        if mail_hash not in readers:
            continue
        stored = services.storage.read(place.alert_mail(mail_hash))
        if stored is None:
            raise BackendError(f"{place.alert_mail(mail_hash)} is missing: somebody deleted it.")
        mails.append(Frozen(_key(company, run, address), stored.body))
    return Told(tuple(mails), tuple(decided["matters"]))


def _key(company: Company, run: Run, address: str) -> LedgerKey:
    return LedgerKey(mail="alert", period=run.period, company=company.id, recipient=address)
