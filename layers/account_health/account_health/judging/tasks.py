"""What there is to do: chosen by harm and effort, each thing once, with one verb, one link, one person and a day."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from account_health.checks import BY_ID
from account_health.checks.facts import AT_SEVERAL
from account_health.judging.effort import minutes
from account_health.judging.reporting_policy import is_left_out, legal_beyond
from account_health.model import (
    TOLD,
    AccountReport,
    Audience,
    CompanyReport,
    Finding,
    Message,
    ReportRhythm,
    Severity,
    Status,
    Task,
    Topic,
)
from account_health.model.company import Company

MOST_THIS_WEEK = 3
_CHANGED: Final = "profile-changed"
_COMPARED: Final = frozenset({"phone", "address", "website"})
"""Checks that say each week what is to stand where a profile was changed."""


def all_tasks(
    company: Company, accounts: Iterable[AccountReport], today: date, *, month_begins: bool
) -> tuple[Task, ...]:
    """Return everything that this report asks for, in the order in which to do it.

    The worst harm first (`Harm`); of two that harm alike what is overdue, the severer, what failed before what warns, what is
    done quickly before long work, and what is due earlier. The month's care comes last. The same cause at several
    accounts of one person is one task.
    """
    people = company.report.people == "name"
    deputies = {account.id: account.deputy for account in company.accounts} if people else {}
    theirs = Audience.OPERATOR if company.report.copy_is_read else None
    looked_at = tuple(accounts)
    beyond = legal_beyond(looked_at, month_begins=month_begins)
    asked = [
        (finding, _task(account, finding, today, deputies.get(account.account), theirs))
        for account in looked_at
        for finding in account.findings
        if finding.status in TOLD
        and finding.action
        and not is_left_out(finding, month_begins=month_begins)
        and (account.account, finding.check) not in beyond
        and not _is_asked_already(finding, account)
    ]
    asked.sort(key=lambda pair: _place(pair[0], pair[1], today))
    alike = _once(((finding.check, finding.message, task.text, task.owner), task) for finding, task in asked)
    platforms = {account.account: account.platform for account in looked_at}
    return _once((_kind(task, platforms[task.account]), task) for task in alike)


def _once(tasks: Iterable[tuple[Hashable, Task]]) -> tuple[Task, ...]:
    """Return one task for those that have the same key, at the place of the first of them."""
    known: dict[Hashable, Task] = {}
    for key, task in tasks:
        known[key] = _together(known[key], task) if key in known else task
    return tuple(known.values())


def _kind(task: Task, platform: str) -> Hashable:
    """Return what makes tasks of branches one: the same deed on the same platform, whatever the values are at each.

    Whoever waits is answered one by one, and each channel is decided about by itself.
    """
    if task.decision or BY_ID[task.check].topic is Topic.CONVERSATION:
        return task
    text = task.text.text if task.text.text in AT_SEVERAL else task.text
    return (task.check, platform, text, task.owner)


def _is_asked_already(finding: Finding, account: AccountReport) -> bool:
    """Tell whether a change of the profile is one of what another check asks to put right: that is one thing to do."""
    failed = {one.check for one in account.findings if one.status is Status.FAIL and one.action}
    return finding.check == _CHANGED and bool(failed & _COMPARED)


def this_week(tasks: tuple[Task, ...], accounts: Iterable[AccountReport]) -> tuple[Task, ...]:
    """Return the few things for this week: the beginning of all tasks, without the month's care."""
    care = {
        (account.account, finding.check)
        for account in accounts
        for finding in account.findings
        if finding.report_rhythm is ReportRhythm.MONTHLY
    }
    return tuple(task for task in tasks if (task.account, task.check) not in care)[:MOST_THIS_WEEK]


def tasks_of(report: CompanyReport, person: str) -> tuple[Task, ...]:
    """Return what one person has to do, in the report's order; none where the report names nobody.

    A deputy has what is urgent or overdue. What only whoever holds the keys can do is nobody's where an agency reads
    the report's copy.

    Args:
        report: with `people = "none"` it names nobody.
        person: the id of the person in the registry file.
    """
    return tuple(task for task in report.tasks if person in {task.owner, task.deputy})


def _task(
    account: AccountReport, finding: Finding, today: date, deputy: str | None, theirs: Audience | None
) -> Task:
    if finding.action is None:
        raise ValueError(f"{finding.check} asks for nothing")
    nobody = finding.audience is theirs
    urgent = finding.harm.hurts_today or (finding.severity is Severity.CRITICAL and not finding.decision)
    pressing = urgent or finding.is_overdue(today)
    return Task(
        account=account.account,
        check=finding.check,
        severity=finding.severity,
        text=finding.action,
        url=finding.fix_url,
        owner=None if nobody else finding.owner,
        due=finding.due,
        deputy=deputy if pressing and not nobody and deputy != finding.owner else None,
        minutes=minutes(finding),
        audience=finding.audience,
        harm=finding.harm,
        decision=finding.decision,
    )


def _place(
    finding: Finding, task: Task, today: date
) -> tuple[bool, tuple[int, bool, bool, int, int], int, date, str, str]:
    return (
        finding.report_rhythm is ReportRhythm.MONTHLY,
        finding.place(today),
        task.minutes,
        finding.due or date.max,
        finding.check,
        task.account,
    )


def _at_several(text: Message, n: int) -> Message:
    general = AT_SEVERAL.get(text.text, text)
    values = dict(text.values)
    return replace(general, values=(("what", values["what"]), ("place", values["place"]), ("n", n)))


def _together(first: Task, more: Task) -> Task:
    days = [day for day in (first.due, more.due) if day is not None]
    also = (*first.also, more.account, *more.also)
    return replace(
        first,
        text=first.text if first.text == more.text else _at_several(first.text, len(also) + 1),
        also=also,
        minutes=first.minutes + more.minutes,
        due=min(days, default=None),
        deputy=first.deputy or more.deputy,
    )
