"""What SES told of a mail after it was asked: one object per event, kept below the mail's tag, never changed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from account_health.model.errors import BrokenFileError, ConflictError
from account_health.storage import Storage
from account_health.storage.jsons import from_json, to_json

_EVENTS: Final = "ledger/events/"


class MailEventKind(StrEnum):
    """SES's names, without blanks, for what can happen to a mail; opens and clicks are not asked for."""

    SEND = "Send"
    DELIVERY = "Delivery"
    DELIVERY_DELAY = "DeliveryDelay"
    BOUNCE = "Bounce"
    COMPLAINT = "Complaint"
    REJECT = "Reject"
    RENDERING_FAILURE = "RenderingFailure"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailEvent:
    """One event. `tag` names the mail's entry of the ledger, `attempt` the attempt that asked SES.

    `recipient` is the address's hash: the address itself and what a foreign server answered are not kept.
    `detail` are SES's own words for the type: Permanent/NoEmail, abuse. Of a bounce, `action` and `status` are what the
    other server reported (RFC 3464, 2.3.3 and 2.3.4: "failed", "5.1.1").
    """

    id: str
    kind: MailEventKind
    at: datetime
    tag: str
    attempt: str
    mail: str
    period: str
    company: str
    recipient: str
    message_id: str
    detail: str | None = None
    action: str | None = None
    status: str | None = None

    @property
    def path(self) -> str:
        """The key of the event's object."""
        return f"{_EVENTS}{self.tag}/{self.id}.json"


def keep_event(storage: Storage, event: MailEvent) -> None:
    """Keep the event; one that is delivered again changes nothing. Raises BackendError."""
    with suppress(ConflictError):
        storage.create(event.path, to_json(event))


def events_of(storage: Storage, tag: str, attempt: str) -> tuple[MailEvent, ...]:
    """Return what SES told of one attempt; what is no event, or one of another mail, proves nothing. Raises BackendError."""
    found = []
    for key in storage.keys(f"{_EVENTS}{tag}/"):
        stored = storage.read(key)
        if stored is not None:
            with suppress(BrokenFileError):
                found.append(from_json(MailEvent, stored.body, key))
    return tuple(event for event in found if (event.tag, event.attempt) == (tag, attempt))
