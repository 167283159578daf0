"""The alert as a mail: who waits or what is wrong, the words themselves, where to act, who and until when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from account_health.checks.waiting_words import ANSWER, SOOTHE
from account_health.judging.alerts import Alert
from account_health.model import (
    AccountReport,
    Audience,
    CompanyReport,
    Finding,
    Message,
    Status,
    message,
    message_n,
)
from account_health.model.company import Company
from account_health.report.build import reply_address
from account_health.report.channels import QUOTES, TONES, Sheet
from account_health.report.context import ReportContext
from account_health.report.data import speaker
from account_health.report.frame import Frame, Opening, company_frame
from account_health.report.gaps import keeper
from account_health.report.letter import set_fitting
from account_health.report.links import links_of
from account_health.report.rendering import Letter
from account_health.report.verdict import Stance, first_finding, stance, subject, verdict
from account_health.report.view import Link, QuoteView, Tone
from account_health.report.words import URGENCY
from account_health.text.i18n import Phrase

MOST: Final = 10
"""The most matters that one alert tells in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterView:
    """One matter: its channel, what is the matter unless the first sentence says it, what to do, and who waits."""

    channel: Phrase
    urgency: str
    tone: Tone
    what: Phrase | None
    action: Phrase | None
    link: Link | None
    who: Phrase | None
    quotes: tuple[QuoteView, ...]
    more_quotes: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView:
    """The alert, ready to be set."""

    frame: Frame
    matters: tuple[MatterView, ...]
    more: Phrase | None
    rest: Phrase


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
    context = ReportContext(cut, company, audience, speaker(report, company))
    links = links_of([account.url for account in company.accounts] + [*company.facts.website])
    sheet = Sheet(context, links, reply_to or reply_address(company), whole=False)
    return set_fitting("alert", _views(sheet), context.translate)


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
        renew = alert.finding.action or message("Renew the access, it takes about five minutes.")
        return replace(alert.finding, status=Status.FAIL, action=renew)
    blames = any(item.tone == "criticism" for item in alert.items)
    return replace(alert.finding, action=SOOTHE if blames else ANSWER, fix_url=alert.items[0].url)


def _views(sheet: Sheet) -> Iterator[AlertView]:
    most = MOST
    while most:
        yield _view(sheet, most)
        most //= 2


def _view(sheet: Sheet, most: int) -> AlertView:
    context, say_ = sheet.context, sheet.context.translate
    frame = company_frame(
        context,
        Opening(subject=subject(context), verdict=verdict(context), because=_because(context)),
        sheet.reply_to,
    )
    told = list(_advised(context))
    first = first_finding(context) if stance(context) is Stance.SOMETHING_IS_WRONG else None
    matters = tuple(
        _matter(sheet, account, finding, said_above=first == (account, finding))
        for account, finding in told[:most]
    )
    hidden = len(told) - len(matters)
    more = message_n(
        "{n} more is not shown here. Answer this mail and we send you the whole list.",
        "{n} more are not shown here. Answer this mail and we send you the whole list.",
        hidden,
    )
    return AlertView(
        frame=frame,
        matters=matters,
        more=say_.phrase(more) if hidden else None,
        rest=say_.phrase(message("Everything else stands in the weekly report.")),
    )


def _advised(context: ReportContext) -> Iterator[tuple[AccountReport, Finding]]:
    """Yield what an alert tells, channel by channel; how to answer stands with the first matter that it fits."""
    given: set[Message] = set()
    for account in context.ordered:
        for finding in account.findings:
            again = finding.action in given
            if finding.action in (ANSWER, SOOTHE):
                given.add(finding.action)
            yield account, replace(finding, action=message("Answer today.")) if again else finding


def _matter(sheet: Sheet, account: AccountReport, finding: Finding, *, said_above: bool) -> MatterView:
    say_ = sheet.context.translate
    waiting = finding.check == "unanswered-criticism"
    shown = sheet.channel(account, (), QUOTES if waiting else 0)
    return MatterView(
        channel=shown.name,
        urgency=say_.text(URGENCY[finding.severity]),
        tone=TONES[finding.severity],
        what=None if said_above or waiting else say_.phrase(finding.message),
        action=say_.phrase(finding.action) if finding.action else None,
        link=None if shown.quotes else sheet.link(account, finding.fix_url, finding.topic),
        who=sheet.who(_owner(sheet.context, finding), finding.due),
        quotes=shown.quotes,
        more_quotes=shown.more_quotes if waiting else None,
    )


def _owner(context: ReportContext, finding: Finding) -> str | None:
    """Return who is in charge; where an agency gets the copy, nobody of the company is of what only it can do."""
    theirs = finding.audience is Audience.OPERATOR and context.company.report.copy_is_read
    return None if theirs else finding.owner


def _because(context: ReportContext) -> Message:
    who = keeper(context)
    if who is None:
        return message(
            "You get this mail because something urgent came up at {company} between two reports.",
            company=context.company.name,
        )
    return message(
        "You get this mail from {who}, because something urgent came up between two reports.", who=who
    )
