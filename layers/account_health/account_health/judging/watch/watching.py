"""judge_watch(…) -> WatchReport: what was seen of a company's name, put together, and cut to what one report may tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from account_health.judging.watch import by_hand, known
from account_health.judging.watch.told import Candidate, Memory, before, chosen
from account_health.model import Destination, Destinations, Snapshot, ToldLine, WatchReport
from account_health.model.company import Company
from account_health.model.watch import KEEPING_COUNT
from account_health.model.watching import WATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one report knows of a company's name: every look of the run, and what other reports told.

    `elsewhere` counts what the same report says of the name in another place, such as a link of the own site.
    """

    snapshots: Mapping[str, Snapshot]
    told: tuple[ToldLine, ...]
    period: str
    now: datetime
    month_begins: bool
    elsewhere: int = 0


def judge_watch(company: Company, seen: Seen) -> WatchReport | None:
    """Return what the report says of the company's name; None where nobody looked at it in this run."""
    look = seen.snapshots.get(WATCH)
    if look is None:
        return None
    memory = Memory(before(seen.told, seen.period), seen.now.astimezone(company.zone).date(), company.zone)
    rows = known.rows(company, _answers(look))
    candidates = [*known.lines(rows, memory.today), *by_hand.lines(company, memory.today)]
    lines, cut = chosen(_now(candidates, month_begins=seen.month_begins), memory, seen.elsewhere)
    return WatchReport(
        lines=lines,
        known=rows,
        searches=by_hand.searches(company) if company.watch else (),
        searched=company.watch.searched if company.watch else None,
        cut=cut,
    )


def _now(candidates: Iterable[Candidate], *, month_begins: bool) -> list[Candidate]:
    """Return what this report may tell: what only keeps count waits for the month's first one."""
    return [one for one in candidates if month_begins or one.line.kind not in KEEPING_COUNT]


def _answers(look: Snapshot) -> Mapping[str, Destination]:
    part = look.destinations
    return {one.url: one for one in part.items} if isinstance(part, Destinations) else {}
