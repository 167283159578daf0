"""One set of threads for a whole process: accounts, and the independent requests of each, share it."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

A = TypeVar("A")
B = TypeVar("B")

MAX_THREADS = 16


class Pool:
    """Runs calls side by side on at most `MAX_THREADS` threads, nested as deep as one likes.

    A thread that waits for its own calls runs those that nobody has started yet by itself,
    so calls that wait for calls cannot block each other however many there are.
    """

    def __init__(self, threads: int = MAX_THREADS) -> None:
        self._executor = ThreadPoolExecutor(max_workers=min(threads, MAX_THREADS), thread_name_prefix="look")

    def map(self, call: Callable[[A], B], arguments: Iterable[A]) -> list[B]:
        """Return `call` of each argument, in their order; the first error among them is raised after all ended."""
        jobs = [(argument, self._executor.submit(call, argument)) for argument in arguments]
        results: list[B] = []
        failure: BaseException | None = None
        for argument, future in jobs:
            try:
                results.append(call(argument) if future.cancel() else future.result())
            except BaseException as error:  # noqa: BLE001 - not swallowed: raised below, once nothing runs any more
                failure = failure or error
        if failure is not None:
            raise failure
        return results

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
