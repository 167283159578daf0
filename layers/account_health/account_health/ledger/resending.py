"""A person's decision to send a mail again, which the protocol alone never takes."""

from dataclasses import replace

from account_health.ledger.delivery import ask, claim_for, deliver
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
from account_health.model.errors import BackendError
from account_health.storage import Mail, Storage


def send_again(mail: Mail, key: LedgerKey, attempt_id: str, post: Post) -> LedgerEntry:
    """Send the mail whatever the ledger says of it, and return what became of this attempt.

    Where nothing can have been sent this is an ordinary delivery. Else the attempt is noted in the entry's history
    before SES is asked. One that was sent becomes the entry, and what stood there joins the history; one that was
    not changes nothing else, so that no later run takes the mail for unsent.

    Raises BackendError where the attempt could not be noted: then nothing was sent. Where its outcome cannot be
    noted, the history shows it as CLAIMED.
    """
    stored = post.storage.read(key.path)
    before = None if stored is None else entry_from(stored.body, key.path)
    claim = claim_for(mail, attempt_id, post)
    if stored is None or before is None or before.certainly_not_sent:
        state = deliver(mail, key, attempt_id, post)
        return _own(post.storage, key, replace(claim, state=state))
    post.storage.replace(key.path, entry_to_bytes(before.after(claim)), stored.version)
    outcome = ask(mail, claim, post)
    _note(post.storage, key, outcome)
    return outcome


def _own(storage: Storage, key: LedgerKey, attempt: LedgerEntry) -> LedgerEntry:
    """Return the entry where it says the same: it knows the reason and the message's id."""
    found = look_up(storage, key)
    return attempt if found is None or found.state is not attempt.state else found


def _note(storage: Storage, key: LedgerKey, outcome: LedgerEntry) -> None:
    """Write what became of an attempt that stands in the history, over whatever the entry has become meanwhile."""
    for _ in range(TRIES):
        try:
            stored = storage.read(key.path)
            if stored is None:
                return
            entry = entry_from(stored.body, key.path)
            if entry.attempt_id == outcome.attempt_id:  # written already, and only the answer was lost
                return
            storage.replace(key.path, entry_to_bytes(_concluded(entry, outcome)), stored.version)
        except BackendError:
            continue
        return


def _concluded(entry: LedgerEntry, outcome: LedgerEntry) -> LedgerEntry:
    others = tuple(one for one in entry.history if one.attempt_id != outcome.attempt_id)
    before = replace(entry, history=others)
    if outcome.state is DeliveryState.SENT:
        return replace(outcome, history=before.after(before).history)
    return before.after(outcome)
