"""Audits one account: looks, keeps what was seen, judges it, keeps that too."""

from collections.abc import Mapping
from typing import Any

from account_health.judging.company import judge_or_tell
from account_health.judging.unseen import reasons_unseen
from account_health.memory.tries import with_tries
from account_health.model import AccountReport, Reason, Snapshot, Status
from account_health.model.company import Company
from account_health.model.errors import PlatformUnavailableError, SiteSilentError
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.collect import collect_account
from account_health.workflow.expand import left_for
from account_health.workflow.places import CompanyPlace
from account_health.workflow.records import load, read_state
from account_health.workflow.registry import account_of
from account_health.workflow.run import run_from_json
from account_health.workflow.services import Services


def audit_account(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Audit the account `event["account"]` and answer {"account", "seen"}.

    Whatever is wrong with the account stands in its snapshot by then, `seen` is false where that is all.
    Raises PlatformUnavailableError where nothing answered, so that the engine tries again: if that does not help,
    the snapshot that says so stands. SiteSilentError is its kind for a site of which only a later try says whether it is
    down. Raises UnknownAccountError, BackendError or BrokenFileError as well.
    """
    run = run_from_json(event["run"])
    place = CompanyPlace(event["company"], run.id)
    company = load(services.storage, place.company_file, Company)
    account = account_of(company, event["account"])
    state = read_state(services.storage, company.id)
    looked = collect_account(company, account, services, run.now, left_for(account, state))
    looked = with_tries(looked, _before(place.snapshot(account.id), services), services.clock())
    snapshot, report = judge_or_tell(looked, company, account, run.now, state.of(account.id))
    services.storage.write(place.snapshot(account.id), to_json(snapshot))
    services.storage.write(place.judgement(account.id), to_json(report))
    reasons, site = reasons_unseen(snapshot), _site_answers(report)
    if site is Status.WARN:
        raise SiteSilentError(f"{company.id}/{account.id} did not answer, and nobody knows yet for how long.")
    if reasons == frozenset({Reason.PLATFORM_UNAVAILABLE}) and site is not Status.FAIL:
        raise PlatformUnavailableError(f"Nothing of {company.id}/{account.id} answered.")
    return {"account": account.id, "seen": reasons is None}


def _before(key: str, services: Services) -> Snapshot | None:
    """Return what an earlier try of this run saw, None where this is the first one."""
    stored = services.storage.read(key)
    return None if stored is None else from_json(Snapshot, stored.body, key)


def _site_answers(report: AccountReport) -> Status | None:
    return next((one.status for one in report.findings if one.check == "site-answers"), None)
