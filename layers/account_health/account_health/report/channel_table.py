"""The overview of a company's channels: each in one line, worst first, with its number and how it is in two words."""

from typing import Final

from account_health.model import AccountReport, Message, say, say_n
from account_health.report.channels import TONES
from account_health.report.sight import Sight, blind, complete
from account_health.report.view import OverviewRow, Tone
from account_health.report.words import URGENCY
from account_health.text.i18n import Phrase

MOST: Final = 8
"""The most channels that a mail speaks of one by one."""
MOST_LINES: Final = 60
"""The most channels that a mail lists."""
_NO_NUMBER: Final = "–"


def overview(sight: Sight) -> tuple[OverviewRow, ...]:
    """Return the worst channels, one line each; nothing where a company has a single one."""
    if len(sight.ordered) == 1:
        return ()
    return tuple(_row(sight, account) for account in sight.ordered[:MOST])


def all_channels(sight: Sight) -> tuple[OverviewRow, ...]:
    """Return every channel, one line each, where the overview holds only some of them; a mail has room for so many."""
    if len(sight.ordered) <= MOST:
        return ()
    return tuple(_row(sight, account) for account in sight.ordered[:MOST_LINES])


def more_channels(sight: Sight) -> Phrase | None:
    """Return how many channels are beyond what a mail lists; None where there are none."""
    rest = len(sight.ordered) - MOST_LINES
    if rest <= 0:
        return None
    return sight.say.phrase(
        say_n("{n} more channel is not listed here.", "{n} more channels are not listed here.", rest)
    )


def _row(sight: Sight, account: AccountReport) -> OverviewRow:
    state, tone = _state(sight, account)
    return OverviewRow(
        name=sight.say.phrase(sight.named(account, sight.channel(account).short)),
        standing=_NO_NUMBER if account.score is None else sight.say.figure(account.score),
        state=sight.say.nested(state),
        tone=tone,
    )


def _state(sight: Sight, account: AccountReport) -> tuple[Message, Tone]:
    """Return how a channel is: what was not seen or waits, then the worst finding; never well by omission."""
    told = [finding for finding in sight.told(account) if sight.mine(finding)]
    urgency, tone = (
        (URGENCY[told[0].severity], TONES[told[0].severity]) if told else (say("nothing to do"), "calm")
    )
    waiting: Tone = "soon" if tone == "calm" else tone
    unsaid = sight.left_out(account) or sight.monthly(account)
    rules: tuple[tuple[object, Message, Tone], ...] = (
        (blind(account), say("not seen"), "later"),
        (account.open_items, _waiting(sight, len(account.open_items)), waiting),
        (told, urgency, tone),
        (not complete(account), say("not seen in full"), "later"),
        (account.state == "dormant", say("rests"), "later"),
        (sight.told(account), say("others take care"), "later"),
        (unsaid, say("nothing new"), "later"),
    )
    return next(((state, tone) for holds, state, tone in rules if holds), (urgency, tone))


def _waiting(sight: Sight, n: int) -> Message:
    return say_n("{figure} waits", "{figure} wait", n, figure=sight.say.figure(n))
