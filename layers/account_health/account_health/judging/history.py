"""A company's reports, kept small: what each found, since when, and how the score went."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from account_health.checks import BY_ID
from account_health.judging.watch.links import told_links
from account_health.judging.watch.told import told_together
from account_health.model import (
    TOLD,
    AccountReport,
    CompanyReport,
    Days,
    Finding,
    Hours,
    Message,
    Outside,
    Own,
    Severity,
    Status,
    ToldLine,
    Topic,
    TrendWeek,
    Value,
)

MOST_ENTRIES = 60
"""More than a year of weeks."""
ENTRIES_WITH_FINDINGS = 6
"""A week is compared with the one before, and a month, which has five reports at most, is summed up once."""
TREND_WEEKS = 12
MOST_ALERTED = 2500
"""Alerts that are remembered, so that none is told twice; a year holds far fewer."""
_WEEKLY = re.compile(r"weekly-(\d{4}-W\d{2})")
_KEPT = frozenset({Status.UNKNOWN, Status.MUTED})
"""Beside what was told, what has a history of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A warn or fail as it was told: since when, in how many ISO weeks, and the day it was to be done by."""

    status: Status
    severity: Severity
    since: datetime
    weeks: int
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntry:
    """One finding as a run judged it: since when it stands so, and in how many ISO weeks it was told.

    `due` stays as it was set at first, whatever holidays, pauses or the severity become later.
    `said` is a digest of what was told, `unchanged` in how many weeks in a row it was the same.
    `limits` are the numbers it was judged by; None in what an older version left.
    `trouble` is the warn or fail before, while the check cannot be judged, or only by a part and milder: so one hiccup
    neither makes an old matter new, nor lets it go.
    """

    account: str
    check: str
    status: Status
    severity: Severity
    since: datetime
    weeks: int
    due: date | None = None
    said: str = ""
    unchanged: int = 0
    limits: tuple[tuple[str, float], ...] | None = None
    trouble: Trouble | None = None

    def judged_as(self, finding: Finding) -> bool:
        """Tell whether a finding is judged by the same numbers: by others it may pass without anybody's doing."""
        return self.limits is None or self.limits == finding.limits

    @property
    def told(self) -> Trouble | None:
        """What was told of it, then or before it was lost sight of; None where nothing was."""
        if self.status not in TOLD:
            return self.trouble
        return Trouble(
            status=self.status, severity=self.severity, since=self.since, weeks=self.weeks, due=self.due
        )

    @property
    def counted(self) -> Trouble | None:
        """What counts until it is seen whole again: as bad as it was before a look saw only a part of it, or nothing."""
        told = self.told
        if told is None or self.trouble is None:
            return told
        return replace(told, status=self.trouble.status, severity=self.trouble.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One report as the history keeps it.

    `findings` holds what was told, muted or out of sight; `passed` names (account, the checks that passed there), and
    what did not apply is in neither. `resolved` names (account, check), `ahead` the first days of the pauses to come that
    a report has told.
    """

    run: str
    now: datetime
    week: str
    rules_version: str
    score: int | None
    coverage: float | None
    findings: tuple[FindingEntry, ...] = ()
    passed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    resolved: tuple[tuple[str, str], ...] = ()
    ahead: tuple[date, ...] = ()

    @property
    def period(self) -> str:
        """What there is one entry for."""
        return period_of(self.run, self.week)

    def has_passed(self, account: str, check: str) -> bool:
        """Tell whether a check of an account passed in this week."""
        return check in dict(self.passed).get(account, ())

    def finding(self, account: str, check: str) -> FindingEntry | None:
        """Return what this run said of one check of one account; None where it passed or did not apply."""
        return next((one for one in self.findings if (one.account, one.check) == (account, check)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted:
    """One matter that an alert has told, under an id that stays the same while the matter does."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A company's reports, oldest first, the alerts between them, and what was told of its name; all bounded."""

    entries: tuple[Entry, ...] = ()
    alerted: tuple[Alerted, ...] = ()
    watched: tuple[ToldLine, ...] = ()

    def before(self, run: str, week: str, now: datetime) -> Entry | None:
        """Return the last entry of another period; a week that is repeated is not compared with itself."""
        period = period_of(run, week)
        earlier = [entry for entry in self.entries if entry.period != period and entry.now < now]
        return max(earlier, key=lambda entry: entry.now, default=None)


def week_of(run: str, now: datetime, zone: ZoneInfo) -> str:
    """Return the ISO week that a report tells: a weekly run's own, else that of its time where the company is.

    Where Monday morning begins while it is still Sunday elsewhere, the clocks of both places may change in other weeks:
    by its own time such a company would have one week twice, and miss the one before.
    """
    named = _WEEKLY.match(run)
    return named[1] if named else f"{now.astimezone(zone):%G-W%V}"


def period_of(run: str, week: str) -> str:
    """Return what a run has one entry for: a weekly run its ISO week, however often repeated; any other run itself."""
    return week if run.startswith("weekly-") else run


def remembered(finding: Finding, account: str, now: datetime, week: str, last: Entry | None) -> FindingEntry:
    """Return the entry of one finding, carrying on since when and in how many ISO weeks from the last other entry.

    What waits for an answer now and was written after that report is a new matter under an old title.
    """
    known = last.finding(account, finding.check) if last else None
    told = finding.status in TOLD
    fresh = FindingEntry(
        account=account,
        check=finding.check,
        status=finding.status,
        severity=finding.severity,
        since=now,
        weeks=1,
        said=_digest(finding) if told else "",
        unchanged=int(told),
        limits=finding.limits,
    )
    if last is None or known is None:
        return fresh
    more = int(last.week != week)
    if told and known.told and not began_after(finding, last.now):
        return replace(
            fresh,
            since=known.told.since,
            weeks=known.told.weeks + more,
            due=known.told.due,
            unchanged=known.unchanged + more if known.said == fresh.said else 1,
        )
    if lost_sight(finding):
        return _out_of_sight(fresh, known, more)
    return fresh


def lost_sight(finding: Finding) -> bool:
    """Tell whether a check says nothing of its own matter: it could not look, or another check tells the cause."""
    return finding.status is Status.UNKNOWN or finding.yields_to in BY_ID[finding.check].because


def seen_well(finding: Finding) -> bool:
    """Tell whether a look saw nothing of a check's own matter: it passes, or all that there is belongs to another."""
    return finding.status is Status.PASS or (finding.yields_to is not None and not lost_sight(finding))


def _out_of_sight(fresh: FindingEntry, known: FindingEntry, more: int) -> FindingEntry:
    same = known.status is fresh.status
    return replace(
        fresh,
        since=known.since if same else fresh.since,
        weeks=known.weeks + more if same else 1,
        said=known.said,
        unchanged=known.unchanged,
        limits=known.limits,
        trouble=known.counted,
    )


def began_after(finding: Finding, then: datetime) -> bool:
    """Tell whether all that waits was written after a moment: then what was told before it has had its answer."""
    moments = [one.at for one in finding.evidence if one.at is not None]
    return finding.topic is Topic.CONVERSATION and bool(moments) and min(moments) > then


def _digest(finding: Finding) -> str:
    """Return a digest of what a finding says; spans of time grow by themselves and are left out."""
    said = (finding.status.value, finding.severity.value, _lasting(finding.message))
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:12]


def _lasting(value: Value) -> object:
    if isinstance(value, Message):
        return value.text, tuple((name, _lasting(one)) for name, one in value.values)
    if isinstance(value, tuple):
        return tuple(_lasting(one) for one in value)
    if isinstance(value, Own):
        # As histories of before know a registered fact: a name of ours for its type is no news.
        return Outside(value.text)
    return None if isinstance(value, Days | Hours) else value


def remember(history: History, report: CompanyReport) -> History:
    """Return the history with this run, which takes the place of an earlier one of its period or its time."""
    last = history.before(report.run, report.week, report.now)
    rows = [
        _row(finding, account, report, last) for account in report.accounts for finding in account.findings
    ]
    passed = (
        (account.account, tuple(one.check for one in account.findings if one.status is Status.PASS))
        for account in report.accounts
    )
    entry = Entry(
        run=report.run,
        now=report.now,
        week=report.week,
        rules_version=report.rules_version,
        score=report.score,
        coverage=report.coverage,
        findings=tuple(one for one in rows if one.told or one.status in _KEPT),
        passed=tuple((account, checks) for account, checks in passed if checks),
        resolved=tuple((change.account, change.check) for change in report.resolved),
        ahead=_ahead(report, last),
    )
    kept = [one for one in history.entries if one.period != entry.period and one.now != entry.now]
    return History(
        entries=_bounded([*kept, entry]),
        alerted=history.alerted,
        watched=_watched(history, report, entry.period),
    )


def _watched(history: History, report: CompanyReport, period: str) -> tuple[ToldLine, ...]:
    lines = report.watch.lines if report.watch else ()
    links = told_links(report.accounts, month_begins=report.month_begins)
    matters = (*(line.matter for line in lines), *links)
    told = (ToldLine(matter=matter, period=period, at=report.now) for matter in matters)
    return told_together((one for one in history.watched if one.period != period), told)


def _row(finding: Finding, account: AccountReport, report: CompanyReport, last: Entry | None) -> FindingEntry:
    """Return the entry of one finding; of what a partly blind look found milder with what it was before."""
    row = remembered(finding, account.account, report.now, report.week, last)
    if row.due != finding.due:
        row = replace(row, due=finding.due)
    known = last.finding(account.account, finding.check) if last else None
    milder = row.status in TOLD and finding.check in account.carried_forward
    return replace(row, trouble=known.counted) if known and milder else row


def _ahead(report: CompanyReport, last: Entry | None) -> tuple[date, ...]:
    told = {*(last.ahead if last else ()), *(one.day for one in report.notices if one.day)}
    return tuple(sorted(day for day in told if day >= report.now.date()))


def remember_alerts(history: History, ids: Iterable[str], now: datetime) -> History:
    """Return the history that knows these matters to have been told by an alert."""
    told = (Alerted(id=one, at=now) for one in ids)
    return replace(history, alerted=_newest_alerts([*history.alerted, *told]))


def merge_histories(first: History, second: History) -> History:
    """Merge two histories of one company, period by period; commutative, associative and idempotent."""
    merged: dict[str, Entry] = {}
    for entry in (*first.entries, *second.entries):
        known = merged.get(entry.period, entry)
        merged[entry.period] = max(known, entry, key=_order)
    return History(
        entries=_bounded(merged.values()),
        alerted=_newest_alerts([*first.alerted, *second.alerted]),
        watched=told_together(first.watched, second.watched),
    )


def _order(entry: Entry) -> tuple[datetime, str, int, str]:
    """Order versions of one period; its findings come last, since an old entry may have lost them already."""
    details = entry.findings, entry.passed, entry.resolved
    return entry.now, repr(_bare(entry)), sum(map(len, details)), repr(details)


def _bare(entry: Entry) -> Entry:
    return replace(entry, findings=(), passed=(), resolved=())


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
    return (*map(_bare, old), *recent)


def _newest_alerts(alerts: Iterable[Alerted]) -> tuple[Alerted, ...]:
    latest: dict[str, datetime] = {}
    for one in alerts:
        latest[one.id] = max(one.at, latest.get(one.id, one.at))
    newest = sorted(latest, key=lambda name: (latest[name], name))[-MOST_ALERTED:]
    return tuple(Alerted(id=name, at=latest[name]) for name in newest)
