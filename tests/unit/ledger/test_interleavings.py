"""Random interleavings: runs, duplicates, SES, its events and crashes, one call at a time, in any order.

Every call of the storage and of SES is a point where somebody else may go on. A plan says who goes on and what fails;
hypothesis makes the plans and shrinks one that breaks a promise. `make interleavings` runs 10,000 of them.
"""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from account_health.ledger import (
    DeliveryState,
    LedgerEntry,
    MailEventKind,
    Post,
    deliver,
    keep_event,
    look_up,
    settle,
)
from account_health.model.errors import (
    BackendError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
)
from account_health.storage import Mail, Stored
from account_health.workflow.delivery import to_send
from tests.post_office import KEY, NOW, Killed, Memory, told

EXAMPLES = int(os.environ.get("ACCOUNT_HEALTH_INTERLEAVINGS", "400"))
STORAGE_FAULTS = (None, None, None, None, "before", "after", "killed before", "killed after")


@dataclass(frozen=True)
class Fate:
    """What SES makes of a request: whether the mail leaves, what is answered, what is told later."""

    leaves: bool
    answer: type[BaseException] | None
    tells: MailEventKind | None = None

    @property
    def certainly_not(self) -> bool:
        """Whether the answer says that nothing was sent."""
        return self.answer in {MailThrottledError, MailRefusedError}


FATES = (
    Fate(leaves=True, answer=None, tells=MailEventKind.SEND),
    Fate(leaves=True, answer=None, tells=MailEventKind.DELIVERY),
    Fate(leaves=False, answer=MailThrottledError),
    Fate(leaves=False, answer=MailRefusedError),
    Fate(leaves=True, answer=MailUnknownError, tells=MailEventKind.SEND),
    Fate(leaves=True, answer=MailUnknownError, tells=MailEventKind.BOUNCE),
    Fate(leaves=False, answer=MailUnknownError),
    Fate(leaves=False, answer=MailUnknownError, tells=MailEventKind.REJECT),
    Fate(leaves=True, answer=Killed, tells=MailEventKind.SEND),
    Fate(leaves=False, answer=Killed),
)


@dataclass
class Request:
    """One request at the fake SES."""

    attempt: str
    fate: Fate
    recorded: bool = False
    """Whether what SES told of it was recorded before the last settlement."""


@dataclass
class Actor:
    """One process: it stops before each call, until it is told to go on, and with which fault."""

    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    number: int = 0
    done: bool = False


class Stage:
    """Lets one actor at a time do one call."""

    def __init__(self) -> None:
        self.actors: list[Actor] = []
        self.requests: list[Request] = []
        self.pending: list[Request] = []
        self.storage = Memory()
        self.attempts = 0
        self._stopped = threading.Semaphore(0)
        self._here = threading.local()

    def start(self, act: Callable[[], None]) -> threading.Thread:
        """Add an actor and let it come to its first call."""
        actor = Actor()
        self.actors.append(actor)

        def run() -> None:
            self._here.actor = actor
            try:
                act()
            finally:
                actor.done = True
                self._stopped.release()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        self._stopped.acquire()
        return thread

    def turn(self) -> int:
        """Wait until this actor may do its call; return the number that decides what happens to it."""
        actor: Actor = self._here.actor
        self._stopped.release()
        actor.go.acquire()
        return actor.number

    def step(self, who: int, number: int) -> bool:
        """Let somebody do one call, or the event bus hand over one event; False where all is quiet."""
        awake = [actor for actor in self.actors if not actor.done]
        if not awake and not self.pending:
            return False
        chosen = who % (len(awake) + bool(self.pending))
        if chosen == len(awake):
            self._record(
                self.pending[number % len(self.pending)], STORAGE_FAULTS[number % len(STORAGE_FAULTS)]
            )
            return True
        awake[chosen].number = number
        awake[chosen].go.release()
        self._stopped.acquire()
        return True

    def new_attempt(self) -> str:
        """Return a fresh id."""
        self.attempts += 1
        return f"attempt-{self.attempts}"

    def _record(self, request: Request, fault: str | None) -> None:
        """Do what RecordMailEvent does; where it fails the event comes again, where its answer is lost too."""
        assert request.fate.tells is not None
        self.storage.faults = iter([fault])
        try:
            keep_event(self.storage, told(request.fate.tells, request.attempt))
        except (BackendError, Killed):
            if fault is not None and fault.endswith("before"):
                return
        finally:
            self.storage.faults = iter(())
        request.recorded = True
        if fault is None:
            self.pending.remove(request)


class Shared(Memory):
    """The stage's storage as an actor sees it: each call is a turn."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.objects = stage.storage.objects

    def read(self, key: str) -> Stored | None:
        """Take a turn and read."""
        self._take()
        return super().read(key)

    def create(self, key: str, body: bytes) -> str:
        """Take a turn and create."""
        self._take()
        return super().create(key, body)

    def replace(self, key: str, body: bytes, version: str) -> str:
        """Take a turn and replace."""
        self._take()
        return super().replace(key, body, version)

    def keys(self, prefix: str) -> Iterator[str]:
        """Take a turn and list."""
        self._take()
        return super().keys(prefix)

    def _take(self) -> None:
        self.faults = iter([STORAGE_FAULTS[self._stage.turn() % len(STORAGE_FAULTS)]])


class Ses:
    """SES: the request is on the wire, and the plan says what becomes of it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def send(self, mail: Mail) -> str:
        """Take a turn and answer."""
        fate = FATES[self._stage.turn() % len(FATES)]
        request = Request(dict(mail.tags)["attempt"], fate)
        self._stage.requests.append(request)
        if fate.tells is not None:
            self._stage.pending.append(request)
        if fate.answer is not None:
            raise fate.answer("no")
        return f"ses-{request.attempt}"


def execution(stage: Stage) -> None:
    """One run's part for this mail: SendReport with its repeats, then SettleReport where that left a doubt."""
    storage = Shared(stage)
    post = Post(storage=storage, mailer=Ses(stage), clock=lambda: NOW)
    state = DeliveryState.UNKNOWN
    for _ in range(3):
        attempt = stage.new_attempt()
        mail = to_send(KEY, b"frozen", "reports@example.org", attempt)
        try:
            state = deliver(mail, KEY, attempt, post)
        except (Killed, BackendError):
            state = DeliveryState.UNKNOWN
            continue
        if state is not DeliveryState.RETRYABLE:
            break
    for _ in range(3):
        if state is not DeliveryState.UNKNOWN:
            break
        try:
            state = settle(KEY.path, storage)
            break
        except (Killed, BackendError):
            continue


def play(runs: int, plan: list[tuple[int, int]], *, lost: bool) -> Stage:
    """Play a plan to its end; `lost` where the events that nobody took in time never come."""
    stage = Stage()
    threads = [stage.start(lambda: execution(stage)) for _ in range(runs)]
    for who, number in plan:
        if not stage.step(who, number):
            break
    while not all(
        actor.done for actor in stage.actors
    ):  # the plan is over: who still works has no more bad luck
        stage.step(0, 0)
    for thread in threads:
        thread.join()
    while stage.pending and not lost:
        stage.step(0, 0)
    return stage


def judge(stage: Stage) -> None:
    """Hold the promises: never two mails, and what is missing rings."""
    settle(KEY.path, stage.storage)
    entry = look_up(stage.storage, KEY)
    left = [request for request in stage.requests if request.fate.leaves]
    doubtful = [request for request in stage.requests if not request.fate.certainly_not]
    assert len(left) <= 1, "two mails"
    for request in doubtful[:-1]:
        assert request.fate.tells is MailEventKind.REJECT, "asked again although the mail may have left"
        assert request.recorded, "asked again before SES told that it refused"
    rings = entry is None or entry.state is not DeliveryState.SENT
    if not left:
        assert rings, "told as sent, and nobody has it"
    elif left[0].recorded:
        assert not rings, "SES told that it was sent, and it is not settled"
    before = len(stage.requests)
    peaceful = Post(storage=stage.storage, mailer=_Asked(stage), clock=lambda: NOW)
    unsent = entry is None or entry.certainly_not_sent
    attempt = stage.new_attempt()
    deliver(to_send(KEY, b"frozen", "reports@example.org", attempt), KEY, attempt, peaceful)
    assert (len(stage.requests) > before) is unsent, "a later run sends exactly what certainly was not sent"


class _Asked:
    """SES on a good day."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def send(self, mail: Mail) -> str:
        """Take the mail."""
        self._stage.requests.append(Request(dict(mail.tags)["attempt"], FATES[0]))
        return "ses"


PLANS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 39)), max_size=45)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs=st.integers(1, 3), plan=PLANS, lost=st.booleans())
def test_any_interleaving_ends_with_one_mail_or_rings(
    runs: int, plan: list[tuple[int, int]], *, lost: bool
) -> None:
    """Never two requests for a mail that may have left, never SENT without a mail, never a doubt that an event settles."""
    judge(play(runs, plan, lost=lost))


@pytest.mark.parametrize(
    "planted",
    [
        pytest.param("resends what is unknown", id="resends"),
        pytest.param("trusts another attempt's event", id="trusts"),
    ],
)
def test_model_finds_a_planted_fault(planted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check can fail: a ledger that goes on from a doubt, or settles from any event, is caught."""
    if planted == "resends what is unknown":
        monkeypatch.setattr(
            LedgerEntry, "certainly_not_sent", property(lambda self: self.state is not DeliveryState.SENT)
        )
    else:
        monkeypatch.setattr(
            "account_health.ledger.settlement._reconciled", lambda entry, _events: _sent(entry)
        )

    @settings(
        max_examples=400,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(runs=st.integers(1, 3), plan=PLANS, lost=st.booleans())
    def search(runs: int, plan: list[tuple[int, int]], *, lost: bool) -> None:
        judge(play(runs, plan, lost=lost))

    with pytest.raises(AssertionError):
        search()


def _sent(entry: LedgerEntry) -> LedgerEntry:
    return LedgerEntry(state=DeliveryState.SENT, attempt_id=entry.attempt_id, at=NOW, message_id="x")
