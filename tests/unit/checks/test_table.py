"""The table of checks is sound. How bad each is, who acts and how often is on docs/checks.md, which a test compares with it."""

from account_health.checks import BY_ID, CHECKS
from account_health.model import Severity


def test_only_critical_checks_may_go_out_between_the_reports() -> None:
    """An alert is for what cannot wait until Monday; a few lesser checks say of each fault whether it can."""
    by_verdict = {"certificate", "google-edits", "review-wave"}
    marked = {check.id for check in CHECKS if check.alert}
    assert {BY_ID[check].severity for check in marked - by_verdict} == {Severity.CRITICAL}
    assert by_verdict < marked


def test_a_check_is_found_by_its_id() -> None:
    """And the table holds each id once."""
    assert len(BY_ID) == len(CHECKS)
    assert all(BY_ID[check.id] is check for check in CHECKS)
