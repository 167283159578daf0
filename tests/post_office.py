"""A storage and a mailer for tests of the ledger: they keep the real ones' promises, and fail when they are told to."""

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

from account_health.ledger import (
    DeliveryState,
    LedgerKey,
    MailEvent,
    MailEventKind,
    Post,
    address_hash,
    look_up,
)
from account_health.model.errors import BackendError, ConflictError, MailUnknownError
from account_health.storage import Mail, Storage, Stored

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
KEY = LedgerKey(mail="report", period="2026-W48", company="acme", recipient="chefin@example.org")
MAIL = Mail(sender="reports@example.org", recipient="chefin@example.org", raw=b"frozen")


class Killed(BaseException):
    """The process is gone: nothing after this line runs."""


class Memory:
    """A storage that keeps the promises of the real ones, and fails when it is told to.

    A fault is "before" (nothing was written), "after" (written, but the answer is lost), "killed before" or
    "killed after"; `faults` holds the fault for each write and read to come, None for none.
    """

    def __init__(self, faults: Iterator[str | None] | None = None) -> None:
        self.objects: dict[str, bytes] = {}
        self.faults: Iterator[str | None] = faults or iter(())
        self._lock = threading.Lock()

    def read(self, key: str) -> Stored | None:
        """Return the object; any fault is a failed read."""
        fault = next(self.faults, None)
        if fault in {"killed before", "killed after"}:
            raise Killed
        if fault is not None:
            raise BackendError("no answer to a read")
        body = self.objects.get(key)
        return None if body is None else Stored(body, hashlib.sha256(body).hexdigest())

    def write(self, key: str, body: bytes) -> None:
        """Fail the test: the ledger never writes without a condition."""
        raise AssertionError(key, body)

    def create(self, key: str, body: bytes) -> str:
        """Write where nothing is, with the next fault."""
        return self._conditional(key, body, None)

    def replace(self, key: str, body: bytes, version: str) -> str:
        """Write over this version, with the next fault."""
        return self._conditional(key, body, version)

    def keys(self, prefix: str) -> Iterator[str]:
        """Return the keys; any fault is a failed listing."""
        fault = next(self.faults, None)
        if fault in {"killed before", "killed after"}:
            raise Killed
        if fault is not None:
            raise BackendError("no answer to a listing")
        return (key for key in sorted(self.objects) if key.startswith(prefix))

    def _conditional(self, key: str, body: bytes, version: str | None) -> str:
        fault = next(self.faults, None)
        if fault == "killed before":
            raise Killed
        if fault == "before":
            raise BackendError("no answer, and nothing written")
        with self._lock:
            there = self.objects.get(key)
            if (None if there is None else hashlib.sha256(there).hexdigest()) != version:
                raise ConflictError("somebody else was quicker")
            self.objects[key] = body
        if fault == "killed after":
            raise Killed
        if fault == "after":
            raise BackendError("no answer, though written")
        return hashlib.sha256(body).hexdigest()


class Wire:
    """A mailer that counts which mails really left, whatever it answers."""

    def __init__(self, *answers: type[BaseException] | None, lost: bool = False) -> None:
        self.answers = list(answers)
        self.lost = lost
        self.sent: list[Mail] = []

    def send(self, mail: Mail) -> str:
        """Let the mail leave or not, and answer as told."""
        answer = self.answers.pop(0) if self.answers else None
        if answer is None or (answer in {MailUnknownError, Killed} and not self.lost):
            self.sent.append(mail)
        if answer is not None:
            raise answer("no")
        return f"message-{len(self.sent)}"


def post(storage: Storage, mailer: Wire) -> Post:
    """Return what a delivery works with."""
    return Post(storage=storage, mailer=mailer, clock=lambda: NOW)


def told(kind: MailEventKind, attempt: str, *, number: int = 1, at: datetime = NOW) -> MailEvent:
    """Return an event of SES about the attempt."""
    return MailEvent(
        id=f"event-{attempt}-{kind.value.replace(' ', '-')}-{number}",
        kind=kind,
        at=at,
        tag=KEY.tag,
        attempt=attempt,
        mail=KEY.mail,
        period=KEY.period,
        company=KEY.company,
        recipient=address_hash(KEY.recipient),
        message_id=f"ses-{attempt}",
    )


def state_of(storage: Memory) -> DeliveryState | None:
    """Return what the ledger says, read without a fault."""
    storage.faults = iter(())
    entry = look_up(storage, KEY)
    return None if entry is None else entry.state
