"""What one check says of a blog."""

from account_health.judging.audit import audit
from account_health.memory.state import AccountState
from account_health.model import Finding, Snapshot
from account_health.model.company import Account, Company
from tests.builders import NOW, account, company


def finding(
    check: str,
    seen: Snapshot,
    mine: Account | None = None,
    whole: Company | None = None,
    before: AccountState | None = None,
) -> Finding:
    """Return what one check says of the blog `mine`, the only account of the company `whole` unless that says more."""
    mine = mine or account()
    report = audit(seen, whole or company(mine), mine, NOW, before)
    return next(one for one in report.findings if one.check == check)
