"""The opening hours of a company's places, compared with each other: each contradiction is told at one account."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from account_health.checks import BY_ID
from account_health.checks.hours import Place, compared, registered, said_by
from account_health.judging.audit import is_judged, retold
from account_health.model import AccountReport, Snapshot, WeekHours
from account_health.model.company import Account, Company

_CHECK = BY_ID["hours"]


def with_hours(
    company: Company, reports: Sequence[AccountReport], seen: Mapping[str, Snapshot], now: datetime
) -> tuple[AccountReport, ...]:
    """Return the reports with what all places of one location together say of its hours.

    An account that was judged alone was compared with our record only. One that is muted, switched off or marked as
    closed has no part in it.
    """
    accounts = {account.id: account for account in company.accounts}
    stated = {
        report.account: hours
        for report in reports
        if isinstance(hours := seen[report.account].hours, WeekHours)
        and hours.week is not None
        and is_judged(report, _CHECK, accounts[report.account])
    }
    changed = {report.account: report for report in reports}
    for group in _locations(accounts[name] for name in stated):
        places = [Place(account=one, said=said_by(stated[one.id]), url=stated[one.id].url) for one in group]
        ours = registered(group[0], company, now)
        for name, verdict in compared([*places, *([ours] if ours else [])], company, now).items():
            changed[name] = retold(changed[name], _CHECK, verdict, accounts[name])
    return tuple(changed.values())


def _locations(accounts: Iterable[Account]) -> list[list[Account]]:
    """Return the accounts that speak of the same place, in groups of two or more, in the company's order.

    The same facts are the same place. Where no hours are registered, two listings of one platform may be two branches.
    """
    groups: dict[tuple[object, ...], list[Account]] = {}
    for account in accounts:
        groups.setdefault((account.facts.hours, account.facts.address), []).append(account)
    return [
        group
        for (hours, _), group in groups.items()
        if len(group) > 1 and (hours or max(Counter(one.platform for one in group).values()) == 1)
    ]
