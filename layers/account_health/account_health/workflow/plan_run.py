"""Plans a run: whom it is about, who is owed a mail, and in which lines their accounts are looked at, written down once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from account_health.ledger import DeliveryState, LedgerKey, look_up, suppression_of
from account_health.model.company import Company
from account_health.model.errors import EmptyRegistryError, UnknownCompanyError
from account_health.model.lines import line_of, pace_of
from account_health.model.run import Run
from account_health.model.watching import has_secret_feeds, looked_at
from account_health.storage import Storage
from account_health.storage.jsons import time_text
from account_health.workflow.expand import narrowed
from account_health.workflow.freeze_company import freeze_company
from account_health.workflow.places import LinePlace, PlanPlace, registry_file
from account_health.workflow.plan_looks import first_round
from account_health.workflow.recipients import recipients
from account_health.workflow.records import freeze
from account_health.workflow.registry import Listed, list_registry, read_registered
from account_health.workflow.rounds import Waiting
from account_health.workflow.run import run_from_json, run_to_json
from account_health.workflow.sending import prepare_sending
from account_health.workflow.services import Services
from account_health.workflow.shared_defaults import check_defaults, shared_by_all

BEFORE_THE_MAIL: Final = timedelta(minutes=30)
"""So long before its mails a run of the night ends its looking."""
SPARE: Final = timedelta(hours=3)
"""So much longer than it should take a run of the night has for its looking: an outage of an hour or two costs only time."""
BY_DAY: Final = timedelta(minutes=60)
BY_HAND: Final = timedelta(minutes=15)
"""So much longer than it should take a run may look that mails at once: on schedule, and where a person waits."""


def plan_run(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Write plan and lines and answer {"run", "plan", "lines", "look_from", "mail_from", "senders"}; a repeated step keeps the first plan.

    The plan has a row {"company", "due"} per company. A file that cannot be used is planned like any other: it stops that
    company alone. What the operator should hear is written beside the plan. The run of the answer knows until when it looks.

    Raises EmptyRegistryError, UnknownCompanyError, UnknownAccountError, BackendError; RegistryError only where the
    run is about one account of a company whose file is broken.
    """
    services.count({"sending_in_doubt": 0})  # nothing yet, also where nothing can be planned
    run = run_from_json(event["run"])
    storage = services.storage
    told = check_defaults(storage)
    shared = shared_by_all(storage)
    listed = list_registry(storage)
    if not listed.companies:
        raise EmptyRegistryError("There is no company: registry/ holds no file named <company>.toml.")
    companies = _about(run, listed)
    if run.company is not None and run.account is not None:
        narrowed(read_registered(storage, run.company, shared=shared), run.account)
    planned = services.pool.map(
        lambda company: _Planned(company, freeze_company(company, run, shared, services)), companies
    )
    if run.only == "missing":
        lacking = services.pool.map(lambda one: _missing(one, run, storage), planned)
        planned = [one for one, lacks in zip(planned, lacking, strict=True) if lacks]
    lines = _lines(planned, run)
    place = PlanPlace(run.id)
    times = _times(run, lines, services.clock())
    notes = {
        "now": event["run"]["now"],
        "defaults": told.problems,
        "differing": told.differing,
        "ignored": listed.ignored,
        "look_from": time_text(times.look_from),
        "look_until": time_text(times.look_until),
        "mail_from": time_text(times.mail_from),
    }
    noted = json.loads(freeze(storage, place.notes, _json(notes)))
    run = replace(run, look_until=datetime.fromisoformat(noted["look_until"]))
    begins = datetime.fromisoformat(noted["look_from"])
    for line, accounts in lines.items():
        waiting = tuple(
            Waiting(company=one.company, account=one.account, due=begins, with_key=one.with_key)
            for one in accounts
        )
        freeze(storage, LinePlace(run.id, line).queue(0), first_round(waiting, begins))
    freeze(storage, place.lines, _json([{"line": line, "width": pace_of(line).width} for line in lines]))
    freeze(
        storage,
        place.plan,
        _json([{"company": one.company, "due": run.mails_companies} for one in planned]),
    )
    return {
        "run": run_to_json(run),
        "plan": place.plan,
        "lines": place.lines,
        "look_from": noted["look_from"],
        "mail_from": noted["mail_from"],
        "senders": prepare_sending(run, _mails(planned, services), services),
    }


def _mails(planned: "Iterable[_Planned]", services: Services) -> int:
    """Return how many mails a report for each company makes, with the overview and the operator's."""
    readers = sum(len(recipients(one.read)) for one in planned if one.read is not None)
    return readers + len(services.settings.overview) + (services.settings.operator is not None)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A company of the plan, and what its file says; None where it cannot be used."""

    company: str
    read: Company | None


@dataclass(frozen=True, slots=True)
class _Times:
    """From when and until when a run looks, and from when it mails."""

    look_from: datetime
    look_until: datetime
    mail_from: datetime


def _about(run: Run, listed: Listed) -> tuple[str, ...]:
    if run.company is None:
        return listed.companies
    if run.company not in listed.companies:
        raise UnknownCompanyError(
            f"{run.company} is not registered: there is no {registry_file(run.company)}."
        )
    return (run.company,)


def _missing(one: _Planned, run: Run, storage: Storage) -> bool:
    """Tell whether somebody lacks the week's report: nobody does who was sent it, or is not mailed any more."""
    if one.read is None:
        return True
    for reader in recipients(one.read):
        key = LedgerKey(mail="report", period=run.period, company=one.company, recipient=reader.address)
        entry = look_up(storage, key)
        if (entry is None or entry.state is not DeliveryState.SENT) and suppression_of(
            storage, reader.address
        ) is None:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Account:
    """An account that is to be looked at; `with_key` where nothing of it can be seen without a credential."""

    company: str
    account: str
    with_key: bool


def _lines(planned: Iterable[_Planned], run: Run) -> dict[str, list[_Account]]:
    """Return who stands in which line, in the order of the registry."""
    lines: dict[str, list[_Account]] = {}
    for one in planned:
        for account in looked_at(one.read, run) if one.read else ():
            line = line_of(account)
            with_key = not pace_of(line).strangers or has_secret_feeds(account, one.read)
            lines.setdefault(line, []).append(_Account(one.company, account.id, with_key))
    return lines


def _times(run: Run, lines: Mapping[str, list[_Account]], now: datetime) -> _Times:
    """Return when the run looks and mails.

    A run of the night begins as late as it may, so that its reports are young; it ends its looking in time for its mails.
    """
    needed = max(
        (pace_of(line).time_for(len(accounts)) for line, accounts in lines.items()), default=timedelta()
    )
    if run.mail_from is not None and run.mail_from - BEFORE_THE_MAIL > now + BY_DAY:
        until = run.mail_from - BEFORE_THE_MAIL
        return _Times(max(now, until - SPARE - 3 * needed), until, run.mail_from)
    spare = BY_HAND if run.kind == "manual" else BY_DAY
    return _Times(now, now + spare + 3 * needed / 2, max(now, run.mail_from or now))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
