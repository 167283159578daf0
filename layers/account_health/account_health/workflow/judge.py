"""From what was seen of a company's accounts to its report, and to what the next run has to know."""

from collections.abc import Iterable
from dataclasses import dataclass

from account_health.assemble import assemble
from account_health.audit import audit
from account_health.company import Company
from account_health.history import History, remember
from account_health.model import CompanyReport, Snapshot
from account_health.state import State, state_after
from account_health.workflow.run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A company's report, with history and state as they are after it."""

    report: CompanyReport
    history: History
    state: State


def judge_company(
    company: Company, snapshots: Iterable[Snapshot], run: Run, history: History, state: State
) -> Judged:
    """Judge what was seen; pure, and the same again when `history` and `state` hold this run already.

    Accounts come in the company's order. An account without a snapshot is left out of the report:
    whoever calls gives every account a snapshot, also one that says that nothing could be seen.
    """
    seen = {snapshot.account: snapshot for snapshot in snapshots}
    reports = tuple(
        audit(seen[account.id], company, account, run.now, state.of(account.id))
        for account in company.accounts
        if account.id in seen
    )
    report = assemble(company, reports, run.id, run.now, history)
    return Judged(
        report=report,
        history=remember(history, report),
        state=state_after(state, seen.values()),
    )
