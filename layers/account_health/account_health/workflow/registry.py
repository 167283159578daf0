"""Reads the registry out of the storage: companies, and what all of them share."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from account_health.model.company import Company, is_id
from account_health.model.errors import RegistryError, UnknownAccountError, UnknownCompanyError
from account_health.registry import read_company, read_defaults
from account_health.storage import Storage
from account_health.workflow.places import DEFAULTS, LAST_GOOD_DEFAULTS, REGISTRY, registry_file

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
        if not name.lower().endswith(_SUFFIX):
            continue  # folders, notes, a .env file
        company = name.removesuffix(_SUFFIX)
        if is_id(company):
            companies.append(company)
        else:
            ignored.append(key)
    return Listed(tuple(companies), tuple(ignored))


def settle_defaults(storage: Storage) -> tuple[str, ...]:
    """Keep a copy of what all companies share if it is right, and return what is wrong with it otherwise.

    Raises BackendError.
    """
    stored = storage.read(DEFAULTS)
    if stored is None:
        return ()
    try:
        read_defaults(stored.body, DEFAULTS)
    except RegistryError as error:
        return error.problems
    good = storage.read(LAST_GOOD_DEFAULTS)
    if good is None or good.body != stored.body:
        storage.write(LAST_GOOD_DEFAULTS, stored.body)
    return ()


def read_shared(storage: Storage) -> Mapping[str, Any]:
    """Return what all companies share: the file, or its last good copy where it is broken. Raises BackendError."""
    stored = storage.read(DEFAULTS)
    if stored is None:
        return {}
    with suppress(RegistryError):  # the plan told the operator already
        return read_defaults(stored.body, DEFAULTS)
    good = storage.read(LAST_GOOD_DEFAULTS)
    return {} if good is None else read_defaults(good.body, LAST_GOOD_DEFAULTS)


def read_registered(storage: Storage, company: str, version_id: str | None = None) -> Company:
    """Return a registered company, as its file was in that version where the storage still has it.

    Raises UnknownCompanyError where there is no file, RegistryError where it cannot be used, BackendError.
    """
    key = registry_file(company)
    stored = storage.read(key, version_id) or storage.read(key)
    if stored is None:
        raise UnknownCompanyError(f"{company} is not registered: there is no {key}.")
    return read_company(stored.body, key, read_shared(storage), company=company)


def only(company: Company, account: str | None) -> Company:
    """Return the company with this account alone, or whole where none is named. Raises UnknownAccountError."""
    if account is None:
        return company
    try:
        return replace(company, accounts=(company.account(account),))
    except KeyError as error:
        known = ", ".join(one.id for one in company.accounts)
        raise UnknownAccountError(f"{company.id} has no account {account}; it has {known}.") from error
