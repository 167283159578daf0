"""The pool: side by side, nested, in order, and never stuck."""

import threading

import pytest

from account_health.pool import MAX_THREADS, Pool


def test_calls_run_side_by_side_and_answer_in_order() -> None:
    """Four calls that wait for each other can only end when they run at the same time."""
    meeting = threading.Barrier(4, timeout=10)

    def call(number: int) -> int:
        meeting.wait()
        return number

    with Pool() as pool:
        assert pool.map(call, range(4)) == [0, 1, 2, 3]


def test_nested_calls_cannot_block_each_other() -> None:
    """Many more accounts than threads, each waiting for its own requests."""
    with Pool(2) as pool:
        sums = pool.map(lambda number: sum(pool.map(lambda part: part * number, range(5))), range(50))
    assert sums == [10 * number for number in range(50)]


def test_an_error_is_raised_after_all_calls_ended() -> None:
    """Nothing goes on running behind the caller's back."""
    ended: list[int] = []

    def call(number: int) -> None:
        if number == 0:
            raise ValueError(number)
        ended.append(number)

    with Pool() as pool, pytest.raises(ValueError, match="0"):
        pool.map(call, range(5))
    assert sorted(ended) == [1, 2, 3, 4]


def test_there_are_at_most_sixteen_threads() -> None:
    """However many calls there are."""
    names: set[str] = set()
    with Pool(100) as pool:
        pool.map(lambda _: names.add(threading.current_thread().name), range(200))
    assert len(names) <= MAX_THREADS + 1
