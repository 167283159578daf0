"""What the ledger keeps of one mail: its key, its state, what was tried before, as one object of the storage."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from account_health.storage import Mailer, Storage
from account_health.text.hosts import ascii_host

TRIES: Final = 4
"""How often a write to the ledger is tried whose outcome is not known; each is conditional, so none can double."""

_KEPT: Final = 20
"""How many earlier attempts an entry remembers, so that no object grows without end."""


class DeliveryState(StrEnum):
    """What is known of one mail. SUPPRESSED is never stored: nobody asks for a mail to that address."""

    CLAIMED = "CLAIMED"
    SENT = "SENT"
    RETRYABLE = "RETRYABLE"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"
    SUPPRESSED = "SUPPRESSED"


_NEVER: Final = datetime.fromtimestamp(0, UTC)

_CERTAINLY_NOT_SENT: Final = frozenset({DeliveryState.RETRYABLE, DeliveryState.FAILED})

COMPANY_MAILS: Final = ("report", "alert", "tasks")
"""The kinds of mail that belong to one company; one person gets one of them in a period."""

UNSETTLED: Final = frozenset({DeliveryState.CLAIMED, DeliveryState.UNKNOWN})
"""The states in which nobody knows whether the mail went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerKey:
    """The business event and the recipient: what there is exactly one mail for.

    `mail` is report, alert, overview, tasks or operator; `company` is an id, or `_all`.
    """

    mail: str
    period: str
    company: str
    recipient: str

    @property
    def path(self) -> str:
        """The key of the ledger's object."""
        return f"ledger/{self.mail}/{self.period}/{self.company}/{address_hash(self.recipient)}.json"

    @property
    def tag(self) -> str:
        """What stands for this mail in SES's events."""
        return tag_of(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What the ledger's object holds. `attempt_id` names the attempt that its state is about.

    `reason` says for the operator why a mail FAILED or is UNKNOWN, or how a doubt was settled; `digest` is the
    SHA-256 of the bytes that were handed over. `history` are the other attempts, oldest first: those that this
    one went on from, and what a person sent again.
    """

    state: DeliveryState
    attempt_id: str
    at: datetime
    message_id: str | None = None
    reason: str | None = None
    digest: str | None = None
    history: tuple["LedgerEntry", ...] = ()

    @property
    def certainly_not_sent(self) -> bool:
        """Whether a delivery may go on from here: no attempt, this or an earlier one, can have left."""
        return all(attempt.state in _CERTAINLY_NOT_SENT for attempt in (self, *self.history))

    def after(self, *attempts: "LedgerEntry") -> "LedgerEntry":
        """Return this entry with more attempts at the end of its history.

        Where the history gets too long, those that certainly were not sent are forgotten first: whether something
        may have left is never forgotten.
        """
        known = (*self.history, *(replace(attempt, history=()) for attempt in attempts))
        unsent = [attempt for attempt in known if attempt.state in _CERTAINLY_NOT_SENT]
        forgotten = unsent[: max(0, len(known) - _KEPT)]
        return replace(self, history=tuple(one for one in known if one not in forgotten)[-_KEPT:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a delivery works with."""

    storage: Storage
    mailer: Mailer
    clock: Callable[[], datetime]


def address_hash(address: str) -> str:
    """Return the first 32 hexadecimal digits of the SHA-256 of the address: lower case, its domain in ASCII."""
    local, at, domain = address.strip().lower().rpartition("@")
    # What is no name of a host gets no mail, and its hash still names it.
    return hashlib.sha256(f"{local}{at}{ascii_host(domain) or domain}".encode()).hexdigest()[:32]


def tag_of(path: str) -> str:
    """Return what stands for a ledger's object in SES's events: letters and digits that tell nobody anything else."""
    return hashlib.sha256(path.encode()).hexdigest()[:32]


def look_up(storage: Storage, key: LedgerKey) -> LedgerEntry | None:
    """Return what the ledger says of a mail, None where it was never claimed.

    Raises BackendError where the storage refuses or does not answer.
    """
    return entry_at(storage, key.path)


def entry_at(storage: Storage, path: str) -> LedgerEntry | None:
    """Return what the ledger's object at a path says, None where there is none. Raises BackendError."""
    stored = storage.read(path)
    return None if stored is None else entry_from(stored.body, path)


def entry_to_bytes(entry: LedgerEntry) -> bytes:
    """Return an entry as its object's bytes."""
    return json.dumps(_written(entry), ensure_ascii=False, sort_keys=True).encode()


def entry_from(body: bytes, path: str) -> LedgerEntry:
    """Read an entry. What no ledger wrote is of unknown fate: never leave to send, never proof of a mail.

    It has no attempt, since nobody knows what was tried.
    """
    try:
        return _read(json.loads(body))
    except (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError):
        reason = f"{path} is no entry of a ledger"
        return LedgerEntry(state=DeliveryState.UNKNOWN, attempt_id="", at=_NEVER, reason=reason)


def _written(entry: LedgerEntry) -> dict[str, object]:
    written: dict[str, object] = {
        "state": entry.state.value,
        "attempt_id": entry.attempt_id,
        "at": f"{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "message_id": entry.message_id,
        "reason": entry.reason,
        "digest": entry.digest,
    }
    return written | ({"history": [_written(one) for one in entry.history]} if entry.history else {})


def _read(written: Mapping[str, Any]) -> LedgerEntry:
    state, at = DeliveryState(written["state"]), datetime.fromisoformat(written["at"])
    if state is DeliveryState.SUPPRESSED or at.tzinfo is None:
        raise ValueError(state, at)
    return LedgerEntry(
        state=state,
        attempt_id=_text(written["attempt_id"]) or "",
        at=at.astimezone(UTC),
        message_id=_text(written["message_id"]),
        reason=_text(written.get("reason")),
        digest=_text(written.get("digest")),
        history=tuple(_read(one) for one in written.get("history", ())),
    )


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value
