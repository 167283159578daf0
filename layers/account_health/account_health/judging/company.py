"""From what was seen of a company's accounts to its report, and to what the next run has to know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from account_health.judging.account import judge_account
from account_health.judging.advice.announcements import notices_of
from account_health.judging.advice.channel_lifecycle import advise, silent_accounts
from account_health.judging.advice.monthly_summary import achieved
from account_health.judging.assemble import assemble
from account_health.judging.history import Entry, History, period_of, remember
from account_health.judging.hours import with_hours
from account_health.judging.optional import optional
from account_health.judging.reached import reached_together
from account_health.judging.resolved import is_resolved
from account_health.judging.results import results
from account_health.judging.unseen import not_audited
from account_health.judging.watch.links import told_links
from account_health.judging.watch.watching import Seen as WatchSeen
from account_health.judging.watch.watching import judge_watch
from account_health.memory.done import reopened
from account_health.memory.state import AccountState, State, state_after, without_memories_of
from account_health.model import (
    AccountReport,
    Achieved,
    Advice,
    Brought,
    Change,
    CompanyReport,
    Notice,
    Omitted,
    Snapshot,
    WatchReport,
)
from account_health.model.company import Account, Company
from account_health.model.run import Run
from account_health.model.watching import WATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A company's report, with what it was made from, and history and state as they are after it."""

    report: CompanyReport
    snapshots: tuple[Snapshot, ...]
    history: History
    state: State


def judge_company(
    company: Company, snapshots: Iterable[Snapshot], run: Run, history: History, state: State
) -> Judged:
    """Judge what was seen; pure, and the same again when `history` and `state` hold this run already.

    Accounts come in the company's order. An account without a snapshot is left out of the report:
    whoever calls gives every account a snapshot, also one that says that nothing could be seen.
    A run about one account says nothing that takes all channels to know: neither advice nor whether they fit the time.
    """
    looks = {snapshot.account: snapshot for snapshot in reached_together(snapshots)}
    seen = {name: snapshot for name, snapshot in looks.items() if name != WATCH}
    judged = tuple(
        judge_or_tell(seen[account.id], company, account, run.now, state.of(account.id))
        for account in company.accounts
        if account.id in seen
    )
    seen |= {snapshot.account: snapshot for snapshot, _ in judged}
    reports = tuple(report for _, report in judged)
    uncompared: tuple[Omitted, ...] = ()
    if not run.account:
        alone = reports
        reports, uncompared = optional("hours", lambda: with_hours(company, alone, seen, run.now), alone)
        reports = _advised(company, reports, seen, run.now)
    report = assemble(company, reports, run.id, run.now, history)
    report = replace(report, omitted=uncompared, looked=_oldest(reports, seen))
    last = history.before(run.id, report.week, run.now)
    report = _with_changes(report, company, run, _Before(seen, state, last))
    report = _with_watch(report, company, run, {**looks, **seen}, history)
    seen |= {name: looks[name] for name in looks.keys() & {WATCH}}
    after, told = state_after(state, seen.values(), company.done), remember(history, report)
    if not run.account:
        registered = frozenset({WATCH, *(account.id for account in company.accounts)})
        after = without_memories_of(after, lambda one: one not in registered, run.now)
    report = _with_month(report, company, told, after, seen)
    return Judged(report=report, snapshots=tuple(seen.values()), history=told, state=after)


def _oldest(reports: Iterable[AccountReport], seen: Mapping[str, Snapshot]) -> datetime | None:
    """Return when the oldest look was made at an account of which something was seen."""
    return min((seen[one.account].taken_at for one in reports if one.coverage), default=None)


@dataclass(frozen=True, slots=True)
class _Before:
    """What was seen now, the state before, and the report before; None where there is none."""

    seen: Mapping[str, Snapshot]
    state: State
    last: Entry | None


def _with_changes(report: CompanyReport, company: Company, run: Run, before: _Before) -> CompanyReport:
    """Add what was resolved, what was agreed, and who wrote again."""
    nothing: tuple[Change, ...] = ()
    silence: tuple[Notice, ...] = ()
    since = before.last.now if before.last else None
    resolved, lost = optional(
        "resolved", lambda: tuple(_resolved(report, before.seen, before.state)), nothing
    )
    told = replace(report, resolved=resolved)
    agreed, unsaid = optional("notices", lambda: notices_of(company, told, before.last), silence)
    again, unheard = optional(
        "reopened", lambda: _reopened(company, before.seen, before.state, since), silence
    )
    own = (one for account in report.accounts for one in account.omitted)
    omitted = (*report.omitted, *own, *lost, *unsaid, *unheard)
    notices = (*(one for one in agreed if one.kind != "time" or run.account is None), *again)
    return replace(told, notices=notices, omitted=omitted)


def _with_watch(
    report: CompanyReport, company: Company, run: Run, looks: Mapping[str, Snapshot], history: History
) -> CompanyReport:
    """Add what is said and shown in the company's name: beside its accounts, so that no number hangs on it."""
    nothing: WatchReport | None = None

    def judged() -> WatchReport | None:
        seen = WatchSeen(
            snapshots=looks,
            told=history.watched,
            period=period_of(run.id, report.week),
            now=report.now,
            # A first report has enough to say: what only keeps count begins with the next month.
            month_begins=report.month_begins and not report.first,
            elsewhere=len(told_links(report.accounts, month_begins=report.month_begins)),
        )
        return judge_watch(company, seen)

    watch, failed = optional("watch", judged, nothing)
    return replace(report, watch=watch, omitted=(*report.omitted, *failed))


def _with_month(
    report: CompanyReport, company: Company, told: History, after: State, seen: Mapping[str, Snapshot]
) -> CompanyReport:
    """Add what the last month brought; a first report has no month behind it in which anything was answered for us to see."""
    nothing: Achieved | None = None
    none: tuple[Brought, ...] = ()
    done, failed = optional(
        "achieved",
        lambda: None if report.first else achieved(company, told, after, report.now),
        nothing,
    )
    brought, lost = optional("results", lambda: results(company, seen, after, report.now), none)
    return replace(report, achieved=done, results=brought, omitted=(*report.omitted, *failed, *lost))


def judge_or_tell(
    snapshot: Snapshot, company: Company, account: Account, now: datetime, before: AccountState | None
) -> tuple[Snapshot, AccountReport]:
    """Return what was seen of an account with its judgement; the arguments are `judge_account`'s.

    Where our code stumbles over what was seen, both say so: that is this account's row, and nobody else's report.
    """
    try:
        return snapshot, judge_account(snapshot, company, account, now, before)
    except Exception as error:  # noqa: BLE001 - the one boundary of judging: whatever breaks one account breaks no other
        row = not_audited(company, account, error, now)
        return row, judge_account(row, company, account, now, before)


def _advised(
    company: Company, reports: tuple[AccountReport, ...], seen: Mapping[str, Snapshot], now: datetime
) -> tuple[AccountReport, ...]:
    """Add what we recommend for silent channels: it takes all of the company's channels to say that."""
    nobody: frozenset[str] = frozenset()
    nothing: Advice | None = None
    silent, failed = optional("advice", lambda: silent_accounts(reports), nobody)

    def advised(one: AccountReport) -> AccountReport:
        advice, omitted = optional(
            "advice", lambda: advise(one, seen[one.account], company, now, silent), nothing, one.account
        )
        return replace(one, advice=advice, omitted=(*one.omitted, *failed, *omitted))

    return tuple(map(advised, reports))


def _resolved(report: CompanyReport, seen: Mapping[str, Snapshot], state: State) -> Iterator[Change]:
    """Yield what may be called done: what waited and has only gone out of sight may not."""
    accounts = {account.account: account for account in report.accounts}
    for change in report.resolved:
        name = change.account
        if is_resolved(change.check, state.of(name), seen[name], accounts[name]):
            yield change


def _reopened(
    company: Company, seen: Mapping[str, Snapshot], state: State, since: datetime | None
) -> tuple[Notice, ...]:
    """Return for each account who wrote again where nobody needed an answer any more."""
    known = {name: one.noted if (one := state.of(name)) else () for name in seen}
    told = (reopened(company.done, known[name], snapshot, since) for name, snapshot in seen.items())
    return tuple(notice for notice in told if notice is not None)
