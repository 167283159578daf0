"""What was wrong when more was seen, and cannot be judged as well now, is carried forward: blindness never pays."""

from dataclasses import replace

from account_health.checks import BY_ID
from account_health.judging.history import Entry, Trouble
from account_health.judging.score import POINTS, counts, score_account, with_score
from account_health.model import AccountReport, Finding, Status


def carry_forward(report: AccountReport, last: Entry | None) -> AccountReport:
    """Return the report with a number that also counts what was wrong when it was last seen.

    Only the number, its areas and its cap hold on to it. The finding stays as it is, nothing is asked of anybody, and
    the coverage speaks of what was seen now. What steps back behind such a cause does so still.

    Args:
        report: one account, judged by what was seen now.
        last: the report before, which remembers how each check was told last; None where there is none.
    """
    carried = _carried_forward(report, last)
    if not carried:
        return report
    causes = {finding.check for finding in carried}
    rows = [row for row in report.findings if causes.isdisjoint(BY_ID[row.check].because)]
    checks = tuple(finding.check for finding in carried)
    return with_score(replace(report, carried_forward=checks), score_account(rows, carried))


def _carried_forward(report: AccountReport, last: Entry | None) -> tuple[Finding, ...]:
    """Return what counts on, as it was told last; what stands behind another of them does not count twice."""
    if last is None:
        return ()
    told = {one.check: one.counted for one in last.findings if one.account == report.account}
    # One fresh post proves that the channel speaks, whatever else was cut off; what posts cannot prove is unknown.
    missing = {gap.part for gap in report.unavailable} - {"posts"}
    carried = {
        finding.check: replace(finding, status=trouble.status, severity=trouble.severity)
        for finding in report.findings
        if (trouble := told.get(finding.check)) and _is_milder_by_blindness(finding, trouble, missing)
    }
    return tuple(
        finding
        for finding in carried.values()
        if counts(finding) and carried.keys().isdisjoint(BY_ID[finding.check].because)
    )


def _is_milder_by_blindness(finding: Finding, trouble: Trouble, missing: set[str]) -> bool:
    """Tell whether a check could not be judged, or only by a part of what it reads and milder than before."""
    if finding.status is Status.UNKNOWN:
        return True
    if finding.status not in POINTS or missing.isdisjoint(BY_ID[finding.check].reads):
        return False
    now = POINTS[finding.status], finding.severity.rank
    return now > (POINTS[trouble.status], trouble.severity.rank)
