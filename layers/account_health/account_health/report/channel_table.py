"""The overview of a company's channels: each in one line, worst first, with its number and how it is in two words."""

from typing import Final

from account_health.model import AccountReport, Message, message, message_n
from account_health.report.channels import TONES
from account_health.report.context import ReportContext, blind, complete
from account_health.report.view import OverviewRow, Tone
from account_health.report.words import URGENCY
from account_health.text.i18n import Phrase

MOST: Final = 8
"""The most channels that a mail speaks of one by one."""
MOST_LINES: Final = 60
"""The most channels that a mail lists."""
_NO_NUMBER: Final = "–"


def overview(context: ReportContext) -> tuple[OverviewRow, ...]:
    """Return the worst channels, one line each; nothing where a company has a single one."""
    if len(context.ordered) == 1:
        return ()
    return tuple(_row(context, account) for account in context.ordered[:MOST])


def all_channels(context: ReportContext) -> tuple[OverviewRow, ...]:
    """Return every channel, one line each, where the overview holds only some of them; a mail has room for so many."""
    if len(context.ordered) <= MOST:
        return ()
    return tuple(_row(context, account) for account in context.ordered[:MOST_LINES])


def more_channels(context: ReportContext) -> Phrase | None:
    """Return how many channels are beyond what a mail lists; None where there are none."""
    rest = len(context.ordered) - MOST_LINES
    if rest <= 0:
        return None
    return context.translate.phrase(
        message_n("{n} more channel is not listed here.", "{n} more channels are not listed here.", rest)
    )


def _row(context: ReportContext, account: AccountReport) -> OverviewRow:
    state, tone = _state(context, account)
    return OverviewRow(
        name=context.translate.phrase(context.named(account, context.channel(account).short)),
        score_summary=_NO_NUMBER if account.score is None else context.translate.figure(account.score),
        state=context.translate.nested(state),
        tone=tone,
    )


def _state(context: ReportContext, account: AccountReport) -> tuple[Message, Tone]:
    """Return how a channel is: what was not seen or waits, then the worst finding; never well by omission."""
    told = [finding for finding in context.told(account) if context.mine(finding)]
    urgency, tone = (
        (URGENCY[told[0].severity], TONES[told[0].severity]) if told else (message("nothing to do"), "calm")
    )
    waiting: Tone = "soon" if tone == "calm" else tone
    unsaid = context.left_out(account) or context.monthly(account)
    rules: tuple[tuple[object, Message, Tone], ...] = (
        (blind(account), message("not seen"), "later"),
        (account.unanswered, _waiting(context, len(account.unanswered)), waiting),
        (told, urgency, tone),
        (not complete(account), message("not seen in full"), "later"),
        (account.state == "dormant", message("rests"), "later"),
        (context.told(account), message("others take care"), "later"),
        (unsaid, message("nothing new"), "later"),
    )
    return next(((state, tone) for holds, state, tone in rules if holds), (urgency, tone))


def _waiting(context: ReportContext, n: int) -> Message:
    return message_n("{figure} waits", "{figure} wait", n, figure=context.translate.figure(n))
