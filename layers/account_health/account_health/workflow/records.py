"""Writes that stand being repeated: objects that freeze at their first write, and records that are merged."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from account_health.judging.history import History, merge_histories
from account_health.memory.state import State, merge_states
from account_health.model.errors import BackendError, ConflictError
from account_health.storage import Storage
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.places import history_file, state_file

T = TypeVar("T")

_TRIES: Final = 10


def freeze(storage: Storage, key: str, body: bytes) -> bytes:
    """Write the object unless it is there already, and return the bytes that count from now on.

    A step that is repeated so goes on with what its first try made. Raises BackendError.
    """
    try:
        storage.create(key, body)
    except ConflictError:
        stored = storage.read(key)
        if stored is None:
            raise BackendError(f"{key} was there and is gone; nobody but a person deletes it.") from None
        return stored.body
    return body


def load(storage: Storage, key: str, kind: type[T]) -> T:
    """Return what an earlier step saved; raises BackendError where it is missing, BrokenFileError where broken."""
    stored = storage.read(key)
    if stored is None:
        raise BackendError(f"{key} is missing: the step that writes it did not run, or its run was deleted.")
    return from_json(kind, stored.body, key)


def read_state(storage: Storage, company: str) -> State:
    """Return what the last looks left behind, empty before the first. Raises BackendError, BrokenFileError."""
    return _read(storage, state_file(company), _STATE)


def read_history(storage: Storage, company: str) -> History:
    """Return a company's past runs, none before the first. Raises BackendError, BrokenFileError."""
    return _read(storage, history_file(company), _HISTORY)


def keep_state(storage: Storage, company: str, state: State) -> None:
    """Merge a state into the stored one. Raises BackendError."""
    _keep(storage, state_file(company), state, _STATE)


def keep_history(storage: Storage, company: str, history: History) -> None:
    """Merge a history into the stored one. Raises BackendError."""
    _keep(storage, history_file(company), history, _HISTORY)


@dataclass(frozen=True, slots=True)
class _Kind(Generic[T]):
    """A kind of record: its type, how it begins and how two of it become one."""

    type: type[T]
    empty: T
    merge: Callable[[T, T], T]


_STATE: Final = _Kind(State, State(), merge_states)
_HISTORY: Final = _Kind(History, History(), merge_histories)


def _read(storage: Storage, key: str, kind: _Kind[T]) -> T:
    stored = storage.read(key)
    return kind.empty if stored is None else from_json(kind.type, stored.body, key)


def _keep(storage: Storage, key: str, ours: T, kind: _Kind[T]) -> None:
    """Read, merge, write over exactly what was read; again from the start where somebody was quicker."""
    for _ in range(_TRIES):
        stored = storage.read(key)
        try:
            if stored is None:
                storage.create(key, to_json(ours))
            else:
                merged = to_json(kind.merge(from_json(kind.type, stored.body, key), ours))
                if merged != stored.body:
                    storage.replace(key, merged, stored.version)
        except ConflictError:
            continue
        return
    raise ConflictError(f"{key} is being written by others all the time.")
