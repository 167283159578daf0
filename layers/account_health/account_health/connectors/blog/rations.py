"""How many requests one look at a website may make, and how its parts share them.

The parts of a look run side by side. Each has a ration that nobody else can take; what is left over belongs to whoever
needs more. A part that has used up both gets a LookExhaustedError, so what it did not see is unknown, never absent.
An address that two parts need is asked for once.
"""

import threading
from collections.abc import Callable, Mapping
from typing import Final

from account_health.connectors.http import retry
from account_health.connectors.http.answer import Answer
from account_health.connectors.http.fetcher import NO_HEADERS, Fetcher
from account_health.connectors.process_cache import Once
from account_health.model.errors import LookExhaustedError

FIRST_LOOK: Final = 16
"""Requests of a look that searches: the first one, and whenever what it found is four weeks old or gone."""
LATER_LOOK: Final = 10
"""Requests of a look that knows where the feed is, or that there is none."""


FOR_A_SEARCH: Final = (6, 3, 4)
"""Of a look that searches: requests for the posts, for what people write, for the legal pages."""
FOR_WHAT_IS_KNOWN: Final = (2, 2, 3)


class Rations:
    """The requests that are left for one look."""

    def __init__(self, fetcher: Fetcher, most: int) -> None:
        self._fetcher = fetcher
        self._most = most
        self._lock = threading.Lock()
        self._common = most - fetcher.requests
        self._answers = Once()

    def shares(self, wanted: tuple[int, ...]) -> tuple[Fetcher, ...]:
        """Return a fetcher for each part; where fewer requests are left than wanted, the first parts go short first."""
        short = max(sum(wanted) - self._common, 0)
        fetchers = []
        for least in wanted:
            cut = min(least, short)
            short -= cut
            fetchers.append(self.ration(least - cut))
        return tuple(fetchers)

    def ration(self, least: int) -> Fetcher:
        """Return a fetcher for one part of the look, with so many requests of its own.

        Call it for every part before the first of them starts.
        """
        with self._lock:
            self._common -= least
        return _Rationed(self._fetcher, self, least)

    def rest(self, kept: int = 0) -> Fetcher:
        """Return a fetcher for what comes after the parts: what they left over is its own, but for what is kept."""
        with self._lock:
            self._common = 0
        return _Rationed(self._fetcher, self, max(self.left - kept, 0))

    @property
    def left(self) -> int:
        """How many requests the look has left, for what comes after everything else."""
        return max(self._most - self._fetcher.requests, 0)

    def shared(self, url: str, ask: Callable[[], Answer]) -> Answer:
        """Return the answer of an address that another part of the look has asked for, else what `ask` returns."""
        return self._answers.get((url.partition("#")[0],), ask)

    def take(self, own: int, wanted: int = 1) -> int:
        """Return what is left of a ration after so many requests. Raises LookExhaustedError where there is none left."""
        with self._lock:
            if own + max(self._common, 0) < wanted:
                raise LookExhaustedError(
                    f"A look makes at most {self._most} requests, and this was one more."
                )
            self._common -= max(wanted - own, 0)
        return max(own - wanted, 0)

    def note(self, own: int, hops: int) -> int:
        """Return what is left of a ration after redirects, which nobody can foresee."""
        with self._lock:
            self._common -= max(hops - own, 0)
        return max(own - hops, 0)


class _Rationed(Fetcher):
    """Fetches for one part of a look, as long as there are requests left."""

    def __init__(self, whole: Fetcher, rations: Rations, own: int) -> None:
        self._whole = whole
        self._rations = rations
        self._own = own
        self._turn = threading.Lock()

    @property
    def requests(self) -> int:
        return self._whole.requests

    def fetch(
        self,
        url: str,
        headers: Mapping[str, str] = NO_HEADERS,
        retried: frozenset[int] = retry.RETRIED_STATUSES,
    ) -> Answer:
        """Return the answer, as Fetcher does; one without headers of its own is shared with the whole look."""
        if headers:
            return self._counted(lambda: self._whole.fetch(url, headers, retried))
        return self._rations.shared(
            url, lambda: self._counted(lambda: self._whole.fetch(url, headers, retried))
        )

    def peek(self, url: str) -> Answer:
        return self._counted(lambda: self._whole.peek(url))

    def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str] = NO_HEADERS) -> Answer:
        return self._counted(lambda: self._whole.post(url, form, headers))

    def pause(self, seconds: float) -> None:
        self._whole.pause(seconds)

    def back_off(self, failures: int) -> None:
        self._whole.back_off(failures)

    def _counted(self, ask: Callable[[], Answer]) -> Answer:
        with self._turn:
            self._own = self._rations.take(self._own)
        answer = ask()
        with self._turn:
            self._own = self._rations.note(self._own, len(answer.hops) - 1)
        return answer
