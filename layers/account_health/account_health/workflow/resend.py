"""Sends one frozen mail again because a person decided so; only the command asks for this."""

import email
import hashlib
import re
from dataclasses import dataclass, field
from email.policy import default
from typing import Final

from account_health.ledger import (
    LedgerEntry,
    LedgerKey,
    Post,
    Suppression,
    address_hash,
    lift,
    look_up,
    send_again,
    suppression_of,
)
from account_health.model.company import is_id
from account_health.model.errors import UsageError
from account_health.storage import Storage
from account_health.workflow.delivery import to_send
from account_health.workflow.registry import list_registry

_FROZEN: Final = re.compile(
    r"runs/[^/]+/(?P<run>(?:(?:weekly|daily)-(?P<period>[0-9W-]+?)(?:-r(?P<repeat>\d+))?)|manual-[^/]+)"
    r"/mails/(?:(?P<kind>tasks|alert)/)?(?P<person>[0-9a-f]{32})\.eml"
)
"""The key of a recipient's frozen mail, whichever run and kind of mail made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person wants to be sent again: whose report, for which period, to whom."""

    company: str
    period: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """That mail as it lies there: the frozen bytes, what the ledger says, and whether the address is mailed at all."""

    key: LedgerKey
    frozen: str
    raw: bytes = field(repr=False)
    sender: str
    entry: LedgerEntry | None
    suppression: Suppression | None


@dataclass(frozen=True, slots=True)
class _Frozen:
    """One frozen mail by its key."""

    path: str
    kind: str
    period: str
    repeat: int
    person: str


def find_mail(asked: Asked, storage: Storage) -> Found:
    """Return the mail; the bytes that the ledger knows, else those of the period's last run.

    Raises UsageError, with what there is instead, for a company, a period or an address that nothing was made for;
    BackendError.
    """
    mails = _frozen_mails(asked.company, storage)
    if not mails:
        there = ", ".join(list_registry(storage).companies) or "none"
        raise UsageError(f"Nothing was mailed for the company {asked.company!r}. Registered are: {there}.")
    in_period = [mail for mail in mails if mail.period == asked.period]
    if not in_period:
        there = ", ".join(sorted({mail.period for mail in mails}))
        raise UsageError(f"{asked.company} has no mail of the period {asked.period!r}. There are: {there}.")
    person = address_hash(asked.address)
    own = sorted((mail for mail in in_period if mail.person == person), key=lambda mail: mail.repeat)
    if not own:
        newest = {mail.person: mail for mail in in_period}.values()
        there = ", ".join(sorted({_header(_read(mail.path, storage), "To") for mail in newest}))
        raise UsageError(
            f"{asked.company} has no mail to {asked.address!r} for {asked.period}. There are mails to: {there}."
        )
    return _found(asked, own, storage)


def send_mail_again(found: Found, post: Post, attempt_id: str) -> LedgerEntry:
    """Lift what keeps the address from being mailed, send the frozen bytes once, and return what became of it.

    Raises BackendError where the attempt could not be noted: then nothing was sent.
    """
    lift(post.storage, found.key.recipient, post.clock())
    mail = to_send(found.key, found.raw, found.sender, attempt_id)
    return send_again(mail, found.key, attempt_id, post)


def _frozen_mails(company: str, storage: Storage) -> list[_Frozen]:
    if not is_id(company):
        return []
    found = []
    for path in storage.keys(f"runs/{company}/"):
        match = _FROZEN.fullmatch(path)
        if match is not None:
            period = match["period"] or match["run"]
            kind, repeat = match["kind"] or "report", int(match["repeat"] or 1)
            found.append(_Frozen(path, kind, period, repeat, match["person"]))
    return found


def _found(asked: Asked, own: list[_Frozen], storage: Storage) -> Found:
    """Return the mail that the ledger knows, else the newest that lies there, under its own kind's key.

    Under another the ledger would not know that it went out, and a repeated run would send it once more.
    """
    keys = [
        LedgerKey(mail=kind, period=asked.period, company=asked.company, recipient=asked.address)
        for kind in sorted({mail.kind for mail in own}, key=lambda kind: (kind != own[-1].kind, kind))
    ]
    entries = [(key, entry) for key in keys if (entry := look_up(storage, key)) is not None]
    key, entry = entries[0] if entries else (keys[0], None)
    *earlier, last = (mail for mail in own if mail.kind == key.mail)
    path, raw = last.path, _read(last.path, storage)
    for mail in earlier:
        frozen = _read(mail.path, storage)
        if entry is not None and hashlib.sha256(frozen).hexdigest() == entry.digest:
            path, raw = mail.path, frozen
    return Found(
        key=key,
        frozen=path,
        raw=raw,
        sender=_header(raw, "From"),
        entry=entry,
        suppression=suppression_of(storage, asked.address),
    )


def _read(path: str, storage: Storage) -> bytes:
    stored = storage.read(path)
    if stored is None:
        raise UsageError(f"{path} was deleted in between.")
    return stored.body


def _header(raw: bytes, name: str) -> str:
    """Return the one bare address in a header of a mail that we made."""
    message = email.message_from_bytes(raw, policy=default)
    [address] = message[name].addresses
    return str(address.addr_spec)
