"""A company as a run reads it: its registry file, frozen with the accounts that the run looks at."""

import json
from dataclasses import replace

from account_health.model.company import Company
from account_health.model.errors import AccountHealthError, BackendError, RegistryError
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.run import Run
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.expand import narrowed
from account_health.workflow.places import CompanyPlace
from account_health.workflow.records import freeze
from account_health.workflow.registry import read_registered
from account_health.workflow.services import Services, Settings
from account_health.workflow.shared_defaults import Shared


def freeze_company(company: str, run: Run, shared: Shared | None, services: Services) -> Company | None:
    """Return the company as this run reads it from now on; None where its file cannot be used.

    Why it cannot stands in the company's `error.json` by then: it has no report, and every other company has one.
    Nobody is asked what an entry for every location stands for. Raises BackendError.
    """
    place = CompanyPlace(company, run.id)
    try:
        read = read_registered(services.storage, company, operator=services.settings.operator, shared=shared)
        whole = narrowed(_affordable(read, run, services.settings), run.account)
    except BackendError:
        raise
    except AccountHealthError as error:
        problems = error.problems if isinstance(error, RegistryError) else ()
        note_error(place, type(error).__name__, problems, services)
        return None
    frozen = freeze(services.storage, place.company_file, to_json(whole))
    return from_json(Company, frozen, place.company_file)


def note_error(place: CompanyPlace, error: str, problems: tuple[str, ...], services: Services) -> None:
    """Write down why a company has no report. Raises BackendError."""
    why = {"error": error, "problems": problems}
    freeze(services.storage, place.error, json.dumps(why, ensure_ascii=False, indent=1).encode())


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
