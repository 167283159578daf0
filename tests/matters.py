"""The book of matters that mails told, week by week: what a run notes of its report, through the files as a run does it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from account_health.judging.alerts import alerts, over, told_by
from account_health.judging.company import judge_company
from account_health.judging.history import History, remember_alerts
from account_health.memory.state import State
from account_health.model import CompanyReport, Snapshot
from account_health.model.company import Company
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.run import name_run

ZONE = ZoneInfo("Europe/Berlin")
PERSON = "unanswered-criticism/"


class MatterBook:
    """Judges one look after the other and notes when each matter was told as new, by a report or an alert."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.told: dict[str, list[datetime]] = defaultdict(list)
        self.state = to_json(State())
        self._history = to_json(History())

    def week(self, seen: Sequence[Snapshot], now: datetime) -> CompanyReport:
        """Return the weekly report of these looks; what it tells is told."""
        run = name_run({"kind": "weekly", "scheduled_time": f"{now:%Y-%m-%dT%H:%M:%SZ}"}, now, ZONE)
        history, state = from_json(History, self._history), from_json(State, self.state)
        judged = judge_company(self.company, list(seen), run, history, state)
        urgent = {named for alert in alerts(judged.report, history) for named in alert.ids}
        matters = told_by(judged.report)
        assert urgent <= set(matters), "an alert tells what the report of the same look does not"
        for matter in dict.fromkeys(matters):
            if not _stands(history, matter):
                self.told[matter].append(now)
        marks = (*matters, *over(judged.report, history))
        self._history = to_json(remember_alerts(judged.history, marks, now))
        self.state = to_json(judged.state)
        return judged.report

    def people(self) -> dict[str, int]:
        """Return how often each person who waits was told as new, by the id of the item."""
        return {
            matter.removeprefix(PERSON): len(times)
            for matter, times in self.told.items()
            if matter.startswith(PERSON)
        }


def _stands(history: History, matter: str) -> bool:
    at = {one.id: one.at for one in history.alerted}
    told, ended = at.get(matter), at.get(f"over/{matter}")
    return told is not None and (ended is None or told > ended)
