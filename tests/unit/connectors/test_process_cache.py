"""What a process asks only once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from account_health.connectors.process_cache import Once

KEY = ("token", "a")


def test_threads_that_ask_for_the_same_share_one_answer() -> None:
    """Sixteen threads, one question."""
    once, asked = Once(), []

    def ask() -> str:
        asked.append(threading.get_ident())
        time.sleep(0.05)
        return "answer"

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda _: once.get(KEY, ask), range(64)))
    assert answers == ["answer"] * 64
    assert len(asked) == 1


def test_an_answer_that_is_no_good_any_more_is_asked_for_again() -> None:
    """And the new one is kept."""
    once = Once()
    assert once.get(KEY, lambda: 1) == 1
    assert once.get(KEY, lambda: 2, lambda known: known > 1) == 2
    assert once.get(KEY, lambda: 3) == 2


def test_an_error_reaches_everybody_who_waits_and_is_not_remembered() -> None:
    """Whoever comes later asks again."""
    once, started = Once(), threading.Event()

    def fail() -> int:
        started.set()
        time.sleep(0.05)
        raise ValueError("no")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(once.get, KEY, fail)
        started.wait(5)
        second = threads.submit(once.get, KEY, fail)
        for one in (first, second):
            with pytest.raises(ValueError, match="no"):
                one.result()
    assert once.get(KEY, lambda: 5) == 5


def test_keys_are_apart() -> None:
    """Two credentials have two tokens."""
    once = Once()
    assert (once.get(("a",), lambda: 1), once.get(("b",), lambda: 2)) == (1, 2)
