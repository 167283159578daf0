"""Records what SES tells of a mail: appended below `ledger/events/`, without the address and without foreign words."""

import logging
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from typing import Any, Final

from account_health.ledger import (
    MailEvent,
    MailEventKind,
    Suppression,
    address_hash,
    keep_event,
    suppress,
)
from account_health.ledger.blame import Blame, blame, stops, undelivered
from account_health.model.errors import UsageError
from account_health.workflow.log_keys import learn
from account_health.workflow.services import Services

logger = logging.getLogger(__name__)

_OBJECTS: Final = {
    MailEventKind.SEND: "send",
    MailEventKind.DELIVERY: "delivery",
    MailEventKind.DELIVERY_DELAY: "deliveryDelay",
    MailEventKind.BOUNCE: "bounce",
    MailEventKind.COMPLAINT: "complaint",
    MailEventKind.REJECT: "reject",
    MailEventKind.RENDERING_FAILURE: "failure",
}
"""Where an event's own part stands in its detail."""

_DETAILS: Final = ("bounceType", "bounceSubType", "complaintFeedbackType", "complaintSubType", "delayType")
"""What is kept of that part: SES's own words, none of which quotes anybody."""

_WORD = re.compile(r"[A-Za-z0-9_-]{1,256}")

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")

_MEANS: Final = {
    Blame.ADDRESS: " No mail can reach the address: correct it in the registry file.",
    Blame.MAILBOX: " The mailbox takes nothing: ask its owner by another way.",
    Blame.SENDER: " The sender was refused: look at SPF, DKIM and DMARC of the sender's domain.",
}
"""What a bounce means to whoever reads the log that the alarm leads to."""


def record_mail_event(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Keep the event; stop mailing an address that bounced for good or complained; answer {"recorded"}.

    An event of a mail that is not ours, or that carries no tag of ours, is only counted. Delivered twice, an event
    changes nothing. `mails_undelivered` counts what rings: a bounce, a complaint, a mail that SES took and
    then refused.

    Raises UsageError for an event that is ours and cannot be read, BackendError, BrokenFileError: Lambda repeats
    it, then it goes to the queue that rings.
    """
    told = _read(event)
    if told is None:
        services.count({"mail_events_ignored": 1})
        return {"recorded": False}
    learn(company=told.company)
    keep_event(services.storage, told)
    why = " ".join(filter(None, (told.kind.value, told.detail, told.status)))
    if stops(told):
        suppress(services.storage, told.recipient, Suppression(since=told.at, why=why, event=told.path))
    rings = undelivered(told)
    if rings:
        means = _MEANS.get(blame(told), "") if told.kind is MailEventKind.BOUNCE else ""
        logger.warning("%s: mail %s of %s for %s.%s", why, told.mail, told.company, told.period, means)
    services.count({"mail_events": 1, "mails_undelivered": int(rings)})
    return {"recorded": True}


def _read(event: Mapping[str, Any]) -> MailEvent | None:
    """Return the event of EventBridge as we keep it; None where it is not about a mail of ours."""
    detail = event.get("detail") or {}
    mail = detail.get("mail") or {}
    tags = mail.get("tags") or {}
    if event.get("source") != "aws.ses" or "ledger" not in tags:
        return None
    try:
        kind = MailEventKind(detail["eventType"].replace(" ", ""))
        own = detail.get(_OBJECTS[kind]) or {}
        [recipient] = mail["destination"]
        return MailEvent(
            id=_word(event, "id"),
            kind=kind,
            at=_moment(own.get("timestamp") or event["time"]),
            tag=_word(tags, "ledger"),
            attempt=_word(tags, "attempt"),
            mail=_word(tags, "mail"),
            period=_word(tags, "period"),
            company=_word(tags, "company"),
            recipient=address_hash(parseaddr(recipient)[1]),
            message_id=_word(mail, "messageId"),
            detail=_detail(own),
            **_reported(own, recipient),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise UsageError(
            "The event is about a mail of ours and does not look like SES's: "
            "events/record_mail_event.json shows what is expected."
        ) from None


def _word(values: Mapping[str, Any], name: str) -> str:
    """Return a value, of a tag the only one that SES lists; raises ValueError where it could not be a part of a key."""
    value = values[name]
    [text] = value if isinstance(value, list) else [value]
    if not _WORD.fullmatch(text):
        raise ValueError(name)
    return str(text)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _detail(own: Mapping[str, Any]) -> str | None:
    words = (str(own[name]) for name in _DETAILS if own.get(name))
    return "/".join(word for word in words if _WORD.fullmatch(word)) or None


def _reported(bounce: Mapping[str, Any], address: str) -> dict[str, str]:
    """Return what the other server reported of our one recipient: words and numbers of two standards, nothing else.

    A mailbox that passes its mail on may bounce for several; of these the one that we wrote to counts.
    """
    bounced = bounce.get("bouncedRecipients") or [{}]
    ours = address_hash(parseaddr(address)[1])
    own = (one for one in bounced if address_hash(parseaddr(str(one.get("emailAddress")))[1]) == ours)
    recipient = next(own, bounced[0])
    action, status = str(recipient.get("action", "")).lower(), str(recipient.get("status", ""))
    found = {
        "action": action if _WORD.fullmatch(action) else "",
        "status": status if _STATUS.fullmatch(status) else "",
    }
    return {name: value for name, value in found.items() if value}
