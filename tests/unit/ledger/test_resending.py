"""A person sends a mail again: once per decision, noted before it happens, and no later run is misled by it."""

import pytest

from account_health.ledger import (
    DeliveryState,
    LedgerEntry,
    MailEventKind,
    deliver,
    keep_event,
    look_up,
    send_again,
    settle,
)
from account_health.model.errors import (
    BackendError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
)
from tests.post_office import KEY, MAIL, Killed, Memory, Wire, post, state_of, told


def entry_of(storage: Memory) -> LedgerEntry:
    """Return what the ledger says."""
    storage.faults = iter(())
    entry = look_up(storage, KEY)
    assert entry is not None
    return entry


def attempts(entry: LedgerEntry) -> list[tuple[str, str]]:
    """Return every attempt that an entry knows, oldest first, its own last."""
    return [(one.attempt_id, one.state.value) for one in (*entry.history, entry)]


@pytest.mark.parametrize("answer", [None, MailUnknownError, Killed])
def test_what_was_or_may_have_been_sent_is_sent_again_once(answer: type[BaseException] | None) -> None:
    """The new attempt becomes the entry, the first one stays in its history with all that it knew."""
    storage, wire = Memory(), Wire(answer)
    try:
        deliver(MAIL, KEY, "first", post(storage, wire))
    except Killed:
        assert answer is Killed
    first = entry_of(storage)
    before = len(wire.sent)
    became = send_again(MAIL, KEY, "again", post(storage, wire))
    assert (became.state, len(wire.sent)) == (DeliveryState.SENT, before + 1)
    entry = entry_of(storage)
    assert entry.history == (first,)
    assert attempts(entry)[-1] == ("again", "SENT")
    assert deliver(MAIL, KEY, "run", post(storage, wire)) is DeliveryState.SENT
    assert len(wire.sent) == before + 1


@pytest.mark.parametrize("answer", [MailThrottledError, MailRefusedError, MailUnknownError])
def test_resend_that_fails_leaves_the_first_state(answer: type[Exception]) -> None:
    """What was sent stays sent, so that no later run sends it by itself; the try stands in the history."""
    storage, wire = Memory(), Wire(None, answer)
    deliver(MAIL, KEY, "first", post(storage, wire))
    became = send_again(MAIL, KEY, "again", post(storage, wire))
    assert became.state is not DeliveryState.SENT
    entry = entry_of(storage)
    assert (entry.state, entry.attempt_id) == ("SENT", "first")
    assert [one.attempt_id for one in entry.history] == ["again"]
    before = len(wire.sent)
    assert deliver(MAIL, KEY, "run", post(storage, wire)) is DeliveryState.SENT
    assert len(wire.sent) == before


def test_crash_while_sending_again_is_seen_afterwards() -> None:
    """The attempt is noted before SES is asked: it stands there as CLAIMED."""
    storage, wire = Memory(), Wire(None, Killed)
    deliver(MAIL, KEY, "first", post(storage, wire))
    with pytest.raises(Killed):
        send_again(MAIL, KEY, "again", post(storage, wire))
    assert attempts(entry_of(storage)) == [("again", "CLAIMED"), ("first", "SENT")]


@pytest.mark.parametrize("answer", [MailThrottledError, MailRefusedError])
def test_what_certainly_was_not_sent_is_simply_sent(answer: type[Exception]) -> None:
    """As by a later run, with the reason why it was not sent before kept."""
    storage, wire = Memory(), Wire(answer)
    deliver(MAIL, KEY, "first", post(storage, wire))
    assert send_again(MAIL, KEY, "again", post(storage, wire)).message_id == "message-1"
    assert [one.attempt_id for one in entry_of(storage).history] == ["first"]


def test_mail_that_was_never_handed_over_is_sent() -> None:
    """Such as one to an address that was not mailed any more."""
    storage, wire = Memory(), Wire()
    assert send_again(MAIL, KEY, "again", post(storage, wire)).state is DeliveryState.SENT
    assert state_of(storage) is DeliveryState.SENT


def test_nothing_is_sent_that_could_not_be_noted() -> None:
    """Where the ledger does not take the attempt, SES is not asked."""
    storage, wire = Memory(), Wire()
    deliver(MAIL, KEY, "first", post(storage, wire))
    for fault in ("before", "after"):
        storage.faults = iter([None, fault])
        with pytest.raises(BackendError):
            send_again(MAIL, KEY, "again", post(storage, wire))
    assert len(wire.sent) == 1
    assert state_of(storage) is DeliveryState.SENT


@pytest.mark.parametrize("fault", ["before", "after"])
def test_outcome_is_noted_though_the_storage_stumbles(fault: str) -> None:
    """One lost answer leaves no doubt behind, and no attempt twice in the history."""
    storage, wire = Memory(), Wire()
    deliver(MAIL, KEY, "first", post(storage, wire))
    storage.faults = iter([None, None, None, fault])
    send_again(MAIL, KEY, "again", post(storage, wire))
    assert attempts(entry_of(storage)) == [("first", "SENT"), ("again", "SENT")]


def test_doubt_that_is_settled_while_a_person_sends_is_kept() -> None:
    """Whatever the entry has become meanwhile joins the history as it is."""
    storage = Memory()
    deliver(MAIL, KEY, "first", post(storage, Wire(MailUnknownError)))

    class Meanwhile(Wire):
        def send(self, mail: object) -> str:
            keep_event(storage, told(MailEventKind.SEND, "first"))
            settle(KEY.path, storage)
            return f"message-{mail is None}"

    send_again(MAIL, KEY, "again", post(storage, Meanwhile()))
    assert attempts(entry_of(storage)) == [("first", "SENT"), ("again", "SENT")]


def test_run_never_goes_on_where_a_resend_may_have_left() -> None:
    """The first attempt turns out as refused, the person's own is in doubt: nobody sends by itself."""
    storage, wire = Memory(), Wire(MailUnknownError, MailUnknownError)
    deliver(MAIL, KEY, "first", post(storage, wire))
    send_again(MAIL, KEY, "again", post(storage, wire))
    keep_event(storage, told(MailEventKind.REJECT, "first"))
    assert settle(KEY.path, storage) is DeliveryState.FAILED
    assert deliver(MAIL, KEY, "run", post(storage, wire)) is DeliveryState.UNKNOWN
    assert wire.answers == []


def test_history_has_an_end() -> None:
    """However often a person sends again, the object stays small."""
    storage, wire = Memory(), Wire()
    for number in range(50):
        send_again(MAIL, KEY, f"again-{number}", post(storage, wire))
    entry = entry_of(storage)
    assert [one.attempt_id for one in entry.history] == [f"again-{number}" for number in range(29, 49)]
    assert len(storage.objects[KEY.path]) < 6_000


def test_what_may_have_left_is_never_forgotten() -> None:
    """Fifty refused tries later nobody takes the mail for one that certainly was not sent."""
    storage = Memory()
    deliver(MAIL, KEY, "first", post(storage, Wire(MailUnknownError)))
    send_again(MAIL, KEY, "in-doubt", post(storage, Wire(MailUnknownError)))
    keep_event(storage, told(MailEventKind.REJECT, "first"))
    settle(KEY.path, storage)
    for number in range(50):
        send_again(MAIL, KEY, f"again-{number}", post(storage, Wire(MailRefusedError)))
    entry = entry_of(storage)
    assert len(entry.history) == 20
    assert entry.history[0].attempt_id == "in-doubt"
    assert not entry.certainly_not_sent
