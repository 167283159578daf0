"""The operator's mail about a run: first what needs a person, then everything. Plain text, in the operator's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from account_health.connectors.versions import InterfaceVersion
from account_health.ledger import UNSETTLED, LedgerKey, Suppression, suppression_path
from account_health.model import Message, message, message_n
from account_health.model.company import Language
from account_health.model.run import Run
from account_health.report.header_words import HEADERS, say_who_writes
from account_health.storage.secret import OLD_FOLDER
from account_health.text.i18n import Translator, translator
from account_health.text.sanitise import clean
from account_health.workflow.outcome import CompanyOutcome, MailOutcome
from account_health.workflow.tally import Tally

_LONGEST_LINE: Final = 500
_MOST_COMPANIES: Final = 500
"""More lines than this nobody reads; the figures count all."""

_FIGURES: Final = {
    "companies": message("companies"),
    "companies_due": message("companies due"),
    "companies_missing": message("companies missing"),
    "companies_unreached": message("companies unreached"),
    "companies_without_report": message("companies without report"),
    "accounts": message("accounts"),
    "accounts_unseen": message("accounts unseen"),
    "mails_sent": message("mails sent"),
    "mails_not_sent": message("mails not sent"),
    "mails_suppressed": message("mails suppressed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What the operator hears beside the companies.

    Problems of the shared defaults, files of them that contradict each other, files that are no company's, readers
    of the overview who are not mailed any more, for a bounce or a complaint, what is wrong with those who never can be,
    versions of interfaces that end soon, and whether the stack's alarms reach nobody.
    """

    defaults: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    overview_unread: tuple[tuple[str, Suppression], ...] = ()
    overview_refused: tuple[str, ...] = ()
    ending: tuple[InterfaceVersion, ...] = ()
    alarms_unread: bool = False

    @property
    def any(self) -> bool:
        """Whether there is something to hear."""
        told = (
            self.defaults,
            self.differing,
            self.ignored,
            self.overview_gaps,
            self.ending,
            self.alarms_unread,
        )
        return any(told)

    @property
    def overview_gaps(self) -> bool:
        """Whether somebody who is to read the overview does not get it."""
        return bool(self.overview_unread or self.overview_refused)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes to the operator, in which language, and of which stack."""

    sender: str
    language: Language
    stack: str = OLD_FOLDER


def compose_operator_mail(tally: Tally, notes: Notes, run: Run, key: LedgerKey, head: Letterhead) -> bytes:
    """Return the mail as bytes; the same input gives the same bytes."""
    said = _Said(tally, notes, run, translator(head.language, now=run.now), head.stack)
    message = EmailMessage(policy=HEADERS)
    message["From"] = Address(display_name="account-health", addr_spec=head.sender)
    message["To"] = Address(addr_spec=key.recipient)
    message["Subject"] = said.subject()
    say_who_writes(message, f"<{key.tag}@{head.sender.rpartition('@')[2]}>", run.now)
    message.set_content("\n".join(map(_one_line, said.lines())) + "\n", cte="quoted-printable")
    message["Content-Language"] = head.language
    return message.as_bytes()


def _one_line(line: str) -> str:
    """Return a line as one line, whatever a registry file put into it; its indent is ours and stays."""
    text = line.lstrip(" ")
    return line[: len(line) - len(text)] + clean(text, _LONGEST_LINE)


@dataclass(frozen=True, slots=True)
class _Said:
    """The mail's words: each method yields the lines of one matter, none where there is nothing to say of it."""

    tally: Tally
    notes: Notes
    run: Run
    translator: Translator
    stack: str

    def subject(self) -> str:
        """Return what needs a person most, in one line, with the run's name."""
        return f"{self._say(self._worst())} ({self.run.id})"

    def lines(self) -> Iterator[str]:
        """Yield the mail's lines."""
        yield from self._not_sent()
        yield from self._not_reached()
        yield from self._stopped()
        yield from self._overview_refused()
        yield from self._overview_unread()
        yield from self._alarms_unread()
        yield from self._ending()
        yield from self._to_move()
        yield from self._registry()
        yield from self._left_out()
        yield from self._without_report()
        yield from self._figures()

    def _say(self, sentence: Message) -> str:
        return self.translator.text(sentence)

    def _worst(self) -> Message:
        tally, notes, due = self.tally, self.notes, str(self.tally.figures["companies_due"])
        if tally.missing:
            return self._not_sent_of(len(tally.missing), due)
        if tally.unreached:
            return message_n(
                "{count} of {due} companies was not reached",
                "{count} of {due} companies were not reached",
                len(tally.unreached),
                count=str(len(tally.unreached)),
                due=due,
            )
        if notes.any:
            return _noted_subject(notes)
        if tally.to_move:
            return message("Credentials have to be moved before the next release")
        return self._sent()

    def _not_sent_of(self, count: int, due: str) -> Message:
        if self.run.kind == "daily":
            return message_n(
                "{count} of {due} alerts was not sent",
                "{count} of {due} alerts were not sent",
                count,
                count=str(count),
                due=due,
            )
        return message_n(
            "{count} of {due} reports was not sent",
            "{count} of {due} reports were not sent",
            count,
            count=str(count),
            due=due,
        )

    def _sent(self) -> Message:
        figures, without = self.tally.figures, len(self.tally.unaddressed)
        due, sent = str(figures["companies_due"]), figures["companies_due"] - without
        if without:
            return message_n(
                "{count} of {due} reports was sent, {rest} without a recipient",
                "{count} of {due} reports were sent, {rest} without a recipient",
                sent,
                count=str(sent),
                due=due,
                rest=str(without),
            )
        if figures["companies_due"]:
            return message_n(
                "{count} of {due} reports was sent",
                "{count} of {due} reports were sent",
                sent,
                count=str(sent),
                due=due,
            )
        return message("Companies checked: {count}", count=str(figures["companies"]))

    def _block(self, heading: Message, lines: Iterable[str], *cures: Message | str) -> Iterator[str]:
        """Yield one matter: what it is, whom it is about, and what puts it right; nothing where it is about nobody.

        Signs begin the lines, since a telephone breaks them and nobody sees an indent any more.
        """
        marked = [f"  {line}" if line.startswith(" ") else f"- {line}" for line in lines]
        if marked:
            yield self._say(heading)
            yield from marked
            yield from (f"  {one}" if isinstance(one, str) else f"→ {self._say(one)}" for one in cures)
            yield ""

    def _not_sent(self) -> Iterator[str]:
        return self._block(
            message("NOT SENT - nothing of this is sent again by itself:"), self._missing(self.tally.missing)
        )

    def _missing(self, companies: Iterable[CompanyOutcome]) -> Iterator[str]:
        for company in tuple(companies)[:_MOST_COMPANIES]:
            yield f"{company.company}: {company.why}"
            yield from (f"  {problem}" for problem in company.problems)
            for mail in company.mails:
                if mail.owed:
                    yield from self._owed(company, mail)

    def _owed(self, company: CompanyOutcome, mail: MailOutcome) -> Iterator[str]:
        reason = mail.entry.reason if mail.entry is not None else None
        yield f"  {mail.recipient}: {mail.state}" + (f" ({reason})" if reason else "")
        if mail.entry is not None and mail.entry.state in UNSETTLED:
            sentence = message(
                "Nobody knows whether it went out: SES reported nothing. Ask there, or send it again:"
            )
            yield f"  → {self._say(sentence)}"
            yield f"    account-health resend {company.company} {self.run.period} {mail.recipient} --yes"

    def _not_reached(self) -> Iterator[str]:
        return self._block(
            message("NOT REACHED - every address of these companies bounced or complained:"),
            (company.company for company in self.tally.unreached[:_MOST_COMPANIES]),
        )

    def _stopped(self) -> Iterator[str]:
        """Say who is not mailed any more, and what puts that right."""
        stopped = [
            (company.company, mail.recipient, mail.suppression)
            for company in self.tally.companies[:_MOST_COMPANIES]
            for mail in company.bounced
            if mail.suppression is not None
        ]
        lines = (
            message(
                "{company}: {address} since {day} ({why})",
                company=company,
                address=recipient,
                day=f"{stop.since:%Y-%m-%d}",
                why=stop.why,
            )
            for company, recipient, stop in stopped
        )
        cures: list[Message | str] = [
            message("Correct the address in the registry file; or, when its owner wants the report again:"),
            *_off_the_list_of_ses((recipient, stop) for _, recipient, stop in stopped),
        ]
        return self._block(
            message("Not mailed any more, because a mail came back for good or its reader complained:"),
            map(self._say, lines),
            *cures,
            f"account-health resend COMPANY {self.run.period} ADDRESS --yes",
        )

    def _overview_refused(self) -> Iterator[str]:
        return self._block(
            message("The overview cannot be mailed to everybody who is named in OverviewEmail:"),
            self.notes.overview_refused,
            message("Correct the stack's OverviewEmail; whoever is named rightly there got the overview."),
        )

    def _overview_unread(self) -> Iterator[str]:
        unread = self.notes.overview_unread
        return self._block(
            message(
                "The overview is not mailed any more to, because a mail came back for good or its reader complained:"
            ),
            (f"{address} ({stop.why})" for address, stop in unread),
            message(
                "Correct the stack's OverviewEmail; or, when its reader wants it again, delete what stops it:"
            ),
            *(suppression_path(address) for address, _ in unread),
            *_off_the_list_of_ses(unread),
        )

    def _alarms_unread(self) -> Iterator[str]:
        """Say it in the one mail that goes another way than the alarms."""
        if self.notes.alarms_unread:
            yield self._say(
                message("NO ALARM REACHES ANYBODY - nobody is subscribed to this stack's alarms:")
            )
            sentence = message(
                "The link to confirm was not opened, or a mail filter that opens every link ended it. Subscribe anew (docs/operations.md)."
            )
            yield f"→ {self._say(sentence)}"
            yield ""

    def _ending(self) -> Iterator[str]:
        return self._block(
            message(
                "Interfaces that we read will end soon; deploy a newer account-health before then (docs/versions.md):"
            ),
            (line for one in self.notes.ending for line in self._version(one)),
        )

    def _to_move(self) -> Iterator[str]:
        return self._block(
            message(
                "These credentials lie at their old path, which the next release of account-health no longer reads:"
            ),
            (
                f"{company.company}: {place}"
                for company in self.tally.to_move[:_MOST_COMPANIES]
                for place in company.old_places
            ),
            message("This puts them where they belong, and shows first what it will do:"),
            f"account-health move-credentials --stack {self.stack}",
        )

    def _version(self, one: InterfaceVersion) -> Iterator[str]:
        yield f"{one.interface} {one.version} ({one.serves}): {self.translator.nested(one.until)}"
        checked = message("as of {day}: {source}", day=str(one.checked), source=one.source)
        yield f"  {self._say(checked)}"
        then = message("After that {then}.", then=one.then)
        yield f"  {self._say(then)}"

    def _registry(self) -> Iterator[str]:
        notes = self.notes
        if notes.differing:
            yield self._say(
                message("Two files of shared defaults say different things, and the first one was used.")
            )
        yield from self._block(
            message(
                "Companies that take one of these keys from it got a draft (copy_to, else you), the client no report:"
            ),
            notes.differing,
            message("Keep registry/_defaults.toml and delete the other; the next run mails as usual."),
        )
        yield from self._block(
            message("registry/_defaults.toml cannot be used; the last good version was:"), notes.defaults
        )
        yield from self._block(
            message(
                "Ignored, because the name is no registry file's: a company's id (a-z 0-9 -) and .toml, nothing after it:"
            ),
            notes.ignored,
        )

    def _left_out(self) -> Iterator[str]:
        return self._block(
            message(
                "LEFT OUT of these reports, because account-health itself failed there; the rest went out:"
            ),
            (
                f"{company.company}: {line}"
                for company in self.tally.incomplete[:_MOST_COMPANIES]
                for line in company.omitted
            ),
        )

    def _without_report(self) -> Iterator[str]:
        broken = [one for one in self.tally.companies if one.error is not None and not one.missing]
        return self._block(message("NO REPORT:"), self._missing(broken))

    def _figures(self) -> Iterator[str]:
        run, companies = self.run, self.tally.companies
        yield self._say(
            message(
                "Run {run}, {week}, {moment} UTC",
                run=run.id,
                week=run.week,
                moment=f"{run.now:%Y-%m-%d %H:%M}",
            )
        )
        yield from (f"  {self._say(_FIGURES[name])}: {number}" for name, number in self.tally.figures.items())
        yield ""
        yield from (f"  {self._seen(one)}" for one in companies[:_MOST_COMPANIES] if one.error is None)
        if len(companies) > _MOST_COMPANIES:
            yield self._say(
                message_n("... and one more", "... and {n} more", len(companies) - _MOST_COMPANIES)
            )

    def _seen(self, company: CompanyOutcome) -> str:
        score = self._say(message("no number")) if company.score is None else str(company.score)
        parts = [f"{company.company}: {score}"]
        if company.coverage is not None:
            share = self.translator.figure(round(company.coverage * 100))
            parts.append(self._say(message("{share}% of the checks judged", share=share)))
        if company.unseen:
            parts.append(self._say(message("not checked: {accounts}", accounts=" ".join(company.unseen))))
        if company.unsubscribed:
            parts.append(
                self._say(message("unsubscribed: {addresses}", addresses=" ".join(company.unsubscribed)))
            )
        return ", ".join(parts)


def _off_the_list_of_ses(stopped: Iterable[tuple[str, Suppression]]) -> Iterator[Message | str]:
    """Yield what takes these addresses off SES's own list, as far as they are on it."""
    listed = [address for address, stop in stopped if stop.on_list_of_ses]
    if listed:
        yield message("first take it off SES's own list, which sends nothing there while it has the address:")
        yield from (f"aws sesv2 delete-suppressed-destination --email-address {one}" for one in listed)


def _noted_subject(notes: Notes) -> Message:
    if notes.alarms_unread:
        return message("The alarms reach nobody")
    if notes.overview_gaps:
        return message("The overview does not reach everybody")
    if notes.differing:
        return message("Shared defaults differ: reports went out as drafts")
    if notes.defaults or notes.ignored:
        return message("The registry needs attention")
    first = notes.ending[0]
    return message("An interface ends soon: {interface}", interface=f"{first.interface} {first.version}")
