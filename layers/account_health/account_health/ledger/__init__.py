"""Exactly one mail: who may send it, what became of it, and what SES told of it later.

Every mail has one object in the storage, named after the business event and the recipient. Whoever writes it
first may send; what happened is written into it; whoever comes later reads it. Nothing is sent a second time
by itself: only an attempt that certainly did not send (RETRYABLE, FAILED) is ever gone on from.
"""

from account_health.ledger.delivery import deliver
from account_health.ledger.entry import (
    COMPANY_MAILS,
    UNSETTLED,
    DeliveryState,
    LedgerEntry,
    LedgerKey,
    Post,
    address_hash,
    entry_at,
    look_up,
)
from account_health.ledger.mail_event import MailEvent, MailEventKind, events_of, keep_event
from account_health.ledger.resending import send_again
from account_health.ledger.settlement import settle
from account_health.ledger.suppression import (
    Suppression,
    lift,
    suppress,
    suppressed_people,
    suppression_of,
    suppression_path,
)

__all__ = [
    "COMPANY_MAILS",
    "UNSETTLED",
    "DeliveryState",
    "LedgerEntry",
    "LedgerKey",
    "MailEvent",
    "MailEventKind",
    "Post",
    "Suppression",
    "address_hash",
    "deliver",
    "entry_at",
    "events_of",
    "keep_event",
    "lift",
    "look_up",
    "send_again",
    "settle",
    "suppress",
    "suppressed_people",
    "suppression_of",
    "suppression_path",
]
