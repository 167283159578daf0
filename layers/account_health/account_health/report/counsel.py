"""What the report recommends for a silent channel: what to post, and whether to keep or close it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from account_health.i18n import Phrase
from account_health.model import AccountReport, Message, say
from account_health.report.gaps import together
from account_health.report.sight import Sight
from account_health.report.view import AdviceView

CHOICES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "revive": say("Start again"),
        "dormant": say("Let it rest"),
        "close": say("Close it"),
    }
)
"""What the three ways to go on with a silent channel are called."""


def ideas(sight: Sight, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what to ask colleagues for, where the channel has been quiet for too long."""
    return tuple(map(sight.say.phrase, account.ideas))


def advice(sight: Sight, account: AccountReport) -> AdviceView | None:
    """Return the recommendation for a silent channel with its reasons and what each way takes."""
    given = account.advice
    if given is None:
        return None
    say_ = sight.say
    return AdviceView(
        what=say_.phrase(given.message),
        reasons=together(tuple(map(say_.phrase, given.reasons))) if given.reasons else None,
        options=tuple(
            say_.phrase(say("{choice}: {takes}", choice=CHOICES[option.choice], takes=option.takes))
            for option in given.options
        ),
    )
