"""One set of threads for a whole process: accounts, and the independent requests of each, share it."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Generic, Self, TypeVar

A = TypeVar("A")
B = TypeVar("B")

MAX_THREADS = 16
FOR_MANY_COMPANIES = 32
"""Threads of a laptop that looks at many companies at once: while some of them wait, others read what came."""


class Pool:
    """Runs calls side by side on so many threads, nested as deep as one likes.

    A thread that waits for its own calls runs those that nobody has started yet by itself,
    so calls that wait for calls cannot block each other however many there are.
    """

    def __init__(self, threads: int = MAX_THREADS) -> None:
        self._executor = ThreadPoolExecutor(
            max_workers=min(threads, FOR_MANY_COMPANIES), thread_name_prefix="look"
        )

    def map(self, call: Callable[[A], B], arguments: Iterable[A]) -> list[B]:
        """Return `call` of each argument, in their order; the first error among them is raised after all ended.

        The calling thread takes the last call itself, then what nobody has started yet, from the end:
        a thread that only waits is one that another account lacks.
        """
        rows = list(arguments)
        # With the context of who asks: what a thread logs is about the same run and account.
        futures = [self._executor.submit(copy_context().run, call, row) for row in rows[:-1]]
        outcomes: list[_Outcome[B]] = []
        for place in range(len(rows) - 1, -1, -1):
            future = futures[place] if place < len(futures) else None
            mine = future is None or future.cancel()
            outcomes.append(_outcome(partial(call, rows[place]) if mine or future is None else future.result))
        outcomes.reverse()
        for outcome in outcomes:
            if outcome.error is not None:
                raise outcome.error
        return [value for outcome in outcomes for value in outcome.values]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[B]):
    """What a call gave: one value, or an error."""

    values: tuple[B, ...]
    error: BaseException | None = None


def _outcome(call: Callable[[], B]) -> _Outcome[B]:
    try:
        return _Outcome((call(),))
    except BaseException as error:  # noqa: BLE001 - not swallowed: raised by `map` once nothing runs any more
        return _Outcome((), error)
