"""Profile care, told once a month: the same matter of several channels in one line, five lines at most."""

from typing import Final

from account_health.model import Message, message
from account_health.report.context import ReportContext, some
from account_health.text.i18n import Phrase

MOST: Final = 5
"""The most lines of profile care in one report."""


def care_lines(context: ReportContext) -> tuple[Phrase, ...]:
    """Return every line of profile care that this reader gets now, the gravest first: which channels, and what."""
    found = [
        (account, finding)
        for account in context.ordered
        for finding in context.monthly(account)
        if context.mine(finding)
    ]
    found.sort(key=lambda pair: pair[1].severity.rank)
    channels: dict[Message, list[Message]] = {}
    for account, finding in found:
        name = context.named(account, context.channel(account).short)
        channels.setdefault(finding.message, []).append(name)
    return tuple(
        context.translate.phrase(
            message("{channels}: {message}", channels=some(tuple(names)), message=sentence)
        )
        for sentence, names in channels.items()
    )
