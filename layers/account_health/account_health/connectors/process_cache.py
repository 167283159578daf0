"""What one process asks a platform only once, however many of its accounts need it: an access token, a list.

It lives as long as the services of a process and is handed to every look; nothing is kept beside it.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Once:
    """Remembers answers by key. Threads that ask for the same wait for the one that asks, and share its answer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: dict[tuple[str, ...], Future[Any]] = {}

    def get(
        self, key: tuple[str, ...], ask: Callable[[], T], good: Callable[[T], bool] = lambda _: True
    ) -> T:
        """Return the answer for a key: the known one while it is good, else what `ask` returns.

        What `ask` raises is raised for everybody who waits for it, and not remembered. `ask` must not wait for
        another answer of the same key.
        """
        with self._lock:
            known = self._answers.get(key)
            if known is not None and known.done() and not good(cast("T", known.result())):
                known = None
            mine: Future[Any] = Future()
            if known is None:
                self._answers[key] = mine
        if known is not None:
            return cast("T", known.result())
        try:
            answer = ask()
        except BaseException as error:
            with self._lock:
                self._answers.pop(key, None)
            mine.set_exception(error)
            raise
        mine.set_result(answer)
        return answer
