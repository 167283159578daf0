"""Sends one company's report: judged, rendered, frozen, remembered, and then mailed to each recipient once."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from account_health.codec import from_json
from account_health.company import Company
from account_health.ledger import DeliveryState
from account_health.model import Snapshot
from account_health.workflow.collect import every_account
from account_health.workflow.delivery import deliver_all
from account_health.workflow.judge import judge_company
from account_health.workflow.places import CompanyPlace
from account_health.workflow.publish import freeze_mails, publish
from account_health.workflow.records import freeze, keep_history, keep_state, load, read_history, read_state
from account_health.workflow.run import run_from_json
from account_health.workflow.services import Services


def send_report(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Make the company's report and, where the plan says that it is due, mail it; answer {"state"}.

    The state is "unsettled" where nobody knows whether a mail went out, else "settled". With "error" in the event
    there is nothing to report on: that is written down, nobody is mailed here, and the end of the run tells.
    A repetition goes on with the frozen report and the frozen mails, and sends only what certainly was not sent.

    Raises MailThrottledError, BackendError or ConflictError where a repetition helps; BrokenFileError, UsageError.
    """
    run = run_from_json(event["run"])
    storage = services.storage
    place = CompanyPlace(event["company"], run.id)
    if "error" in event:
        why = {"error": event["error"]["Error"], "problems": []}
        freeze(storage, place.error, json.dumps(why, indent=1).encode())
        return {"state": "settled"}
    company = load(storage, place.company_file, Company)
    judged = judge_company(
        company,
        _snapshots(company, place, services, run.now),
        run,
        read_history(storage, company.id),
        read_state(storage, company.id),
    )
    mails = freeze_mails(judged.report, company, run, services)
    publish(judged.report, company, services)
    if run.keeps_state:
        keep_state(storage, company.id, judged.state)
    if run.keeps_history:
        keep_history(storage, company.id, judged.history)
    states = deliver_all(mails, services) if event["due"] else ()
    return {"state": "unsettled" if DeliveryState.UNKNOWN in states else "settled"}


def _snapshots(
    company: Company, place: CompanyPlace, services: Services, now: datetime
) -> tuple[Snapshot, ...]:
    """Return one snapshot per account: as it was saved, or a row that says why there is none."""
    saved: list[Snapshot] = []
    failures: dict[str, str] = {}
    for account in company.accounts:
        key = place.snapshot(account.id)
        stored = services.storage.read(key)
        if stored is not None:
            saved.append(from_json(Snapshot, stored.body, key))
            continue
        failure = services.storage.read(place.failure(account.id))
        if failure is not None:
            failures[account.id] = _error_name(failure.body)
    return every_account(company, saved, failures, now)


def _error_name(body: bytes) -> str:
    """Return the error's name as the engine noted it."""
    try:
        return str(json.loads(body)["error"])
    except (ValueError, TypeError, KeyError):
        return "NotAudited"
