"""The whole judgement of one account: its checks, what was last known of it, and what it could post."""

from dataclasses import replace
from datetime import datetime

from account_health.judging.advice.ideas import with_ideas
from account_health.judging.audit import audit
from account_health.judging.optional import optional
from account_health.memory.state import AccountState, last_facts
from account_health.model import AccountReport, Snapshot
from account_health.model.company import Account, Company


def judge_account(
    snapshot: Snapshot, company: Company, account: Account, now: datetime, before: AccountState | None
) -> AccountReport:
    """Judge what was seen of one account, and add what is told beside its findings; the arguments are `audit`'s."""
    report = audit(snapshot, company, account, now, before)
    report = replace(report, last_facts=last_facts(before, snapshot))
    told, omitted = optional(
        "ideas", lambda: with_ideas(report, snapshot, company, account, now), report, account.id
    )
    return replace(told, omitted=omitted)
