"""The rounds of a line, decided purely: who is looked at next, from when, and who is given up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from account_health.model.lines import ROUND_BATCHES, Pace, Stop

FAULTS: Final = frozenset(
    {
        "Lambda.ClientExecutionTimeoutException",
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
    }
)
"""Faults of Lambda's own. `Lambda.Unknown` is none: a process that ran out of memory may be called that."""
_LAMBDA_RESTS: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One account in a line: due at `due`, after so many looks of this run. Who may have killed a process waits `alone`.

    `with_key`: the next look is made by who knows credentials, and reads no stranger's page.
    """

    company: str
    account: str
    due: datetime
    looks: int = 0
    alone: bool = False
    with_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a batch: who waits on, and the error's name where its process died. Everybody else is done."""

    left: tuple[Waiting, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round of a line: its batches, when it begins, and who waits beside it. Without a batch there is none."""

    batches: tuple[tuple[Waiting, ...], ...] = ()
    begins: datetime
    rest: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterRound:
    """Who waits after a round, and whose look killed its process: the account with the error's name."""

    waiting: tuple[Waiting, ...]
    died: tuple[tuple[Waiting, str], ...] = ()


NO_ANSWER: Final = "NoAnswer"
"""What is said of a batch that left nothing, not even the name of an error."""


def after_round(done: Round, answers: Mapping[int, Answer], now: datetime) -> AfterRound:
    """Return what is left of a round by the answers of its batches.

    A batch that died is looked at one by one: who dies alone is the one. A fault of Lambda's own, such as too many
    calls at once, says nothing of any account: the batch goes back as it was.
    """
    waiting = list(done.rest)
    died: list[tuple[Waiting, str]] = []
    for number, batch in enumerate(done.batches):
        answer = answers.get(number, Answer(error=NO_ANSWER))
        if answer.error is None:
            waiting += answer.left
        elif answer.error in FAULTS:
            waiting += (replace(one, due=now + _LAMBDA_RESTS) for one in batch)
        elif len(batch) == 1:
            died.append((batch[0], answer.error))
        else:
            waiting += (replace(one, due=now, alone=True) for one in batch)
    return AfterRound(waiting=tuple(waiting), died=tuple(died))


def plan_round(waiting: Iterable[Waiting], pace: Pace, stop: Stop, now: datetime) -> Round:
    """Return the next round of who waits: the first due, in order, as soon as the line's clock allows.

    A line that was stopped asks with one account first. Who may kill a process is alone in it.
    """
    ordered = sorted(waiting, key=lambda one: (one.due, one.looks))
    if not ordered:
        return Round(begins=now)
    begins = max(now, ordered[0].due, stop.until if stop.failures else now)
    due = [one for one in ordered if one.due <= begins]
    if stop.failures:
        batches = [tuple(due[:1])]
    else:
        batches = []
        for with_key in (False, True):
            together = [one for one in due if not one.alone and one.with_key is with_key]
            batches += [tuple(together[at : at + pace.batch]) for at in range(0, len(together), pace.batch)]
        batches += [(one,) for one in due if one.alone]
    batches = batches[:ROUND_BATCHES]
    taken = {(one.company, one.account) for batch in batches for one in batch}
    rest = tuple(one for one in ordered if (one.company, one.account) not in taken)
    return Round(batches=tuple(batches), begins=begins, rest=rest)
