"""Closes a run: plan against ledger, the overview, one mail to the operator, figures; fails when a due mail was not sent."""

import json
from collections.abc import Mapping
from typing import Any

from account_health.connectors.versions import ending
from account_health.ledger import (
    DeliveryState,
    LedgerKey,
    Suppression,
    suppressed_people,
    suppression_of,
    suppression_path,
)
from account_health.model.errors import BackendError, IncompleteRunError
from account_health.model.run import Run
from account_health.workflow.delivery import Frozen, deliver_all
from account_health.workflow.operator_mail import Letterhead, Notes, compose_operator_mail
from account_health.workflow.outcome import known_outcome
from account_health.workflow.overview import freeze_overviews, overview_readers, overview_refused
from account_health.workflow.places import PlanPlace
from account_health.workflow.records import freeze
from account_health.workflow.run import run_from_json
from account_health.workflow.services import Services
from account_health.workflow.tally import Tally


def close_run(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Compare the plan with the ledger, mail overview and operator, count, and answer {"run"} with the figures.

    Raises, when all that is done, IncompleteRunError, which names every company that was due and has a mail
    without SENT. MailThrottledError and BackendError are worth a repetition: these mails are frozen and go through
    the ledger like every other.
    """
    run = run_from_json(event["run"])
    place = PlanPlace(run.id)
    rows = _read(place.plan, services)
    suppressed = suppressed_people(services.storage)
    tally = Tally(
        tuple(services.pool.map(lambda row: known_outcome(row, run, suppressed, services.storage), rows))
    )
    frozen = freeze_overviews(tally, run, services)
    overviews = deliver_all(frozen, services)
    unread = tuple(
        (mail.key.recipient, stop)
        for mail, state in zip(frozen, overviews, strict=True)
        if state is DeliveryState.SUPPRESSED
        and (stop := suppression_of(services.storage, mail.key.recipient)) is not None
    )
    told = _tell_operator(tally, unread, run, services)
    services.count(tally.figures)
    owed = [f"{company.company} ({company.why})" for company in tally.missing]
    final = {DeliveryState.SENT, DeliveryState.SUPPRESSED}
    owed += [f"the overview ({state})" for state in overviews if state not in final]
    owed += [f"the overview ({why})" for why in overview_refused(run, services.settings)]
    if told is DeliveryState.SUPPRESSED:
        owed.append(f"the operator's own mail ({told}: {suppression_path(str(services.settings.operator))})")
    elif told not in {DeliveryState.SENT, None}:
        owed.append(f"the operator's own mail ({told})")
    if owed:
        raise IncompleteRunError(
            f"{run.id}: not sent: {', '.join(owed)}. Nothing of this is sent again by itself."
        )
    return {"run": run.id, **tally.figures}


def _tell_operator(
    tally: Tally, unread: tuple[tuple[str, Suppression], ...], run: Run, services: Services
) -> DeliveryState | None:
    """Mail the operator and return what is known of that mail, None where nobody is to be told.

    `unread` are the addresses that the overview does not reach any more, and why.
    """
    operator = services.settings.operator
    if operator is None or run.mail == "none":
        return None
    place = PlanPlace(run.id)
    key = LedgerKey(mail="operator", period=run.period, company="_all", recipient=operator)
    noted = _read(place.notes, services)
    notes = Notes(
        defaults=tuple(noted["defaults"]),
        differing=tuple(noted["differing"]),
        ignored=tuple(noted["ignored"]),
        overview_unread=unread,
        overview_refused=overview_refused(run, services.settings),
        ending=ending(run.now.date()),
        alarms_unread=run.kind == "weekly" and services.alarm_readers() == 0,
    )
    if not _worth_a_mail(tally, notes, run, services):
        return None
    settings = services.settings
    head = Letterhead(settings.sender, settings.operator_language, settings.stack)
    raw = compose_operator_mail(tally, notes, run, key, head)
    frozen = Frozen(key, freeze(services.storage, place.operator_mail, raw))
    (state,) = deliver_all((frozen,), services)
    return state


def _worth_a_mail(tally: Tally, notes: Notes, run: Run, services: Services) -> bool:
    """Tell whether the operator has to hear of the run.

    Of a daily run only where something needs a person; of a weekly one always, except by whoever reads in the
    overview anyway that nothing does.
    """
    troubled = bool(tally.missing) or any(company.error for company in tally.companies)
    if run.kind == "daily":
        return troubled
    reads_overview = services.settings.operator in overview_readers(run, services.settings)
    return troubled or notes.any or bool(tally.to_move) or not reads_overview


def _read(key: str, services: Services) -> Any:  # noqa: ANN401 - JSON that PlanRun wrote
    stored = services.storage.read(key)
    if stored is None:
        raise BackendError(f"{key} is missing: PlanRun did not write it, or somebody deleted it.")
    return json.loads(stored.body)
