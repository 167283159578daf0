"""What the product needs from where it runs: a place for objects, secrets, and somebody who sends mail.

Implemented twice: `aws` (S3, SSM, SES) and `local` (a folder, the environment, `.eml` files); `jsons` is the form in which
runs save what they know. Nothing here decides anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it was read: its bytes and the version (ETag) to write against."""

    body: bytes
    version: str


class Storage(Protocol):
    """Objects under keys with `/`, written whole, with conditional writes."""

    def read(self, key: str) -> Stored | None:
        """Return the object; None where there is none.

        Raises StorageDeniedError where access is refused, BackendError for anything else.
        """

    def write(self, key: str, body: bytes) -> None:
        """Write the object, replacing what is there."""

    def create(self, key: str, body: bytes) -> str:
        """Write the object only where there is none and return its version; raises ConflictError otherwise."""

    def replace(self, key: str, body: bytes, version: str) -> str:
        """Write the object only over `version` and return the new one; raises ConflictError otherwise."""

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield every key below the prefix, sorted."""


def write_over(storage: Storage, key: str, body: bytes, before: Stored | None) -> None:
    """Write over exactly what was read, None where there was nothing. Raises ConflictError where somebody was quicker, BackendError."""
    if before is None:
        storage.create(key, body)
    else:
        storage.replace(key, body, before.version)


@dataclass(frozen=True, slots=True)
class Secret:
    """A credential's fields; never printed. `stored_at` is when they were stored, where the store tells.

    `old_place` is what it is called where it lies, if that is a place that only this release still reads.
    """

    values: Mapping[str, str] = field(repr=False)
    stored_at: datetime | None = None
    old_place: str | None = None


class Secrets(Protocol):
    """Credentials by company and name."""

    @property
    def writable(self) -> bool:
        """Whether `put` can work here at all."""

    def get(self, company: str, name: str) -> Secret | None:
        """Return the credential, None where none is stored.

        `name` is an account's id, a credential's name, or `shared/<name>` for one that companies share.
        Raises BackendError where the store refuses, or where what is stored is no JSON object.
        """

    def named(self, company: str, name: str) -> str:
        """Return what the credential is called where it lies, as whoever stores it has to write it."""

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:
        """Store a renewed credential over the one that was read, `before`. It never makes a new one.

        Raises ConflictError where something else is stored by now: nothing was written then. Raises BackendError
        where the new one lacks what `before` has or holds an empty text, where the store refuses or cannot be
        written, and where somebody else's write was lost under this one.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message for one recipient, as raw MIME.

    `tags` are for the operator's reconciliation: letters, digits, `-` and `_` only, never a person's data.
    """

    sender: str
    recipient: str
    raw: bytes = field(repr=False)
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What SES lets this account do: `production` is outside the sandbox; `state` is HEALTHY, PROBATION or SHUTDOWN.

    `a_day` mails in 24 hours, of which `sent` are gone, and `a_second`.
    """

    production: bool
    enabled: bool
    state: str
    a_day: float
    a_second: float
    sent: float

    @property
    def left(self) -> float:
        """How many mails the last 24 hours leave; a quota below zero is SES's word for none."""
        return float("inf") if self.a_day < 0 else self.a_day - self.sent


class Mailer(Protocol):
    """Sends one mail with one request, and never repeats it."""

    def send(self, mail: Mail) -> str:
        """Send and return the message id.

        Raises MailThrottledError (certainly not sent, try later), MailRefusedError (certainly not sent,
        will not be by trying again) or MailUnknownError (nobody knows whether it was sent).
        """


class AnsweringMailer(Mailer, Protocol):
    """A mailer that also says whether it sends to an address at all."""

    def holds_back(self, address: str) -> bool | None:
        """Return whether the address stands on the mailer's own list of those it never sends to; None where nobody knows."""

    def sending(self) -> Sending | None:
        """Return what the mailer takes at all, and how fast; None where nobody knows, or where there is no bound."""
