"""The agency's part, below a line: what only whoever holds the keys can act on, and the details of what failed."""

from account_health.model import AccountReport, Message, message
from account_health.report.channels import Sheet, cost
from account_health.report.context import ReportContext, blind, left_to_the_month
from account_health.report.view import AgencyChannel
from account_health.report.words import OTHER_PART, PARTS
from account_health.text.i18n import Phrase


def agency(sheet: Sheet) -> tuple[AgencyChannel, ...]:
    """Return what the owner reads as one plain sentence, in full, channel by channel, worst first."""
    parts = (_channel(sheet, account) for account in sheet.context.ordered)
    return tuple(part for part in parts if part.findings or part.notes)


def _channel(sheet: Sheet, account: AccountReport) -> AgencyChannel:
    context = sheet.context
    listed = (*context.told(account), *context.monthly(account))
    theirs = tuple(finding for finding in listed if not context.mine(finding))
    return AgencyChannel(
        name=context.heading(account),
        link=sheet.home(account),
        findings=tuple(sheet.finding(account, finding) for finding in theirs),
        notes=(*_details(context, account), *_costs(context, account), *_later(context, account)),
    )


def _later(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return how many of the agency's matters are left to the month's first report."""
    later = sum(not context.mine(finding) for finding in context.left_out(account))
    return (context.translate.phrase(left_to_the_month(later)),) if later else ()


def _details(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what the platform answered where something was not seen, the same answer once."""
    parts: dict[str, list[Message]] = {}
    for gap in account.unavailable:
        if gap.detail:
            parts.setdefault(gap.detail, []).append(PARTS.get(gap.part, OTHER_PART))
    if blind(account) and len(parts) == 1:
        parts = {detail: [message("everything")] for detail in parts}
    return tuple(
        context.translate.phrase(
            message("Not seen: {parts} ({detail}).", parts=tuple(dict.fromkeys(names)), detail=detail)
        )
        for detail, names in parts.items()
    )


def _costs(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what the platform charges, for whoever pays it."""
    if not account.reads:
        return ()
    return (context.translate.phrase(cost(account)),)
