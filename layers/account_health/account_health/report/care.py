"""Profile care, told once a month: the same matter of several channels in one line, five lines at most."""

from typing import Final

from account_health.judging.tasks import HARM
from account_health.model import Message, say
from account_health.report.sight import Sight, some
from account_health.text.i18n import Phrase

MOST: Final = 5
"""The most lines of profile care in one report."""


def care_lines(sight: Sight) -> tuple[Phrase, ...]:
    """Return every line of profile care that this reader gets now, the gravest first: which channels, and what."""
    found = [
        (account, finding)
        for account in sight.ordered
        for finding in sight.monthly(account)
        if sight.mine(finding)
    ]
    found.sort(key=lambda pair: HARM.index(pair[1].severity))
    channels: dict[Message, list[Message]] = {}
    for account, finding in found:
        name = sight.named(account, sight.channel(account).short)
        channels.setdefault(finding.message, []).append(name)
    return tuple(
        sight.say.phrase(say("{channels}: {message}", channels=some(tuple(names)), message=message))
        for message, names in channels.items()
    )
