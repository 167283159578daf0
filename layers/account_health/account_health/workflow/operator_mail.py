"""The operator's mail about a run: first what needs a person, then everything. Plain text, in English."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from account_health.connectors.versions import InterfaceVersion
from account_health.ledger import UNSETTLED, LedgerKey, address_hash
from account_health.model.run import Run
from account_health.text.sanitise import clean
from account_health.workflow.tally import CompanyOutcome, Tally

_LONGEST_LINE: Final = 500
_MOST_COMPANIES: Final = 500
"""More lines than this nobody reads; the figures count all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What the operator hears beside the companies.

    Problems of the shared defaults, files of them that contradict each other, files that are named like no company, readers
    of the overview who are not mailed any more, for a bounce or a complaint, and versions of interfaces that end soon.
    """

    defaults: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    overview_unread: tuple[str, ...] = ()
    ending: tuple[InterfaceVersion, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is something to hear."""
        return bool(self.defaults or self.differing or self.ignored or self.overview_unread or self.ending)


def compose_operator_mail(tally: Tally, notes: Notes, run: Run, key: LedgerKey, sender: str) -> bytes:
    """Return the mail as bytes; the same input gives the same bytes."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name="account-health", addr_spec=sender)
    message["To"] = Address(addr_spec=key.recipient)
    message["Subject"] = _subject(tally, notes, run)
    message["Date"] = format_datetime(run.now.astimezone(UTC))
    message["Message-ID"] = f"<{key.tag}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    lines = (_one_line(line) for line in _lines(tally, notes, run))
    message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message.as_bytes()


def _subject(tally: Tally, notes: Notes, run: Run) -> str:
    figures = tally.figures
    if tally.missing:
        what = "alerts" if run.kind == "daily" else "reports"
        return f"{len(tally.missing)} of {figures['companies_due']} {what} were not sent ({run.id})"
    if tally.unreached:
        return f"{len(tally.unreached)} of {figures['companies_due']} companies were not reached ({run.id})"
    if notes.any:
        return f"{_noted_subject(notes)} ({run.id})"
    if figures["companies_due"]:
        sent = figures["companies_due"] - len(tally.unaddressed)
        rest = f", {len(tally.unaddressed)} without a recipient" if tally.unaddressed else ""
        return f"{sent} of {figures['companies_due']} reports were sent{rest} ({run.id})"
    return f"Companies looked at: {figures['companies']} ({run.id})"


def _noted_subject(notes: Notes) -> str:
    if notes.overview_unread:
        return "The overview does not reach everybody"
    if notes.differing:
        return "Shared defaults differ: reports went out as drafts"
    if notes.defaults or notes.ignored:
        return "The registry needs a look"
    return f"An interface ends soon: {notes.ending[0].interface} {notes.ending[0].version}"


def _one_line(line: str) -> str:
    """Return a line as one line, whatever a registry file put into it; its indent is ours and stays."""
    text = line.lstrip(" ")
    return line[: len(line) - len(text)] + clean(text, _LONGEST_LINE)


def _lines(tally: Tally, notes: Notes, run: Run) -> Iterator[str]:
    if tally.missing:
        yield "NOT SENT - nothing of this is sent again by itself:"
        for company in tally.missing[:_MOST_COMPANIES]:
            yield from _missing(company, run)
        yield ""
    yield from _bounced(tally, run)
    yield from _noted(notes)
    if tally.incomplete:
        yield "LEFT OUT of these reports, because account-health itself failed there; the rest went out:"
        for company in tally.incomplete[:_MOST_COMPANIES]:
            yield from (f"  {company.company}: {line}" for line in company.omitted)
        yield ""
    broken = [company for company in tally.companies if company.error is not None and not company.missing]
    if broken:
        yield "NO REPORT:"
        for company in broken[:_MOST_COMPANIES]:
            yield from _missing(company, run)
        yield ""
    yield f"Run {run.id}, {run.week}, {run.now:%Y-%m-%d %H:%M} UTC"
    yield from (f"  {name.replace('_', ' ')}: {number}" for name, number in tally.figures.items())
    yield ""
    for company in tally.companies[:_MOST_COMPANIES]:
        if company.error is None:
            yield _seen(company)
    if len(tally.companies) > _MOST_COMPANIES:
        yield f"... and {len(tally.companies) - _MOST_COMPANIES} more"


def _noted(notes: Notes) -> Iterator[str]:
    if notes.overview_unread:
        yield "The overview is not mailed any more to, because a mail came back for good or its reader complained:"
        yield from (f"  {address}" for address in notes.overview_unread)
        yield "  Correct the stack's OverviewEmail; or, when its reader wants it again, delete what stops it:"
        yield from (f"  ledger/events/suppressed/{address_hash(one)}.json" for one in notes.overview_unread)
        yield ""
    if notes.ending:
        yield "Interfaces that are read end soon; deploy a newer account-health before (docs/versions.md):"
        for one in notes.ending:
            yield f"  {one.interface} {one.version} ({one.serves}) {one.until}, as of {one.checked}: {one.source}"
            yield f"    After that {one.then}."
        yield ""
    if notes.differing:
        yield "Two files of shared defaults say different things. The first one was used, and every company that takes"
        yield "one of these keys from it got a draft (copy_to, else you) instead of a report to the client:"
        yield from (f"  {line}" for line in notes.differing)
        yield "  Keep registry/_defaults.toml and delete the other; the next run mails as usual."
        yield ""
    if notes.defaults:
        yield "registry/_defaults.toml cannot be used; the last good version was:"
        yield from (f"  {problem}" for problem in notes.defaults)
        yield ""
    if notes.ignored:
        yield "Ignored, because the name is no company's id (a-z 0-9 -):"
        yield from (f"  {key}" for key in notes.ignored)
        yield ""


def _missing(company: CompanyOutcome, run: Run) -> Iterator[str]:
    yield f"  {company.company}: {company.why}"
    yield from (f"    {problem}" for problem in company.problems)
    for mail in company.mails:
        if mail.owed:
            reason = mail.entry.reason if mail.entry is not None else None
            yield f"    {mail.recipient}: {mail.state}" + (f" ({reason})" if reason else "")
            if mail.entry is not None and mail.entry.state in UNSETTLED:
                yield "      Nobody knows whether it went out: SES told nothing of it. Ask there, or send it again:"
                yield f"      account-health resend {company.company} {run.period} {mail.recipient} --yes"


def _bounced(tally: Tally, run: Run) -> Iterator[str]:
    """Say who is not mailed any more, first the companies that nobody reads of at all."""
    stopped = [company for company in tally.companies if company.bounced]
    if not stopped:
        return
    if tally.unreached:
        yield "NOT REACHED - every address of these companies bounced or complained:"
        yield from (f"  {company.company}" for company in tally.unreached[:_MOST_COMPANIES])
        yield ""
    yield "Not mailed any more, because a mail came back for good or its reader complained:"
    for company in stopped[:_MOST_COMPANIES]:
        for mail in company.bounced:
            if mail.suppression is not None:
                stop = mail.suppression
                yield f"  {company.company}: {mail.recipient} since {stop.since:%Y-%m-%d} ({stop.why})"
    yield "  Correct the address in the registry file; or, when its owner wants the report again:"
    yield f"  account-health resend COMPANY {run.period} ADDRESS --yes"
    yield ""


def _seen(company: CompanyOutcome) -> str:
    score = "no number" if company.score is None else str(company.score)
    coverage = "" if company.coverage is None else f", {company.coverage:.0%} of the checks judged"
    unseen = f", not seen: {' '.join(company.unseen)}" if company.unseen else ""
    off = f", signed off: {' '.join(company.unsubscribed)}" if company.unsubscribed else ""
    return f"  {company.company}: {score}{coverage}{unseen}{off}"
