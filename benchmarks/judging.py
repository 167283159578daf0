"""Measures what judging costs: 5,000 accounts with 100 comments each, and how much memory grows with their number.

Run: python -m benchmarks.judging [ACCOUNTS]

No two comments are alike, so that remembering how a text sounds cannot hide what reading it costs.
Times are those of the quietest few accounts in a row, so that a busy machine changes little; the average stands beside.
"""

import json
import sys
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from account_health.audit import audit
from account_health.model import Conversation, Item, Snapshot
from account_health.tone import read_tone
from account_health.waiting import waiting
from tests.builders import NOW, account, answer, comment, company, conversation, snapshot

ACCOUNTS = 5_000
COMMENTS = 100
UNANSWERED = 10
"""One comment in so many has no answer: only how those sound has to be read."""
MOST_MS = 2.0
WARM_UP = 50
CHUNK = 10
TRACED = (50, 200)
"""Numbers of accounts between which peak memory is compared: it has to stay what one account needs."""
MOST_GROWTH = 1.1
FILLING = 120
"""So many accounts fill the cache of texts, which is bounded."""
TEXTS = Path(__file__).parents[1] / "tests" / "fixtures" / "tone" / "fresh_b.jsonl"


def texts() -> list[str]:
    """Return the texts of real-sounding comments, of all lengths and tones."""
    return [json.loads(line)["text"] for line in TEXTS.read_text(encoding="utf-8").splitlines()]


def talk(number: int, said: list[str]) -> Conversation:
    """Return 100 comments of the last 90 days, one in ten without an answer, none like that of another account."""
    items: list[Item] = []
    for n in range(COMMENTS):
        text = f"@gast{number}_{n} {said[(number * COMMENTS + n) % len(said)]}"
        items.append(comment(n, 89 * n / COMMENTS + 0.1, text))
        if n % UNANSWERED:
            items.append(answer(1_000 + n, 89 * n / COMMENTS, str(n)))
    return conversation(*items)


def looks(count: int, said: list[str]) -> Iterator[Snapshot]:
    """Yield the snapshots of so many blogs, one at a time."""
    for number in range(count):
        yield replace(snapshot(), comments=talk(number, said))


def chunks(count: int, said: list[str]) -> list[float]:
    """Return the milliseconds an account took in each chunk of ten: what disturbs a machine is not in the best."""
    seen = looks(count, said)
    return [milliseconds(list(islice(seen, CHUNK))) for _ in range(max(1, count // CHUNK))]


def milliseconds(seen: list[Snapshot]) -> float:
    """Return the time that judging takes an account; the clock is asked once for all, since it may be slow."""
    begin = time.perf_counter()
    judge(seen)
    return 1_000 * (time.perf_counter() - begin) / len(seen)


def judge(seen: Iterable[Snapshot]) -> None:
    """Judge what was seen."""
    whose = account()
    whole = company(whose)
    for look in seen:
        audit(look, whole, whose, NOW, None)


def silent(said: list[str]) -> tuple[float, float]:
    """Return the milliseconds for an account on which nobody ever answered, and the microseconds of reading a text."""
    seen = [
        replace(one, comments=conversation(*(item for item in one.comments.items if not item.ours)))
        for one in looks(WARM_UP, said)
        if isinstance(one.comments, Conversation)
    ]
    spent = []
    for text in (f"@gast_neu {one}" for one in said):
        begin = time.perf_counter()
        read_tone(text)
        spent.append(1e6 * (time.perf_counter() - begin))
    quietest = min(milliseconds(seen[n : n + CHUNK]) for n in range(0, len(seen), CHUNK))
    return quietest, median(spent)


def peak(count: int, said: list[str]) -> int:
    """Return the most bytes that were in use at once while so many accounts were judged, all caches full."""
    tracemalloc.start()
    judge(looks(FILLING, said))
    tracemalloc.reset_peak()
    judge(looks(count, said))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def main() -> None:
    """Print the figures; exit with 1 where a goal is missed."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ACCOUNTS
    said = texts()
    open_items = len(waiting(talk(0, said), frozenset()).items)
    worst, reading = silent(said)
    judge(looks(WARM_UP, said))
    every = chunks(wanted, said)
    each = min(every)
    print(f"{wanted} accounts with {COMMENTS} comments each, about {open_items} of them waiting:")
    print(
        f"  {each:.2f} ms an account in the quietest ten (goal: under {MOST_MS:g}), "
        f"{sum(every) / len(every):.2f} on average"
    )
    print(
        f"  {worst:.2f} ms where nobody ever answered, {reading:.0f} microseconds of it for reading each text"
    )
    few, many = (peak(number, said) for number in TRACED)
    print(
        f"  peak memory {few / 1e6:.2f} MB for {TRACED[0]} accounts, {many / 1e6:.2f} MB for {TRACED[1]}: "
        f"ratio {many / few:.2f} (goal: at most {MOST_GROWTH:g})"
    )
    sys.exit(each >= MOST_MS or many / few > MOST_GROWTH)


if __name__ == "__main__":
    main()
