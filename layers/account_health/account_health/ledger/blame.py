"""Whose fault it is that a mail did not arrive, read from SES's words and the other server's status codes.

Status codes: RFC 3463 and IANA's registry of enhanced status codes. SES's words: Amazon SES event data, 2026.
"""

from enum import StrEnum

from account_health.ledger.mail_event import MailEvent, MailEventKind


class Blame(StrEnum):
    """What a bounce says something about."""

    NOBODY = "nobody"
    """An automatic answer: the mail is there."""
    ADDRESS = "address"
    """No mail can ever reach it: no such mailbox, no such domain."""
    MAILBOX = "mailbox"
    """It exists and takes nothing: full, switched off."""
    SENDER = "sender"
    """Our own domain or our mail was refused: whoever reads there is not to be given up for it."""
    UNCLEAR = "unclear"
    """Anything else."""


_OF_THE_SENDER = frozenset({"5.1.7", "5.1.8"})
"""Both are about the address that a mail comes from, unlike the rest of 5.1 (RFC 3463, 3.2)."""


def blame(bounce: MailEvent) -> Blame:
    """Return whose fault a bounce is.

    An out-of-office answer is told as Transient/General, as some failures are; only those name an action or a status.
    """
    subject = _subject(bounce.status)
    if bounce.status in _OF_THE_SENDER:
        return Blame.SENDER
    if subject == "1" or bounce.status == "5.4.4":
        return Blame.ADDRESS
    if subject == "7":
        return Blame.SENDER
    if subject == "2":
        return Blame.MAILBOX
    if bounce.detail == "Transient/General" and bounce.action != "failed" and bounce.status is None:
        return Blame.NOBODY
    return Blame.UNCLEAR


def stops(event: MailEvent) -> bool:
    """Return whether the address is not to be mailed again. A reader who says "not-spam" takes a complaint back."""
    words = (event.detail or "").split("/")
    if event.kind is MailEventKind.COMPLAINT:
        return "not-spam" not in words
    if event.kind is not MailEventKind.BOUNCE:
        return False
    whose = blame(event)
    return whose is Blame.ADDRESS or (whose is not Blame.SENDER and words[0] == "Permanent")


def undelivered(event: MailEvent) -> bool:
    """Return whether somebody has to hear of it: nobody reads this mail, or its reader does not want it."""
    if event.kind is MailEventKind.BOUNCE:
        return blame(event) is not Blame.NOBODY
    refused = event.kind in {MailEventKind.REJECT, MailEventKind.RENDERING_FAILURE}
    return refused or stops(event)


def _subject(status: str | None) -> str:
    """Return the second number of a status for good (5.x.y), which names what it is about; empty where there is none."""
    parts = (status or "").split(".")
    return parts[1] if len(parts) == 3 and parts[0] == "5" else ""  # noqa: PLR2004 - class, subject, detail
