"""Looks at one batch of a line at the line's pace, and hands over who is to be looked at again."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from account_health.connectors.http.pace import Turns
from account_health.model.errors import AccountHealthError, BackendError
from account_health.model.lines import (
    LIMITED_IN_A_ROW,
    SILENT_IN_A_ROW,
    Stop,
    next_look,
    pace_of,
)
from account_health.model.run import Run
from account_health.model.watching import WATCH
from account_health.storage.jsons import to_json
from account_health.text.redact import place_of
from account_health.workflow.audit_account import Looked, audit_account
from account_health.workflow.audit_behind import audit_behind
from account_health.workflow.line_clock import read_stop, release_line, stop_line
from account_health.workflow.log_keys import about
from account_health.workflow.places import CompanyPlace, LinePlace
from account_health.workflow.rounds import Answer, Waiting
from account_health.workflow.run import run_from_json
from account_health.workflow.services import Services

logger = logging.getLogger(__name__)

HAND_OVER: Final = timedelta(minutes=4)
"""So long a process begins looks; the function has ten minutes, and no look takes six."""


def audit_accounts(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Look at the batch's accounts, write down who is left of them, and answer {"left"}, their number.

    Left are those in passing trouble, each from when, and those that this process did not come to: because its time was
    up, the run's time for looking was, or the line was stopped. A line stands still for everybody who asks there, in
    whatever run. What is wrong with one account, or with our code for it, is that account's row.

    Raises BackendError or ConflictError where the storage fails: a repetition looks at the batch again.
    """
    run = run_from_json(event["run"])
    batch = _Batch(run, event["line"], _paced(event["line"], services))
    places = [Waiting(**{**one, "due": datetime.fromisoformat(one["due"])}) for one in event["accounts"]]
    stop = read_stop(services.storage, batch.line, batch.began)
    if stop.failures and stop.until > batch.began:
        answer = Answer(left=tuple(replace(one, due=stop.until) for one in places))
    elif pace_of(batch.line).strangers:
        # One company's sites may be one machine: they are asked one after the other.
        groups = [list(group) for _, group in groupby(places, key=lambda one: one.company)]
        answer = _joined(services.pool.map(batch.all_of, groups))
    else:
        answer = batch.in_line(places, stop)
    key = LinePlace(run.id, batch.line).answer(event["round"], event["batch"])
    services.storage.write(key, to_json(answer))
    return {"left": len(answer.left)}


def _paced(line: str, services: Services) -> Services:
    """Return the services whose requests keep the line's distance."""
    apart = pace_of(line).seconds_a_request
    turns = Turns(apart, sleep=services.network.sleep)
    return replace(services, network=replace(services.network, turns=turns)) if apart else services


def _joined(answers: Iterable[Answer]) -> Answer:
    return Answer(left=tuple(one for answer in answers for one in answer.left))


@dataclass
class _Batch:
    """One process at work on a line."""

    run: Run
    line: str
    services: Services
    began: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.services.clock()

    def all_of(self, places: list[Waiting]) -> Answer:
        """Look at each of some strangers: what one of them does says nothing of the next."""
        left: list[Waiting] = []
        for number, one in enumerate(places):
            if self._time_is_up():
                return Answer(left=(*left, *places[number:]))
            left += self._left_of(one, self._look(one))
        return Answer(left=tuple(left))

    def in_line(self, places: list[Waiting], stop: Stop) -> Answer:
        """Look at one after the other until the platform says stop, or says nothing any more."""
        left: list[Waiting] = []
        turn = Turns(pace_of(self.line).seconds_a_look, sleep=self.services.network.sleep)
        limited = silent = 0
        was_stopped = stop.failures > 0
        for number, one in enumerate(places):
            if self._time_is_up():
                return Answer(left=(*left, *places[number:]))
            turn.take()
            looked = self._look(one)
            left += self._left_of(one, looked)
            # Who failed before may fail for a reason of their own, and says nothing of the others any more.
            if not one.looks:
                limited = limited + 1 if looked.limited else 0
                silent = silent + 1 if looked.silent else 0
            if was_stopped and looked.answered:
                release_line(self.services.storage, self.line, self.services.clock())
                was_stopped = False
            still = was_stopped and not looked.answered
            if still or limited >= LIMITED_IN_A_ROW or silent >= SILENT_IN_A_ROW:
                return self._stopped(left, places[number + 1 :], limited=looked.limited)
        return Answer(left=tuple(left))

    def _stopped(self, left: list[Waiting], untouched: list[Waiting], *, limited: bool) -> Answer:
        now = self.services.clock()
        asked = self.services.network.turns.asked_to_wait()
        why = "rate_limited" if limited else "platform_unavailable"
        stop = stop_line(self.services.storage, self.line, now, why, asked)
        return Answer(left=(*left, *(replace(one, due=stop.until) for one in untouched)))

    def _left_of(self, one: Waiting, looked: Looked) -> tuple[Waiting, ...]:
        """Return who waits after a look: the accounts that it listed, the account itself, or nobody.

        It waits in passing trouble, and for what its key may show beside what everybody sees.
        """
        now = self.services.clock()
        if looked.more:
            return tuple(Waiting(company=one.company, account=account, due=now) for account in looked.more)
        wait = next_look(one.looks + 1, whole=looked.unseen) if looked.again else None
        if wait is not None:
            return (replace(one, due=now + wait, looks=one.looks + 1),)
        return (replace(one, due=now, looks=0, with_key=True),) if looked.behind else ()

    def _look(self, one: Waiting) -> Looked:
        place = CompanyPlace(one.company, self.run.id)
        behind = one.with_key and pace_of(self.line).strangers and one.account != WATCH
        try:
            look = audit_behind if behind else audit_account
            with about(company=one.company, account=one.account):
                return look(self.run, place, one.account, self.services)
        except BackendError as error:
            self._note(place, one, error)
            return Looked(again=True, unseen=True)
        except Exception as error:  # noqa: BLE001 - the boundary of a batch: whatever breaks one look breaks no other
            self._note(place, one, error)
            return Looked()

    def _note(self, place: CompanyPlace, one: Waiting, error: Exception) -> None:
        """Leave the reason of a missing snapshot; without a name of ours an error's text is nobody's business."""
        told = f": {error}" if isinstance(error, AccountHealthError) else ""
        logger.error(
            "account not looked at",
            extra={
                "company": one.company,
                "account": one.account,
                "error": type(error).__name__ + told,
                "at": place_of(error),
            },
        )
        note = {"error": type(error).__name__}
        self.services.storage.write(place.failure(one.account), json.dumps(note).encode())

    def _time_is_up(self) -> bool:
        now = self.services.clock()
        until = self.run.look_until
        return now - self.began >= HAND_OVER or (until is not None and now >= until)
