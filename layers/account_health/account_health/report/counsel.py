"""What the report recommends for a silent channel: what to post, and whether to keep or close it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from account_health.judging.advice.channel_lifecycle import SILENT
from account_health.model import AccountReport, Message, message
from account_health.report.context import ReportContext
from account_health.report.view import AdviceView
from account_health.text.i18n import Phrase

CHOICES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "revive": message("Start again"),
        "dormant": message("Let it rest"),
        "close": message("Close it"),
    }
)
"""What the three ways to go on with a silent channel are called."""


def ideas(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what to ask colleagues for, where the channel has been quiet for too long.

    The week's ideas are the company's, so they stand once; a channel that had better rest needs none.
    """
    quiet = [
        one for one in context.ordered if one.ideas and (one.advice is None or one.advice.choice == "revive")
    ]
    first = next((one for one in quiet if one.ideas == account.ideas), None)
    return tuple(map(context.translate.phrase, account.ideas)) if first is account else ()


def news(context: ReportContext, account: AccountReport) -> bool:
    """Tell whether the advice has to be told in this week's mail: when the silence is new or graver, and once a month."""
    silent = [finding for finding in account.findings if finding.check == SILENT]
    return context.report.month_begins or any((finding.unchanged or 1) == 1 for finding in silent)


def advice(context: ReportContext, account: AccountReport) -> AdviceView | None:
    """Return the recommendation for a silent channel with its reasons and what each way takes."""
    given = account.advice
    if given is None:
        return None
    say_ = context.translate
    return AdviceView(
        what=say_.phrase(given.message),
        reasons=tuple(map(say_.phrase, given.reasons)),
        options=tuple(
            say_.phrase(message("{choice}: {takes}", choice=CHOICES[option.choice], takes=option.takes))
            for option in given.options
        ),
    )
