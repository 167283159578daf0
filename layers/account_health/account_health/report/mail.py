"""Makes the view of the report's mail: what is shown, in which order, and how much of it a mail can hold.

Its frame is that of every mail: sender, company and day, the first sentence, the foot.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from account_health.model import Audience, Message, Own, Task, message, message_n
from account_health.model.company import Company
from account_health.report.agency_part import agency_part
from account_health.report.around import around, open_around
from account_health.report.beside import AS_A_WEEK, LADDER, MOST_IN_A_MONTH
from account_health.report.channels import QUOTES, TASKS, Sheet, is_new
from account_health.report.context import NAME, ReportContext, fewer, left_to_the_month, some
from account_health.report.first import (
    MOST_WORDS,
    ROOMS,
    Room,
    first_sight,
    left_untold,
)
from account_health.report.grounds import grounds
from account_health.report.length import words_in
from account_health.report.links import logo_of, mailto, report_url
from account_health.report.results import courses, praise, results
from account_health.report.sections import achieved, care_lines, notices, put_right
from account_health.report.summary import (
    MOST_IN_FULL,
    all_channels,
    basis,
    more_channels,
    overview,
    score_summary,
    told_last_week,
)
from account_health.report.verdict import Stance, is_in_the_verdict, lead, stance, subject, verdict
from account_health.report.views import ChannelView, Frame, Link, TaskView, View
from account_health.text.colour import on_dark
from account_health.text.i18n import Phrase, Translator, foreign, together

COLOR: Final = "#0b5d5a"
FOOTER: Final = 240
ASK: Final = message("Questions? Just reply to this email.")
DRAFT: Final = message(
    "Draft, not sent to the company yet. To release it, write {setting} in its registry file.",
    setting=Own('mode = "send"'),
)
STOP_THESE: Final = message("Unsubscribe from these emails")


# --- the frame of every mail ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a mail begins, and why it is sent.

    Subject, first sentence and what follows it, what the preview shows beside it, the foot's own sentence, and what the
    link is called that stops such mails.
    """

    subject: str
    verdict: Phrase
    lead: tuple[Phrase, ...] = ()
    preview: tuple[Phrase, ...] = ()
    because: Message
    stop: Message = STOP_THESE


def company_frame(context: ReportContext, opening: Opening, reply_to: str) -> Frame:
    """Return the frame of a mail that one company's people get."""
    translate, company = context.translate, context.company
    settings, brand = company.report, company.brand
    sender = settings.from_name or brand.name or translate.text(message("Channel check"))
    draft = settings.mode == "review"
    color = brand.color or COLOR
    return Frame(
        language=translate.language,
        subject=opening.subject,
        sender=foreign(sender, NAME),
        about=foreign(company.name, NAME),
        day=translate.weekday(context.today),
        draft=translate.phrase(DRAFT) if draft else None,
        preheader=together((opening.verdict, *opening.preview)),
        verdict=opening.verdict,
        lead=opening.lead,
        footer=foot(
            translate,
            context.report.looked or context.report.now,
            (opening.because, *_next(context), *_contact(company, reply_to)),
        ),
        unsubscribe=Link(mailto(reply_to, f"Unsubscribe {company.id}"), translate.phrase(opening.stop)),
        brand_footer=foreign(brand.footer, FOOTER) if brand.footer else None,
        color=color,
        color_on_dark=on_dark(color),
    )


def _next(context: ReportContext) -> tuple[Message, ...]:
    """Return when the next report comes; nothing where none is known to come."""
    day = context.report.next_day
    return () if day is None else (message("The next report comes on {day}.", day=day),)


def _contact(company: Company, reply_to: str) -> tuple[Message, ...]:
    """Return whom to ask; nobody is told to write to themselves."""
    return () if reply_to in company.report.to else (ASK,)


def foot(translate: Translator, at: datetime, said: tuple[Message, ...]) -> tuple[Phrase, ...]:
    """Return the foot: as of when, what else is `said` (why this mail, when the next one comes, whom to ask), and what we never ask for."""
    day = translate.local(at).date()
    moment = message(
        "Data as of {day} {year}, {time} ({zone}).",
        day=day,
        year=str(day.year),
        time=translate.time(at),
        zone=translate.zone_name(at),
    )
    return tuple(map(translate.phrase, (moment, *said, message("We never ask for passwords."))))


def not_shown(context: ReportContext, hidden: int) -> Phrase:
    """Return how much a mail has no room for, and how to get it."""
    if context.company.report.answers_itself:
        return context.translate.phrase(
            message_n(
                "{n} more note is in the whole report.", "{n} more notes are in the whole report.", hidden
            )
        )
    return context.translate.phrase(
        message_n(
            "{n} more note is not shown here. Reply to this email and we will send you the whole list.",
            "{n} more notes are not shown here. Reply to this email and we will send you the whole list.",
            hidden,
        )
    )


# --- the report ---


def mail_views(sheet: Sheet) -> Iterator[View]:
    """Yield the report's mail with ever fewer findings, until it can be sent; the agency's copy has a part of its own."""
    owner = replace(sheet.context, audience=Audience.OWNER)
    copied = sheet.context.audience is Audience.OPERATOR
    for room in fewer(sheet.room):
        cut = replace(sheet, context=owner, room=room)
        yield replace(build(cut), agency=agency_part(cut) if copied else None)


def mail_subject(context: ReportContext) -> str:
    """Return the owner's subject; where that says "nothing for you", the agency's copy names what is the agency's."""
    owner = replace(context, audience=Audience.OWNER)
    return subject(context if stance(owner) is Stance.LEFT_TO_OTHERS else owner)


def build(sheet: Sheet) -> View:
    """Return what the report shows; the mails of a first one and of a new month are read in two minutes, too."""
    if sheet.whole:
        return _shown(sheet)
    if sheet.context.report.first:
        return _first(sheet)
    return _month(sheet) if sheet.context.report.month_begins else _shown(sheet)


def _month(sheet: Sheet) -> View:
    """Return a month's first mail with as much of it as it has room for; where a week alone has more, as that week's."""
    for beside in LADDER:
        shown = _shown(replace(sheet, beside=beside))
        if words_in(shown, sheet.context.translate) <= MOST_IN_A_MONTH:
            return shown
    return _shown(replace(sheet, beside=AS_A_WEEK))


def _shown(sheet: Sheet) -> View:
    context, beside = sheet.context, sheet.beside
    named = tuple if sheet.whole else some
    tasks = task_views(sheet, context.tasks[:TASKS])
    channels, hidden = _channels(sheet)
    care = () if sheet.whole else care_lines(context)
    frame = _frame(sheet, tasks)
    told = sheet.whole or context.report.month_begins
    brought = (*achieved(context, named), *results(context)) if told else ()
    went = courses(context) if told else ()
    if not sheet.whole:
        hidden += max(0, len(care) - beside.care) + max(0, len(brought) - beside.results)
        hidden += 0 if beside.courses else len(went)
        brought, went = brought[: beside.results], went if beside.courses else ()
    return View(
        frame=frame,
        masthead=_masthead(context),
        good=context.good,
        tasks=tasks,
        channels=channels,
        more=_more(sheet, hidden),
        report_link=_report_link(sheet),
        report_link_note=_report_link_note(sheet),
        resolved=_resolved(context, named),
        score_summary=score_summary(context),
        basis=basis(context),
        logo=logo_of(context.company),
        overview=() if context.good else overview(context),
        all_channels=all_channels(context),
        more_channels=more_channels(context),
        care=care[: beside.care],
        notices=notices(context, None),
        results=brought,
        praise=praise(context) if told else (),
        courses=went,
        around=around(sheet),
    )


def _first(sheet: Sheet) -> View:
    """Return the form of a first report, with as much of it as is read in two minutes."""
    views = (_first_with(sheet, room) for room in ROOMS)
    shown = next(views)
    for less in views:
        if words_in(shown, sheet.context.translate) <= MOST_WORDS:
            break
        shown = less
    return shown


def _first_with(sheet: Sheet, room: Room) -> View:
    context = sheet.context
    sight = first_sight(sheet, room)
    frame = _frame(sheet, sight.plan)
    return View(
        frame=frame,
        masthead=_masthead(context),
        good=False,
        tasks=(),
        channels=(),
        more=_more(sheet, left_untold(context, room)),
        report_link=_report_link(sheet),
        report_link_note=_report_link_note(sheet),
        resolved=None,
        score_summary=score_summary(context),
        basis=basis(context),
        logo=logo_of(context.company),
        overview=overview(context) if room.table else (),
        notices=notices(context, None),
        around=around(sheet),
        first=sight,
    )


def _frame(sheet: Sheet, tasks: tuple[TaskView, ...]) -> Frame:
    context = sheet.context
    opening = Opening(
        subject=subject(context),
        verdict=verdict(context),
        lead=lead(context),
        preview=tuple(task.text for task in tasks[:1]),
        because=_because(context),
        stop=message("Unsubscribe from this report"),
    )
    return company_frame(context, opening, sheet.reply_to)


def _because(context: ReportContext) -> Message:
    who = context.keeper
    if who is None:
        return message(
            "You receive this report because your address is registered for {company}.",
            company=context.company.name,
        )
    return message("You receive this report from {who} because we look after your channels.", who=who)


def _masthead(context: ReportContext) -> Phrase:
    who = context.keeper
    return context.translate.phrase(
        message("Channel check by {who}", who=who) if who else message("Channel check")
    )


def _channels(sheet: Sheet) -> tuple[tuple[ChannelView, ...], int]:
    """Return the channels that have something to say, and how many things did not fit."""
    speaking = [account for account in sheet.context.ordered if sheet.speaks(account)]
    hidden = sum(map(sheet.left_out, sheet.context.ordered))
    if sheet.whole:
        return tuple(sheet.channel(one, sheet.findings(one), len(one.open_items)) for one in speaking), 0
    findings, quotes, channels = sheet.room, sheet.room * 3 // 8, min(sheet.room // 2, MOST_IN_FULL)
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
    context = sheet.context
    told = []
    if hidden and sheet.report_link:
        more = message_n(
            "{n} more note is in the whole report.", "{n} more notes are in the whole report.", hidden
        )
        told.append(context.translate.phrase(more))
    elif hidden:
        told.append(not_shown(context, hidden))
    older = (
        one
        for account in context.report.accounts
        for one in context.left_out(account)
        if context.mine(one) and not one.crowded_out
    )
    count = 0 if sheet.whole else sum(1 for _ in older)
    if count:
        told.append(context.translate.phrase(left_to_the_month(count)))
    around_it = open_around(context)
    if around_it:
        told.append(context.translate.phrase(around_it))
    return tuple(told)


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
    note = message("Anyone with this link can read the report until {day}.", day=link.end)
    return sheet.context.translate.phrase(note)


def _resolved(
    context: ReportContext, named: Callable[[tuple[Message, ...]], tuple[Message, ...]]
) -> Phrase | None:
    done = put_right(context, context.report.resolved)
    if not done:
        return None
    return context.translate.phrase(
        message("Done: {things}.", things=named(done))
        if told_last_week(context.report)
        else message("Done since the last report: {things}.", things=named(done))
    )


# --- what is behind a task, unless the first sentence or the task itself has said it ---


def task_views(sheet: Sheet, tasks: tuple[Task, ...]) -> tuple[TaskView, ...]:
    """Return how tasks are told, each with what is behind it."""
    causes = _behind(sheet, tasks)
    return tuple(replace(sheet.task(task), what=what) for task, what in zip(tasks, causes, strict=True))


def _behind(sheet: Sheet, tasks: tuple[Task, ...]) -> tuple[Phrase | None, ...]:
    """Return what each task follows from, with its channel, and in a finding's first week why it matters, once."""
    context = sheet.context
    told: set[Message] = set()
    phrases = []
    for task in tasks:
        _, finding = context.cause(task)
        found = grounds(context, task, partial(is_in_the_verdict, context))
        sentences = list(map(context.translate.phrase, found))
        if finding and sheet.beside.whys and is_new(finding) and finding.why not in told:
            told.add(finding.why)
            sentences.append(context.translate.phrase(finding.why))
        phrases.append(together(tuple(sentences)) if sentences else None)
    return tuple(phrases)
