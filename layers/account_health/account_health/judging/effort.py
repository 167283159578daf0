"""How long it takes to put one finding right: what decides between two things that do the same harm."""

from typing import Final

from account_health.checks import BY_ID
from account_health.model import Finding

MOST_MINUTES: Final = 120
"""Longer work is done in parts anyway."""

ASKING: Final = 5
"""A call or a mail to whoever does the work."""


def minutes(finding: Finding) -> int:
    """Return how long it takes, roughly, to put a finding right; the estimate is in its check's row.

    Where what there is to do names who does it, the reader only asks.
    """
    if finding.action and "who" in dict(finding.action.values):
        return ASKING
    effort = BY_ID[finding.check].effort
    times = int(finding.figure) if effort.each and isinstance(finding.figure, int | float) else 1
    return min(effort.minutes * max(times, 1), MOST_MINUTES)
