"""A mail whose fate nobody knew is reconciled with what SES told of it. Never sends, never guesses."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from account_health.ledger.entry import (
    TRIES,
    UNSETTLED,
    DeliveryState,
    LedgerEntry,
    entry_from,
    entry_to_bytes,
    tag_of,
)
from account_health.ledger.mail_event import MailEvent, MailEventKind, events_of
from account_health.model.errors import ConflictError
from account_health.storage import Storage

_PROOFS: Final = (
    (DeliveryState.SENT, MailEventKind.DELIVERY),
    (DeliveryState.SENT, MailEventKind.BOUNCE),
    (DeliveryState.SENT, MailEventKind.COMPLAINT),
    (DeliveryState.SENT, MailEventKind.DELIVERY_DELAY),
    (DeliveryState.FAILED, MailEventKind.REJECT),
    (DeliveryState.FAILED, MailEventKind.RENDERING_FAILURE),
    (DeliveryState.SENT, MailEventKind.SEND),
)
"""What each event proves, the strongest first: SES counts a mail as a send also where it then rejects it."""


def settle(path: str, storage: Storage) -> DeliveryState:
    """Settle the entry at a key of the ledger; return what is known of its mail afterwards, UNKNOWN where nothing is.

    SENT and FAILED are written over exactly what was read, so that whoever else writes is never overwritten.
    Raises BackendError.
    """
    for _ in range(TRIES):
        stored = storage.read(path)
        if stored is None:
            break
        entry = entry_from(stored.body, path)
        if entry.state not in UNSETTLED:
            return entry.state
        if not entry.attempt_id:  # no ledger wrote it: who knows what was tried before
            break
        reconciled = _reconciled(entry, events_of(storage, tag_of(path), entry.attempt_id))
        if reconciled is None:
            break
        try:
            storage.replace(path, entry_to_bytes(reconciled), stored.version)
        except ConflictError:
            continue
        return reconciled.state
    return DeliveryState.UNKNOWN


def _reconciled(entry: LedgerEntry, events: Iterable[MailEvent]) -> LedgerEntry | None:
    told = {event.kind: event for event in events}
    for state, kind in _PROOFS:
        if kind in told:
            event = told[kind]
            reason = f"SES told it later: {kind.value}"
            return replace(entry, state=state, at=event.at, message_id=event.message_id, reason=reason)
    return None
