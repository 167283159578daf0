"""Sends one company's report, or what cannot wait for it: judged, frozen, remembered, and then mailed once to each."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from account_health.judging.alerts import over, told_by
from account_health.judging.company import judge_company
from account_health.judging.history import History, remember_alerts
from account_health.judging.unseen import every_account
from account_health.ledger import DeliveryState, suppression_of
from account_health.model import CompanyReport, Reason, Snapshot, Unavailable
from account_health.model.company import Account, Company
from account_health.model.run import Run
from account_health.model.watching import looked_at
from account_health.storage import Storage
from account_health.storage.jsons import from_json
from account_health.workflow.alerting import Told, freeze_alert
from account_health.workflow.delivery import deliver_all
from account_health.workflow.expand import with_listed
from account_health.workflow.freeze_company import note_error
from account_health.workflow.outcome import note_outcome
from account_health.workflow.places import CompanyPlace
from account_health.workflow.publish import freeze_mails, freeze_task_mails, publish
from account_health.workflow.recipients import with_unreached
from account_health.workflow.records import freeze, keep_history, keep_state, load, read_history, read_state
from account_health.workflow.run import run_from_json
from account_health.workflow.run_secrets import NotedSecrets
from account_health.workflow.services import Services


def send_report(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Make the company's report and, where the plan says that it is due, mail it; answer {"state"}.

    With it goes a mail with the own tasks to each person who is to get one. A daily run mails an alert, and that only
    where something critical is new.

    The state is "unsettled" where nobody knows whether a mail went out, else "settled". A company whose file could not be
    used has nothing to report on: nobody is mailed here, and the end of the run tells. What became of the mails is written
    down in one object, for the end of the run. A repetition goes on with the frozen report and the frozen mails, and sends only what certainly was not sent.

    Raises MailThrottledError, BackendError or ConflictError where a repetition helps; BrokenFileError, UsageError.
    """
    run = run_from_json(event["run"])
    storage = services.storage
    place = CompanyPlace(event["company"], run.id)
    row = {"company": place.company, "due": event["due"]}
    secrets = NotedSecrets(services.secrets)
    done = _Done() if storage.read(place.error) else _sent(row, run, replace(services, secrets=secrets))
    note_outcome(row, run, storage, (*done.old_places, *secrets.old_places))
    return {"state": "unsettled" if DeliveryState.UNKNOWN in done.states else "settled"}


class _Done(NamedTuple):
    """What is known of each mail, and which accounts' credentials were found at a place of before."""

    states: tuple[DeliveryState, ...] = ()
    old_places: tuple[str, ...] = ()


def _sent(row: Mapping[str, Any], run: Run, services: Services) -> _Done:
    """Judge, freeze, remember and mail."""
    storage = services.storage
    place = CompanyPlace(row["company"], run.id)
    company = with_unreached(load(storage, place.company_file, Company), storage)
    company = with_listed(company, place, run.account, storage)
    if run.account is not None and not company.accounts:
        note_error(place, "UnknownAccountError", (), services)
        return _Done()
    history = read_history(storage, company.id)
    snapshots = _snapshots(looked_at(company, run), place, services, run.now)
    judged = judge_company(company, snapshots, run, history, read_state(storage, company.id))
    made = _told(judged.report, company, history, run, services)
    told = made if row["due"] or run.mails_alerts else Told()
    _freeze_due(told, place, storage)
    publish(judged.report, company, services)
    if run.keeps_state:
        keep_state(storage, company.id, judged.state)
        # Before anything is sent: what a mail may have told is never told again by itself.
        matters = (*(told.matters if _reaches(told, storage) else ()), *over(judged.report, history))
        after = remember_alerts(judged.history if run.keeps_history else history, matters, run.now)
        if after != history:
            keep_history(storage, company.id, after)
    old = tuple(f"{one.account}: {place}" for one in snapshots for place in one.old_places)
    return _Done(deliver_all(told.mails, services), old)


def _told(report: CompanyReport, company: Company, history: History, run: Run, services: Services) -> Told:
    """Freeze this run's mails and return them, with the critical matters that they tell."""
    if run.mails_alerts:
        return freeze_alert(report, company, history, run, services)
    if run.kind == "daily":
        return Told()
    reports = freeze_mails(report, company, run, services)
    tasks = freeze_task_mails(report, company, run, services)
    return Told((*reports, *tasks), told_by(report) if reports else ())


def _reaches(told: Told, storage: Storage) -> bool:
    """Tell whether somebody reads what the matters stand in: not where every address bounced or complained.

    A mail with the own tasks tells one person's part only.
    """
    whole = (mail.key.recipient for mail in told.mails if mail.key.mail != "tasks")
    return any(suppression_of(storage, recipient) is None for recipient in whole)


def _freeze_due(told: Told, place: CompanyPlace, storage: Storage) -> None:
    """Write down which mails are owed, so that the end of the run can hold them against the ledger."""
    rows = [{"mail": mail.key.mail, "recipient": mail.key.recipient} for mail in told.mails]
    freeze(storage, place.due, json.dumps(rows, ensure_ascii=False, indent=1).encode())


def _snapshots(
    accounts: tuple[Account, ...], place: CompanyPlace, services: Services, now: datetime
) -> tuple[Snapshot, ...]:
    """Return one snapshot per account: as it was saved, or a row that says why there is none."""
    saved: list[Snapshot] = []
    failures: dict[str, Unavailable] = {}
    for account in accounts:
        key = place.snapshot(account.id)
        stored = services.storage.read(key)
        if stored is not None:
            saved.append(from_json(Snapshot, stored.body, key))
            continue
        failure = services.storage.read(place.failure(account.id))
        if failure is not None:
            failures[account.id] = _why_not(failure.body)
    return every_account(accounts, saved, failures, now)


def _why_not(body: bytes) -> Unavailable:
    """Return why an account was not looked at: its line stood still until the end, or its look failed by an error of a name."""
    try:
        note = json.loads(body)
        why = Reason(note["why"]) if note.get("why") in set(Reason) else Reason.NOT_AUDITED
        return Unavailable(why, str(note["error"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Unavailable(Reason.NOT_AUDITED, "NotAudited")
