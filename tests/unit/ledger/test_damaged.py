"""What no ledger wrote is of unknown fate: no proof of a mail, and no leave to send one."""

import json
from typing import Any

import pytest

from account_health.ledger import DeliveryState, MailEventKind, deliver, keep_event, look_up, settle
from account_health.model.errors import MailUnknownError
from tests.damaged_ledger import BEYOND, DEEP, damaged_entries
from tests.post_office import KEY, MAIL, Memory, Wire, post, told

ENTRY = {
    "state": "UNKNOWN",
    "attempt_id": "attempt-1",
    "at": "2026-11-23T06:00:00Z",
    "message_id": None,
    "reason": None,
    "digest": None,
}
EVENT = told(MailEventKind.SEND, "attempt-1").path


def event(**changes: object) -> bytes:
    """Return SES's word that the mail left, as the recorder keeps it, but for these fields."""
    storage = Memory()
    keep_event(storage, told(MailEventKind.SEND, "attempt-1"))
    known: dict[str, Any] = json.loads(storage.objects[EVENT])
    return json.dumps(known | changes).encode()


@pytest.mark.parametrize(
    "body", [pytest.param(body, id=name) for name, body in damaged_entries(ENTRY).items()]
)
def test_an_entry_that_no_ledger_wrote_is_a_doubt_and_no_mail(body: bytes) -> None:
    """Whatever lies there: it is unknown, a delivery asks SES for nothing, and SES's word settles nothing."""
    storage, wire = Memory(), Wire()
    storage.objects[KEY.path] = body
    entry = look_up(storage, KEY)
    assert entry is not None
    assert entry.state is DeliveryState.UNKNOWN
    keep_event(storage, told(MailEventKind.SEND, ""))
    if not entry.attempt_id:
        assert settle(KEY.path, storage) is DeliveryState.UNKNOWN
    assert deliver(MAIL, KEY, "attempt-2", post(storage, wire)) is DeliveryState.UNKNOWN
    assert wire.sent == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        event()[:-9],
        DEEP,
        b'{"id": ' + b"1" * 10_000 + b"}",
        b'{"kind": "Send"}',
        event(kind="Opened"),
        event(message_id=5),
        event(at="2026-11-23T06:05:00"),
        event(at=BEYOND),
        event(attempt="another"),
        event(attempt="another", kind="Reject"),
        event(tag="0" * 32, company="bakery"),
        event(tag="0" * 32, company="bakery", kind="Reject"),
    ],
    ids=range(13),
)
def test_an_event_that_proves_nothing_settles_nothing(body: bytes) -> None:
    """One that is none, of another attempt, or of another company's mail in the wrong folder."""
    storage = Memory()
    deliver(MAIL, KEY, "attempt-1", post(storage, Wire(MailUnknownError)))
    storage.objects[EVENT] = body
    assert settle(KEY.path, storage) is DeliveryState.UNKNOWN


def test_the_same_event_undamaged_settles() -> None:
    """The twin: what the tests above change is what hides it."""
    storage = Memory()
    deliver(MAIL, KEY, "attempt-1", post(storage, Wire(MailUnknownError)))
    storage.objects[EVENT] = event()
    assert settle(KEY.path, storage) is DeliveryState.SENT
