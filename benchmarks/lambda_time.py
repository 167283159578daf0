"""How long a call of a function would last on Lambda, reckoned from what it really does on moto.

A call is paid from its beginning to its end: for what its code reckons on the share of a processor that its memory brings, and for
what it waits for. Its threads are played one after the other here, so that each one's time can be told from the others', and put
side by side again: waiting overlaps in as many threads as a process has, reckoning does not.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import heappush, heapreplace
from typing import Any, Final, TypeVar

import pytest
from moto.core.botocore_stubber import BotocoreStubber

from account_health.connectors.http.network import Network
from account_health.connectors.pool import MAX_THREADS, Pool
from account_health.workflow import lambda_services
from tests.simulator.gateway import Gateway

A = TypeVar("A")
B = TypeVar("B")

S3_SECONDS: Final = 0.03
"""Of a request to S3 from a Lambda of the same region: an assumption, as no AWS was asked."""
SITE_SECONDS: Final = 0.3
"""Of a request to a site or a platform: an assumption, too."""
START_SECONDS: Final = 1.5
"""Of a new process until its handler is called, which is paid for as well: an assumption, too."""
WHOLE_PROCESSOR_MB: Final = 1769
"""So much memory brings one whole processor; less brings a part of it, by AWS's documentation."""


@dataclass
class Span:
    """What one thread of a call did: seconds of a processor, and seconds in which it waited."""

    reckoned: float = 0.0
    waited: float = 0.0


@dataclass
class Lasted:
    """How long a call lasts, known at its end."""

    seconds: float = 0.0


@dataclass
class LambdaClock:
    """The time of functions that are called one after the other here, and play their threads one after the other."""

    asked: Callable[[], int]
    spans: list[Span] = field(default_factory=lambda: [Span()])
    moto: float = 0.0
    side_by_side: int = 1
    alone: threading.Lock = field(default_factory=threading.Lock)
    at_work: int | None = None

    def wait(self, seconds: float) -> None:
        """Note that the function at work waits; what the machine itself asks for meanwhile is nobody's time."""
        if threading.get_ident() == self.at_work:
            self.spans[-1].waited += seconds

    @contextmanager
    def span(self) -> Iterator[Span]:
        """Measure what is done inside."""
        mine = Span()
        self.spans.append(mine)
        begin, moto, asked = time.thread_time(), self.moto, self.asked()
        try:
            yield mine
        finally:
            mine.reckoned += time.thread_time() - begin - (self.moto - moto)
            mine.waited += SITE_SECONDS * (self.asked() - asked)
            self.spans.pop()

    @contextmanager
    def call(self, memory: int) -> Iterator[Lasted]:
        """Tell how long a call of a function with so much memory lasts."""
        lasted = Lasted()
        with self.alone:
            self.at_work = threading.get_ident()
            with self.span() as whole:
                yield lasted
            self.at_work = None
        lasted.seconds = whole.waited + whole.reckoned * max(1.0, WHOLE_PROCESSOR_MB / memory)

    def map(self, call: Callable[[A], B], arguments: Iterable[A]) -> list[B]:
        """Do one after the other what a pool does side by side, and wait only as long as its threads would."""
        rows = list(arguments)
        threads = min(len(rows), max(1, MAX_THREADS // self.side_by_side))
        before, self.side_by_side = self.side_by_side, self.side_by_side * max(1, threads)
        waits, answers = [], []
        asked = self.asked()
        try:
            for row in rows:
                with self.span() as one:
                    answers.append(call(row))
                waits.append(one.waited)
        finally:
            self.side_by_side = before
        # The enclosing span counts the requests of its own time as well; these are counted by then.
        self.wait(_longest(waits, threads) - SITE_SECONDS * (self.asked() - asked))
        return answers


def _longest(waits: Iterable[float], threads: int) -> float:
    """Return when the last of some threads is done that take one wait after the other."""
    ends: list[float] = []
    for wait in waits:
        if len(ends) < threads:
            heappush(ends, wait)
        else:
            heapreplace(ends, ends[0] + wait)
    return max(ends, default=0.0)


def lambda_clock(gateway: Gateway, patch: pytest.MonkeyPatch) -> LambdaClock:
    """Return a clock by which the functions of this process work from now on, until the patch is undone."""
    clock = LambdaClock(lambda: len(gateway.requests))

    class Threads(Pool):
        def map(self, call: Callable[[A], B], arguments: Iterable[A]) -> list[B]:
            return clock.map(call, arguments)

    def network(**known: Any) -> Network:  # noqa: ANN401 - Network's own
        return Network(**known, sleep=clock.wait)

    patch.setattr(lambda_services, "Pool", Threads)
    patch.setattr(lambda_services, "Network", network)
    lambda_services.services.cache_clear()
    answer = BotocoreStubber.__call__

    def answered(stubber: BotocoreStubber, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - moto's own
        begin = time.thread_time()
        try:
            return answer(stubber, *arguments, **named)
        finally:
            if threading.get_ident() == clock.at_work:
                clock.moto += time.thread_time() - begin

    patch.setattr(BotocoreStubber, "__call__", answered)
    return clock
