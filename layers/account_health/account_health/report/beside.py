"""How much a mail tells beside its tasks, and what a month's first mail leaves to the page, step by step."""

from dataclasses import dataclass, replace
from typing import Final

from account_health.model import Finding


@dataclass(frozen=True, slots=True)
class Beside:
    """How much a mail tells beside its tasks and who waits: so many lines of each kind, or none at all.

    One idea is taken up or not; `notices` are those about a single channel, `whys` why a new task matters, `findings` what
    is not among the tasks, and `decisions` what of it can wait for weeks. The page has all.
    """

    ideas: int = 1
    notices: bool = True
    results: int = 6
    courses: bool = True
    care: int = 5
    whys: bool = True
    findings: bool = True
    decisions: bool = True

    def tells(self, finding: Finding) -> bool:
        """Tell whether a finding beyond the tasks is told."""
        return self.findings and (self.decisions or not finding.decision)


USUAL: Final = Beside()
MOST_IN_A_MONTH: Final = 250
"""The most words of a month's first mail, as of a usual week; what it leaves to the page it counts."""
_BUSY: Final = Beside(ideas=0, notices=False, results=2, courses=False, care=2, whys=False)
_BUSIER: Final = replace(_BUSY, results=1)
_TASKS_ALONE: Final = replace(_BUSIER, care=0, findings=False)
LADDER: Final = (
    USUAL,
    Beside(ideas=0),
    Beside(ideas=0, results=3),
    Beside(ideas=0, notices=False, results=3),
    replace(_BUSY, care=5, whys=True),
    replace(_BUSY, whys=True),
    _BUSY,
    _BUSIER,
    replace(_BUSIER, decisions=False),
    replace(_BUSIER, decisions=False, care=0),
    replace(_TASKS_ALONE, results=3, courses=True),
    replace(_TASKS_ALONE, results=2, courses=True),
    replace(_TASKS_ALONE, courses=True),
    _TASKS_ALONE,
)
"""Ever less beside the tasks and who waits, that first which a reader misses least."""
AS_A_WEEK: Final = Beside(results=1, courses=False, care=2)
"""What any week tells, and as little as can be of the month."""
