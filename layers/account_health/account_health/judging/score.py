"""From findings to numbers: areas, an account's score with its cap, and how much of it was seen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from account_health.checks import AREAS
from account_health.model import AccountReport, Finding, ReportRhythm, Severity, Status, Topic
from account_health.model.limits import CAPS, JUDGED_SHARE, WEIGHTS

POINTS = {Status.PASS: Fraction(1), Status.WARN: Fraction(1, 2), Status.FAIL: Fraction(0)}
HALVES = {status: int(2 * points) for status, points in POINTS.items()}
APPLICABLE = frozenset({*POINTS, Status.UNKNOWN})
LEAST_SHARE = Fraction(JUDGED_SHARE).limit_denominator()
WEIGHTED = frozenset({ReportRhythm.WEEKLY, ReportRhythm.MONTHLY})
FULL = 100
CAPPING_ACCESS = "account-public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The numbers of one account. `areas` holds only areas with something applicable; None means unknown.

    `cap` is the failed check that keeps the value at or below `ceiling`; None, and 100, where none does.
    `company_ceiling` is how high the company's value may be beside it: a matter of decision caps only its own account so low.
    """

    areas: tuple[tuple[Topic, int | None], ...]
    value: int | None
    cap: str | None
    ceiling: int
    company_ceiling: int
    judged: int
    applicable: int

    @property
    def coverage(self) -> float | None:
        """The judged share of the applicable weight, cut to two decimals; None where nothing applies."""
        return coverage(self.judged, self.applicable)


def weight(finding: Finding) -> int:
    """Return the weight of a finding in its area; 0 outside the three areas and for figures."""
    if finding.topic not in AREAS or finding.report_rhythm not in WEIGHTED:
        return 0
    return WEIGHTS[finding.severity]


def counts(finding: Finding) -> bool:
    """Tell whether a finding has a part in the number: by its weight, or because it may cap it."""
    return weight(finding) > 0 or finding.check == CAPPING_ACCESS


def score_account(findings: Iterable[Finding], carried: Iterable[Finding] = ()) -> Score:
    """Return the score of one account: the mean of its areas, capped by its worst failed check.

    An area is unknown when less than 60 % of its weight could be judged or when its leading check is unknown;
    the account then has no number.

    Args:
        findings: one for each check, as judged now.
        carried: checks as they were told when more was seen: their points and caps count in place of those of now, and
            they are no part of what was judged.
    """
    rows = tuple(row for row in findings if row.status in APPLICABLE)
    kept = tuple(carried)
    replaced = {row.check for row in kept}
    counted = (*(row for row in rows if row.status in POINTS and row.check not in replaced), *kept)
    areas = tuple((topic, value) for topic in AREAS for value in _area(rows, counted, topic))
    known = [value for _, value in areas if value is not None]
    caps = _caps(counted)
    cap = min(caps, key=lambda row: (row.severity.rank, row.decision), default=None)
    ceiling = min((CAPS[row.severity] for row in caps), default=FULL)
    value = None
    if areas and len(known) == len(areas):
        value = min(half_up(Fraction(sum(known), len(known))), ceiling)
    return Score(
        areas=areas,
        value=value,
        cap=cap.check if cap else None,
        ceiling=ceiling,
        company_ceiling=min(map(_company_cap, caps), default=FULL),
        judged=sum(weight(row) for row in rows if row.status in POINTS),
        applicable=sum(weight(row) for row in rows),
    )


def with_score(report: AccountReport, score: Score) -> AccountReport:
    """Return an account's report with these numbers in the place of its own."""
    return replace(
        report,
        score=score.value,
        cap=score.cap,
        ceiling=score.ceiling,
        company_ceiling=score.company_ceiling,
        areas=score.areas,
        coverage=score.coverage,
        judged=score.judged,
        applicable=score.applicable,
    )


def coverage(judged: int, applicable: int) -> float | None:
    """Return judged / applicable cut to two decimals, so that 0.999 never prints as 1; None where nothing applies."""
    return floor(Fraction(100 * judged, applicable)) / 100 if applicable else None


def half_up(value: Fraction) -> int:
    """Round to the next whole number, halves up."""
    return floor(value + Fraction(1, 2))


def _area(findings: tuple[Finding, ...], counted: tuple[Finding, ...], topic: Topic) -> list[int | None]:
    """Return [whole percent], [None] for an unknown area, or [] where nothing applies."""
    rows = [row for row in findings if row.topic is topic]
    judged = sum(weight(row) for row in rows if row.status in POINTS)
    applicable = judged + sum(weight(row) for row in rows if row.status is Status.UNKNOWN)
    if applicable == 0:
        return []
    leading_unknown = any(row.leading and row.status is Status.UNKNOWN for row in rows)
    if leading_unknown or Fraction(judged, applicable) < LEAST_SHARE:
        return [None]
    points = [row for row in counted if row.topic is topic]
    halves = sum(weight(row) * HALVES[row.status] for row in points)
    return [half_up(Fraction(FULL * halves, 2 * sum(map(weight, points))))]


def _caps(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return the failed findings that cap the score."""
    return [row for row in findings if row.status is Status.FAIL and row.severity in CAPS and counts(row)]


def _company_cap(finding: Finding) -> int:
    """Return how high the company may stand beside a finding that caps its own account."""
    return CAPS[Severity.HIGH if finding.decision else finding.severity]
