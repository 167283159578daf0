"""Exactly one mail: who may send it, and what became of it.

Every mail has one object in the storage, named after the business event and the recipient. Whoever writes it
first may send; what happened is written into it; whoever comes later reads it. Nothing is sent a second time
by itself: only an attempt that certainly did not send (RETRYABLE, FAILED) is ever gone on from.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from account_health.backends import Mail, Mailer, Storage
from account_health.errors import (
    BackendError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
)

_TRIES: Final = 4
"""How often a write to the ledger is tried whose outcome is not known; each is conditional, so none can double."""


class DeliveryState(StrEnum):
    """What is known of one mail."""

    CLAIMED = "CLAIMED"
    SENT = "SENT"
    RETRYABLE = "RETRYABLE"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


_NEVER: Final = datetime.fromtimestamp(0, UTC)

_CERTAINLY_NOT_SENT: Final = frozenset({DeliveryState.RETRYABLE, DeliveryState.FAILED})


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
        """What stands for this mail in SES's events: letters and digits that tell nobody anything else."""
        return hashlib.sha256(self.path.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What the ledger's object holds. `attempt_id` names the attempt that wrote it last.

    `reason` says for the operator why a mail FAILED or is UNKNOWN.
    """

    state: DeliveryState
    attempt_id: str
    at: datetime
    message_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a delivery works with."""

    storage: Storage
    mailer: Mailer
    clock: Callable[[], datetime]


def address_hash(address: str) -> str:
    """Return the first 32 hexadecimal digits of the SHA-256 of the address: lower case, its domain in ASCII."""
    local, at, domain = address.strip().lower().rpartition("@")
    with suppress(UnicodeError):  # no name of a host: no mail will reach it, and its hash still names it
        domain = domain.encode("idna").decode("ascii")
    return hashlib.sha256(f"{local}{at}{domain}".encode()).hexdigest()[:32]


def look_up(storage: Storage, key: LedgerKey) -> LedgerEntry | None:
    """Return what the ledger says of a mail, None where it was never claimed.

    Raises BackendError where the storage refuses or does not answer.
    """
    stored = storage.read(key.path)
    return None if stored is None else _entry(stored.body, key)


def deliver(mail: Mail, key: LedgerKey, attempt_id: str, post: Post) -> DeliveryState:
    """Claim, send, record; return what is now known of the mail. Never sends what may have been sent.

    The bytes of `mail` have to be frozen in the storage by then, so that whoever goes on sends the same.
    `attempt_id` has to be fresh at every call: it is how a claim of ours is recognised whose answer was lost.
    A mail that somebody else has claimed, or whose fate is unknown, is answered as UNKNOWN, never as SENT.

    Raises BackendError where the claim could not be made: then nothing was sent.
    """
    claim = LedgerEntry(state=DeliveryState.CLAIMED, attempt_id=attempt_id, at=post.clock())
    claimed = _claim(key, claim, post.storage)
    if isinstance(claimed, DeliveryState):
        return claimed
    outcome = _send(mail, claim, post)
    return _record(key, outcome, claimed, post.storage)


def _claim(key: LedgerKey, claim: LedgerEntry, storage: Storage) -> str | DeliveryState:
    """Take the right to send and return the claim's version, or say what is known of the mail instead."""
    failure: BackendError | None = None
    for _ in range(_TRIES):
        try:
            return storage.create(key.path, _bytes(claim))
        except BackendError as error:  # taken, or an answer was lost: what is there decides
            failure = error
        try:
            found = _go_on(key, claim, storage)
        except BackendError as error:
            failure = error
        else:
            if found is not None:
                return found
    raise BackendError(f"{key.path} could not be claimed; the mail was not sent.") from failure


def _go_on(key: LedgerKey, claim: LedgerEntry, storage: Storage) -> str | DeliveryState | None:
    """Return the version of a claim that is ours, or what is known; None where there is nothing after all."""
    stored = storage.read(key.path)
    if stored is None:
        return None
    entry = _entry(stored.body, key)
    if entry.state is DeliveryState.SENT:
        return DeliveryState.SENT
    if entry.state in _CERTAINLY_NOT_SENT:
        return storage.replace(key.path, _bytes(claim), stored.version)
    ours = entry.state is DeliveryState.CLAIMED and entry.attempt_id == claim.attempt_id
    return stored.version if ours else DeliveryState.UNKNOWN


def _send(mail: Mail, claim: LedgerEntry, post: Post) -> LedgerEntry:
    """Ask once, and return what is to be recorded."""
    try:
        message_id = post.mailer.send(mail)
    except MailThrottledError:
        return replace(claim, state=DeliveryState.RETRYABLE, at=post.clock())
    except MailRefusedError as error:
        return replace(claim, state=DeliveryState.FAILED, at=post.clock(), reason=str(error))
    except MailUnknownError as error:
        return replace(claim, state=DeliveryState.UNKNOWN, at=post.clock(), reason=str(error))
    return replace(claim, state=DeliveryState.SENT, at=post.clock(), message_id=message_id)


def _record(key: LedgerKey, outcome: LedgerEntry, version: str, storage: Storage) -> DeliveryState:
    """Write what became of our claim. Where that fails the claim stands, and the mail's fate counts as unknown."""
    for _ in range(_TRIES):
        try:
            storage.replace(key.path, _bytes(outcome), version)
        except BackendError:  # an answer was lost, or a person was there: what is there decides
            try:
                found = look_up(storage, key)
            except BackendError:
                continue
            if found is None or found.attempt_id != outcome.attempt_id:
                break
            if found.state is outcome.state:
                return outcome.state
        else:
            return outcome.state
    return DeliveryState.UNKNOWN


def _bytes(entry: LedgerEntry) -> bytes:
    written = {**asdict(entry), "at": f"{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    return json.dumps(written, ensure_ascii=False, sort_keys=True).encode()


def _entry(body: bytes, key: LedgerKey) -> LedgerEntry:
    """Read an entry. What no ledger wrote is of unknown fate: never leave to send, never proof of a mail."""
    try:
        written = json.loads(body)
        return LedgerEntry(
            state=DeliveryState(written["state"]),
            attempt_id=written["attempt_id"],
            at=datetime.fromisoformat(written["at"]),
            message_id=written["message_id"],
            reason=written.get("reason"),
        )
    except (KeyError, TypeError, ValueError):
        reason = f"{key.path} is no entry of a ledger"
        return LedgerEntry(state=DeliveryState.UNKNOWN, attempt_id="", at=_NEVER, reason=reason)
