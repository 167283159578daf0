"""Sends frozen mails one by one: what happens to one stops no other."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from account_health.ledger import (
    DeliveryState,
    LedgerKey,
    Post,
    deliver,
    look_up,
    settle,
    suppression_of,
)
from account_health.model.errors import BackendError, MailThrottledError
from account_health.storage import Mail
from account_health.workflow.services import Services


@dataclass(frozen=True, slots=True)
class Frozen:
    """A mail whose bytes lie in the storage already, and the event that it belongs to."""

    key: LedgerKey
    raw: bytes = field(repr=False)


def deliver_all(mails: Iterable[Frozen], services: Services) -> tuple[DeliveryState, ...]:
    """Deliver each mail through the ledger and return what is known of each.

    An address that bounced for good, or whose owner complained, is not mailed: SUPPRESSED. A doubt of an earlier run
    that SES has settled by now is no doubt any more.

    Raises, after all were tried, MailThrottledError where one may be tried again later, else the BackendError of
    one that could not be claimed: in both cases a repetition of the step sends only what was certainly not sent.
    """
    states: list[DeliveryState] = []
    failure: BackendError | None = None
    for mail in mails:
        try:
            states.append(_deliver(mail, services))
        except BackendError as error:
            failure = error
    throttled = states.count(DeliveryState.RETRYABLE)
    if throttled:
        raise MailThrottledError(
            f"SES asks for a slower pace: {throttled} of {len(states)} mails wait for a retry."
        )
    if failure is not None:
        raise failure
    return tuple(states)


def to_send(key: LedgerKey, raw: bytes, sender: str, attempt: str) -> Mail:
    """Return the message with its tags, which tell a reader of SES's events nothing of a person."""
    return Mail(
        sender=sender,
        recipient=key.recipient,
        raw=raw,
        tags=(
            ("ledger", key.tag),
            ("attempt", attempt),
            ("mail", key.mail),
            ("period", key.period),
            ("company", key.company),
        ),
    )


def _deliver(mail: Frozen, services: Services) -> DeliveryState:
    storage = services.storage
    if suppression_of(storage, mail.key.recipient) is not None:
        entry = look_up(storage, mail.key)
        if entry is None or entry.certainly_not_sent:
            return DeliveryState.SUPPRESSED
    attempt = services.new_id()
    post = Post(storage=storage, mailer=services.mailer, clock=services.clock)
    message = to_send(mail.key, mail.raw, services.settings.sender, attempt)
    state = deliver(message, mail.key, attempt, post)
    return settle(mail.key.path, storage) if state is DeliveryState.UNKNOWN else state
