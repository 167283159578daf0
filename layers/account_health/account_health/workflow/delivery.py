"""Sends frozen mails one by one: what happens to one stops no other."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from account_health.backends import Mail
from account_health.errors import BackendError, MailThrottledError
from account_health.ledger import DeliveryState, LedgerKey, Post, deliver
from account_health.workflow.services import Services


@dataclass(frozen=True, slots=True)
class Frozen:
    """A mail whose bytes lie in the storage already, and the event that it belongs to."""

    key: LedgerKey
    raw: bytes = field(repr=False)


def deliver_all(mails: Iterable[Frozen], services: Services) -> tuple[DeliveryState, ...]:
    """Deliver each mail through the ledger and return what is known of each.

    Raises, after all were tried, MailThrottledError where one may be tried again later, else the BackendError of
    one that could not be claimed: in both cases a repetition of the step sends only what was certainly not sent.
    """
    post = Post(storage=services.storage, mailer=services.mailer, clock=services.clock)
    states: list[DeliveryState] = []
    failure: BackendError | None = None
    for mail in mails:
        try:
            states.append(deliver(_mail(mail, services), mail.key, services.new_id(), post))
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


def _mail(mail: Frozen, services: Services) -> Mail:
    """Return the message with its tags, which tell a reader of SES's events nothing of a person."""
    key = mail.key
    return Mail(
        sender=services.settings.sender,
        recipient=key.recipient,
        raw=mail.raw,
        tags=(("ledger", key.tag), ("mail", key.mail), ("period", key.period), ("company", key.company)),
    )
