"""Lines against the machine of 0.1, in hours that pass in no time: who is seen, how often a platform is asked in vain.

    python benchmarks/fleet.py [COMPANIES]

The lines go by the project's own rules and constants (`model/lines.py`, `workflow/rounds.py`); how long a request and a
process take are assumptions of the right order, so the figures compare two designs and promise nothing about a bill.
Seeded, no clock, no network.
"""

import heapq
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

from account_health.connectors.pool import MAX_THREADS
from account_health.model.lines import (
    LIMITED_IN_A_ROW,
    SILENT_IN_A_ROW,
    Stop,
    next_look,
    next_try,
    pace_of,
)
from account_health.workflow.plan_run import BEFORE_THE_MAIL, SPARE
from account_health.workflow.rounds import Answer, Waiting, after_round, plan_round

BEGIN = datetime(2026, 11, 22, 20, tzinfo=UTC)
MAIL = BEGIN + timedelta(hours=11)
REQUESTS, REQUEST_SECONDS = 3, 0.25
"""A quiet listing: its requests, and how long Google takes for one."""
START_SECONDS = 1.5
"""From one batch to the next: the child of a map, and a process that starts."""
SITE_SECONDS = (4.0, 12.0)
MAIL_SECONDS = 3.0
FETCHES = 3
"""So often a request is tried inside one look (`connectors/http/retry.py`)."""


@dataclass
class Google:
    """300 requests a minute and project, of which somebody else may use some; down until a moment."""

    down_until: float = 0.0
    foreign: int = 0
    used: dict[int, int] = field(default_factory=dict)
    asked: int = 0
    vain: int = 0

    def ask(self, second: float) -> str:
        """Return "ok", "limited" or "silent"."""
        self.asked += 1
        minute = int(second // 60)
        self.used[minute] = self.used.get(minute, self.foreign) + 1
        if second < self.down_until:
            self.vain += 1
            return "silent"
        if self.used[minute] > 300:
            self.vain += 1
            return "limited"
        return "ok"


@dataclass
class Told:
    """What came of it: accounts that nobody saw, and when looking ended, in minutes."""

    unseen: int
    minutes: float


def at(second: float) -> datetime:
    """Return the moment so many seconds after Sunday at eight."""
    return BEGIN + timedelta(seconds=second)


@dataclass
class Process:
    """The one process of the Google line, by the project's rules."""

    google: Google
    second: float
    stop: Stop = field(default_factory=lambda: Stop(until=BEGIN))
    seen: set[str] = field(default_factory=set)

    def batch(self, places: tuple[Waiting, ...]) -> Answer:
        """Look at a batch's accounts one after the other, until the line stops."""
        self.second += START_SECONDS
        left: list[Waiting] = []
        in_a_row = 0
        for number, one in enumerate(places):
            said = self._look()
            if said == "ok":
                self.seen.add(one.company)
                in_a_row, self.stop = 0, Stop(until=at(self.second))
                continue
            wait = next_look(one.looks + 1, whole=True)
            if wait is not None:
                left.append(replace(one, due=at(self.second) + wait, looks=one.looks + 1))
            in_a_row += not one.looks
            if self.stop.failures or in_a_row >= (LIMITED_IN_A_ROW if said == "limited" else SILENT_IN_A_ROW):
                failures = self.stop.failures + 1
                self.stop = Stop(until=at(self.second) + next_try(failures), failures=failures)
                return Answer(left=(*left, *places[number + 1 :]))
        return Answer(left=tuple(left))

    def _look(self) -> str:
        said = "ok"
        for _ in range(REQUESTS):
            said = self.google.ask(self.second)
            self.second += max(pace_of("google").seconds_a_request, REQUEST_SECONDS)
            if said != "ok":
                break
        return said


def line(accounts: int, google: Google) -> Told:
    """Look at the Google line of a registry, round after round."""
    pace, until = pace_of("google"), MAIL - BEFORE_THE_MAIL
    began = max(0.0, (until - SPARE - 3 * pace.time_for(accounts) - BEGIN).total_seconds())
    google.down_until += began if google.down_until else 0.0  # the trouble begins with the looking
    process = Process(google, began)
    waiting = tuple(Waiting(company=str(each), account="google", due=at(began)) for each in range(accounts))
    while True:
        planned = plan_round(waiting, pace, process.stop, at(process.second))
        if not planned.batches or planned.begins >= until:
            return Told(accounts - len(process.seen), (process.second - began) / 60)
        process.second = max(process.second, (planned.begins - BEGIN).total_seconds())
        answers = {}
        for number, batch in enumerate(planned.batches):
            stopped = process.stop.failures and process.stop.until > at(process.second)
            answers[number] = Answer(left=batch) if stopped else process.batch(batch)
        waiting = after_round(planned, answers, at(process.second)).waiting


@dataclass
class Nested:
    """The machine of 0.1: so many companies at once, each as fast as it can; a refusal is a row.

    `beside` says that each company has a website too, and keeps its place until that was looked at and its mail was sent.
    """

    google: Google
    beside: bool
    unseen: int = 0
    spread: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - a simulation

    def company(self, second: float) -> Iterator[float]:
        """Yield the moments at which a company asks again, and last the one at which it leaves its place."""
        done = second + (self.spread.uniform(*SITE_SECONDS) + MAIL_SECONDS if self.beside else 0.0)
        second += START_SECONDS
        yield second
        for _ in range(REQUESTS):
            said, second = self._fetched(second)
            yield second
            if said != "ok":
                self.unseen += 1
                break
        yield max(second, done)

    def _fetched(self, second: float) -> tuple[str, float]:
        said = "ok"
        for fetch in range(FETCHES):
            said = self.google.ask(second)
            if said == "ok":
                return said, second + REQUEST_SECONDS
            second += REQUEST_SECONDS + self.spread.random() * 0.5 * 2**fetch
        return said, second


def nested(companies: int, side_by_side: int, google: Google, *, beside: bool = True) -> Told:
    """Look at the same listings as 0.1 did."""
    machine = Nested(google, beside)
    numbers = count()
    waiting = companies - side_by_side
    queue = [(0.0, next(numbers), machine.company(0.0)) for _ in range(side_by_side)]
    end = 0.0
    while queue:
        end, _, one = heapq.heappop(queue)
        following = next(one, None)
        if following is not None:
            heapq.heappush(queue, (following, next(numbers), one))
        elif waiting:
            waiting -= 1
            heapq.heappush(queue, (end, next(numbers), machine.company(end)))
    return Told(machine.unseen, end / 60)


def show(title: str, cases: dict[str, Callable[[Google], Told]], accounts: int, **trouble: float) -> None:
    """Print one table."""
    print(f"\n{title}")
    for name, run in cases.items():
        google = Google(**trouble)  # type: ignore[arg-type] # its fields
        told = run(google)
        print(
            f"  {name:<34} not seen {told.unseen / accounts:>6.1%}   asked in vain {google.vain:>6} of {google.asked:<6}"
            f"   {told.minutes:>5.0f} min"
        )


def _nested(companies: int, side_by_side: int, google: Google) -> Told:
    return nested(companies, side_by_side, google)


def main() -> None:
    """Print every table."""
    companies = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000

    def cases(*side_by_side: int) -> dict[str, Callable[[Google], Told]]:
        before: dict[str, Callable[[Google], Told]] = {
            f"0.1, {each} companies at once": partial(_nested, companies, each) for each in side_by_side
        }
        return {**before, "lines": partial(line, companies)}

    show(f"{companies} companies with a listing and a website", cases(10, 50), companies)
    branches = 10 * 100
    chains: dict[str, Callable[[Google], Told]] = {
        "0.1, 50 branches at once": lambda google: nested(branches, 50, google, beside=False),
        "lines": partial(line, branches),
    }
    show("ten chains of 100 branches", chains, branches)
    show(f"{companies} companies, Google down for an hour", cases(50), companies, down_until=3_600)
    show("the same, Google down all night", {"lines": partial(line, companies)}, companies, down_until=40_000)
    show("the same, somebody else uses half of Google's limit", cases(10, 50), companies, foreign=150)
    web = pace_of("web")
    mean = sum(SITE_SECONDS) / 2
    print(
        f"\nwebsites beside it: {web.width} processes of {MAX_THREADS} threads, {companies * mean / web.width / MAX_THREADS / 60:.0f} min"
    )


if __name__ == "__main__":
    main()
