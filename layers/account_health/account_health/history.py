"""A company's runs, kept small: what each found, since when, and how the score went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from account_health.model import CompanyReport, Finding, Severity, Status, TrendWeek

MOST_ENTRIES = 60
"""More than a year of weeks."""
ENTRIES_WITH_FINDINGS = 4
"""Findings are compared with the last runs only; older entries keep their numbers."""
TREND_WEEKS = 12
MOST_ALERTED = 2500
"""Alerts that are remembered, so that none is told twice; a year holds far fewer."""
TOLD = frozenset({Status.WARN, Status.FAIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntry:
    """One finding as a run judged it: since when it stands so, and in how many ISO weeks it was told.

    While a check is unknown, `trouble_since` and `trouble_weeks` remember the warn or fail before,
    so that one hiccup does not make an old matter new.
    """

    account: str
    check: str
    status: Status
    severity: Severity
    since: datetime
    weeks: int
    trouble_since: datetime | None = None
    trouble_weeks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One run as the history keeps it."""

    run: str
    now: datetime
    week: str
    rules_version: str
    score: int | None
    coverage: float | None
    findings: tuple[FindingEntry, ...] = ()

    def finding(self, account: str, check: str) -> FindingEntry | None:
        """Return what this run said of one check of one account."""
        return next((one for one in self.findings if (one.account, one.check) == (account, check)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted:
    """One matter that an alert has told, under an id that stays the same while the matter does."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A company's runs, oldest first, and the alerts between them; both bounded."""

    entries: tuple[Entry, ...] = ()
    alerted: tuple[Alerted, ...] = ()

    def before(self, run: str, now: datetime) -> Entry | None:
        """Return the last entry before this run; a run that is repeated is not compared with itself."""
        earlier = [entry for entry in self.entries if entry.run != run and entry.now < now]
        return max(earlier, key=lambda entry: entry.now, default=None)


def remembered(finding: Finding, account: str, now: datetime, week: str, last: Entry | None) -> FindingEntry:
    """Return the entry of one finding, carrying on since when and how many weeks from the last run."""
    known = last.finding(account, finding.check) if last else None
    fresh = FindingEntry(
        account=account,
        check=finding.check,
        status=finding.status,
        severity=finding.severity,
        since=now,
        weeks=1,
    )
    if last is None or known is None:
        return fresh
    more = 0 if last.week == week else 1
    told, was_told = finding.status in TOLD, known.status in TOLD
    if told and was_told:
        return replace(fresh, since=known.since, weeks=known.weeks + more)
    if told and known.trouble_since is not None:
        return replace(fresh, since=known.trouble_since, weeks=known.trouble_weeks + more)
    if finding.status is Status.UNKNOWN:
        same = known.status is Status.UNKNOWN
        return replace(
            fresh,
            since=known.since if same else now,
            weeks=known.weeks + more if same else 1,
            trouble_since=known.since if was_told else known.trouble_since,
            trouble_weeks=known.weeks if was_told else known.trouble_weeks,
        )
    return fresh


def remember(history: History, report: CompanyReport) -> History:
    """Return the history with this run; a run of the same name or time takes the place of the one before."""
    last = history.before(report.run, report.now)
    entry = Entry(
        run=report.run,
        now=report.now,
        week=report.week,
        rules_version=report.rules_version,
        score=report.score,
        coverage=report.coverage,
        findings=tuple(
            remembered(finding, account.account, report.now, report.week, last)
            for account in report.accounts
            for finding in account.findings
        ),
    )
    kept = [one for one in history.entries if one.run != report.run and one.now != report.now]
    return History(entries=_bounded([*kept, entry]), alerted=history.alerted)


def remember_alerts(history: History, ids: Iterable[str], now: datetime) -> History:
    """Return the history that knows these matters to have been told by an alert."""
    told = (Alerted(id=one, at=now) for one in ids)
    return replace(history, alerted=_newest_alerts([*history.alerted, *told]))


def merge_histories(first: History, second: History) -> History:
    """Merge two histories of one company, run by run; commutative, associative and idempotent."""
    merged: dict[str, Entry] = {}
    for entry in (*first.entries, *second.entries):
        known = merged.get(entry.run, entry)
        merged[entry.run] = max(known, entry, key=_order)
    return History(
        entries=_bounded(merged.values()), alerted=_newest_alerts([*first.alerted, *second.alerted])
    )


def _order(entry: Entry) -> tuple[datetime, str, int, str]:
    """Order versions of one run; its findings come last, since an old entry may have lost them already."""
    return entry.now, repr(replace(entry, findings=())), len(entry.findings), repr(entry.findings)


def trend(
    history: History, week: str, now: datetime, score: int | None, coverage: float | None
) -> tuple[TrendWeek, ...]:
    """Return up to 12 ISO weeks, oldest first, from the first known week on; a week without a report is a gap."""
    known: dict[str, TrendWeek] = {}
    for entry in sorted(history.entries, key=lambda one: one.now):
        if entry.now < now:
            known[entry.week] = TrendWeek(week=entry.week, score=entry.score, coverage=entry.coverage)
    known[week] = TrendWeek(week=week, score=score, coverage=coverage)
    weeks = _weeks_until(week)
    first = next(index for index, one in enumerate(weeks) if one in known)
    return tuple(known.get(one, TrendWeek(week=one, score=None)) for one in weeks[first:])


def _weeks_until(week: str) -> list[str]:
    monday = datetime.strptime(f"{week}-1", "%G-W%V-%u")  # noqa: DTZ007 - only a name of a week, no moment
    return [f"{monday - timedelta(weeks=back):%G-W%V}" for back in range(TREND_WEEKS - 1, -1, -1)]


def _bounded(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    newest = sorted(entries, key=lambda entry: (entry.now, entry.run))[-MOST_ENTRIES:]
    old, recent = newest[:-ENTRIES_WITH_FINDINGS], newest[-ENTRIES_WITH_FINDINGS:]
    return (*(replace(entry, findings=()) for entry in old), *recent)


def _newest_alerts(alerts: Iterable[Alerted]) -> tuple[Alerted, ...]:
    latest: dict[str, datetime] = {}
    for one in alerts:
        latest[one.id] = max(one.at, latest.get(one.id, one.at))
    newest = sorted(latest, key=lambda name: (latest[name], name))[-MOST_ALERTED:]
    return tuple(Alerted(id=name, at=latest[name]) for name in newest)
