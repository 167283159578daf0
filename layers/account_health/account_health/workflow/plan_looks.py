"""Plans a line's next round of looks, or ends the line."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from account_health.model.errors import BrokenFileError
from account_health.model.lines import Stop, pace_of
from account_health.model.run import Run
from account_health.storage.jsons import from_json, time_text, to_json
from account_health.workflow.line_clock import read_stop
from account_health.workflow.places import CompanyPlace, LinePlace
from account_health.workflow.records import freeze, load
from account_health.workflow.rounds import AfterRound, Answer, Round, Waiting, after_round, plan_round
from account_health.workflow.run import run_from_json
from account_health.workflow.services import Services

_NOT_REACHED: Final = "out_of_time"


def plan_looks(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Settle the line's last round, freeze its next one, and answer {"round", "looks", "batches", "begins"}.

    `looks` is the key of the round's batches, `batches` their number: 0 where nobody is left, or where the next look
    would come after the time for looking. Whoever was not seen by then has the reason among the run's failures.
    A repeated step keeps the first plan. Raises BackendError, BrokenFileError.
    """
    run = run_from_json(event["run"])
    line, number = event["line"], event["next"]["round"]
    place = LinePlace(run.id, line)
    now = services.clock()
    planned = load(services.storage, place.queue(number), Round)
    after = after_round(planned, _answers(planned, place, number, services), now)
    for one, error in after.died:
        _note(run, one, {"error": error}, services)
    stop = read_stop(services.storage, line, now)
    services.count({"line_stopped_minutes": stop.stands_still(now) // timedelta(minutes=1)})
    following = plan_round(after.waiting, pace_of(line), stop, now)
    if following.batches and run.look_until is not None and following.begins >= run.look_until:
        _end(place, run, after, stop, services)
        following = Round(begins=now)
    frozen = from_json(Round, freeze(services.storage, place.queue(number + 1), to_json(following)))
    rows = [
        {"batch": position, "by": _by(line, batch), "accounts": [_row(one) for one in batch]}
        for position, batch in enumerate(frozen.batches)
    ]
    freeze(services.storage, place.batches(number + 1), json.dumps(rows).encode())
    return {
        "round": number + 1,
        "looks": place.batches(number + 1),
        "batches": len(rows),
        "begins": time_text(frozen.begins),
    }


def _answers(planned: Round, place: LinePlace, number: int, services: Services) -> dict[int, Answer]:
    """Return what each batch of a round left; one that cannot be read counts as none."""

    def read(batch: int) -> Answer | None:
        key = place.answer(number, batch)
        stored = services.storage.read(key)
        try:
            return None if stored is None else from_json(Answer, stored.body, key)
        except BrokenFileError:
            return None

    numbers = range(len(planned.batches))
    found = zip(numbers, services.pool.map(read, numbers), strict=True)
    return {batch: answer for batch, answer in found if answer is not None}


def _row(one: Waiting) -> dict[str, object]:
    return {
        "company": one.company,
        "account": one.account,
        "due": time_text(one.due),
        "looks": one.looks,
        "alone": one.alone,
        "with_key": one.with_key,
    }


def _by(line: str, batch: tuple[Waiting, ...]) -> str:
    """Return who looks: strangers' pages are read by a function that knows no credential."""
    return "sites" if pace_of(line).strangers and not batch[0].with_key else "platforms"


def _end(place: LinePlace, run: Run, after: AfterRound, stop: Stop, services: Services) -> None:
    """Write down that time is up, and for everybody who was never looked at why: nobody is seen by default."""
    why = stop.why if stop.failures else _NOT_REACHED
    left = [{"company": one.company, "account": one.account} for one in after.waiting]
    document = {"why": why, "left": left}
    freeze(services.storage, place.end, json.dumps(document, indent=1).encode())
    never = [one for one in after.waiting if not one.looks]
    services.pool.map(lambda one: _note(run, one, {"error": "NotReached", "why": why}, services), never)


def _note(run: Run, one: Waiting, why: Mapping[str, str], services: Services) -> None:
    key = CompanyPlace(one.company, run.id).failure(one.account)
    services.storage.write(key, json.dumps(why).encode())


def first_round(waiting: tuple[Waiting, ...], now: datetime) -> bytes:
    """Return a line as PlanRun leaves it: nobody was looked at yet."""
    return to_json(Round(begins=now, rest=waiting))
