"""Makes the view of a report: what is shown, in which order, and how much of it a mail can hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from account_health.model import Message, Task, message, message_n
from account_health.model.company import Company
from account_health.report.care import MOST as MOST_CARE
from account_health.report.care import care_lines
from account_health.report.channel_table import MOST, all_channels, more_channels, overview
from account_health.report.channels import QUOTES, TASKS, TONES, Sheet
from account_health.report.context import NAME, ReportContext, left_to_the_month, some
from account_health.report.gaps import keeper, together
from account_health.report.links import logo_of, mailto, report_url
from account_health.report.news import achieved, notices
from account_health.report.score_summary import basis, score_summary
from account_health.report.told import behind
from account_health.report.verdict import lead, subject, verdict
from account_health.report.view import ChannelView, Link, TaskView, View
from account_health.report.words import URGENCY
from account_health.text.colour import on_dark
from account_health.text.i18n import Phrase, foreign

COLOR: Final = "#0b5d5a"
FOOTER: Final = 240


def reply_address(company: Company, operator: str | None = None) -> str:
    """Return the mailbox that reads answers: `reply_to`, else the first of `copy_to`, else the operator, else `to`."""
    settings = company.report
    return settings.reply_to or next(iter(settings.copy_to), None) or operator or settings.to[0]


def build(sheet: Sheet) -> View:
    """Return what the report shows."""
    context, say_ = sheet.context, sheet.context.translate
    company = context.company
    today = say_.local(context.report.now).date()
    first = verdict(context)
    named = tuple if sheet.whole else some
    tasks = task_views(sheet, context.tasks[:TASKS])
    channels, hidden = _channels(sheet)
    care = () if sheet.whole else care_lines(context)
    hidden += max(0, len(care) - MOST_CARE)
    color = company.brand.color or COLOR
    unsubscribe = mailto(sheet.reply_to, f"Unsubscribe {company.id}")
    draft = company.report.mode == "review"
    return View(
        language=say_.language,
        subject=subject(context),
        sender=foreign(_sender(context), NAME),
        company=foreign(company.name, NAME),
        day=say_.weekday(today),
        draft=say_.phrase(message("Draft: only you get this mail.")) if draft else None,
        preheader=together((first, *(task.text for task in tasks[:1]))),
        good=context.good,
        verdict=first,
        lead=lead(context),
        tasks=tasks,
        channels=channels,
        more=_more(sheet, hidden),
        report_link=_report_link(sheet),
        report_link_note=_report_link_note(sheet),
        resolved=_resolved(context, named),
        score_summary=score_summary(context),
        basis=basis(context),
        footer=_footer(context, today),
        unsubscribe=Link(unsubscribe, say_.phrase(message("Stop getting this report"))),
        brand_footer=foreign(company.brand.footer, FOOTER) if company.brand.footer else None,
        color=color,
        masthead=_masthead(context),
        color_on_dark=on_dark(color),
        logo=logo_of(company),
        overview=() if context.good else overview(context),
        all_channels=all_channels(context),
        more_channels=more_channels(context),
        care=care[:MOST_CARE],
        notices=notices(context, None),
        achieved=achieved(context, named),
    )


def task_views(sheet: Sheet, tasks: tuple[Task, ...]) -> tuple[TaskView, ...]:
    """Return how tasks are told, each with what is behind it."""
    causes = behind(sheet.context, tasks)
    return tuple(replace(task_view(sheet, task), what=what) for task, what in zip(tasks, causes, strict=True))


def task_view(sheet: Sheet, task: Task) -> TaskView:
    """Return how a task is told."""
    account = next(one for one in sheet.context.report.accounts if one.account == task.account)
    finding = next((one for one in account.findings if one.check == task.check), None)
    return TaskView(
        urgency=sheet.context.translate.text(URGENCY[task.severity]),
        tone=TONES[task.severity],
        text=_with_places(sheet.context, task),
        link=sheet.link(account, task.url, finding.topic if finding else None),
        who=sheet.who(task.owner, task.due, task.deputy),
    )


def _with_places(context: ReportContext, task: Task) -> Phrase:
    """Return what there is to do, with the further channels where the same is to be done."""
    text = context.translate.phrase(task.text)
    also = tuple(
        context.named(one, context.channel(one).it)
        for one in context.report.accounts
        if one.account in task.also
    )
    if not also:
        return text
    return together(
        (text, context.translate.phrase(message("The same goes for {channels}.", channels=some(also))))
    )


def _channels(sheet: Sheet) -> tuple[tuple[ChannelView, ...], int]:
    """Return the channels that have something to say, and how many things did not fit."""
    speaking = [account for account in sheet.context.ordered if sheet.speaks(account)]
    if sheet.whole:
        return tuple(sheet.channel(one, sheet.findings(one), len(one.open_items)) for one in speaking), 0
    findings, quotes, channels = sheet.room, sheet.room * 3 // 8, min(sheet.room // 2, MOST)
    hidden = 0
    shown = []
    for place, account in enumerate(speaking):
        told = sheet.findings(account)
        if place >= channels:
            hidden += max(len(told), 1)
            continue
        some = told[:findings]
        quoted = min(len(account.open_items), QUOTES, quotes)
        findings -= len(some)
        quotes -= quoted
        hidden += len(told) - len(some)
        shown.append(sheet.channel(account, some, quoted))
    return tuple(shown), hidden


def _more(sheet: Sheet, hidden: int) -> tuple[Phrase, ...]:
    """Return what the mail leaves out, counted: nothing disappears without a word."""
    sentences = []
    if hidden and sheet.report_link:
        sentences.append(
            message_n("{n} more stands in the whole report.", "{n} more stand in the whole report.", hidden)
        )
    elif hidden:
        sentences.append(
            message_n(
                "{n} more is not shown here. Answer this mail and we send you the whole list.",
                "{n} more are not shown here. Answer this mail and we send you the whole list.",
                hidden,
            )
        )
    context = sheet.context
    older = (
        one for account in context.report.accounts for one in context.left_out(account) if context.mine(one)
    )
    count = 0 if sheet.whole else sum(1 for _ in older)
    if count:
        sentences.append(left_to_the_month(count))
    return tuple(map(sheet.context.translate.phrase, sentences))


def _report_link(sheet: Sheet) -> Link | None:
    link = sheet.report_link
    return (
        Link(report_url(link), sheet.context.translate.phrase(message("The whole report"))) if link else None
    )


def _report_link_note(sheet: Sheet) -> Phrase | None:
    """Return what a reader has to know before passing the mail on."""
    link = sheet.report_link
    if link is None:
        return None
    note = message("Whoever has this link can read the report, until {day}.", day=link.end)
    return sheet.context.translate.phrase(note)


def _resolved(
    context: ReportContext, named: Callable[[tuple[Message, ...]], tuple[Message, ...]]
) -> Phrase | None:
    places = {account.account: context.channel(account).place for account in context.report.accounts}
    done = tuple(
        message("{title} {place}", title=change.title, place=places[change.account])
        if change.account in places
        else change.title
        for change in context.report.resolved
    )
    return (
        context.translate.phrase(message("Done since last time: {things}.", things=named(done)))
        if done
        else None
    )


def _sender(context: ReportContext) -> str:
    """Return the name in the mail's From."""
    return (
        context.company.report.from_name
        or context.company.brand.name
        or context.translate.text(message("Channel check"))
    )


def _masthead(context: ReportContext) -> Phrase:
    who = keeper(context)
    return context.translate.phrase(
        message("Channel check by {who}", who=who) if who else message("Channel check")
    )


def _footer(context: ReportContext, today: date) -> tuple[Phrase, ...]:
    say_, at = context.translate, context.report.now
    moment = message(
        "Data as of {day} {year}, {time} ({zone}).",
        day=today,
        year=str(today.year),
        time=say_.time(at),
        zone=say_.zone_name(at),
    )
    who = keeper(context)
    if who is None:
        because = message(
            "You get this report because your address is registered for {company}.",
            company=context.company.name,
        )
    else:
        because = message("You get this report from {who}, because we look after your channels.", who=who)
    return tuple(
        map(
            say_.phrase,
            (
                moment,
                because,
                message("Questions? Just answer this mail."),
                message("We never ask for passwords."),
            ),
        )
    )
