"""Exactly one mail: every fault at every point of the protocol, in every order."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from account_health.ledger import (
    DeliveryState,
    LedgerKey,
    MailEventKind,
    address_hash,
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
    StorageDeniedError,
)
from account_health.storage import Mail, Stored
from account_health.storage.local import FolderStorage
from tests.post_office import KEY, MAIL, NOW, Killed, Memory, Wire, post, state_of, told


def test_one_mail_is_sent_and_recorded(tmp_path: Path) -> None:
    """The plain case: claimed, sent, recorded with its message id, under the documented key."""
    storage, wire = FolderStorage(tmp_path), Wire()
    assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is DeliveryState.SENT
    entry = look_up(storage, KEY)
    assert entry is not None
    assert (entry.state, entry.attempt_id, entry.at, entry.message_id) == (
        "SENT",
        "attempt-1",
        NOW,
        "message-1",
    )
    assert list(storage.keys("")) == [
        f"ledger/report/2026-W48/acme/{address_hash('chefin@example.org')}.json"
    ]


def test_a_second_delivery_sends_nothing() -> None:
    """Whoever comes after the mail was sent is told so and sends nothing."""
    storage, wire = Memory(), Wire()
    assert [deliver(MAIL, KEY, f"attempt-{n}", post(storage, wire)) for n in range(3)] == [
        DeliveryState.SENT
    ] * 3
    assert len(wire.sent) == 1


def test_another_week_company_or_kind_is_another_mail() -> None:
    """Only the same event and the same person are one mail."""
    storage, wire = Memory(), Wire()
    keys = [
        KEY,
        LedgerKey(mail="alert", period="2026-W48", company="acme", recipient="chefin@example.org"),
        LedgerKey(mail="report", period="2026-W49", company="acme", recipient="chefin@example.org"),
        LedgerKey(mail="report", period="2026-W48", company="other", recipient="chefin@example.org"),
        LedgerKey(mail="report", period="2026-W48", company="acme", recipient="chef@example.org"),
    ]
    for key in keys:
        assert deliver(MAIL, key, key.tag, post(storage, wire)) is DeliveryState.SENT
    assert len(wire.sent) == len(keys)
    assert len({key.tag for key in keys}) == len(keys)


@pytest.mark.parametrize("spelling", ["Chefin@Example.ORG", " chefin@example.org ", "CHEFIN@EXAMPLE.ORG"])
def test_one_person_has_one_hash_however_written(spelling: str) -> None:
    """Capital letters and blanks make no second person, and the hash is the documented one."""
    expected = hashlib.sha256(b"chefin@example.org").hexdigest()[:32]
    assert address_hash(spelling) == address_hash("chefin@example.org") == expected


def test_a_domain_with_umlauts_is_hashed_in_ascii() -> None:
    """The Unicode and the ASCII form of a domain are one mailbox; what is no domain still has a hash."""
    assert address_hash("info@Bäckerei.de") == address_hash("info@xn--bckerei-5wa.de")
    assert address_hash("info@" + "ä" * 70 + ".de") != address_hash("info@example.org")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (MailThrottledError, DeliveryState.RETRYABLE),
        (MailRefusedError, DeliveryState.FAILED),
        (MailUnknownError, DeliveryState.UNKNOWN),
    ],
)
def test_each_error_of_the_mailer_has_its_state(answer: type[Exception], state: DeliveryState) -> None:
    """What the mailer says is what the ledger keeps, and it was asked once."""
    storage, wire = Memory(), Wire(answer)
    assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is state
    assert state_of(storage) is state
    assert wire.answers == []


@pytest.mark.parametrize("answer", [MailThrottledError, MailRefusedError])
def test_what_certainly_was_not_sent_is_gone_on_from(answer: type[Exception]) -> None:
    """After a 429, and in a later run after a refusal, the next delivery sends."""
    storage, wire = Memory(), Wire(answer)
    deliver(MAIL, KEY, "attempt-1", post(storage, wire))
    assert deliver(MAIL, KEY, "attempt-2", post(storage, wire)) is DeliveryState.SENT
    assert len(wire.sent) == 1


@pytest.mark.parametrize("answer", [MailUnknownError, Killed])
@pytest.mark.parametrize("lost", [True, False])
def test_what_may_have_been_sent_is_never_sent_again(answer: type[BaseException], *, lost: bool) -> None:
    """After a time-out or a crash while sending, every later delivery is answered as unknown, not as sent."""
    storage, wire = Memory(), Wire(answer, lost=lost)
    try:
        assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is DeliveryState.UNKNOWN
    except Killed:
        assert answer is Killed
    for attempt in ("attempt-2", "attempt-3"):
        assert deliver(MAIL, KEY, attempt, post(storage, wire)) is DeliveryState.UNKNOWN
    assert len(wire.sent) == (0 if lost else 1)
    assert state_of(storage) in {DeliveryState.UNKNOWN, DeliveryState.CLAIMED}


def test_a_claim_whose_answer_was_lost_is_recognised() -> None:
    """A claim that was written though no answer came is ours: the mail goes out, once."""
    storage, wire = Memory(iter(["after"])), Wire()
    assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is DeliveryState.SENT
    assert len(wire.sent) == 1


def test_a_claim_that_was_not_written_is_tried_again() -> None:
    """A storage that stumbles once costs no mail."""
    storage, wire = Memory(iter(["before"])), Wire()
    assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is DeliveryState.SENT
    assert len(wire.sent) == 1


def test_a_lost_answer_while_going_on_is_recognised_too() -> None:
    """The second claim, over a RETRYABLE, is as robust as the first."""
    storage, wire = Memory(), Wire(MailThrottledError)
    deliver(MAIL, KEY, "attempt-1", post(storage, wire))
    storage.faults = iter([None, None, "after"])  # create: conflict; read; replace: written, answer lost
    assert deliver(MAIL, KEY, "attempt-2", post(storage, wire)) is DeliveryState.SENT
    assert len(wire.sent) == 1


def test_nothing_is_sent_without_a_claim() -> None:
    """Where the storage does not answer at all, nothing is sent and the caller is told."""
    storage, wire = Memory(iter(["before"] * 100)), Wire()
    with pytest.raises(BackendError, match="could not be claimed"):
        deliver(MAIL, KEY, "attempt-1", post(storage, wire))
    assert wire.sent == []
    assert state_of(storage) is None


def test_a_storage_that_refuses_is_not_an_empty_one() -> None:
    """A 403 is never read as "not sent yet"."""

    class Denied(Memory):
        def create(self, key: str, body: bytes) -> str:  # noqa: ARG002 - the protocol's
            raise StorageDeniedError("no")

        def read(self, key: str) -> Stored | None:  # noqa: ARG002 - the protocol's
            raise StorageDeniedError("no")

    wire = Wire()
    with pytest.raises(BackendError):
        deliver(MAIL, KEY, "attempt-1", post(Denied(), wire))
    assert wire.sent == []


def test_a_mail_whose_record_fails_is_unknown_not_sent_and_not_lost() -> None:
    """When SENT cannot be written the claim stands: visible, unknown, and never sent again."""
    storage, wire = Memory(iter([None, *["before"] * 100])), Wire()
    assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is DeliveryState.UNKNOWN
    assert state_of(storage) is DeliveryState.CLAIMED
    assert deliver(MAIL, KEY, "attempt-2", post(storage, wire)) is DeliveryState.UNKNOWN
    assert len(wire.sent) == 1


def test_a_record_whose_answer_was_lost_counts() -> None:
    """SENT that was written though no answer came is SENT."""
    storage, wire = Memory(iter([None, "after"])), Wire()
    assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is DeliveryState.SENT
    assert state_of(storage) is DeliveryState.SENT


def test_a_record_that_was_not_written_is_tried_again() -> None:
    """One stumble of the storage after the sending leaves no doubt behind."""
    storage, wire = Memory(iter([None, "before"])), Wire()
    assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is DeliveryState.SENT
    assert state_of(storage) is DeliveryState.SENT


def test_a_person_who_settled_the_matter_is_not_overwritten() -> None:
    """An entry that somebody else wrote in the meantime stays as it is."""
    storage = Memory()
    key = KEY.path

    class Settling(Wire):
        def send(self, mail: Mail) -> str:
            written = storage.objects[key].replace(b"CLAIMED", b"FAILED").replace(b"attempt-1", b"a-person")
            storage.objects[key] = written
            return super().send(mail)

    assert deliver(MAIL, KEY, "attempt-1", post(storage, Settling())) is DeliveryState.UNKNOWN
    entry = look_up(storage, KEY)
    assert entry is not None
    assert entry.attempt_id == "a-person"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"state": "sent?"}', b"\xff", b'{"state": "SENT"}'])
def test_an_object_that_no_ledger_wrote_stops_the_mail(body: bytes) -> None:
    """What cannot be read is of unknown fate: never leave to send, never proof, and it stays for a person."""
    storage, wire = Memory(), Wire()
    storage.objects[KEY.path] = body
    assert deliver(MAIL, KEY, "attempt-1", post(storage, wire)) is DeliveryState.UNKNOWN
    entry = look_up(storage, KEY)
    assert entry is not None
    assert (entry.state, entry.reason) == (DeliveryState.UNKNOWN, f"{KEY.path} is no entry of a ledger")
    assert storage.objects[KEY.path] == body
    assert wire.sent == []


FAULTS = ("before", "after", "killed before", "killed after")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("position", range(6))
@pytest.mark.parametrize("answer", [None, MailThrottledError, MailRefusedError, MailUnknownError, Killed])
@pytest.mark.parametrize("repeats", [1, 3])
def test_a_fault_at_every_point_never_doubles_and_never_hides(
    fault: str, position: int, answer: type[BaseException] | None, repeats: int
) -> None:
    """Whatever fails, wherever, and however often the step is repeated: at most one mail, and what is missing shows."""
    storage = Memory(iter([*[None] * position, fault]))
    wire = Wire(answer)
    told: list[DeliveryState] = []
    for repeat in range(repeats + 1):
        try:
            told.append(deliver(MAIL, KEY, f"attempt-{repeat}", post(storage, wire)))
        except (Killed, BackendError):
            continue
    final = state_of(storage)
    assert len(wire.sent) <= 1
    if DeliveryState.SENT in told or final is DeliveryState.SENT:
        assert len(wire.sent) == 1
    if not wire.sent:
        assert final is not DeliveryState.SENT
        assert final is not None or not told


def test_many_at_once_send_one_mail(tmp_path: Path) -> None:
    """Sixteen deliveries at the same time: one mail, one of them says SENT, nobody says it without cause."""
    storage, wire = FolderStorage(tmp_path), Wire()
    gate = threading.Barrier(16)

    def one(number: int) -> DeliveryState:
        gate.wait()
        return deliver(MAIL, KEY, f"attempt-{number}", post(storage, wire))

    with ThreadPoolExecutor(16) as threads:
        told = list(threads.map(one, range(16)))
    assert len(wire.sent) == 1
    assert set(told) <= {DeliveryState.SENT, DeliveryState.UNKNOWN}
    assert DeliveryState.SENT in told
    entry = look_up(storage, KEY)
    assert entry is not None
    assert entry.state is DeliveryState.SENT


class Deliveries(RuleBasedStateMachine):
    """Deliveries of one mail, SES's events, settlements and a person's resends, each with its own faults, in any order."""

    @initialize()
    def begin(self) -> None:
        """Start with an empty ledger."""
        self.storage = Memory()
        self.sent: list[Mail] = []
        self.by_a_person = 0
        self.attempts = 0
        self.left: list[str] = []

    @rule(
        faults=st.lists(st.sampled_from([None, None, None, *FAULTS]), max_size=12),
        answer=st.sampled_from([None, MailThrottledError, MailRefusedError, MailUnknownError, Killed]),
        lost=st.booleans(),
    )
    def deliver_once(
        self, faults: list[str | None], answer: type[BaseException] | None, *, lost: bool
    ) -> None:
        """One more delivery; what it says has to be true."""
        wire = self._wire(answer, lost=lost)
        self.storage.faults = iter(faults)
        before = len(self.sent)
        try:
            said = deliver(MAIL, KEY, self._attempt(), post(self.storage, wire))
        except (Killed, BackendError):
            return
        finally:
            self._note(before)
        if said is DeliveryState.SENT:
            assert self.sent
        if said in {DeliveryState.RETRYABLE, DeliveryState.FAILED}:
            assert len(self.sent) == before == 0
        assert state_of(self.storage) is not None

    @rule(
        faults=st.lists(st.sampled_from([None, None, None, *FAULTS]), max_size=8),
        answer=st.sampled_from([None, MailThrottledError, MailRefusedError, MailUnknownError, Killed]),
        lost=st.booleans(),
    )
    def send_again(self, faults: list[str | None], answer: type[BaseException] | None, *, lost: bool) -> None:
        """A person decides: at most one more mail, and what was known to be sent stays so."""
        known = state_of(self.storage)
        wire = self._wire(answer, lost=lost)
        self.storage.faults = iter(faults)
        before = len(self.sent)
        try:
            send_again(MAIL, KEY, self._attempt(), post(self.storage, wire))
        except (Killed, BackendError):
            pass
        finally:
            self._note(before)
        assert len(self.sent) <= before + 1
        self.by_a_person += len(self.sent) - before
        if known is DeliveryState.SENT:
            assert state_of(self.storage) is DeliveryState.SENT

    @precondition(lambda self: self.left)
    @rule(number=st.integers(0, 9), fault=st.sampled_from([None, "before", "after"]))
    def event_comes(self, number: int, fault: str | None) -> None:
        """SES tells of a mail that left, whenever, as often as it likes."""
        self.storage.faults = iter([fault])
        try:
            keep_event(self.storage, told(MailEventKind.SEND, self.left[number % len(self.left)]))
        except BackendError:
            return

    @rule(faults=st.lists(st.sampled_from([None, None, *FAULTS]), max_size=4))
    def settle_once(self, faults: list[str | None]) -> None:
        """A settlement says SENT only of what left, and sends nothing."""
        before = len(self.sent)
        self.storage.faults = iter(faults)
        try:
            said = settle(KEY.path, self.storage)
        except (Killed, BackendError):
            return
        assert len(self.sent) == before
        if said is DeliveryState.SENT:
            assert self.sent

    @precondition(lambda self: self.attempts > 0)
    @rule()
    def deliver_in_peace(self) -> None:
        """A delivery without any fault sends what certainly was not sent, and nothing else."""
        before = state_of(self.storage)
        entry = look_up(self.storage, KEY)
        left = len(self.sent)
        said = deliver(MAIL, KEY, self._attempt(), post(self.storage, self._wire(None)))
        self._note(left)
        if entry is None or entry.certainly_not_sent:
            assert (said, left, len(self.sent)) == (DeliveryState.SENT, 0, 1)
        else:
            assert said is (DeliveryState.SENT if before is DeliveryState.SENT else DeliveryState.UNKNOWN)
            assert len(self.sent) == left

    @invariant()
    def never_two(self) -> None:
        """There are never two mails, but for those that a person asked for."""
        assert len(getattr(self, "sent", [])) <= 1 + getattr(self, "by_a_person", 0)

    @invariant()
    def never_silent(self) -> None:
        """A mail that left is never told as not sent, and none that did not leave as sent."""
        if not hasattr(self, "storage"):
            return
        state = state_of(self.storage)
        if self.sent:
            entry = look_up(self.storage, KEY)
            assert entry is not None
            assert not entry.certainly_not_sent
        else:
            assert state is not DeliveryState.SENT

    def _attempt(self) -> str:
        self.attempts += 1
        return f"attempt-{self.attempts}"

    def _wire(self, answer: type[BaseException] | None, *, lost: bool = False) -> Wire:
        wire = Wire(answer, lost=lost)
        wire.sent = self.sent
        return wire

    def _note(self, before: int) -> None:
        self.left += [f"attempt-{self.attempts}"] * (len(self.sent) - before)


Deliveries.TestCase.settings = settings(
    max_examples=300, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
test_any_order_of_faulty_deliveries = Deliveries.TestCase
