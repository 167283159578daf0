"""What cannot wait for the weekly report: which critical or urgent matters are new, each told once.

A matter has an id that stays the same while the matter does. Of people who wait each one is a matter, and so is each
thing that a finding names as urgent; everything else is one matter per check and account, until a later look sees it
well: what fails again after that is a new one.
A history knows which matters were told, by an alert or by a report, and which of them are over.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from account_health.checks import BY_ID
from account_health.judging.history import History
from account_health.model import (
    TOLD,
    AccountReport,
    CompanyReport,
    Finding,
    OpenItem,
    Reason,
    Severity,
    Status,
)
from account_health.model.terms import PRESSING_SOUNDS

MOST_ITEMS: Final = 1000
"""How many people who wait are known one by one, the longest wait first; more than that are a storm, told as one."""
_PEOPLE: Final = "unanswered-criticism"
_ACCESS: Final = "credential-valid"
_OVER: Final = "over/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One finding with what is new about it: the items where people wait, the urgent things, else it as a whole."""

    account: str
    finding: Finding
    ids: tuple[str, ...]
    items: tuple[OpenItem, ...] = ()


def alerts(report: CompanyReport, history: History) -> tuple[Alert, ...]:
    """Return what is critical and was told neither by an alert nor by a report, in the order of the accounts.

    Only checks that may go out between the reports count, and only where they fail. What could not be seen is no
    alert, except where that is because the platform refuses our access.
    """
    known = _Known(history)
    people = {item.id for _, item in _waiting(report) if item.overdue and not known.told(_person(item))}
    found = []
    for account in report.accounts:
        for finding in _critical(account):
            if finding.check == _PEOPLE:
                items = tuple(item for item in account.open_items if item.overdue and item.id in people)
                if items:
                    ids = tuple(map(_person, items))
                    found.append(Alert(account=account.account, finding=finding, ids=ids, items=items))
            elif new := tuple(one for one in _matters(account, finding) if not known.told(one)):
                found.append(Alert(account=account.account, finding=finding, ids=new))
    return tuple(found)


def told_by(report: CompanyReport) -> tuple[str, ...]:
    """Return the matters that a report tells: whatever is critical in it, and everybody who waits, overdue or not."""
    things = [
        matter
        for account in report.accounts
        for finding in _critical(account)
        if finding.check != _PEOPLE
        for matter in _matters(account, finding)
    ]
    return (*things, *(_person(item) for _, item in _waiting(report)))


def over(report: CompanyReport, history: History) -> tuple[str, ...]:
    """Return the marks of matters that were told and are seen well by now; what could not be seen is not over."""
    known = _Known(history)
    return tuple(
        _OVER + matter
        for account in report.accounts
        for finding in account.findings
        if BY_ID[finding.check].alert and finding.check != _PEOPLE
        for matter in known.told_of(_matter(account, finding.check))
        if _is_well(finding) or _is_no_more(matter, account, finding)
    )


def _is_no_more(matter: str, account: AccountReport, finding: Finding) -> bool:
    """Say of an urgent thing that the finding goes on without it, where all that the check reads was seen."""
    return (
        matter != _matter(account, finding.check)
        and finding.status in TOLD
        and {gap.part for gap in account.unavailable}.isdisjoint(BY_ID[finding.check].reads)
        and matter not in _matters(account, finding)
    )


def _critical(account: AccountReport) -> Iterator[Finding]:
    """Yield what may go out between the reports."""
    refused = any(gap.reason is Reason.CREDENTIAL_REFUSED for gap in account.unavailable)
    for finding in account.findings:
        fails = finding.status is Status.FAIL
        unseen = finding.check == _ACCESS and finding.status is Status.UNKNOWN and refused
        grave = finding.severity is Severity.CRITICAL or bool(finding.urgent)
        if BY_ID[finding.check].alert and grave and (fails or unseen):
            yield finding


def _is_well(finding: Finding) -> bool:
    """Say whether a matter is over; an access that works again and lacks permissions steps back behind these."""
    steps_back = finding.check == _ACCESS and finding.status is Status.NOT_APPLICABLE
    return finding.status is Status.PASS or steps_back


def _waiting(report: CompanyReport) -> list[tuple[datetime, OpenItem]]:
    """Return the questions and complaints that wait, the oldest first, as many as are known one by one."""
    waits = [
        (item.at, item)
        for account in report.accounts
        for item in account.open_items
        if item.tone in PRESSING_SOUNDS
    ]
    return sorted(waits, key=lambda pair: (pair[0], pair[1].id))[:MOST_ITEMS]


def _matter(account: AccountReport, check: str) -> str:
    return f"{check}/{account.account}"


def _matters(account: AccountReport, finding: Finding) -> tuple[str, ...]:
    """Return the matters of a finding: the urgent things that it names, else it as a whole."""
    whole = _matter(account, finding.check)
    return tuple(f"{whole}/{thing}" for thing in finding.urgent) or (whole,)


def _person(item: OpenItem) -> str:
    return f"{_PEOPLE}/{item.id}"


class _Known:
    """What a history knows of matters."""

    def __init__(self, history: History) -> None:
        self._at: Mapping[str, datetime] = {one.id: one.at for one in history.alerted}
        self._of: dict[str, list[str]] = defaultdict(list)
        for matter in self._at:
            self._of["/".join(matter.split("/")[:2])].append(matter)

    def told(self, matter: str) -> bool:
        """Tell whether a matter was told and has not been over since."""
        told, ended = self._at.get(matter), self._at.get(_OVER + matter)
        return told is not None and (ended is None or told > ended)

    def told_of(self, whole: str) -> tuple[str, ...]:
        """Return the matters of a finding that were told and have not been over since."""
        return tuple(matter for matter in self._of.get(whole, ()) if self.told(matter))
