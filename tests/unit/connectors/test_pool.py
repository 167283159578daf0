"""The pool: side by side, nested, in order, and never stuck."""

import threading

import pytest

from account_health.connectors.pool import FOR_MANY_COMPANIES, MAX_THREADS, Pool


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


@pytest.mark.parametrize(("pool", "most"), [(Pool(), MAX_THREADS), (Pool(100), FOR_MANY_COMPANIES)])
def test_threads_are_bounded(pool: Pool, most: int) -> None:
    """However many calls there are, and however many threads somebody asks for."""
    names: set[str] = set()
    with pool:
        pool.map(lambda _: names.add(threading.current_thread().name), range(200))
    assert len(names) <= most + 1


def test_the_thread_that_asks_works_too() -> None:
    """With one thread beside it, two calls that wait for each other can only end when the asker takes one."""
    meeting = threading.Barrier(2, timeout=10)
    with Pool(1) as pool:
        assert pool.map(lambda number: (meeting.wait(), number)[1], range(2)) == [0, 1]


def test_five_accounts_of_three_requests_each_fit_sixteen_threads() -> None:
    """No thread only waits: fifteen requests are on their way at the same time."""
    together = threading.Barrier(15, timeout=10)
    with Pool() as pool:
        pool.map(lambda _: pool.map(lambda _: together.wait(), range(3)), range(5))


def test_nothing_to_do_is_nothing() -> None:
    """An empty list gives an empty list."""
    with Pool() as pool:
        assert pool.map(str, []) == []
