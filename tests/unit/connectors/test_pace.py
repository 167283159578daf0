"""Turns: requests keep their distance, and what a platform asks for is heard."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from account_health.connectors.http.pace import Turns


class Clock:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Note a pause."""
        self.slept.append(seconds)
        self.now += seconds


def test_turns_lie_apart() -> None:
    """The first is free, each other waits for what is missing to its distance, and a late one for nothing."""
    clock = Clock()
    turns = Turns(0.25, monotonic=lambda: clock.now, sleep=clock.sleep)
    turns.take()
    turns.take()
    clock.now += 0.1
    turns.take()
    clock.now += 5
    turns.take()
    assert clock.slept == [pytest.approx(0.25), pytest.approx(0.15)]


def test_threads_share_the_turns() -> None:
    """Sixteen threads at once are given sixteen moments."""
    slept: list[float] = []
    turns = Turns(1.0, monotonic=lambda: 0.0, sleep=slept.append)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: turns.take(), range(16)))
    assert sorted(slept) == [float(seconds) for seconds in range(1, 16)]


def test_without_a_distance_nobody_waits() -> None:
    """A website has no pace."""
    turns = Turns(sleep=lambda _: pytest.fail("nobody waits"))
    turns.take()
    turns.take()


def test_the_longest_rest_that_a_429_asks_for_counts_once() -> None:
    """What another status says of coming back is about that answer alone."""
    turns = Turns()
    turns.hear(503, {"retry-after": "900"})
    turns.hear(200, {"retry-after": "900"})
    turns.hear(429, {})
    assert turns.asked_to_wait() is None
    turns.hear(429, {"retry-after": "120"})
    turns.hear(429, {"retry-after": "30"})
    assert turns.asked_to_wait() == 120
    assert turns.asked_to_wait() is None
