"""Audits one company at once, in one process: the short way, which mails nobody and keeps neither state nor history."""

from collections.abc import Mapping
from typing import Any

from account_health.judging.company import judge_company
from account_health.model.errors import UsageError
from account_health.model.watching import looked_at
from account_health.report import as_json
from account_health.workflow.collect import collect_account
from account_health.workflow.expand import expanded, left_for
from account_health.workflow.log_keys import learn
from account_health.workflow.publish import publish
from account_health.workflow.records import read_history, read_state
from account_health.workflow.registry import read_registered
from account_health.workflow.run import name_run
from account_health.workflow.services import Services

_KEYS = ("company", "account")


def audit_company(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Audit the company, or one account of it, and answer score, coverage, findings and the page's key.

    The findings are {account, check, status, severity, title}, one per check and account, the title in the
    company's language. Raises UsageError, UnknownCompanyError, UnknownAccountError, RegistryError, BackendError.
    """
    unknown = sorted(set(event) - set(_KEYS))
    if unknown or "company" not in event:
        raise UsageError(
            'The event has to be {"company": "<id>"}, with "account": "<id>" for one account alone.'
        )
    run = name_run({**event, "mail": "none"}, services.clock(), services.settings.zone)
    learn(run=run.id)
    company = read_registered(services.storage, event["company"])
    history, state = read_history(services.storage, company.id), read_state(services.storage, company.id)
    company = expanded(company, run.account, services, run.now, state)
    snapshots = services.pool.map(
        lambda account: collect_account(company, account, services, run.now, left_for(account, state)),
        looked_at(company, run),
    )
    report = judge_company(company, snapshots, run, history, state).report
    page = publish(report, company, services)
    return {
        "company": company.id,
        "run": run.id,
        "score": report.score,
        "coverage": report.coverage,
        "findings": _findings(as_json(report, company)),
        "report": page,
    }


def _findings(document: Mapping[str, Any]) -> list[dict[str, object]]:
    return [
        {"account": account["id"], **{key: finding[key] for key in ("check", "status", "severity", "title")}}
        for account in document["accounts"]
        for finding in account["findings"]
    ]
