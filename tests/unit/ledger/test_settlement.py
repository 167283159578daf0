"""A mail in doubt is settled by what SES told of that very attempt, and by nothing else."""

from datetime import timedelta

import pytest

from account_health.ledger import (
    DeliveryState,
    MailEventKind,
    deliver,
    events_of,
    keep_event,
    look_up,
    settle,
)
from account_health.model.errors import ConflictError, MailRefusedError, MailUnknownError
from tests.post_office import KEY, MAIL, NOW, Killed, Memory, Wire, post, state_of, told

K = MailEventKind
LEFT = (K.SEND, K.DELIVERY, K.DELIVERY_DELAY, K.BOUNCE, K.COMPLAINT)
REFUSED = (K.REJECT, K.RENDERING_FAILURE)


def in_doubt(answer: type[BaseException] = MailUnknownError) -> Memory:
    """Return a ledger whose only mail nobody knows the fate of: UNKNOWN after a time-out, CLAIMED after a crash."""
    storage = Memory()
    try:
        deliver(MAIL, KEY, "attempt-1", post(storage, Wire(answer)))
    except Killed:
        assert answer is Killed
    return storage


@pytest.mark.parametrize("answer", [MailUnknownError, Killed])
@pytest.mark.parametrize("kind", LEFT)
def test_mail_that_ses_sent_becomes_sent(answer: type[BaseException], kind: MailEventKind) -> None:
    """After a time-out as after a crash, with the message id and the time that SES tells."""
    storage = in_doubt(answer)
    keep_event(storage, told(kind, "attempt-1", at=NOW + timedelta(seconds=9)))
    assert settle(KEY.path, storage) is DeliveryState.SENT
    entry = look_up(storage, KEY)
    assert entry is not None
    assert (entry.state, entry.message_id, entry.attempt_id) == ("SENT", "ses-attempt-1", "attempt-1")
    assert entry.at == NOW + timedelta(seconds=9)
    assert entry.reason == f"SES told it later: {kind.value}"


@pytest.mark.parametrize("kind", REFUSED)
def test_mail_that_ses_took_and_refused_becomes_failed(kind: MailEventKind) -> None:
    """Also where SES counted it as a send before: it certainly did not leave, and a later run goes on from it."""
    storage, wire = in_doubt(), Wire()
    keep_event(storage, told(K.SEND, "attempt-1"))
    keep_event(storage, told(kind, "attempt-1"))
    assert settle(KEY.path, storage) is DeliveryState.FAILED
    assert deliver(MAIL, KEY, "attempt-2", post(storage, wire)) is DeliveryState.SENT
    assert len(wire.sent) == 1


def test_without_an_event_nothing_changes_and_nothing_is_guessed() -> None:
    """What SES did not tell stays as it is, to the byte."""
    for answer in (MailUnknownError, Killed):
        storage = in_doubt(answer)
        before = dict(storage.objects)
        assert settle(KEY.path, storage) is DeliveryState.UNKNOWN
        assert storage.objects == before


def test_event_of_another_attempt_proves_nothing() -> None:
    """A refusal last hour says nothing about the time-out of now."""
    storage = in_doubt()
    keep_event(storage, told(K.REJECT, "attempt-1"))
    settle(KEY.path, storage)
    deliver(MAIL, KEY, "attempt-2", post(storage, Wire(MailUnknownError)))
    assert settle(KEY.path, storage) is DeliveryState.UNKNOWN
    keep_event(storage, told(K.SEND, "attempt-2"))
    assert settle(KEY.path, storage) is DeliveryState.SENT
    entry = look_up(storage, KEY)
    assert entry is not None
    assert [(one.attempt_id, one.state) for one in entry.history] == [("attempt-1", "FAILED")]


@pytest.mark.parametrize("answer", [None, MailRefusedError])
def test_settled_mails_stay_as_they_are(answer: type[BaseException] | None) -> None:
    """What is known is not changed by an event, and an entry that is not there is not made."""
    storage = Memory()
    assert settle(KEY.path, storage) is DeliveryState.UNKNOWN
    assert storage.objects == {}
    state = deliver(MAIL, KEY, "attempt-1", post(storage, Wire(answer)))
    keep_event(storage, told(K.REJECT, "attempt-1"))
    before = storage.objects[KEY.path]
    assert settle(KEY.path, storage) is state
    assert storage.objects[KEY.path] == before


def test_object_that_no_ledger_wrote_is_not_settled() -> None:
    """It has no attempt, so no event is about it."""
    storage = Memory()
    storage.objects[KEY.path] = b"spoilt"
    keep_event(storage, told(K.SEND, "attempt-1"))
    assert settle(KEY.path, storage) is DeliveryState.UNKNOWN
    assert storage.objects[KEY.path] == b"spoilt"


def test_claim_that_is_settled_while_its_owner_lives_stays_settled() -> None:
    """The owner's own record loses the race and the owner answers what is written."""
    storage = Memory()

    class Slow(Wire):
        def send(self, mail: object) -> str:
            keep_event(storage, told(K.SEND, "attempt-1"))
            assert settle(KEY.path, storage) is DeliveryState.SENT
            raise MailUnknownError(str(mail is None))

    assert deliver(MAIL, KEY, "attempt-1", post(storage, Slow())) is DeliveryState.SENT
    assert state_of(storage) is DeliveryState.SENT


def test_somebody_who_writes_in_between_is_not_overwritten() -> None:
    """The condition fails, and what is there by now decides."""
    storage = in_doubt()
    keep_event(storage, told(K.SEND, "attempt-1"))

    class Quicker(Memory):
        def replace(self, key: str, body: bytes, version: str) -> str:
            self.objects[key] = self.objects[key].replace(b"UNKNOWN", b"FAILED")
            return super().replace(key, body, version)

    other = Quicker()
    other.objects = storage.objects
    assert settle(KEY.path, other) is DeliveryState.FAILED

    class Busy(Memory):
        def replace(self, key: str, body: bytes, version: str) -> str:
            raise ConflictError(key, body, version)

    busy = Busy()
    busy.objects = in_doubt().objects
    keep_event(busy, told(K.SEND, "attempt-1"))
    assert settle(KEY.path, busy) is DeliveryState.UNKNOWN


def test_event_that_comes_twice_is_one_object() -> None:
    """At-least-once delivery leaves one object per event, below the mail's tag, without the address."""
    storage = Memory()
    for _ in range(3):
        keep_event(storage, told(K.SEND, "attempt-1"))
    keep_event(storage, told(K.DELIVERY, "attempt-1"))
    assert sorted(storage.objects) == [
        f"ledger/events/{KEY.tag}/event-attempt-1-Delivery-1.json",
        f"ledger/events/{KEY.tag}/event-attempt-1-Send-1.json",
    ]
    assert all(b"chefin" not in body for body in storage.objects.values())
    assert {event.kind for event in events_of(storage, KEY.tag, "attempt-1")} == {K.SEND, K.DELIVERY}
    assert events_of(storage, KEY.tag, "attempt-2") == ()


def test_spoilt_event_is_no_proof_and_hides_none() -> None:
    """What cannot be read settles nothing, and what can be read still does."""
    storage = in_doubt()
    storage.objects[told(K.DELIVERY, "attempt-1").path] = b"spoilt"
    assert settle(KEY.path, storage) is DeliveryState.UNKNOWN
    keep_event(storage, told(K.SEND, "attempt-1"))
    assert settle(KEY.path, storage) is DeliveryState.SENT
