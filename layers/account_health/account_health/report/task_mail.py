"""One person's own tasks as a mail: what, where, the words of who waits, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from account_health.judging.tasks import tasks_of
from account_health.model import (
    AccountReport,
    Audience,
    CompanyReport,
    Finding,
    Message,
    Task,
    Topic,
    message,
    message_n,
)
from account_health.model.company import Company, Person
from account_health.report.build import reply_address, task_view
from account_health.report.channels import QUOTES, Sheet
from account_health.report.context import ReportContext
from account_health.report.data import speaker
from account_health.report.enough import says_all
from account_health.report.frame import Frame, Opening, company_frame
from account_health.report.gaps import keeper
from account_health.report.letter import set_fitting
from account_health.report.links import links_of
from account_health.report.rendering import Letter
from account_health.report.verdict import titled
from account_health.report.view import QuoteView, TaskView
from account_health.text.i18n import Phrase

MOST: Final = 20
"""The most tasks that one mail tells in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """One task with its channel, what is the matter there unless the task says it, and who waits."""

    channel: Phrase
    what: Phrase | None
    task: TaskView
    quotes: tuple[QuoteView, ...]
    more_quotes: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksView:
    """The mail, ready to be set."""

    frame: Frame
    duties: tuple[DutyView, ...]
    more: Phrase | None


def own_tasks(report: CompanyReport, company: Company, people: tuple[Person, ...]) -> tuple[Task, ...]:
    """Return what these people have to do, in the report's order, without what others look after."""
    context = ReportContext(report, company, Audience.OWNER, speaker(report, company))
    mine = [task for person in people for task in tasks_of(report, person.id)]
    order = [*report.tasks, *report.todo]
    kept = dict.fromkeys(task for task in mine if context.mine(_found(report, task)[1]))
    return tuple(sorted(kept, key=order.index))


def render_tasks(
    report: CompanyReport,
    company: Company,
    people: tuple[Person, ...],
    *,
    reply_to: str | None = None,
) -> Letter:
    """Return the mail with the own tasks of one reader; the same input gives the same text.

    Args:
        report: where the tasks stand.
        company: whose report it is, and in which language.
        people: the reader, under every id that the registry file has for the address; with at least one task.
        reply_to: the mailbox that reads answers; by default `reply_address(company)`.
    """
    context = ReportContext(report, company, Audience.OWNER, speaker(report, company))
    links = links_of([account.url for account in company.accounts] + [*company.facts.website])
    # Without the report's own list of tasks a channel tells each of its findings in full.
    sheet = Sheet(
        replace(context, report=replace(report, todo=(), tasks=())),
        links,
        reply_to or reply_address(company),
        whole=False,
    )
    return set_fitting(
        "tasks", _views(sheet, people[0], own_tasks(report, company, people)), context.translate
    )


def _views(sheet: Sheet, person: Person, tasks: tuple[Task, ...]) -> Iterator[TasksView]:
    most = MOST
    while most:
        yield _view(sheet, person, tasks, most)
        most //= 2


def _view(sheet: Sheet, person: Person, tasks: tuple[Task, ...], most: int) -> TasksView:
    say_, company = sheet.context.translate, sheet.context.company
    matter = message_n("{n} task for you", "{n} tasks for you", len(tasks))
    verdict = message_n(
        "{name}, there is {n} thing for you to do this week.",
        "{name}, there are {n} things for you to do this week.",
        len(tasks),
        name=person.name,
    )
    opening = Opening(
        subject=titled(say_.text(matter), company.name),
        verdict=say_.phrase(verdict),
        because=_because(sheet.context),
    )
    hidden = max(len(tasks) - most, 0)
    more = message_n(
        "{n} more is not shown here. Answer this mail and we send you the whole list.",
        "{n} more are not shown here. Answer this mail and we send you the whole list.",
        hidden,
    )
    return TasksView(
        frame=company_frame(sheet.context, opening, sheet.reply_to),
        duties=tuple(_duty(sheet, task) for task in tasks[:most]),
        more=say_.phrase(more) if hidden else None,
    )


def _duty(sheet: Sheet, task: Task) -> DutyView:
    account, finding = _found(sheet.context.report, task)
    waiting = finding.topic is Topic.CONVERSATION
    channel = sheet.channel(account, (), QUOTES if waiting else 0)
    return DutyView(
        channel=channel.name,
        what=None
        if says_all(task.text, finding.message)
        else sheet.context.translate.phrase(finding.message),
        task=task_view(sheet, replace(task, owner=None)),
        quotes=channel.quotes,
        more_quotes=channel.more_quotes if waiting else None,
    )


def _found(report: CompanyReport, task: Task) -> tuple[AccountReport, Finding]:
    """Return the account and the finding that a task follows from."""
    return next(
        (account, finding)
        for account in report.accounts
        for finding in account.findings
        if (account.account, finding.check) == (task.account, task.check)
    )


def _because(context: ReportContext) -> Message:
    who = keeper(context)
    if who is None:
        return message(
            "You get your own tasks because you are in charge of channels of {company}.",
            company=context.company.name,
        )
    return message("You get your own tasks from {who}, because you are in charge of these channels.", who=who)
