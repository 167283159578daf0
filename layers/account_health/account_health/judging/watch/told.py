"""What was told when: no matter more than three times, and all lines together five a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, get_args
from zoneinfo import ZoneInfo

from account_health.model import ToldLine, WatchLine
from account_health.model.limits import WATCH_LINES_A_MONTH, WATCH_TIMES
from account_health.model.watch import KEEPING_COUNT, LineKind

MOST_TOLD: Final = 500
"""So many lines are remembered: five a month fill eight years."""
MOST_COUNTING: Final = 3
"""Of a month's lines so many may keep count, so that what hurts finds room in its last week."""
_ORDER: Final = {kind: place for place, kind in enumerate(get_args(LineKind))}
_GRAVE: Final = "critical"
_MOST_OF_A_KIND: Final = {_GRAVE: 2}
FINDS: Final = frozenset({"poses", "ours", "unclaimed"})
"""What asks for a person's word: one of these in a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A line that may be told now; `again` says after how many days from the first time it may be told once more."""

    line: WatchLine
    again: tuple[int, ...] = (28, 88)


@dataclass(frozen=True, slots=True)
class Memory:
    """What other reports told, seen from the day of this one."""

    told: tuple[ToldLine, ...]
    today: date
    zone: ZoneInfo

    def times(self, matter: str) -> tuple[date, ...]:
        """Return on which days a matter was told, oldest first."""
        return tuple(sorted(self._day(one.at) for one in self.told if one.matter == matter))

    def this_month(self) -> tuple[ToldLine, ...]:
        """Return what was told in this calendar month."""
        return tuple(one for one in self.told if self._month(self._day(one.at)) == self._month(self.today))

    def room(self, kind: str, now: tuple[str, ...]) -> int:
        """Return for how many more lines of a kind the month has room, where a report tells lines of these kinds already.

        One of the month's lines is kept for an article with hard words until there was one.
        """
        month = self.this_month()
        grave = (_GRAVE in now) or any(_kind(one.matter) == _GRAVE for one in month)
        kept = 0 if grave or kind == _GRAVE else 1
        return WATCH_LINES_A_MONTH - len(month) - len(now) - kept

    def is_due(self, matter: str, again: tuple[int, ...]) -> bool:
        """Tell whether a matter may be told: never told before, or its time has come again."""
        days = self.times(matter)
        if not days:
            return True
        if len(days) > len(again) or len(days) >= WATCH_TIMES:
            return False
        return (self.today - days[0]).days >= again[len(days) - 1]

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    @staticmethod
    def _month(day: date) -> tuple[int, int]:
        return day.year, day.month


def before(told: Iterable[ToldLine], period: str) -> tuple[ToldLine, ...]:
    """Return what other reports told: a report that is made again is not compared with itself."""
    return tuple(one for one in told if one.period != period)


def chosen(
    candidates: Iterable[Candidate], memory: Memory, elsewhere: int = 0
) -> tuple[tuple[WatchLine, ...], tuple[WatchLine, ...]]:
    """Return the lines of this report, worst first, and what else hurts, is due and has to wait.

    `elsewhere` counts what the same report says of the company's name in another place.
    """
    due = sorted(
        (one.line for one in candidates if memory.is_due(one.line.matter, one.again)),
        key=lambda line: (_ORDER[line.kind], bool(memory.times(line.matter))),
    )
    month = memory.this_month()
    counting = MOST_COUNTING - sum(1 for one in month if _kind(one.matter) in KEEPING_COUNT)
    lines: list[WatchLine] = []
    for line in due:
        now = (*(one.kind for one in lines), *("links",) * elsewhere)
        if memory.room(line.kind, now) <= 0 or not _has_room(line, lines):
            continue
        if line.kind in KEEPING_COUNT:
            if counting <= 0:
                continue
            counting -= 1
        lines.append(line)
    waiting = tuple(line for line in due if line.kind not in KEEPING_COUNT and line not in lines)
    return tuple(lines), waiting


def told_together(told: Iterable[ToldLine], more: Iterable[ToldLine]) -> tuple[ToldLine, ...]:
    """Return both together, each matter once for each report, the newest that are kept; in any order the same."""
    latest: dict[tuple[str, str], datetime] = {}
    for one in (*told, *more):
        key = (one.matter, one.period)
        latest[key] = max(one.at, latest.get(key, one.at))
    rows = sorted((at, matter, period) for (matter, period), at in latest.items())[-MOST_TOLD:]
    return tuple(ToldLine(matter=matter, period=period, at=at) for at, matter, period in rows)


def _has_room(line: WatchLine, lines: list[WatchLine]) -> bool:
    if line.kind in FINDS:
        return not any(one.kind in FINDS for one in lines)
    most = _MOST_OF_A_KIND.get(line.kind)
    return most is None or sum(one.kind == line.kind for one in lines) < most


def _kind(matter: str) -> str:
    return matter.partition("/")[0]
