"""What all companies share: one file beside theirs, its last good copy, and what happens while two files contradict each other."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from account_health.model.company import Company
from account_health.model.errors import RegistryError
from account_health.registry import read_defaults
from account_health.storage import Storage, Stored
from account_health.workflow.places import DEFAULTS, LAST_GOOD_DEFAULTS, OTHER_DEFAULTS


@dataclass(frozen=True, slots=True)
class Shared:
    """The tables that count, and those of every other file that says something else; None for one that cannot be read."""

    tables: Mapping[str, Any]
    others: tuple[Mapping[str, Any] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class DefaultsTold:
    """What the operator hears: what is wrong with the file that counts, and which files contradict it, a line each."""

    problems: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


def check_defaults(storage: Storage) -> DefaultsTold:
    """Keep a copy of what all companies share if it is right, and return what is to be told. Raises BackendError."""
    found = _files(storage)
    if not found:
        return DefaultsTold()
    (name, first), *others = found
    differing = tuple(_difference(name, first, *other) for other in others if _differs(first, other[1]))
    try:
        read_defaults(first.body, name)
    except RegistryError as error:
        return DefaultsTold(error.problems, differing)
    good = storage.read(LAST_GOOD_DEFAULTS)
    if good is None or good.body != first.body:
        storage.write(LAST_GOOD_DEFAULTS, first.body)
    return DefaultsTold(differing=differing)


def read_shared(storage: Storage) -> Shared:
    """Return what all companies share: the file, or its last good copy where it is broken. Raises BackendError."""
    found = _files(storage)
    if not found:
        return Shared({})
    (name, first), *others = found
    tables = _tables(first, name)
    if tables is None:  # the plan told the operator already
        good = storage.read(LAST_GOOD_DEFAULTS)
        tables = {} if good is None else read_defaults(good.body, LAST_GOOD_DEFAULTS)
    return Shared(tables, tuple(_tables(other, key) for key, other in others if _differs(first, other)))


def shared_by_all(storage: Storage) -> Shared | None:
    """Return what all companies share, for whoever reads many of them; None where it is broken: each then says so itself.

    Raises BackendError.
    """
    with suppress(RegistryError):
        return read_shared(storage)
    return None


def as_draft(company: Company, operator: str | None) -> Company:
    """Return the company with a report that only `copy_to` gets, marked as a draft; the operator where nobody is named."""
    settings = company.report
    readers = settings.copy_to or ((operator,) if operator else ())
    return replace(company, report=replace(settings, mode="review", copy_to=readers))


def differing_keys(one: Mapping[str, Any], two: Mapping[str, Any], above: str = "") -> tuple[str, ...]:
    """Return the keys, dotted, in which two files say different things."""
    keys: list[str] = []
    for key in sorted({*one, *two}):
        mine, other = one.get(key), two.get(key)
        if isinstance(mine, dict) and isinstance(other, dict):
            keys += differing_keys(mine, other, f"{above}{key}.")
        elif mine != other:
            keys.append(f"{above}{key}")
    return tuple(keys)


def _files(storage: Storage) -> list[tuple[str, Stored]]:
    """Return the files of shared defaults that there are; the first one counts."""
    read = ((key, storage.read(key)) for key in (DEFAULTS, *OTHER_DEFAULTS))
    return [(key, stored) for key, stored in read if stored is not None]


def _tables(stored: Stored, name: str) -> Mapping[str, Any] | None:
    with suppress(RegistryError):
        return read_defaults(stored.body, name)
    return None


def _differs(one: Stored, two: Stored) -> bool:
    if one.body == two.body:
        return False
    mine, other = _tables(one, DEFAULTS), _tables(two, DEFAULTS)
    return mine is None or mine != other


def _difference(name: str, first: Stored, key: str, other: Stored) -> str:
    mine, theirs = _tables(first, name), _tables(other, key)
    if mine is None or theirs is None:
        return f"{name} and {key}: one of them cannot be read"
    return f"{name} and {key} differ in {', '.join(differing_keys(mine, theirs))}"
