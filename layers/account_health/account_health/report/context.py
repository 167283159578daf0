"""What a report may claim: which findings it tells, which channels were seen, and whether the week was good."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from account_health.checks.profile import NO_PHOTOS
from account_health.judging.audit import SILENT
from account_health.judging.reporting_policy import is_left_out, legal_beyond
from account_health.judging.tasks import MOST_THIS_WEEK
from account_health.model import (
    TOLD,
    AccountReport,
    Audience,
    CompanyReport,
    Finding,
    Harm,
    Message,
    Outside,
    ReportRhythm,
    Severity,
    Status,
    Task,
    Topic,
    WatchLine,
    message,
    message_n,
)
from account_health.model.company import Account, Company
from account_health.model.platform import PLATFORM_ROWS, ChannelWords, is_site
from account_health.model.watch import PRESSING
from account_health.report.words import channel_words
from account_health.text.i18n import Phrase, Translator, translator

NAME: Final = 60
MOST_NAMED: Final = 10
COMPARING: Final = frozenset({"phone", "email", "address", "hours", "name"})
"""The checks that compare a channel with the registered facts."""
_WEBSITE: Final = "website"
"""How our sentences call a site, whatever it is registered as."""
_TELLING: Final = frozenset({ReportRhythm.WEEKLY, ReportRhythm.MONTHLY})


@dataclass(frozen=True)
class ReportContext:
    """One report with its company, seen by its audience, in its language."""

    report: CompanyReport
    company: Company
    audience: Audience
    translate: Translator

    @cached_property
    def today(self) -> date:
        """The day of the report where the company is."""
        return self.translate.local(self.report.now).date()

    @property
    def keeper(self) -> str | None:
        """Who looks after the company's channels, None where nobody is named."""
        return self.company.keeper

    # --- findings ---

    def told(self, account: AccountReport) -> tuple[Finding, ...]:
        """Return what this week's mail tells of an account, worst first: no monthly lines, nothing old and quiet."""
        return tuple(f for f in self._listed(account) if not self._monthly(f))

    def monthly(self, account: AccountReport) -> tuple[Finding, ...]:
        """Return the profile care of an account, which only the month's first report tells."""
        return tuple(f for f in self._listed(account) if self._monthly(f))

    def left_out(self, account: AccountReport) -> tuple[Finding, ...]:
        """Return the faults of an account that this mail leaves out: told before, or due once a month."""
        listed = self._listed(account)
        return tuple(finding for finding in self.faults(account) if finding not in listed)

    def _listed(self, account: AccountReport) -> tuple[Finding, ...]:
        begins = self.report.month_begins
        return tuple(
            finding
            for finding in self.faults(account)
            if not is_left_out(finding, month_begins=begins)
            and (account.account, finding.check) not in self._legal_beyond
        )

    @cached_property
    def _legal_beyond(self) -> frozenset[tuple[str, str]]:
        return legal_beyond(self.report.accounts, month_begins=self.report.month_begins)

    def faults(self, account: AccountReport) -> tuple[Finding, ...]:
        """Return everything that warns or fails, worst first."""
        return tuple(sorted(faults(account), key=self.place))

    def place(self, finding: Finding) -> tuple[int, bool, bool, int, int]:
        """Return the place of a finding in the order by harm."""
        return finding.place(self.today)

    def mine(self, finding: Finding) -> bool:
        """Tell whether this audience reads the finding in full; where nobody reads a copy, nobody else would."""
        alone = not self.company.report.copy_is_read
        return alone or self.audience is Audience.OPERATOR or finding.audience is Audience.OWNER

    def reads(self, finding: Finding) -> bool:
        """Tell whether this audience is told what is wrong: what hurts the company today, whoever has to act on it."""
        return self.mine(finding) or finding.harm.hurts_today

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """What there is to do this week for this audience; profile care and what others look after stand elsewhere."""
        care = {
            (account.account, finding.check)
            for account in self.report.accounts
            for finding in account.findings
            if self._monthly(finding)
        }
        return tuple(one for one in self.all_tasks if (one.account, one.check) not in care)[:MOST_THIS_WEEK]

    @property
    def all_tasks(self) -> tuple[Task, ...]:
        """Everything there is to do for this audience, beyond what is asked for this week."""
        theirs = {
            (account.account, finding.check)
            for account in self.report.accounts
            for finding in account.findings
            if not self.mine(finding)
        }
        return tuple(one for one in self.report.tasks if (one.account, one.check) not in theirs)

    def cause(self, task: Task) -> tuple[AccountReport, Finding | None]:
        """Return the account of a task and the finding that it follows from, None where it follows from none."""
        account = next(one for one in self.report.accounts if one.account == task.account)
        return account, next((one for one in account.findings if one.check == task.check), None)

    def _monthly(self, finding: Finding) -> bool:
        return finding.report_rhythm is ReportRhythm.MONTHLY

    # --- channels ---

    @cached_property
    def ordered(self) -> tuple[AccountReport, ...]:
        """The accounts, worst first: by the worst finding or who waits, then by score; what rests comes last."""
        return tuple(sorted(self.report.accounts, key=self._badness))

    def _badness(self, account: AccountReport) -> tuple[bool, tuple[int, bool, bool, int, int], int, str]:
        found = [self.place(finding) for finding in self.told(account)]
        harm = waiting(account)
        if harm is None and blind(account):
            harm = Harm.WAITS
        if harm is not None:
            found.append((harm.rank, False, True, len(Severity), 0))
        return (
            account.state == "dormant",
            min(found, default=(len(Harm), False, True, 0, 0)),
            -1 if account.score is None else account.score,
            account.account,
        )

    def channel(self, account: AccountReport) -> ChannelWords:
        """Return how readers call this channel."""
        registered = self.registered(account)
        return channel_words(account.platform, None if registered is None else registered.posts)

    def heading(self, account: AccountReport) -> Phrase:
        """Return the channel's name, with the account's own where a company has several of a kind."""
        return self.translate.phrase(self.named(account, self.channel(account).name))

    def named(self, account: AccountReport, word: Message) -> Message:
        """Return a word for the channel, with the account's own name where a company has several of a kind."""
        alike = [other for other in self.report.accounts if self.channel(other) == self.channel(account)]
        if len(alike) == 1:
            return word
        return message("{channel} {account}", channel=word, account=Outside(account.name))

    def is_one_of_several(self, account: AccountReport) -> bool:
        """Tell whether the company has several channels of this kind, so that each needs its own name."""
        word = self.channel(account).name
        return self.named(account, word) != word

    def located(self, account: AccountReport, sentence: Message) -> Message:
        """Return a sentence that says where with the account's own name, where a company has several of a kind."""
        places = {self.channel(account).place, PLATFORM_ROWS["website"].words.place}
        return replace(
            sentence,
            values=tuple(
                (
                    name,
                    self.named(account, value) if isinstance(value, Message) and value in places else value,
                )
                for name, value in sentence.values
            ),
        )

    def says_where(self, account: AccountReport, sentence: Message) -> bool:
        """Tell whether a sentence says itself on which channel that is; of several of a kind one has to be `located`."""
        if self.is_one_of_several(account):
            return self.located(account, sentence) != sentence
        names_the_site = is_site(account.platform) and _names_a_website(sentence)
        return names_the_site or any(name in {"place", "platform"} for name, _ in sentence.values)

    def placed(self, account: AccountReport, sentence: Message) -> Message:
        """Return a sentence behind its channel, unless it says itself where that is."""
        if self.says_where(account, sentence):
            return self.located(account, sentence)
        return behind((self.named(account, self.channel(account).short),), sentence)

    def registered(self, account: AccountReport) -> Account | None:
        """Return the account as registered, None where it came from elsewhere (a location of "*")."""
        return next((one for one in self.company.accounts if one.id == account.account), None)

    # --- the whole ---

    @cached_property
    def seen(self) -> tuple[AccountReport, ...]:
        """The accounts of which anything was seen."""
        return tuple(account for account in self.report.accounts if not blind(account))

    @cached_property
    def nothing_seen(self) -> bool:
        """Whether no account could be looked at, so that nothing at all may be claimed."""
        return not self.seen

    @cached_property
    def good(self) -> bool:
        """Whether the week may be called good: everything was seen, nothing waits, nothing is wrong."""
        return (
            bool(self.report.accounts)
            and self._name_is_quiet
            and self.report.coverage == 1
            and all(calm(account) for account in self.report.accounts)
            and bool(self.well)
        )

    @property
    def name_wants_a_look(self) -> bool:
        """Whether something around the company's name wants a look this week."""
        return any(line.kind in PRESSING for line in self._lines)

    @property
    def articles(self) -> int:
        """How many grave articles this report tells that may be about the company."""
        return sum(line.kind == "critical" for line in self._lines)

    @property
    def _name_is_quiet(self) -> bool:
        """Whether nothing around the name wants a look, neither told here nor without room nor muted."""
        watch = self.report.watch
        return watch is None or not (self.name_wants_a_look or watch.waiting or watch.silenced)

    @property
    def _lines(self) -> tuple[WatchLine, ...]:
        return self.report.watch.lines if self.report.watch else ()

    @property
    def asked(self) -> bool:
        """Whether something is to be done that follows from no finding, such as before holidays."""
        return any(notice.action is not None for notice in self.report.notices)

    @property
    def asks_nothing(self) -> bool:
        """Whether it is known that nothing is to be done beside the findings; not where notices had to be left out."""
        todo = self.asked or any(line.action is not None for line in self._lines)
        return not todo and not any(
            one.section in {"notices", "reopened", "watch"} for one in self.report.omitted
        )

    @cached_property
    def well(self) -> frozenset[Topic]:
        """The areas that may be called well; empty where one was judged without what it is about.

        Where a leading check is switched off nobody looked, and without facts nothing was compared.
        """
        active = [account for account in self.report.accounts if account.state == "active"]
        if not all(map(_vouched, active)):
            return frozenset()
        judged = {topic for account in active for topic, percent in account.areas if percent is not None}
        return frozenset(judged if _compared(active) else judged - {Topic.PROFILE})

    @cached_property
    def rest_is_well(self) -> bool:
        """Whether all that was seen may be called well, beside what could not be seen at all."""
        active = [account for account in self.seen if account.state == "active"]
        return self._name_is_quiet and all(map(calm, self.seen)) and all(map(_vouched, active))


def _names_a_website(sentence: Message) -> bool:
    inner = (value for _, value in sentence.values if isinstance(value, Message))
    return _WEBSITE in sentence.text.casefold() or any(map(_names_a_website, inner))


def speaker(report: CompanyReport, company: Company) -> Translator:
    """Return who speaks this company's language at the time of this report."""
    return translator(company.language, company.address_form, timezone=company.timezone, now=report.now)


def context_of(report: CompanyReport, company: Company, audience: Audience = Audience.OWNER) -> ReportContext:
    """Return what a report may claim to this audience, in the company's language."""
    return ReportContext(report, company, audience, speaker(report, company))


def left_to_the_month(count: int) -> Message:
    """Return the sentence about what this mail leaves out, new or old, and the month's first one tells."""
    return message_n(
        "{n} smaller note will follow in the next monthly report.",
        "{n} smaller notes will follow in the next monthly report.",
        count,
    )


def calm(account: AccountReport) -> bool:
    """Tell whether an account was seen whole, and nothing waits there, is wrong, or was told to be silent."""
    return complete(account) and not account.open_items and not faults(account) and not silenced(account)


def silenced(account: AccountReport) -> bool:
    """Tell whether somebody muted a check of the account, so that what it would say is not known here."""
    return any(
        finding.status is Status.MUTED and finding.report_rhythm in _TELLING for finding in account.findings
    )


def _vouched(account: AccountReport) -> bool:
    """Tell whether the leading check of each area passed, where the area has one."""
    areas = {topic for topic, _ in account.areas}
    leading = [finding for finding in account.findings if finding.leading and finding.topic in areas]
    return all(finding.status is Status.PASS for finding in leading)


def _compared(accounts: list[AccountReport]) -> bool:
    """Tell whether anything that a channel says of the company was compared with what is registered."""
    return any(
        finding.check in COMPARING and finding.status is Status.PASS
        for account in accounts
        for finding in account.findings
    )


def faults(account: AccountReport) -> tuple[Finding, ...]:
    """Return everything that warns or fails."""
    return tuple(finding for finding in account.findings if finding.status in TOLD)


def is_noise(finding: Finding) -> bool:
    """Tell whether a page leaves a finding out: what nobody asked for, and a deputy, whom the agency's part asks for."""
    asked_of_the_agency = finding.check == "owner-assigned" and finding.status is Status.WARN
    return asked_of_the_agency or finding.message.text in {SILENT.message.text, NO_PHOTOS.text}


def waiting(account: AccountReport) -> Harm | None:
    """Return what it does that people wait on an account; None where nobody does."""
    if not account.unanswered:
        return None
    complains = any(item.tone == "criticism" for item in account.unanswered)
    return Harm.OUTCRY if complains else Harm.WAITS


def behind(channels: tuple[Message, ...], sentence: Message) -> Message:
    """Return a sentence behind the channels that it is about."""
    return message("{channels}: {message}", channels=channels, message=sentence)


def some(things: tuple[Message, ...], most: int = MOST_NAMED) -> tuple[Message, ...]:
    """Return an enumeration that ends before it gets too long, and counts what is left."""
    if len(things) <= most:
        return things
    rest = len(things) - most + 1
    return (*things[: most - 1], message_n("one more", "{n} more", rest))


def fewer(most: int) -> Iterator[int]:
    """Yield how many things to tell, ever fewer, until a mail can hold them."""
    while most:
        yield most
        most //= 2


def blind(account: AccountReport) -> bool:
    """Tell whether nothing of the account could be judged, because it could not be seen."""
    return bool(account.unavailable) and account.judged == 0 and not account.open_items


def unknown(account: AccountReport) -> tuple[Finding, ...]:
    """Return the findings that could not be judged and that would have been told."""
    return tuple(f for f in account.findings if f.status is Status.UNKNOWN and f.report_rhythm in _TELLING)


def complete(account: AccountReport) -> bool:
    """Tell whether everything of the account that applies was seen and judged."""
    whole = account.coverage == 1 or (account.coverage is None and account.applicable == 0)
    return whole and not account.unavailable and not unknown(account)
