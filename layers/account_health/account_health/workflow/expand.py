"""From the accounts that are registered to those that are audited: one entry may stand for many locations."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from account_health.connectors import CONNECTORS
from account_health.memory.state import AccountState, State
from account_health.model import Snapshot, Statements
from account_health.model.company import Account, Company, is_id
from account_health.model.errors import BackendError, CollectError
from account_health.storage import Storage
from account_health.storage.jsons import from_json
from account_health.workflow.collect import look_of
from account_health.workflow.places import CompanyPlace
from account_health.workflow.registry import only
from account_health.workflow.services import Services

EVERY: Final = "*"
MISSED_FOR: Final = timedelta(days=28)
"""So long a location that the access does not see any more goes on to be a row: it may be lost, or closed for good."""

logger = logging.getLogger(__name__)


def narrowed(company: Company, account: str | None) -> Company:
    """Return the company with what `account` may mean, without asking anybody.

    That is the registered account of this id, or else the entries for many locations that it may come from.
    Raises UnknownAccountError.
    """
    if account is None or account in _ids(company):
        return only(company, account)
    many = tuple(
        one
        for one in company.accounts
        if is_id(account) and is_every(one) and account.startswith(f"{one.id}-")
    )
    return replace(company, accounts=many) if many else only(company, account)


def expanded(
    company: Company, account: str | None, services: Services, now: datetime, state: State
) -> Company:
    """Return the company with the accounts that are to be audited: all, or the one that `account` means.

    An entry for every location becomes one account per location, those included that `state` knows and the access
    does not see any more: nothing leaves a report without a word. Where they cannot be listed it stays, and the look
    at it says why. A location that has an entry of its own keeps that. Raises UnknownAccountError.
    """
    found = narrowed(company, account)
    if not any(is_every(one) for one in found.accounts):
        return found
    accounts: list[Account] = []
    for one in found.accounts:
        behind = listed_behind(company, one, services, now, state) if is_every(one) else None
        accounts += [one] if behind is None else behind
    whole = replace(found, accounts=first_of_each(accounts))
    if account is None or account in _ids(found) or any(is_every(one) for one in whole.accounts):
        return whole
    return only(whole, account)


def listed_behind(
    company: Company, entry: Account, services: Services, now: datetime, state: State
) -> tuple[Account, ...] | None:
    """Return the accounts that an entry of the company stands for, None where they cannot be listed.

    Those are among them that `state` knows and the access does not see any more, and none that has an entry of its own.
    """
    listed = _listed(company, entry, services, now)
    if listed is None:
        return None
    known = {one.location_id for one in company.accounts}
    # What was listed is newer than what is remembered.
    found = first_of_each((*listed, *_missed(entry, state, now)))
    return tuple(one for one in found if one.location_id not in known)


def first_of_each(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return the accounts in their order, the first one of each id."""
    found: dict[str, Account] = {}
    for one in accounts:
        found.setdefault(one.id, one)
    return tuple(found.values())


def with_listed(company: Company, place: CompanyPlace, wanted: str | None, storage: Storage) -> Company:
    """Return the company with what each entry was found to stand for in a run: all of it, or the one that is wanted.

    An entry that could not be listed stays: its row says why. Raises BackendError, BrokenFileError.
    """
    accounts: list[Account] = []
    for one in company.accounts:
        stored = storage.read(place.listed(one.id)) if is_every(one) else None
        if stored is None:
            accounts.append(one)
            continue
        behind = from_json(Company, stored.body, place.listed(one.id)).accounts
        accounts += [each for each in behind if wanted in (None, one.id, each.id)]
    return replace(company, accounts=first_of_each(accounts))


def expanded_as_seen(company: Company, account: str | None, snapshots: Iterable[Snapshot]) -> Company:
    """Return what `expanded` made of the company in the run that left these snapshots.

    Raises UnknownAccountError.
    """
    near = narrowed(company, account)
    whole = _as_seen(near, [one for one in snapshots if one.account not in _ids(company)])
    return whole if account is None or account in _ids(near) else only(whole, account)


def is_every(account: Account) -> bool:
    """Say whether this account is an entry that stands for every location."""
    return account.location_id == EVERY


def left_for(account: Account, state: State) -> AccountState | None:
    """Return what the last look left behind for this one.

    An entry for many locations is only looked at where they cannot be listed: any of them knows as much of the access.
    """
    known = state.of(account.id)
    if known is not None or not is_every(account):
        return known
    return next((one for one in state.accounts if one.account.startswith(f"{account.id}-")), None)


def _as_seen(company: Company, seen: list[Snapshot]) -> Company:
    accounts: list[Account] = []
    for account in company.accounts:
        prefix = f"{account.id}-"
        behind = [one for one in seen if is_every(account) and one.account.startswith(prefix)]
        accounts += [
            replace(
                account,
                id=one.account,
                location_id=one.account.removeprefix(prefix),
                url=one.url,
                name=_name(one) or account.name,
                credential=account.credential or account.id,
            )
            for one in behind
        ] or [account]
    return replace(company, accounts=tuple(accounts))


def _listed(
    company: Company, account: Account, services: Services, now: datetime
) -> tuple[Account, ...] | None:
    """Return the accounts that a platform lists for an entry now, None where they cannot be listed."""
    row = CONNECTORS[account.platform]
    if row.expand is None:
        return None
    try:
        return row.expand(look_of(company, account, services, now))
    except (CollectError, BackendError) as error:
        logger.warning(
            "locations not listed",
            extra={"company": company.id, "account": account.id, "error": type(error).__name__},
        )
        return None


def _missed(account: Account, state: State, now: datetime) -> Iterator[Account]:
    """Yield the accounts behind an entry that earlier looks knew, unless they have not been seen for long."""
    row, prefix = CONNECTORS[account.platform], f"{account.id}-"
    for one in state.accounts:
        number = one.account.removeprefix(prefix)
        since = dict(one.unavailable_since).get("identity", now)
        if one.account.startswith(prefix) and number.isalnum() and row.branch and now - since < MISSED_FOR:
            yield row.branch(account, number)


def _ids(company: Company) -> frozenset[str]:
    return frozenset(one.id for one in company.accounts)


def _name(snapshot: Snapshot) -> str | None:
    """Return what tells one branch from the next: its name and its street."""
    said = [_first(part) for part in (snapshot.names, snapshot.addresses)]
    return ", ".join(one.partition(",")[0] for one in said if one) or None


def _first(part: object) -> str | None:
    return part.items[0].value if isinstance(part, Statements) and part.items else None
