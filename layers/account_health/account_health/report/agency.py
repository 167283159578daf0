"""The agency's part, below a line: what only whoever holds the keys can act on, and the details of what failed."""

from account_health.model import AccountReport, Message, say
from account_health.report.channels import Sheet, cost
from account_health.report.sight import Sight, blind, left_to_the_month
from account_health.report.view import AgencyChannel
from account_health.report.words import OTHER_PART, PARTS
from account_health.text.i18n import Phrase


def agency(sheet: Sheet) -> tuple[AgencyChannel, ...]:
    """Return what the owner reads as one plain sentence, in full, channel by channel, worst first."""
    parts = (_channel(sheet, account) for account in sheet.sight.ordered)
    return tuple(part for part in parts if part.findings or part.notes)


def _channel(sheet: Sheet, account: AccountReport) -> AgencyChannel:
    sight = sheet.sight
    listed = (*sight.told(account), *sight.monthly(account))
    theirs = tuple(finding for finding in listed if not sight.mine(finding))
    return AgencyChannel(
        name=sight.heading(account),
        link=sheet.home(account),
        findings=tuple(sheet.finding(account, finding) for finding in theirs),
        notes=(*_details(sight, account), *_costs(sight, account), *_later(sight, account)),
    )


def _later(sight: Sight, account: AccountReport) -> tuple[Phrase, ...]:
    """Return how many of the agency's matters are left to the month's first report."""
    later = sum(not sight.mine(finding) for finding in sight.left_out(account))
    return (sight.say.phrase(left_to_the_month(later)),) if later else ()


def _details(sight: Sight, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what the platform answered where something was not seen, the same answer once."""
    parts: dict[str, list[Message]] = {}
    for gap in account.unavailable:
        if gap.detail:
            parts.setdefault(gap.detail, []).append(PARTS.get(gap.part, OTHER_PART))
    if blind(account) and len(parts) == 1:
        parts = {detail: [say("everything")] for detail in parts}
    return tuple(
        sight.say.phrase(
            say("Not seen: {parts} ({detail}).", parts=tuple(dict.fromkeys(names)), detail=detail)
        )
        for detail, names in parts.items()
    )


def _costs(sight: Sight, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what the platform charges, for whoever pays it."""
    if not account.reads:
        return ()
    return (sight.say.phrase(cost(account)),)
