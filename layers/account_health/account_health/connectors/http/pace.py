"""A turn for each request: what goes out of this process to one platform keeps its distance, whichever look it belongs to."""

import threading
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus

from account_health.connectors.http.retry import retry_after


class Turns:
    """Gives turns that lie `apart` seconds apart, and remembers how long the platform asked us to stay away.

    Threads share it. `monotonic` and `sleep` are there for tests.
    """

    def __init__(
        self,
        apart: float = 0.0,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._apart = apart
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = 0.0
        self._asked: float | None = None

    def take(self) -> None:
        """Wait for the next turn."""
        if not self._apart:
            return
        with self._lock:
            now = self._monotonic()
            mine = max(now, self._next)
            self._next = mine + self._apart
        if mine > now:
            self._sleep(mine - now)

    def hear(self, status: int, headers: Mapping[str, str]) -> None:
        """Note what an answer asks for: only a 429 says how long all of us shall stay away."""
        asked = retry_after(headers) if status == HTTPStatus.TOO_MANY_REQUESTS else None
        if asked is not None:
            with self._lock:
                self._asked = max(asked, self._asked or 0.0)

    def asked_to_wait(self) -> float | None:
        """Return the longest time that was asked for since the last call, in seconds; None where nobody asked."""
        with self._lock:
            asked, self._asked = self._asked, None
            return asked
