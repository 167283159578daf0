"""Lists one company's accounts: its registry file as this run reads it, one account per location, frozen."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from account_health.memory.state import State
from account_health.model.company import Company
from account_health.model.errors import RegistryError
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.run import Run
from account_health.model.watching import looked_at
from account_health.storage.jsons import to_json
from account_health.workflow.expand import expanded, stands_for_many
from account_health.workflow.places import CompanyPlace
from account_health.workflow.records import freeze, load, read_state
from account_health.workflow.registry import read_registered
from account_health.workflow.run import run_from_json
from account_health.workflow.services import Services, Settings


def list_accounts(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Write the company and the list of its accounts, and answer the event with "accounts", the list's key.

    Raises RegistryError where the file cannot be used; its problems stand in the company's `error.json` by then.
    Raises UnknownCompanyError, UnknownAccountError, BackendError or BrokenFileError as well.
    """
    run = run_from_json(event["run"])
    place = CompanyPlace(event["company"], run.id)
    try:
        company = read_registered(
            services.storage, event["company"], event.get("version_id"), operator=services.settings.operator
        )
    except RegistryError as error:
        why = {"error": "RegistryError", "problems": error.problems}
        freeze(services.storage, place.error, json.dumps(why, ensure_ascii=False, indent=1).encode())
        raise
    if services.storage.read(place.company_file) is None:
        cheap = _affordable(company, run, services.settings)
        state = read_state(services.storage, company.id) if stands_for_many(cheap) else State()
        whole = expanded(cheap, run.account, services, run.now, state)
        freeze(services.storage, place.company_file, to_json(whole))
    frozen = load(services.storage, place.company_file, Company)
    rows = [{"account": account.id} for account in looked_at(frozen, run)]
    freeze(services.storage, place.accounts, json.dumps(rows).encode())
    return {**event, "accounts": place.accounts}


def _affordable(company: Company, run: Run, settings: Settings) -> Company:
    """Return the company as this run looks at it: reading X costs, so that a daily run does on demand only.

    What is said in its name can wait for the week, and so is searched for by no daily run.
    """
    if run.kind != "daily":
        return company
    company = replace(company, watch=None)
    if settings.alerts_read_x:
        return company
    return replace(
        company, accounts=tuple(one for one in company.accounts if not PLATFORM_ROWS[one.platform].metered)
    )
