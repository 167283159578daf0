"""One delivery: claim, send once, record."""

import hashlib
from dataclasses import dataclass, replace

from account_health.ledger.entry import (
    TRIES,
    DeliveryState,
    LedgerEntry,
    LedgerKey,
    Post,
    entry_from,
    entry_to_bytes,
    look_up,
)
from account_health.model.errors import (
    BackendError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
)
from account_health.storage import Mail, Storage


@dataclass(frozen=True, slots=True)
class _Claim:
    """The right to send: the entry as it is written, and the version to write against."""

    entry: LedgerEntry
    version: str


def deliver(mail: Mail, key: LedgerKey, attempt_id: str, post: Post) -> DeliveryState:
    """Claim, send, record; return what is now known of the mail. Never sends what may have been sent.

    The bytes of `mail` have to be frozen in the storage by then, so that whoever goes on sends the same.
    `attempt_id` has to be fresh at every call: it is how a claim of ours is recognised whose answer was lost.
    A mail that somebody else has claimed, or whose fate is unknown, is answered as UNKNOWN, never as SENT.

    Raises BackendError where the claim could not be made: then nothing was sent.
    """
    claimed = _claim(key, claim_for(mail, attempt_id, post), post.storage)
    if isinstance(claimed, DeliveryState):
        return claimed
    return _record(key, ask(mail, claimed.entry, post), claimed.version, post.storage)


def claim_for(mail: Mail, attempt_id: str, post: Post) -> LedgerEntry:
    """Return the entry of an attempt that is about to send these bytes."""
    digest = hashlib.sha256(mail.raw).hexdigest()
    return LedgerEntry(state=DeliveryState.CLAIMED, attempt_id=attempt_id, at=post.clock(), digest=digest)


def ask(mail: Mail, claim: LedgerEntry, post: Post) -> LedgerEntry:
    """Ask the mailer once, and return what is to be recorded."""
    try:
        message_id = post.mailer.send(mail)
    except MailThrottledError:
        return replace(claim, state=DeliveryState.RETRYABLE, at=post.clock())
    except MailRefusedError as error:
        return replace(claim, state=DeliveryState.FAILED, at=post.clock(), reason=str(error))
    except MailUnknownError as error:
        return replace(claim, state=DeliveryState.UNKNOWN, at=post.clock(), reason=str(error))
    return replace(claim, state=DeliveryState.SENT, at=post.clock(), message_id=message_id)


def _claim(key: LedgerKey, claim: LedgerEntry, storage: Storage) -> _Claim | DeliveryState:
    """Take the right to send, or say what is known of the mail instead."""
    failure: BackendError | None = None
    for _ in range(TRIES):
        try:
            return _Claim(claim, storage.create(key.path, entry_to_bytes(claim)))
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


def _go_on(key: LedgerKey, claim: LedgerEntry, storage: Storage) -> _Claim | DeliveryState | None:
    """Return a claim that is ours, or what is known; None where there is nothing after all."""
    stored = storage.read(key.path)
    if stored is None:
        return None
    entry = entry_from(stored.body, key.path)
    if entry.state is DeliveryState.SENT:
        return DeliveryState.SENT
    if entry.certainly_not_sent:
        again = replace(claim, history=entry.after(entry).history)
        return _Claim(again, storage.replace(key.path, entry_to_bytes(again), stored.version))
    ours = entry.state is DeliveryState.CLAIMED and entry.attempt_id == claim.attempt_id
    return _Claim(entry, stored.version) if ours else DeliveryState.UNKNOWN


def _record(key: LedgerKey, outcome: LedgerEntry, version: str, storage: Storage) -> DeliveryState:
    """Write what became of our claim. Where that fails the claim stands, and the mail's fate counts as unknown."""
    for _ in range(TRIES):
        try:
            storage.replace(key.path, entry_to_bytes(outcome), version)
        except BackendError:  # an answer was lost, or the matter was settled meanwhile: what is there decides
            try:
                found = look_up(storage, key)
            except BackendError:
                continue
            if found is None or found.attempt_id != outcome.attempt_id:
                break
            if found.state is not DeliveryState.CLAIMED:
                return found.state
        else:
            return outcome.state
    return DeliveryState.UNKNOWN
