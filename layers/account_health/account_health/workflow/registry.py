"""Reads the registry out of the storage: which companies there are, and each of them."""

from dataclasses import dataclass, replace
from typing import Final

from account_health.model.company import Account, Company, is_id
from account_health.model.errors import RegistryError, UnknownAccountError, UnknownCompanyError
from account_health.model.watching import watch_account
from account_health.registry import read_company
from account_health.storage import Storage
from account_health.workflow.places import DEFAULTS, OTHER_DEFAULTS, REGISTRY, registry_file
from account_health.workflow.shared_defaults import Shared, as_draft, read_shared

_SUFFIX: Final = ".toml"


@dataclass(frozen=True, slots=True)
class Listed:
    """The registry's files: ids of companies, and keys that look like a registry file and are named like none."""

    companies: tuple[str, ...]
    ignored: tuple[str, ...]


def list_registry(storage: Storage) -> Listed:
    """Return which files the registry has. Raises BackendError."""
    companies: list[str] = []
    ignored: list[str] = []
    for key in storage.keys(REGISTRY):
        name = key.removeprefix(REGISTRY)
        if _SUFFIX not in name.lower() or key in {DEFAULTS, *OTHER_DEFAULTS}:
            continue  # folders, notes, a .env file, what all companies share
        company = name.removesuffix(_SUFFIX)
        if is_id(company) and name.endswith(_SUFFIX):
            companies.append(company)
        else:
            ignored.append(key)
    return Listed(tuple(companies), tuple(ignored))


def read_registered(
    storage: Storage, company: str, *, operator: str | None = None, shared: Shared | None = None
) -> Company:
    """Return a registered company as its file is now; whoever reads many hands in what all of them share.

    Where two files of shared defaults would make two companies of it, its report is a draft for `copy_to`, else for the
    operator: nobody can say which of the two was meant, and a client who is to get drafts would get the report.

    Raises UnknownCompanyError where there is no file, RegistryError where it cannot be used, BackendError.
    """
    key = registry_file(company)
    stored = storage.read(key)
    if stored is None:
        raise UnknownCompanyError(f"{company} is not registered: there is no {key}.")
    shared = shared or read_shared(storage)
    found = read_company(stored.body, key, shared.tables, company=company)
    for other in shared.others:
        try:
            same = other is not None and read_company(stored.body, key, other, company=company) == found
        except RegistryError:
            same = False
        if not same:
            return as_draft(found, operator)
    return found


def account_of(company: Company, name: str) -> Account:
    """Return what a look is about: a registered account, or the company's name. Raises UnknownAccountError."""
    watch = watch_account(company)
    if watch is not None and name == watch.id:
        return watch
    (account,) = only(company, name).accounts
    return account


def only(company: Company, account: str | None) -> Company:
    """Return the company with this account alone, or whole where none is named. Raises UnknownAccountError."""
    if account is None:
        return company
    try:
        return replace(company, accounts=(company.account(account),))
    except KeyError as error:
        known = ", ".join(one.id for one in company.accounts)
        raise UnknownAccountError(f"{company.id} has no account {account}; it has {known}.") from error
