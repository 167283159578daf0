"""A crash at every single line of the protocol: what is left behind is one mail, or a doubt that somebody hears of."""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import account_health.ledger
from account_health.ledger import (
    DeliveryState,
    MailEventKind,
    deliver,
    keep_event,
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

OURS = str(Path(account_health.ledger.__file__).parent)


def dies_at(line: int, act: Callable[[], object]) -> bool:
    """Run `act`, which dies before the given line of the ledger's code, counted as it runs; False where it ended before."""
    seen = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal seen
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        if event == "line":
            seen += 1
            if seen == line:
                raise Killed
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    except Killed:
        return True
    except BackendError:
        return False
    finally:
        sys.settrace(before)
    return False


def repeat(storage: Memory, wire: Wire, first: int) -> list[DeliveryState]:
    """Deliver three times more, as the engine and later runs do."""
    states = []
    for number in range(first, first + 3):
        try:
            states.append(deliver(MAIL, KEY, f"attempt-{number}", post(storage, wire)))
        except (Killed, BackendError):
            continue
    return states


@pytest.mark.parametrize("answer", [None, MailThrottledError, MailRefusedError, MailUnknownError])
@pytest.mark.parametrize("over", [None, MailThrottledError, MailRefusedError])
@pytest.mark.parametrize("heard", [True, False])
def test_a_crash_at_every_line_of_a_delivery(
    answer: type[BaseException] | None, over: type[BaseException] | None, *, heard: bool
) -> None:
    """First attempt or one that goes on; whatever SES answers; whether SES's event arrives or not; then three repeats."""
    lines = 0
    for line in count(1):
        storage, wire = Memory(), Wire(*([over] if over else []), answer)
        if over is not None:
            deliver(MAIL, KEY, "attempt-0", post(storage, wire))
        died = dies_at(line, lambda: deliver(MAIL, KEY, "attempt-1", post(storage, wire)))  # noqa: B023 - called at once
        if not died:
            break
        lines += 1
        left = len(wire.sent)
        if heard and left:
            keep_event(storage, told(MailEventKind.SEND, "attempt-1"))
        states = repeat(storage, wire, 2)
        settled = settle(KEY.path, storage)
        assert len(wire.sent) <= 1, line
        final = state_of(storage)
        assert settled is (final if final is not DeliveryState.CLAIMED else DeliveryState.UNKNOWN), line
        if final is DeliveryState.SENT or DeliveryState.SENT in states:
            assert len(wire.sent) == 1, line
        if left and heard:
            assert final is DeliveryState.SENT, line
        if not left and not wire.sent:
            assert final is not DeliveryState.SENT, line
    assert lines >= 30, "the protocol has at least this many points to die at"


@pytest.mark.parametrize("kind", [MailEventKind.SEND, MailEventKind.REJECT])
def test_a_crash_at_every_line_of_a_settlement(kind: MailEventKind) -> None:
    """Settled by the repeat, once, and nothing is sent by either."""
    lines = 0
    for line in count(1):
        storage, wire = Memory(), Wire(MailUnknownError)
        deliver(MAIL, KEY, "attempt-1", post(storage, wire))
        keep_event(storage, told(kind, "attempt-1"))
        if not dies_at(line, lambda: settle(KEY.path, storage)):  # noqa: B023 - called at once
            break
        lines += 1
        expected = DeliveryState.SENT if kind is MailEventKind.SEND else DeliveryState.FAILED
        assert settle(KEY.path, storage) is expected
        assert state_of(storage) is expected
        assert len(wire.sent) == 1
    assert lines >= 12


@pytest.mark.parametrize("answer", [None, MailThrottledError, MailRefusedError, MailUnknownError])
@pytest.mark.parametrize("first", [None, MailUnknownError])
def test_a_crash_at_every_line_of_a_persons_resend(
    first: type[BaseException] | None, answer: type[BaseException] | None
) -> None:
    """No run sends afterwards by itself, whatever was left half done."""
    lines = 0
    for line in count(1):
        storage, wire = Memory(), Wire(first, answer)
        deliver(MAIL, KEY, "attempt-1", post(storage, wire))
        if not dies_at(line, lambda: send_again(MAIL, KEY, "again", post(storage, wire))):  # noqa: B023 - called at once
            break
        lines += 1
        left = len(wire.sent)
        assert left <= 2
        repeat(storage, wire, 2)
        assert len(wire.sent) == left, line
        if first is None:
            assert state_of(storage) is DeliveryState.SENT
    assert lines >= 20
