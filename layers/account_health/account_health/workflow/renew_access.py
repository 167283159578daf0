"""Daily: renews Instagram Login tokens that are due, ringing where that failed, and says how old the last weekly report is."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from account_health.connectors.meta.instagram_login import refresh, state_of
from account_health.model.company import Account
from account_health.model.errors import (
    BackendError,
    CollectError,
    ConflictError,
    NotRenewedError,
    RegistryError,
)
from account_health.storage.secret import place
from account_health.workflow.log_keys import about
from account_health.workflow.registry import list_registry, read_registered
from account_health.workflow.services import Services
from account_health.workflow.shared_defaults import shared_by_all
from account_health.workflow.weekly_report import days_since_weekly_report

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Login:
    """One registered account whose token is ours to renew."""

    company: str
    account: Account

    @property
    def id(self) -> str:
        return f"{self.company}/{self.account.id}"

    @property
    def credential(self) -> str:
        return self.account.credential or self.account.id


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one account's credential; `why` for people where it was not renewed."""

    login: str
    did: Literal["renewed", "fresh", "none stored", "failed"]
    why: str = ""


def renew_access(_event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Renew every due credential of Instagram accounts with `login = "instagram"`, whatever becomes of the others.

    Answers {"renewed", "fresh", "none_stored", "skipped"}: ids `<company>/<account>`, and the companies whose file
    cannot be read. The weekly run tells the operator of these and of accounts without a credential.

    It counts `days_since_weekly_report` first: whatever becomes of tokens, a schedule that starts nothing is noticed.

    Raises, when all is done, NotRenewedError, which names every account that was due and is not renewed.
    Raises BackendError where credentials cannot be stored at all, as on a laptop, and where the registry cannot be read.
    """
    if not services.secrets.writable:
        raise BackendError(
            "Credentials come from the environment here, where nothing can be renewed: only the step on AWS does that. "
            "Make a new Instagram token by hand before the old one ends after 60 days, and set the variable."
        )
    now = services.clock()
    services.count({"days_since_weekly_report": days_since_weekly_report(services.storage, now)})
    logins, skipped = _registered(services)
    outcomes = services.pool.map(lambda login: _renewed(login, services, now), _once_each(logins))
    failed = [f"{one.login} ({one.why})" for one in outcomes if one.did == "failed"]
    renewed = _ids(outcomes, "renewed")
    services.count({"credentials_renewed": len(renewed), "credentials_not_renewed": len(failed)})
    if failed:
        raise NotRenewedError("Not renewed: " + "; ".join(failed))
    return {
        "renewed": renewed,
        "fresh": _ids(outcomes, "fresh"),
        "none_stored": _ids(outcomes, "none stored"),
        "skipped": skipped,
    }


def _ids(outcomes: Iterable[_Outcome], did: str) -> list[str]:
    return [one.login for one in outcomes if one.did == did]


def _registered(services: Services) -> tuple[list[_Login], list[str]]:
    """Return the accounts whose token is ours to renew, and the companies whose file cannot be read."""
    logins: list[_Login] = []
    skipped: list[str] = []
    shared = shared_by_all(services.storage)
    for company in list_registry(services.storage).companies:
        try:
            accounts = read_registered(services.storage, company, shared=shared).accounts
        except RegistryError as error:
            logger.warning("registry file skipped", extra={"company": company, "problems": error.problems})
            skipped.append(company)
            continue
        logins += [
            _Login(company=company, account=account)
            for account in accounts
            if account.platform == "instagram" and account.login == "instagram"
        ]
    return logins, skipped


def _once_each(logins: Iterable[_Login]) -> list[_Login]:
    """Return the first account of each credential: what two share is renewed once."""
    first: dict[tuple[str, str], _Login] = {}
    for login in logins:
        first.setdefault(place(login.company, login.credential), login)
    return list(first.values())


def _renewed(login: _Login, services: Services, now: datetime) -> _Outcome:
    """Renew one credential; a failure is an outcome, so that it keeps no other from being renewed."""
    try:
        with about(company=login.company, account=login.account.id):
            outcome = _renew(login, services, now)
    except (CollectError, BackendError) as error:
        outcome = _Outcome(login.id, "failed", f"{type(error).__name__}: {error}")
    told = {"company": login.company, "account": login.account.id, "why": outcome.why}
    logger.log(
        logging.ERROR if outcome.did == "failed" else logging.INFO, "credential: %s", outcome.did, extra=told
    )
    return outcome


def _renew(login: _Login, services: Services, now: datetime) -> _Outcome:
    secret = services.secrets.get(login.company, login.credential)
    if secret is None:
        return _Outcome(login.id, "none stored")
    state = state_of(secret, now)
    if state == "fresh":
        return _Outcome(login.id, "fresh")
    if state == "dead":
        ended = secret.values.get("expires_at", "")
        return _Outcome(
            login.id, "failed", f"the token ended on {ended[:10]} and cannot be renewed: make a new one"
        )
    renewed = refresh(secret, services.network.fetcher(), now, account=login.account.account_id)
    try:
        services.secrets.put(login.company, login.credential, replace(secret, values=renewed.values), secret)
    except ConflictError:
        stored = services.secrets.get(login.company, login.credential)
        if stored is None or state_of(stored, now) != "fresh":
            raise
        return _Outcome(login.id, "fresh", "somebody else renewed it at the same moment")
    return _Outcome(login.id, "renewed")
