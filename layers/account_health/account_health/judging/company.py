"""From what was seen of a company's accounts to its report, and to what the next run has to know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from account_health.judging.account import judge_account
from account_health.judging.advice.announcements import notices_of
from account_health.judging.advice.channel_lifecycle import advise, silent_accounts
from account_health.judging.advice.monthly_summary import achieved
from account_health.judging.assemble import assemble
from account_health.judging.history import History, remember
from account_health.judging.resolved import is_resolved
from account_health.judging.unseen import not_audited
from account_health.memory.done import reopened
from account_health.memory.state import AccountState, State, state_after
from account_health.model import AccountReport, Change, CompanyReport, Notice, Snapshot
from account_health.model.company import Account, Company
from account_health.model.run import Run


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
    seen = {snapshot.account: snapshot for snapshot in snapshots}
    judged = tuple(
        judge_or_tell(seen[account.id], company, account, run.now, state.of(account.id))
        for account in company.accounts
        if account.id in seen
    )
    seen |= {snapshot.account: snapshot for snapshot, _ in judged}
    reports = tuple(report for _, report in judged)
    if not run.account:
        reports = _advised(company, reports, seen, run.now)
    report = assemble(company, reports, run.id, run.now, history)
    report = replace(report, resolved=tuple(_resolved(report, seen, state)))
    last = history.before(run.id, report.week, run.now)
    agreed = notices_of(company, report, last)
    report = replace(
        report,
        notices=(
            *(one for one in agreed if one.kind != "time" or run.account is None),
            *_reopened(company, seen, state, last.now if last else None),
        ),
    )
    after, told = state_after(state, seen.values(), company.done), remember(history, report)
    brought = achieved(company, told, after, run.now) if report.month_begins and last else None
    report = replace(report, achieved=brought)
    return Judged(report=report, snapshots=tuple(seen.values()), history=told, state=after)


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
    silent = silent_accounts(reports)
    return tuple(replace(one, advice=advise(one, seen[one.account], company, now, silent)) for one in reports)


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
