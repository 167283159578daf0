"""Addresses that are not mailed any more: a mailbox that is gone, a person who complained. One object per address.

It is kept under the address's hash. A person lifts it by sending again to that address, or by deleting the object.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from account_health.ledger.entry import TRIES, address_hash
from account_health.model.errors import BrokenFileError, ConflictError
from account_health.storage import Storage, Stored
from account_health.storage.jsons import from_json, to_json

_LISTED: Final = "OnAccountSuppressionList"
"""SES's word for a bounce of its own making (bounceSubType, Amazon SES event data, 2026)."""
_FOLDER: Final = "ledger/events/suppressed/"
_NEVER: Final = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Why an address is not mailed: SES's event and its detail, since when, and the key of the event's object."""

    since: datetime
    why: str
    event: str
    lifted_at: datetime | None = None

    @property
    def on_list_of_ses(self) -> bool:
        """Whether SES refused the address because it stands on SES's own list, which nothing of ours changes."""
        return _LISTED in self.why


def suppression_of(storage: Storage, address: str) -> Suppression | None:
    """Return why an address is not mailed, None where it is. Raises BackendError."""
    path = suppression_path(address)
    stored = storage.read(path)
    found = None if stored is None else _read(stored, path)
    return found if found is not None and found.lifted_at is None else None


def suppression_path(address: str) -> str:
    """Return the key of the object that stops mails to an address; who deletes it lifts that."""
    return _path(address_hash(address))


def suppressed_people(storage: Storage) -> frozenset[str]:
    """Return the hashes of the addresses that were ever suppressed, lifted ones among them. Raises BackendError."""
    return frozenset(key.rpartition("/")[2].removesuffix(".json") for key in storage.keys(_FOLDER))


def suppress(storage: Storage, person: str, suppression: Suppression) -> None:
    """Stop mailing the address with this hash, unless a person lifted that after the event. Raises BackendError."""
    path = _path(person)
    for _ in range(TRIES):
        stored = storage.read(path)
        try:
            if stored is None:
                storage.create(path, to_json(suppression))
                return
            lifted = _read(stored, path).lifted_at
            if lifted is not None and lifted < suppression.since:
                storage.replace(path, to_json(suppression), stored.version)
        except ConflictError:
            continue
        return
    raise ConflictError(f"{path} is being written by others all the time.")


def lift(storage: Storage, address: str, now: datetime) -> Suppression | None:
    """Mail the address again; return what was lifted, None where nothing was. Raises BackendError."""
    path = suppression_path(address)
    stored = storage.read(path)
    if stored is None:
        return None
    found = _read(stored, path)
    if found.lifted_at is not None:
        return None
    storage.replace(path, to_json(replace(found, lifted_at=now)), stored.version)
    return found


def _read(stored: Stored, path: str) -> Suppression:
    """Read a suppression. What cannot be read stops the mail, and says so wherever suppressions are told."""
    try:
        return from_json(Suppression, stored.body, path)
    except BrokenFileError:
        return Suppression(since=_NEVER, why=f"{path} cannot be read", event=path)


def _path(person: str) -> str:
    return f"{_FOLDER}{person}.json"
