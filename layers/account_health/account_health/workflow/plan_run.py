"""Plans a run: whom it is about and who is owed a mail, written down once."""

import json
from collections.abc import Mapping
from typing import Any

from account_health.model.errors import EmptyRegistryError, UnknownCompanyError
from account_health.model.run import Run
from account_health.workflow.expand import narrowed
from account_health.workflow.places import PlanPlace, registry_file
from account_health.workflow.records import freeze
from account_health.workflow.registry import Listed, list_registry, read_registered
from account_health.workflow.run import run_from_json
from account_health.workflow.services import Services
from account_health.workflow.shared_defaults import check_defaults


def plan_run(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Write the plan and answer {"run", "plan"}; a repeated step keeps the first plan.

    The plan has a row {"company", "key", "version_id", "due"} per company. A file that cannot be read is planned
    like any other: it stops that company alone, later. What the operator should hear is written beside the plan.

    Raises EmptyRegistryError, UnknownCompanyError, UnknownAccountError, BackendError; RegistryError only where the
    run is about one account of a company whose file is broken.
    """
    run = run_from_json(event["run"])
    storage = services.storage
    shared = check_defaults(storage)
    listed = list_registry(storage)
    if not listed.companies:
        raise EmptyRegistryError("There is no company: registry/ holds no file named <company>.toml.")
    companies = _about(run, listed)
    if run.company is not None and run.account is not None:
        narrowed(read_registered(storage, run.company), run.account)
    place = PlanPlace(run.id)
    notes = {
        "now": event["run"]["now"],
        "defaults": shared.problems,
        "differing": shared.differing,
        "ignored": listed.ignored,
    }
    freeze(storage, place.notes, _json(notes))
    freeze(
        storage, place.plan, _json(services.pool.map(lambda company: _row(company, run, services), companies))
    )
    return {"run": event["run"], "plan": place.plan}


def _about(run: Run, listed: Listed) -> tuple[str, ...]:
    if run.company is None:
        return listed.companies
    if run.company not in listed.companies:
        raise UnknownCompanyError(
            f"{run.company} is not registered: there is no {registry_file(run.company)}."
        )
    return (run.company,)


def _row(company: str, run: Run, services: Services) -> dict[str, object]:
    key = registry_file(company)
    stored = services.storage.read(key)
    version_id = None if stored is None else stored.version_id
    return {"company": company, "key": key, "version_id": version_id, "due": run.mails_companies}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
