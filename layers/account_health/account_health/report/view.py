"""What a report shows, in order and in the reader's words; the templates only set it.

A `View` holds finished phrases and checked links. The mail and the page are made from the same view, the mail
from one that is cut to size.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from account_health.company import Company
from account_health.i18n import Phrase, foreign
from account_health.model import (
    AccountReport,
    Audience,
    CompanyReport,
    Days,
    Finding,
    Message,
    OpenItem,
    Outside,
    Severity,
    Status,
    Task,
    Topic,
    say,
    say_n,
)
from account_health.report.gaps import care, gap_sentences, keeper, together
from account_health.report.links import Links, mailto
from account_health.report.sight import MONTHLY_LINES, NAME, Sight, blind, faults
from account_health.report.verdict import lead, subject, verdict
from account_health.report.words import STATUSES, TOPICS, UPKEEP, URGENCY

Tone: TypeAlias = Literal["urgent", "soon", "later", "calm"]

TASKS: Final = 3
MAIL_FINDINGS: Final = 40
MAIL_QUOTES: Final = 3
_TONES: Final[dict[Severity, Tone]] = {
    Severity.CRITICAL: "urgent",
    Severity.HIGH: "soon",
    Severity.MEDIUM: "soon",
    Severity.LOW: "later",
    Severity.INFO: "later",
}
_GREEN, _YELLOW = 80, 50
_TONE_ORDER: Final = ("criticism", "question", "other")


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be followed, and words that say where it leads."""

    url: str
    label: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One thing to do this week."""

    urgency: str
    tone: Tone
    text: Phrase
    link: Link | None
    who: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding: what, why, what to do, where, who and until when."""

    urgency: str
    tone: Tone
    what: Phrase
    why: Phrase
    action: Phrase | None
    link: Link | None
    who: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """One public item that waits: who wrote what, since when, where to answer, and how to say that nobody need."""

    author: Phrase
    since: Phrase
    text: Phrase | None
    answer: Link | None
    dismiss: Link
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One line of the list of everything that was looked at."""

    topic: str
    title: Phrase
    status: str
    tone: Tone
    message: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """One channel with what is to be said about it."""

    name: Phrase
    state: Phrase
    link: Link | None
    findings: tuple[FindingView, ...]
    quotes: tuple[QuoteView, ...]
    more_quotes: Phrase | None
    notes: tuple[Phrase, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of the trend: its height in percent of the chart, None where there is no number."""

    week: str
    percent: int | None
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The number, small: where the company stands, how much of it was seen, and how it went."""

    sentence: Phrase
    trend: Phrase | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole report, ready to be set."""

    language: str
    title: str
    subject: str
    sender: str
    company: Phrase
    day: str
    draft: Phrase | None
    preheader: str
    good: bool
    verdict: Phrase
    lead: tuple[Phrase, ...]
    tasks: tuple[TaskView, ...]
    channels: tuple[ChannelView, ...]
    quiet: Phrase | None
    more: tuple[Phrase, ...]
    resolved: Phrase | None
    standing: Standing | None
    basis: Phrase | None
    footer: tuple[Phrase, ...]
    unsubscribe: Link
    brand_footer: Phrase | None
    color: str


def reply_address(company: Company, operator: str | None = None) -> str:
    """Return the mailbox that reads answers: `reply_to`, else the first of `copy_to`, else the operator, else `to`."""
    settings = company.report
    return settings.reply_to or next(iter(settings.copy_to), None) or operator or settings.to[0]


def view(sight: Sight, links: Links, reply_to: str, *, whole: bool) -> View:
    """Return what the report shows.

    Args:
        sight: the report with its company, audience and language.
        links: who makes addresses into links.
        reply_to: the mailbox for "needs no answer" and for signing off.
        whole: everything, for the page; otherwise cut to what a mail can hold.
    """
    return _Builder(sight, links, reply_to, whole=whole).view()


class _Builder:
    """Makes a view of a report; keeps count of how much a mail still has room for."""

    def __init__(self, sight: Sight, links: Links, reply_to: str, *, whole: bool) -> None:
        self._sight = sight
        self._say = sight.say
        self._links = links
        self._reply_to = reply_to
        self._whole = whole
        self._room = MAIL_FINDINGS

    def view(self) -> View:
        sight, say_ = self._sight, self._say
        today = say_.local(sight.report.now).date()
        first = verdict(sight)
        tasks = tuple(self._task(task) for task in sight.report.todo[:TASKS])
        channels = tuple(self._channel(account) for account in sight.ordered if self._speaks(account))
        preheader = " ".join([str(first), *(str(task.text) for task in tasks[:1])])
        return View(
            language=say_.language,
            title=subject(sight),
            subject=subject(sight),
            sender=self._sender(),
            company=foreign(sight.company.name, NAME),
            day=say_.weekday(today),
            draft=say_.phrase(say("Draft: only you get this mail."))
            if sight.company.report.mode == "review"
            else None,
            preheader=preheader,
            good=sight.good,
            verdict=first,
            lead=lead(sight),
            tasks=tasks,
            channels=channels,
            quiet=self._quiet(),
            more=self._more(),
            resolved=self._resolved(),
            standing=self._standing(),
            basis=self._basis(),
            footer=self._footer(today),
            unsubscribe=Link(
                mailto(self._reply_to, f"Unsubscribe {sight.company.id}"),
                say_.phrase(say("Stop getting this report")),
            ),
            brand_footer=foreign(sight.company.brand.footer, 240) if sight.company.brand.footer else None,
            color=sight.company.brand.color or "#0b5d5a",
        )

    # --- tasks ---

    def _task(self, task: Task) -> TaskView:
        account = next(one for one in self._sight.report.accounts if one.account == task.account)
        finding = next((one for one in account.findings if one.check == task.check), None)
        return TaskView(
            urgency=self._say.text(URGENCY[task.severity]),
            tone=_TONES[task.severity],
            text=self._say.phrase(task.text),
            link=self._link(account, task.url, finding.topic if finding else None),
            who=self._who(task.owner, task.due),
        )

    def _who(self, owner: str | None, due: date | None) -> Phrase | None:
        name = self._person(owner)
        if name and due:
            return self._say.phrase(say("In charge: {name}, by {day}", name=name, day=due))
        if name:
            return self._say.phrase(say("In charge: {name}", name=name))
        return self._say.phrase(say("By {day}", day=due)) if due else None

    def _person(self, owner: str | None) -> str | None:
        if owner is None or self._sight.company.report.people == "none":
            return None
        return next((person.name for person in self._sight.company.people if person.id == owner), owner)

    def _link(self, account: AccountReport, url: str | None, topic: Topic | None) -> Link | None:
        """Return a link to the very place, else to the channel, named after where it leads."""
        target = self._links.safe(url)
        channel = self._sight.channel(account)
        if target is not None and topic is Topic.CONVERSATION:
            return Link(target, self._say.phrase(say("Answer {place}", place=channel.place)))
        home = self._links.safe(account.url)
        if target is not None and target != home and topic is Topic.PROFILE:
            return Link(target, self._say.phrase(say("See it {place}", place=channel.place)))
        if target is None:
            target = home
        return (
            Link(target, self._say.phrase(say("Open the {channel}", channel=channel.name)))
            if target
            else None
        )

    # --- channels ---

    def _speaks(self, account: AccountReport) -> bool:
        sight = self._sight
        return self._whole or bool(
            sight.told(account) or sight.monthly(account) or account.open_items or account.unavailable
        )

    def _channel(self, account: AccountReport) -> ChannelView:
        sight = self._sight
        told = [f for f in (faults(account) if self._whole else sight.told(account)) if sight.mine(f)]
        if not self._whole:
            told = told[: self._room]
            self._room -= len(told)
        items = sorted(account.open_items, key=lambda item: (_TONE_ORDER.index(item.tone), item.at, item.id))
        shown = items if self._whole else items[:MAIL_QUOTES]
        rest = len(items) - len(shown)
        home = self._links.safe(account.url)
        return ChannelView(
            name=sight.heading(account),
            state=self._state(account),
            link=Link(home, self._say.phrase(say("Open the {channel}", channel=sight.channel(account).name)))
            if home
            else None,
            findings=tuple(self._finding(account, finding) for finding in told),
            quotes=tuple(self._quote(account, item) for item in shown),
            more_quotes=self._say.phrase(say_n("{n} more is waiting.", "{n} more are waiting.", rest))
            if rest
            else None,
            notes=self._notes(account),
            rows=tuple(self._row(finding) for finding in account.findings) if self._whole else (),
        )

    def _state(self, account: AccountReport) -> Phrase:
        last = account.last_post_at
        if account.state == "dormant":
            return self._say.phrase(say("Rests, as agreed."))
        if blind(account):
            return self._say.phrase(say("Not looked at."))
        if account.score is None:
            if last is None:
                return self._say.phrase(say("No number, since not everything could be seen."))
            return self._say.phrase(
                say("No number, since not everything could be seen; last post on {day}.", day=last)
            )
        if last is None:
            return self._say.phrase(say("Standing: {score} of 100.", score=self._figure(account.score)))
        return self._say.phrase(
            say("Standing: {score} of 100, last post on {day}.", score=self._figure(account.score), day=last)
        )

    def _figure(self, value: int) -> str:
        return self._say.figure(value)

    def _finding(self, account: AccountReport, finding: Finding) -> FindingView:
        done_above = any(
            (task.account, task.check) == (account.account, finding.check)
            for task in self._sight.report.todo[:TASKS]
        )
        return FindingView(
            urgency=self._say.text(URGENCY[finding.severity]),
            tone=_TONES[finding.severity],
            what=self._say.phrase(finding.message),
            why=self._say.phrase(finding.why),
            action=None if done_above or finding.action is None else self._say.phrase(finding.action),
            link=None if done_above else self._link(account, finding.fix_url, finding.topic),
            who=None if done_above else self._who(finding.owner, finding.due),
        )

    def _quote(self, account: AccountReport, item: OpenItem) -> QuoteView:
        author = foreign(item.author, NAME)
        url = self._links.safe(item.url) or self._links.safe(account.url)
        channel = self._sight.channel(account)
        label = say("Answer {author} {place}", author=Outside(item.author), place=channel.place)
        anonymous = say("Answer {place}", place=channel.place)
        dismiss = self._say.text(say("No answer needed: {item}", item=item.id))
        return QuoteView(
            author=author if author else self._say.phrase(say("Somebody")),
            since=self._since(item),
            text=self._say.quote(item.excerpt)
            if self._sight.company.report.quotes and item.excerpt.strip()
            else None,
            answer=Link(url, self._say.phrase(label if author else anonymous)) if url else None,
            dismiss=Link(mailto(self._reply_to, dismiss), self._say.phrase(say("Needs no answer"))),
            id=str(foreign(item.id, 120)),
        )

    def _since(self, item: OpenItem) -> Phrase:
        today = self._say.local(self._sight.report.now).date()
        age = max((today - self._say.local(item.at).date()).days, 0)
        stars = (
            say_n("{n} star, ", "{n} stars, ", item.rating) if item.rating else say("{nothing}", nothing="")
        )
        if age == 0:
            return self._say.phrase(say("{stars}today", stars=stars))
        return self._say.phrase(say("{stars}{age} ago", stars=stars, age=Days(age)))

    def _notes(self, account: AccountReport) -> tuple[Phrase, ...]:
        """Return what stands below the findings: what was not seen, what others look after, what needs no answer."""
        sight = self._sight
        notes = list(gap_sentences(sight, account))
        theirs = [f for f in sight.told(account) if not sight.mine(f)]
        if theirs and not blind(account):
            topics = dict.fromkeys(UPKEEP[finding.topic] for finding in theirs)
            notes += [together((self._say.phrase(message), care(sight))) for message in topics]
        monthly = sight.monthly(account) if not self._whole else ()
        notes += [
            self._say.phrase(finding.message) for finding in monthly[:MONTHLY_LINES] if sight.mine(finding)
        ]
        if account.no_answer_needed and account.open_items:
            notes.append(
                self._say.phrase(
                    say_n("{n} more needs no answer.", "{n} more need no answer.", account.no_answer_needed)
                )
            )
        return tuple(notes)

    def _row(self, finding: Finding) -> RowView:
        mine = self._sight.mine(finding) or finding.status not in {Status.FAIL, Status.WARN}
        return RowView(
            topic=self._say.text(TOPICS[finding.topic]),
            title=self._say.phrase(finding.title),
            status=self._say.text(STATUSES[finding.status]),
            tone=_row_tone(finding),
            message=self._say.phrase(finding.message if mine else UPKEEP[finding.topic]),
        )

    # --- the whole ---

    def _quiet(self) -> Phrase | None:
        """Return the channels that have nothing to say, in one line, each with its number."""
        sight = self._sight
        calm = [account for account in sight.ordered if not self._speaks(account)]
        if not calm or sight.good:
            return None
        names = tuple(self._calm(account) for account in calm)
        return self._say.phrase(say("Nothing to do: {channels}.", channels=names))

    def _calm(self, account: AccountReport) -> Message:
        name = self._sight.channel(account).name
        if account.state == "dormant":
            return say("{channel} (rests)", channel=name)
        if account.score is None:
            return say("{channel}", channel=name)
        return say("{channel} ({score})", channel=name, score=self._figure(account.score))

    def _more(self) -> tuple[Phrase, ...]:
        sight = self._sight
        if self._whole:
            return ()
        sentences = []
        cut = sum(sum(1 for f in sight.told(a) if sight.mine(f)) for a in sight.report.accounts) - (
            MAIL_FINDINGS - self._room
        )
        if cut > 0:
            sentences.append(
                say_n(
                    "{n} more is not shown here. Answer this mail and we send you the whole list.",
                    "{n} more are not shown here. Answer this mail and we send you the whole list.",
                    cut,
                )
            )
        older = sum(sight.left_out(account) for account in sight.report.accounts)
        if older:
            sentences.append(
                say_n(
                    "{n} smaller note is unchanged. It stands in the monthly report.",
                    "{n} smaller notes are unchanged. They stand in the monthly report.",
                    older,
                )
            )
        return tuple(map(self._say.phrase, sentences))

    def _resolved(self) -> Phrase | None:
        sight = self._sight
        done = []
        for change in sight.report.resolved:
            account = next((one for one in sight.report.accounts if one.account == change.account), None)
            if account is None:
                done.append(change.title)
            else:
                done.append(say("{title} {place}", title=change.title, place=sight.channel(account).place))
        if not done:
            return None
        return self._say.phrase(say("Done since last time: {things}.", things=tuple(done)))

    def _standing(self) -> Standing | None:
        sight, report = self._sight, self._sight.report
        if sight.nothing_seen or report.coverage is None:
            return None
        seen = self._say.percent(report.coverage)
        if report.score is None:
            missing = tuple(
                sight.channel(account).short
                for account in sight.ordered
                if account.score is None and account.state != "dormant"
            )
            message = say(
                "No number this week, since something is missing: {channels}. Seen: {seen}.",
                channels=missing,
                seen=seen,
            )
            return Standing(sentence=self._say.phrase(message), trend=None, bars=())
        score = self._figure(report.score)
        sentence = self._say.phrase(say("Standing: {score} of 100, seen {seen}.", score=score, seen=seen))
        change = self._change(report.change)
        if change is not None:
            sentence = together((sentence, self._say.phrase(change)))
        known = [points for _, points in report.trend if points is not None]
        if report.first or len(known) < 2:  # noqa: PLR2004 - one number is no trend
            return Standing(sentence=sentence, trend=None, bars=())
        trend = say_n(
            "From {start} to {end} in {n} week, lowest {low}, highest {high}.",
            "From {start} to {end} in {n} weeks, lowest {low}, highest {high}.",
            len(report.trend),
            start=self._figure(known[0]),
            end=self._figure(known[-1]),
            low=self._figure(min(known)),
            high=self._figure(max(known)),
        )
        return Standing(sentence=sentence, trend=self._say.phrase(trend), bars=_bars(report))

    def _change(self, change: int | None) -> Message | None:
        if change is None:
            return None
        if change == 0:
            return say("As last week.")
        if change > 0:
            return say_n("{n} point more than last week.", "{n} points more than last week.", change)
        return say_n("{n} point less than last week.", "{n} points less than last week.", -change)

    def _basis(self) -> Phrase | None:
        """Return what was looked at, summed over the channels."""
        seen = [account.seen for account in self._sight.seen]
        if not seen:
            return None
        channels = say_n("{n} channel", "{n} channels", len(seen))
        counts = (
            (sum(one.posts or 0 for one in seen), lambda n: say_n("{n} post seen", "{n} posts seen", n)),
            (
                sum(one.comments or 0 for one in seen),
                lambda n: say_n("{n} comment seen", "{n} comments seen", n),
            ),
            (
                sum(one.reviews or 0 for one in seen),
                lambda n: say_n("{n} review seen", "{n} reviews seen", n),
            ),
        )
        things = tuple(word(n) for n, word in counts if n)
        since = min((one.since for one in seen if one.since), default=None)
        if not things:
            return self._say.phrase(say("We looked at {channels}.", channels=channels))
        if since is None:
            return self._say.phrase(
                say("We looked at {channels}: {things}.", channels=channels, things=things)
            )
        return self._say.phrase(
            say("We looked at {channels}: {things} since {day}.", channels=channels, things=things, day=since)
        )

    def _sender(self) -> str:
        return sender_name(self._sight)

    def _footer(self, today: date) -> tuple[Phrase, ...]:
        sight = self._sight
        at = sight.report.now
        moment = say(
            "Data as of {day} {year}, {time} ({zone}).",
            day=self._say.weekday(today),
            year=str(today.year),
            time=self._say.time(at),
            zone=self._say.zone_name(at),
        )
        who = keeper(sight)
        if who is None:
            because = say(
                "You get this report because your address is registered for {company}.",
                company=sight.company.name,
            )
        else:
            because = say("You get this report from {who}, because we look after your channels.", who=who)
        sentences = (
            moment,
            because,
            say("Questions? Just answer this mail."),
            say("We never ask for passwords."),
        )
        return tuple(map(self._say.phrase, sentences))


def sender_name(sight: Sight) -> str:
    """Return the name in the mail's From."""
    return sight.company.report.from_name or sight.company.brand.name or sight.say.text(say("Channel check"))


def _row_tone(finding: Finding) -> Tone:
    if finding.status is Status.PASS:
        return "calm"
    return _TONES[finding.severity] if finding.status in {Status.FAIL, Status.WARN} else "later"


def _bars(report: CompanyReport) -> tuple[Bar, ...]:
    """Return the trend on a span that shows it: from below the lowest to above the highest, in steps of ten."""
    known = [score for _, score in report.trend if score is not None]
    low = max(0, (min(known) - 5) // 10 * 10)
    high = min(100, -(-(max(known) + 1) // 10) * 10)
    return tuple(
        Bar(week, None if score is None else round((score - low) * 100 / (high - low)), _score_tone(score))
        for week, score in report.trend
    )


def _score_tone(score: int | None) -> Tone:
    if score is None:
        return "later"
    if score >= _GREEN:
        return "calm"
    return "soon" if score >= _YELLOW else "urgent"
