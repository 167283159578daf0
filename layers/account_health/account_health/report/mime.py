"""The raw mail: one recipient, two bodies, headers that nothing from outside can add to, the same bytes every time."""

import email
import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from account_health.model.errors import UsageError
from account_health.report.header_words import HEADERS, say_who_writes
from account_health.report.links import mailto
from account_health.report.setting import Letter
from account_health.text.hosts import ascii_host
from account_health.text.mail_address import has_ending, is_domain, is_local_part
from account_health.text.sanitise import clean, header_text

_SUBJECT = 120
_NAME = 60
_LIST: Final = "weekly-report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who sends a report to whom, and the event that it belongs to.

    `key` names the business event (mail, period, company, recipient): one key, one Message-ID and one boundary.
    """

    sender: str
    recipient: str
    reply_to: str
    company: str
    key: str
    now: datetime


def compose(letter: Letter, envelope: Envelope) -> bytes:
    """Return the mail as bytes to hand over; the same input gives the same bytes.

    Raises UsageError where an address cannot stand in a mail.
    """
    digest = hashlib.sha256(envelope.key.encode()).hexdigest()[:32]
    sender = _address(envelope.sender, "the sender", letter.sender_name)
    domain = sender.domain
    message = EmailMessage(policy=HEADERS)
    message["From"] = sender
    message["To"] = _address(envelope.recipient, "the recipient")
    reply_to = _address(envelope.reply_to, "the address for answers")
    message["Reply-To"] = reply_to
    message["Subject"] = header_text(letter.subject, _SUBJECT)
    say_who_writes(message, f"<{digest}@{domain}>", envelope.now)
    message["List-Id"] = f"<{_LIST}.{domain}>"
    message["List-Unsubscribe"] = f"<{mailto(reply_to.addr_spec, 'Unsubscribe ' + envelope.company)}>"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{digest}")
    # Setting a body removes every Content-* header that was there before.
    message["Content-Language"] = letter.language
    raw = message.as_bytes()
    _refuse_foreign_headers(message, raw)
    return raw


def _address(address: str, whose: str, name: str = "") -> Address:
    local, _, domain = address.strip().rpartition("@")
    ascii_domain = ascii_host(domain)
    if not (is_local_part(local) and is_domain(ascii_domain) and has_ending(ascii_domain)):
        raise UsageError(f"{whose} {clean(address, 80)!r} is no mail address: give one like name@example.org")
    return Address(display_name=header_text(name, _NAME), username=local, domain=ascii_domain)


def _refuse_foreign_headers(message: EmailMessage, raw: bytes) -> None:
    """Read the bytes back: a header that we did not set means that something from outside broke out of its own."""
    read = email.message_from_bytes(raw, policy=HEADERS)
    if read.keys() != message.keys():
        raise UsageError(
            "the mail's headers read back differently from what was set: a value holds line ends"
        )
