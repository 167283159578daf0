"""Measures what judging costs: 5,000 accounts with 100 comments each, and how much memory grows with their number.

Run: python -m benchmarks.judging [ACCOUNTS]

No two comments are alike, so that remembering how a text sounds cannot hide what reading it costs.
Times are those of the processor, so that what else runs on the machine changes little; what counts is the average.
"""

import gc
import json
import sys
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import mean

from account_health.judging.account import judge_account
from account_health.memory.waiting import waiting
from account_health.model import Conversation, Item, Snapshot
from account_health.text.tone import read_tone
from tests.builders import NOW, account, answer, comment, company, conversation, snapshot

ACCOUNTS = 5_000
COMMENTS = 100
UNANSWERED = 10
"""One comment in so many has no answer: only how those sound has to be read."""
MOST_MS = 2.0
WARM_UP = 50
CHUNK = 10
"""So many accounts are made, then judged: in memory at once, and long enough for the clock."""
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


def milliseconds(seen: Iterator[Snapshot]) -> list[float]:
    """Return the time that judging took an account, for each chunk."""
    spent = []
    while chunk := list(islice(seen, CHUNK)):
        begin = time.process_time()
        judge(chunk)
        spent.append(1_000 * (time.process_time() - begin) / len(chunk))
    return spent


def judge(seen: Iterable[Snapshot]) -> None:
    """Judge what was seen."""
    whose = account()
    whole = company(whose)
    for look in seen:
        judge_account(look, whole, whose, NOW, None)


def silent(count: int, said: list[str]) -> Iterator[Snapshot]:
    """Yield the snapshots of so many blogs on which nobody ever answered."""
    for one in looks(count, said):
        assert isinstance(one.comments, Conversation)
        yield replace(one, comments=conversation(*(item for item in one.comments.items if not item.ours)))


def reading(said: list[str]) -> float:
    """Return the microseconds of reading a text."""
    begin = time.process_time()
    for text in said:
        read_tone(text)
    return 1e6 * (time.process_time() - begin) / len(said)


def peak(count: int, said: list[str]) -> int:
    """Return the most bytes that were in use at once while so many accounts were judged, all caches full."""
    tracemalloc.start()
    judge(looks(FILLING, said))
    gc.collect()
    tracemalloc.reset_peak()
    for look in looks(count, said):
        judge((look,))
        gc.collect()  # empties what the interpreter keeps of freed tuples, up to a limit of its own
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def main() -> None:
    """Print the figures; exit with 1 where a goal is missed."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ACCOUNTS
    said = texts()
    open_items = len(waiting(talk(0, said), frozenset()).items)
    judge(looks(WARM_UP, said))
    every = milliseconds(looks(wanted, said))
    each = mean(every)
    worst = mean(milliseconds(silent(WARM_UP, said)))
    print(f"{wanted} accounts with {COMMENTS} comments each, about {open_items} of them waiting:")
    print(
        f"  {each:.2f} ms an account on average (goal: under {MOST_MS:g}), {min(every):.2f} in the quietest ten"
    )
    print(
        f"  {worst:.2f} ms where nobody ever answered, "
        f"{reading(said):.0f} microseconds of it for reading each text"
    )
    few, many = (peak(number, said) for number in TRACED)
    print(
        f"  peak memory {few / 1e6:.2f} MB for {TRACED[0]} accounts, {many / 1e6:.2f} MB for {TRACED[1]}: "
        f"ratio {many / few:.2f} (goal: at most {MOST_GROWTH:g})"
    )
    sys.exit(each >= MOST_MS or many / few > MOST_GROWTH)


if __name__ == "__main__":
    main()
