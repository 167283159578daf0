"""The mails beside the report, each about a few matters: the alert, and one person's own tasks."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from account_health.checks.waiting_words import ANSWER, SOOTHE
from account_health.judging.alerts import Alert
from account_health.judging.tasks import tasks_of
from account_health.model import (
    AccountReport,
    Audience,
    CompanyReport,
    Finding,
    Message,
    Status,
    Task,
    Topic,
    message,
    message_n,
)
from account_health.model.company import Company, Person
from account_health.report.channels import QUOTES, Sheet, sheet_of
from account_health.report.context import ReportContext, context_of, fewer
from account_health.report.grounds import grounds
from account_health.report.mail import Opening, company_frame, not_shown
from account_health.report.setting import Letter, set_fitting
from account_health.report.verdict import Stance, first_finding, lead, stance, subject, titled, verdict
from account_health.report.views import Matter, Matters
from account_health.report.words import badge
from account_health.text.i18n import together

MOST_MATTERS: Final = 10
"""The most matters that one alert tells in full."""
MOST_TASKS: Final = 20
"""The most tasks that one mail tells in full."""


# --- the alert: who waits or what is wrong, the words themselves, where to act, who and until when ---


def readers_alerts(found: tuple[Alert, ...], company: Company, audience: Audience) -> tuple[Alert, ...]:
    """Return what an audience is told: whoever gets the copy everything, the company what it can act on itself.

    Where nobody reads a copy, the company is told everything.
    """
    if audience is Audience.OPERATOR or not company.report.copy_is_read:
        return found
    return tuple(alert for alert in found if alert.finding.audience is Audience.OWNER)


def render_alert(
    report: CompanyReport,
    company: Company,
    found: tuple[Alert, ...],
    *,
    audience: Audience = Audience.OWNER,
    reply_to: str | None = None,
) -> Letter:
    """Return the mail that tells these alerts in the company's language; the same input gives the same text.

    Args:
        report: the look that found them.
        company: who is told.
        found: at least one alert, for this audience (`readers_alerts`).
        audience: who reads.
        reply_to: the mailbox that reads answers; by default `reply_address(company)`.
    """
    cut = replace(report, accounts=tuple(_cut(one, found) for one in report.accounts), todo=(), tasks=())
    sheet = sheet_of(context_of(cut, company, audience), reply_to)
    views = (_alert(sheet, most) for most in fewer(MOST_MATTERS))
    return set_fitting("alert", views, sheet.context.translate)


def _cut(account: AccountReport, found: tuple[Alert, ...]) -> AccountReport:
    """Return of an account only what these alerts tell."""
    mine = [alert for alert in found if alert.account == account.account]
    items = {item.id: item for alert in mine for item in alert.items}
    return replace(
        account,
        findings=tuple(_told(alert) for alert in mine),
        open_items=tuple(items.values()),
        unavailable=(),
    )


def _told(alert: Alert) -> Finding:
    """Return the finding as an alert tells it; of people who wait, the first sentence and the quotes tell the new ones."""
    if not alert.items:
        # Access that was refused before anything could be asked is unknown to its check, and no less urgent.
        renew = alert.finding.action or message("Renew the access; it takes about five minutes.")
        return replace(alert.finding, status=Status.FAIL, action=renew)
    blames = any(item.tone == "criticism" for item in alert.items)
    return replace(alert.finding, action=SOOTHE if blames else ANSWER, fix_url=alert.items[0].url)


def _alert(sheet: Sheet, most: int) -> Matters:
    context, translate = sheet.context, sheet.context.translate
    frame = company_frame(
        context,
        Opening(
            subject=subject(context),
            verdict=verdict(context),
            lead=lead(context),
            because=_why_alerted(context),
        ),
        sheet.reply_to,
    )
    told = list(_advised(context))
    first = first_finding(context) if stance(context) is Stance.SOMETHING_IS_WRONG else None
    matters = tuple(
        _matter(sheet, account, finding, said_above=first == (account, finding))
        for account, finding in told[:most]
    )
    hidden = len(told) - len(matters)
    return Matters(
        frame=frame,
        matters=matters,
        more=not_shown(context, hidden) if hidden else None,
        rest=translate.phrase(message("Everything else is in the weekly report.")),
    )


def _advised(context: ReportContext) -> Iterator[tuple[AccountReport, Finding]]:
    """Yield what an alert tells, channel by channel; how to answer stands with the first matter that it fits."""
    given: set[Message] = set()
    for account in context.ordered:
        for finding in account.findings:
            again = finding.action in given
            if finding.action in (ANSWER, SOOTHE):
                given.add(finding.action)
            yield account, replace(finding, action=message("Reply today.")) if again else finding


def _matter(sheet: Sheet, account: AccountReport, finding: Finding, *, said_above: bool) -> Matter:
    translate = sheet.context.translate
    waiting = finding.check == "unanswered-criticism"
    shown = sheet.channel(account, (), QUOTES if waiting else 0)
    urgency, tone = badge(finding, sheet.context.today)
    return Matter(
        channel=shown.name,
        urgency=translate.text(urgency),
        tone=tone,
        what=None if said_above or waiting else translate.phrase(finding.message),
        action=translate.phrase(finding.action) if finding.action else None,
        link=None if shown.quotes else sheet.link(account, finding.fix_url, finding.check),
        who=sheet.who(_owner(sheet.context, finding), finding.due),
        quotes=shown.quotes,
        more_quotes=shown.more_quotes if waiting else None,
    )


def _owner(context: ReportContext, finding: Finding) -> str | None:
    """Return who is in charge; where an agency gets the copy, nobody of the company is of what only it can do."""
    theirs = finding.audience is Audience.OPERATOR and context.company.report.copy_is_read
    return None if theirs else finding.owner


def _why_alerted(context: ReportContext) -> Message:
    return message(
        "You receive this email because something urgent came up at {company} between two reports.",
        company=context.company.name,
    )


# --- one person's own tasks: what, where, the words of who waits, and until when ---


def own_tasks(report: CompanyReport, company: Company, people: tuple[Person, ...]) -> tuple[Task, ...]:
    """Return what these people have to do, in the report's order, without what others look after."""
    context = context_of(report, company)
    mine = [task for person in people for task in tasks_of(report, person.id)]
    order = [*report.tasks, *report.todo]
    kept = dict.fromkeys(task for task in mine if context.mine(_cause(context, task)[1]))
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
    # Without the report's own list of tasks a channel tells each of its findings in full.
    sheet = sheet_of(context_of(replace(report, todo=(), tasks=()), company), reply_to)
    tasks = own_tasks(report, company, people)
    views = (_own_tasks(sheet, people[0], tasks, most) for most in fewer(MOST_TASKS))
    return set_fitting("tasks", views, sheet.context.translate)


def _own_tasks(sheet: Sheet, person: Person, tasks: tuple[Task, ...], most: int) -> Matters:
    translate, company = sheet.context.translate, sheet.context.company
    matter = message_n("{n} task for you", "{n} tasks for you", len(tasks))
    verdict = message_n(
        "{name}, you have one task this week.",
        "{name}, you have {n} tasks this week.",
        len(tasks),
        name=person.name,
    )
    opening = Opening(
        subject=titled(translate.text(matter), company.name),
        verdict=translate.phrase(verdict),
        because=_why_asked(sheet.context),
    )
    hidden = max(len(tasks) - most, 0)
    return Matters(
        frame=company_frame(sheet.context, opening, sheet.reply_to),
        matters=tuple(_duty(sheet, task) for task in tasks[:most]),
        more=not_shown(sheet.context, hidden) if hidden else None,
    )


def _duty(sheet: Sheet, task: Task) -> Matter:
    account, finding = _cause(sheet.context, task)
    waiting = finding.topic is Topic.CONVERSATION
    channel = sheet.channel(account, (), QUOTES if waiting else 0)
    told = sheet.task(replace(task, owner=None))
    # The heading above it names the channel, and nothing else has told the finding.
    found = grounds(sheet.context, task, lambda *_: False, lambda _, sentence: sentence)
    return Matter(
        channel=channel.name,
        urgency=told.urgency,
        tone=told.tone,
        what=together(tuple(map(sheet.context.translate.phrase, found))) if found else None,
        action=told.text,
        link=None if channel.quotes else told.link,
        who=together(tuple(filter(None, (told.who, told.takes))), " · "),
        quotes=channel.quotes,
        more_quotes=channel.more_quotes if waiting else None,
    )


def _cause(context: ReportContext, task: Task) -> tuple[AccountReport, Finding]:
    """Return the account and the finding that one of a person's own tasks follows from."""
    account, finding = context.cause(task)
    if finding is None:
        raise LookupError(f"the task about {task.check} of {task.account} follows from no finding")
    return account, finding


def _why_asked(context: ReportContext) -> Message:
    return message(
        "You receive your own tasks because you are in charge of channels of {company}.",
        company=context.company.name,
    )
