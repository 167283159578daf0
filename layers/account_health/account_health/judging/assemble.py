"""assemble(…) -> CompanyReport: the accounts of one company put together, compared with the last run."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from account_health.calendar.working_days import WorkingClock, clock_of
from account_health.checks import BY_ID
from account_health.judging.carry_forward import carry_forward
from account_health.judging.history import (
    Entry,
    History,
    began_after,
    period_of,
    remembered,
    seen_well,
    trend,
    week_of,
)
from account_health.judging.reporting_policy import begins_month
from account_health.judging.score import POINTS, coverage, half_up, weight
from account_health.judging.tasks import all_tasks, this_week
from account_health.judging.watch.links import within_budget
from account_health.judging.watch.told import before
from account_health.model import (
    TOLD,
    AccountReport,
    Change,
    CompanyReport,
    Finding,
    ReportRhythm,
    Severity,
    Status,
)
from account_health.model.company import Company
from account_health.model.limits import COMPARED_SHARE, DUE_DAYS, RULES_VERSION

_COUNTED = frozenset({*TOLD, Status.UNKNOWN})
"""What of an entry has a part in its number: what was told, and what was held because it could not be seen."""

_WEEKLY = re.compile(r"weekly-\d{4}-W\d{2}")
"""How the name of a weekly run begins; that of one that repeats none is nothing more."""
_A_WEEK = timedelta(days=7)


def assemble(
    company: Company, reports: Iterable[AccountReport], run: str, now: datetime, history: History
) -> CompanyReport:
    """Put the accounts of one company together.

    Args:
        company: the company as registered.
        reports: one report per account.
        run: the run's id.
        now: the run's time.
        history: the runs before; the last one is what "new", "resolved" and the change compare with.
    """
    clock = clock_of(company)
    week = week_of(run, now, clock.zone)
    last = history.before(run, week, now)
    month_begins = begins_month(last.now if last else None, now, clock.zone)
    dates = _Dates(now=now, week=week, last=last, clock=clock, month_begins=month_begins)
    people = company.report.people == "name"
    dated = tuple(
        replace(
            report,
            findings=tuple(
                dates.of(finding if people else replace(finding, owner=None), report.account)
                for finding in report.findings
            ),
        )
        for report in (carry_forward(report, last) for report in reports)
    )
    there = now.astimezone(clock.zone)
    told = before(history.watched, period_of(run, week))
    accounts = within_budget(dated, told, there, month_begins=month_begins)
    tasks = all_tasks(company, accounts, there.date(), month_begins=month_begins)
    active = [account for account in accounts if account.state == "active"]
    score = _score(active)
    seen = coverage(sum(one.judged for one in active), sum(one.applicable for one in active))
    return CompanyReport(
        rules_version=RULES_VERSION,
        company=company.id,
        name=company.name,
        run=run,
        now=now,
        week=week,
        score=score,
        change=_change(active, score, last),
        coverage=seen,
        accounts=accounts,
        new=_new(accounts, now, last),
        resolved=_resolved(accounts, last),
        todo=this_week(tasks, accounts),
        tasks=tasks,
        trend=trend(_by_these_rules(history), week, now, score, seen),
        first=last is None,
        rules_changed=last is not None and _other_rules(last),
        month_begins=month_begins,
        next_day=_next_day(run, week, there, history),
    )


def _next_day(run: str, week: str, there: datetime, history: History) -> date | None:
    """Return the day of the next weekly report, None where that one did not come, or no usual day is known.

    It is the usual day in the week after the last one that was reported: a repeat comes late, and moves no later one.
    """
    told = {entry.week: entry for entry in history.entries if _WEEKLY.match(entry.run) and entry.now < there}
    usual = {one.week: one.now for one in told.values() if _WEEKLY.fullmatch(one.run)}
    if _WEEKLY.fullmatch(run):
        usual[week] = there
    if not usual:
        return None
    latest = max(usual)
    last = week if _WEEKLY.match(run) else max(told)
    day = usual[latest].astimezone(there.tzinfo).date() + (_monday(last) - _monday(latest)) + _A_WEEK
    return day if day >= there.date() else None


def _monday(week: str) -> date:
    return date.fromisoformat(f"{week}-1")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dates:
    """Since when something is told, for how many weeks, and until when it is to be done."""

    now: datetime
    week: str
    last: Entry | None
    clock: WorkingClock
    month_begins: bool

    def of(self, finding: Finding, account: str) -> Finding:
        """Return a finding with its dates; a due date stays as it was set at first.

        It is set by the report that tells the finding first. What is told once a month has none until then.
        """
        if finding.status not in TOLD and finding.status is not Status.UNKNOWN:
            return finding
        entry = remembered(finding, account, self.now, self.week, self.last)
        dated = replace(finding, first_seen=entry.since, weeks=entry.weeks)
        if finding.status is Status.UNKNOWN:
            return dated
        later = BY_ID[finding.check].later
        return replace(
            dated,
            unchanged=entry.unchanged,
            due=None if finding.decision else entry.due or self._due(finding, entry.since),
            report_rhythm=later if later and entry.weeks > 1 else finding.report_rhythm,
        )

    def _due(self, finding: Finding, since: datetime) -> date | None:
        monthly = finding.report_rhythm is ReportRhythm.MONTHLY
        if monthly and not self.month_begins:
            return None
        told = (self.now if monthly else since).astimezone(self.clock.zone).date()
        return self.clock.add(told, DUE_DAYS[finding.severity])


def _score(active: list[AccountReport]) -> int | None:
    """Return the mean of all active accounts, capped by the worst cap; None where one of them has no number."""
    scores = [account.score for account in active if account.score is not None]
    if not active or len(scores) < len(active):
        return None
    return min(half_up(Fraction(sum(scores), len(scores))), *(account.company_ceiling for account in active))


def _change(active: list[AccountReport], score: int | None, last: Entry | None) -> int | None:
    """Return the difference of this number and the last report's; None where too few checks were judged in both to say it."""
    if last is None or score is None or last.score is None or _other_rules(last):
        return None
    judged = [
        (account.account, finding)
        for account in active
        for finding in account.findings
        if finding.status in POINTS or finding.check in account.carried_forward
    ]
    total = sum(weight(finding) for _, finding in judged)
    shared = sum(weight(finding) for account, finding in judged if _was_judged(finding, account, last))
    if total == 0 or Fraction(shared, total) < Fraction(COMPARED_SHARE).limit_denominator():
        return None
    return score - last.score


def _was_judged(finding: Finding, account: str, last: Entry) -> bool:
    """Tell whether the last report's number counted this check, by the same limits."""
    known = last.finding(account, finding.check)
    if known is None:
        return last.has_passed(account, finding.check)
    counted = known.status is Status.PASS or (known.status in _COUNTED and known.counted is not None)
    return counted and known.judged_as(finding)


def _new(accounts: tuple[AccountReport, ...], now: datetime, last: Entry | None) -> tuple[Change, ...]:
    """Return what was not told last time, by name.

    What a mute kept silent is not new, and neither is what other rules would have told last time: of such a week only
    what people wrote since is called new.
    """
    if last is None:
        return ()
    return tuple(
        Change(account=account.account, check=finding.check, title=finding.title)
        for account in accounts
        for finding in account.findings
        if finding.status in TOLD and finding.first_seen == now
        if (known := last.finding(account.account, finding.check)) is None or known.status is not Status.MUTED
        if not _other_rules(last) or began_after(finding, last.now)
    )


def _resolved(accounts: tuple[AccountReport, ...], last: Entry | None) -> tuple[Change, ...]:
    """Return what was told last time and passes now; what could not be seen, or other rules let pass, is not resolved."""
    if last is None or _other_rules(last):
        return ()
    return tuple(
        Change(account=account.account, check=finding.check, title=finding.title)
        for account in accounts
        for finding in _passing(account, last)
    )


def _passing(account: AccountReport, last: Entry) -> list[Finding]:
    """Return what passes now of what was told.

    What stepped back behind a cause that passes, too, is told as that; a mere question of last week is not done by time.
    """
    known = {one.check: one for one in last.findings if one.account == account.account and one.told}
    passing = {
        one.check: one
        for one in account.findings
        if seen_well(one) and one.check in known and one.severity is not Severity.INFO
        if known[one.check].judged_as(one)
    }
    told = {check for check in passing if known[check].status in TOLD}
    return [
        finding for check, finding in passing.items() if check in told or not told & set(BY_ID[check].because)
    ]


def _by_these_rules(history: History) -> History:
    """Return the reports whose numbers can stand beside one of today's: a fall by other rules is none."""
    entries = tuple(entry for entry in history.entries if not _other_rules(entry))
    return replace(history, entries=entries)


def _other_rules(last: Entry) -> bool:
    return last.rules_version != RULES_VERSION
