"""What the report shows of one channel, and how a link or a person in charge is told."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from account_health.checks import BY_ID
from account_health.checks.activity import NO_BLOG
from account_health.checks.evidence import STUDIES
from account_health.checks.exempt import READ_ELSEWHERE
from account_health.memory.waiting import MOST_QUOTED, quoting_order
from account_health.model import (
    AccountReport,
    Audience,
    Days,
    Finding,
    Hours,
    Message,
    OpenItem,
    Outside,
    Own,
    Task,
    Topic,
    message,
    message_n,
)
from account_health.model.company import Company
from account_health.report.beside import USUAL, Beside
from account_health.report.context import NAME, ReportContext, blind, is_noise, some
from account_health.report.grounds import each_place, says_all
from account_health.report.links import Links, ReportLink, links_of, mailto
from account_health.report.sections import (
    advice,
    gap_sentences,
    held_back,
    ideas,
    last_facts,
    notices,
)
from account_health.report.verdict import cared_for, first_finding
from account_health.report.views import AdviceView, ChannelView, FindingView, Link, QuoteView, TaskView
from account_health.report.words import badge, upkeep
from account_health.text.i18n import Phrase, foreign, together

LEFT_OUT: Final = (NO_BLOG, READ_ELSEWHERE)
"""Sentences by which a check says that a whole area of a website is not judged, and what to do if that is wrong."""
TASKS: Final = 3
QUOTES: Final = MOST_QUOTED
_PLAIN_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,120}")
_MINUTES_AN_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a view is made for: a report, its links, the mailbox for answers, and how much it can hold.

    `whole` is everything, for the page; otherwise there is room for so many findings, for channels and
    quotes in proportion, and for what stands `beside` them. `report_link` leads to the whole report, None where there is no such link.
    """

    context: ReportContext
    links: Links
    reply_to: str
    whole: bool
    room: int = 40
    report_link: ReportLink | None = None
    beside: Beside = USUAL

    def findings(self, account: AccountReport) -> tuple[Finding, ...]:
        """Return the findings of an account that this audience reads in full; a mail's tasks are told already."""
        told = self._findings(account)
        return told if self.whole else tuple(filter(self.beside.tells, told))

    def left_out(self, account: AccountReport) -> int:
        """Return how many things of an account a mail leaves to the page, because it has no room beside its tasks."""
        if self.whole:
            return 0
        untold = len(self._findings(account)) - len(self.findings(account))
        quiet = len(notices(self.context, account.account)) - len(self._notices(account))
        idea = bool(ideas(self.context, account)) and not self.beside.ideas
        return untold + quiet + idea

    def _findings(self, account: AccountReport) -> tuple[Finding, ...]:
        found = self.context.faults(account) if self.whole else self.context.told(account)
        if self.whole:
            found = tuple(finding for finding in found if not is_noise(finding))
        mine = (finding for finding in found if self.context.mine(finding))
        return tuple(finding for finding in mine if self.whole or not self._above(account, finding))

    def _above(self, account: AccountReport, finding: Finding) -> bool:
        tasks = self.context.tasks[:TASKS]
        return any(
            account.account in (task.account, *task.also) and task.check == finding.check for task in tasks
        )

    def speaks(self, account: AccountReport) -> bool:
        """Tell whether there is more to say of a channel than its line in the overview."""
        context = self.context
        theirs = any(not context.mine(finding) for finding in context.told(account))
        return self.whole or bool(
            self.findings(account)
            or theirs
            or account.open_items
            or gap_sentences(context, account)
            or self._notices(account)
            or held_back(context, account)
            or self._quiet(account)
            or self._ideas(account)
            or self._advice(account)
        )

    def channel(self, account: AccountReport, findings: tuple[Finding, ...], quotes: int) -> ChannelView:
        """Return what is shown of an account, with these of its findings and so many quotes."""
        translate = self.context.translate
        items = sorted(account.open_items, key=lambda item: quoting_order(item.tone, item.at, item.id))
        shown = items[:quotes]
        rest = len(items) - len(shown)
        return ChannelView(
            name=self.context.heading(account),
            state=self._state(account),
            link=self.home(account),
            findings=tuple(self._told(account, finding, shown) for finding in findings),
            quotes=tuple(self._quote(account, item) for item in shown),
            more_quotes=translate.phrase(_rest(rest, bool(shown))) if rest else None,
            notes=self._notes(account),
            done=self._done(account),
            last=last_facts(self.context, account) if self.whole else None,
            ideas=self._ideas(account),
            advice=self._advice(account),
        )

    def _told(self, account: AccountReport, finding: Finding, quoted: list[OpenItem]) -> FindingView:
        """Return a finding; who waits is answered from the quotes, so a mail leads there once."""
        told = self.finding(account, finding)
        above = not self.whole and quoted and finding.topic is Topic.CONVERSATION
        return replace(told, link=None) if above else told

    def _ideas(self, account: AccountReport) -> tuple[Phrase, ...]:
        return ideas(self.context, account)[: None if self.whole else self.beside.ideas]

    def _notices(self, account: AccountReport) -> tuple[Phrase, ...]:
        return notices(self.context, account.account) if self.whole or self.beside.notices else ()

    def _advice(self, account: AccountReport) -> AdviceView | None:
        """Return what each way to go on takes: a mail says what we advise in the line that asks for the decision."""
        return advice(self.context, account) if self.whole else None

    def who(self, owner: str | None, due: date | None, deputy: str | None = None) -> Phrase | None:
        """Return who is in charge and until, or since, when, as far as either is known and may be told."""
        name = self._in_charge(owner, deputy)
        late = due is not None and due < self.context.today
        if name and due and late:
            return self.context.translate.phrase(message("{name}, overdue since {day}", name=name, day=due))
        if name and due:
            return self.context.translate.phrase(message("{name}, by {day}", name=name, day=due))
        if due and late:
            return self.context.translate.phrase(message("Overdue since {day}", day=due))
        if name:
            return self.context.translate.phrase(message("For {name}", name=name))
        return self.context.translate.phrase(message("By {day}", day=due)) if due else None

    def _in_charge(self, owner: str | None, deputy: str | None) -> str | Message | None:
        name, second = self._person(owner), self._person(deputy)
        return message("{name} (deputy: {second})", name=name, second=second) if name and second else name

    def link(self, account: AccountReport, url: str | None, check: str) -> Link | None:
        """Return a link to the very place that a check speaks of, else to the channel, named after what it leads to."""
        target = self.links.safe(url)
        title, topic = BY_ID[check].title, BY_ID[check].topic
        place = self.context.named(account, self.context.channel(account).place)
        if target is not None and topic is Topic.CONVERSATION:
            return Link(target, self.context.translate.phrase(message("Reply {place}", place=place)))
        home = self.home(account)
        if target is None or home is None or target == home.url:
            return home
        thing = message("View: {title} {place}", title=title, place=place)
        return Link(target, self.context.translate.phrase(thing))

    def _beside(self, account: AccountReport, finding: Finding) -> Link | None:
        """Return a finding's link; a mail's headings lead to the channel itself."""
        link = self.link(account, finding.fix_url, finding.check)
        return None if link == self.home(account) and not self.whole else link

    def home(self, account: AccountReport) -> Link | None:
        """Return the link to the channel itself."""
        target = self.links.safe(account.url)
        channel = self.context.named(account, self.context.channel(account).name)
        return (
            Link(target, self.context.translate.phrase(message("Open {channel}", channel=channel)))
            if target
            else None
        )

    def _person(self, owner: str | None) -> str | None:
        if owner is None or self.context.company.report.people == "none":
            return None
        return next((person.name for person in self.context.company.people if person.id == owner), owner)

    def _state(self, account: AccountReport) -> Phrase | None:
        """Return one line: where the channel stands and when it last posted; its notes tell why it was not seen."""
        told = any(finding.topic is Topic.ACTIVITY for finding in self.context.told(account))
        translate, last = self.context.translate, None if told and not self.whole else account.last_post_at
        if account.state == "dormant":
            return translate.phrase(message("Resting, as agreed."))
        if blind(account):
            return None
        score = None if account.score is None else translate.figure(account.score)
        if score is None and last is None:
            sentence = message("No score, because we could not check everything.")
        elif score is None:
            sentence = message(
                "No score, because we could not check everything; last post on {day}.", day=last or ""
            )
        elif last is None:
            sentence = message("{score} of 100 points.", score=score)
        else:
            sentence = message("{score} of 100 points, last post on {day}.", score=score, day=last)
        return translate.phrase(sentence)

    def finding(self, account: AccountReport, finding: Finding) -> FindingView:
        """Return a finding; a mail gives reasons with its tasks alone, and what to do instead of what it names anyway."""
        translate, action = self.context.translate, finding.action
        enough = not self.whole and action is not None and says_all(action, finding.message)
        urgency, tone = badge(finding, self.context.today)
        return FindingView(
            urgency=translate.text(urgency),
            tone=tone,
            what=translate.phrase(action if enough and action else finding.message),
            why=self._why(finding) if self.whole else None,
            action=None
            if enough or action is None
            else self._advised(account, action, decision=finding.decision),
            link=self._beside(account, finding),
            who=self.who(finding.owner, finding.due),
        )

    def _why(self, finding: Finding) -> Phrase:
        """Return why a finding matters, with the strongest study of it, where there is one."""
        study = STUDIES.get(finding.check)
        sentences = (finding.why,) if study is None else (finding.why, study)
        return together(tuple(map(self.context.translate.phrase, sentences)))

    def task(self, task: Task) -> TaskView:
        """Return how a task is told, without what is behind it."""
        account, _ = self.context.cause(task)
        urgency, tone = badge(task, self.context.today)
        return TaskView(
            urgency=self.context.translate.text(urgency),
            tone=tone,
            text=self._with_places(task),
            link=self.link(account, task.url, task.check),
            who=self.who(task.owner, task.due, task.deputy),
            # A fraction is written in figures, which a unit that is shortened asks for.
            takes=self.context.translate.nested(message("{time} min", time=float(task.minutes)))
            if task.minutes
            else None,
        )

    def _advised(self, account: AccountReport, action: Message, *, decision: bool) -> Phrase:
        """Return what there is to do; where it is to be decided, with our advice in the same line."""
        text, advised = self.context.translate.phrase(action), account.advice
        return (
            together((text, self.context.translate.phrase(advised.message))) if decision and advised else text
        )

    def _with_places(self, task: Task) -> Phrase:
        """Return what there is to do, with the further channels where the same is to be done."""
        context = self.context
        account, _ = context.cause(task)
        text = self._advised(account, task.text, decision=task.decision)
        if task.also and each_place(context, task):
            return text
        if not task.also:
            text = self._advised(account, context.located(account, task.text), decision=task.decision)
        also = tuple(
            context.named(one, context.channel(one).it)
            for one in context.report.accounts
            if one.account in task.also
        )
        if not also:
            return text
        same = message("The same applies to {channels}.", channels=some(also))
        return together((text, context.translate.phrase(same)))

    def _quote(self, account: AccountReport, item: OpenItem) -> QuoteView:
        translate, place = self.context.translate, self.context.channel(account).place
        author = foreign(item.author, NAME)
        answer = message("Reply to {author}", author=Outside(item.author))
        target = self.links.safe(item.url) or self.links.safe(account.url)
        quoted = self.context.company.report.quotes and item.excerpt.strip()
        return QuoteView(
            author=author or translate.phrase(self._somebody(item)),
            since=self._since(item),
            text=translate.quote(item.excerpt) if quoted else None,
            answer=Link(target, translate.phrase(answer if author else message("Reply {place}", place=place)))
            if target
            else None,
            dismiss=None if self.is_alone else self._dismiss(item),
            command=self._command(item) if self.is_alone else None,
        )

    @property
    def is_alone(self) -> bool:
        """Whether the reader's own mailbox gets the answers: nobody is told to write to themselves."""
        return self.reply_to in self.context.company.report.to

    def _dismiss(self, item: OpenItem) -> Link:
        """Return the mail by which a reader says that an item needs no answer."""
        translate = self.context.translate
        words = (
            message("{author} needs no reply", author=Outside(item.author))
            if item.author
            else message("No reply needed")
        )
        subject = translate.text(message("No reply needed: {item}", item=item.id))
        return Link(mailto(self.reply_to, subject), translate.phrase(words))

    def _command(self, item: OpenItem) -> Phrase:
        """Return the command that does it; an id that is more than letters and figures is broken like a stranger's words."""
        typed = f"account-health done {self.context.company.id}.toml {item.id}"
        command = Own(typed) if _PLAIN_ID.fullmatch(item.id) else Outside(typed)
        return self.context.translate.phrase(message("No reply needed? {command}", command=command))

    def _somebody(self, item: OpenItem) -> Message:
        """Return who asked where nobody says a name; of words that are not kept any longer the day is left."""
        if item.kind == "mention" and not item.excerpt:
            return message("Someone asked on {day}", day=self.context.translate.local(item.at).date())
        return message("Someone")

    def _since(self, item: OpenItem) -> Phrase:
        translate = self.context.translate
        age = (translate.local(self.context.report.now).date() - translate.local(item.at).date()).days
        when = message("{age} ago", age=Days(age)) if age > 0 else message("today")
        if item.rating is None:
            return translate.nested(when)
        return translate.nested(message_n("{n} star, {when}", "{n} stars, {when}", item.rating, when=when))

    def _done(self, account: AccountReport) -> Phrase | None:
        if not (account.no_answer_needed and account.open_items):
            return None
        rest = message_n("One other needs no reply.", "{n} others need no reply.", account.no_answer_needed)
        return self.context.translate.phrase(rest)

    def _quiet(self, account: AccountReport) -> list[Phrase]:
        """Return a line for each area of a website that is left out: on the page, and in the month's first mail."""
        if not (self.whole or self.context.report.month_begins):
            return []
        said = {finding.message for finding in account.findings}
        return [self.context.translate.phrase(line) for line in LEFT_OUT if line in said]

    def _notes(self, account: AccountReport) -> tuple[Phrase, ...]:
        """Return what stands below: what was not seen, what nobody expects there, and what others look after."""
        context, translate = self.context, self.context.translate
        notes = [*gap_sentences(context, account), *self._notices(account)]
        notes += self._quiet(account)
        said = first_finding(context)
        theirs = [
            finding
            for finding in context.told(account)
            if not context.mine(finding) and said != (account, finding)
        ]
        if theirs and not blind(account):
            topics = dict.fromkeys(upkeep(finding) for finding in theirs)
            notes += [
                together((translate.phrase(message), translate.phrase(cared_for(context))))
                for message in topics
            ]
        notes += held_back(context, account)
        if self.whole and (done := self._done(account)):
            notes.append(done)
        if account.reads and account.prices_as_of and context.audience is Audience.OPERATOR:
            notes.append(translate.phrase(cost(account)))
        return tuple(notes)


def sheet_of(context: ReportContext, reply_to: str | None) -> Sheet:
    """Return what a mail is made for; by default `reply_address` reads its answers."""
    company = context.company
    links = links_of([account.url for account in company.accounts] + [*company.facts.website])
    mailbox = reply_address(company) if reply_to is None else reply_to
    return Sheet(context, links, mailbox, whole=False)


def reply_address(company: Company, operator: str | None = None) -> str:
    """Return the mailbox that reads answers: `reply_to`, else the first of `copy_to`, else the operator, else `to`."""
    settings = company.report
    return settings.reply_to or next(iter(settings.copy_to), None) or operator or settings.to[0]


def spent(minutes: int) -> Message:
    """Return roughly how long something takes, in minutes or in hours."""
    if minutes <= 1.5 * _MINUTES_AN_HOUR:
        return message_n("about {n} minute", "about {n} minutes", minutes)
    return message("about {time}", time=Hours(minutes / _MINUTES_AN_HOUR))


def is_new(finding: Finding) -> bool:
    """Tell whether no earlier report told this finding."""
    return (finding.weeks or 1) == 1


def cost(account: AccountReport) -> Message:
    """Return what the platform charges, for whoever pays it."""
    return message_n(
        "This check cost {cents} US cents ({n} read), about {month} a month. Prices as of {day}.",
        "This check cost {cents} US cents ({n} reads), about {month} a month. Prices as of {day}.",
        account.reads,
        cents=round(account.cost_usd * 100, 1),
        month=round(account.month_cost_usd * 100, 1),
        day=account.prices_as_of or "",
    )


def _rest(n: int, quoted: bool) -> Message:  # noqa: FBT001 - a fact, not a switch
    if quoted:
        return message_n("One more is waiting.", "{n} more are waiting.", n)
    return message_n("Someone is waiting for a reply.", "{n} people are waiting for a reply.", n)
