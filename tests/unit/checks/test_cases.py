"""Every check, case by case: the status of each. The words stand in a golden table, see test_words."""

from collections import Counter

import pytest

from account_health.checks import CHECKS
from account_health.model import Status
from tests.judgement import tables
from tests.judgement.case import Case
from tests.judgement.words import told

LEAST = 15
LEAST_OWN = 6


@pytest.mark.parametrize("case", tables.ALL, ids=lambda case: f"{case.check}: {case.name}")
def test_each_case_is_judged_as_it_says(case: Case) -> None:
    """Status always; words, figure and severity where the case names them."""
    finding = case.finding()
    message = told(finding.message)
    assert finding.status is case.status, message
    assert case.says in message
    if case.severity is not None:
        assert finding.severity is case.severity
    if case.figure is not ...:
        assert finding.figure == case.figure
    if finding.status in {Status.WARN, Status.FAIL}:
        assert finding.action is not None


def test_a_check_says_the_same_alone_and_among_all_others() -> None:
    """So the cases above may judge one check at a time."""
    assert [case.among_all() for case in tables.OWN] == [case.finding() for case in tables.OWN]


def test_every_check_has_fifteen_cases_and_some_of_its_own() -> None:
    """At, and just below, each limit; nothing there; not seen; seen in part; muted; dormant; overridden."""
    own, every = Counter(case.check for case in tables.OWN), Counter(case.check for case in tables.ALL)
    assert {check.id for check in CHECKS if every[check.id] < LEAST} == set()
    assert {check.id for check in CHECKS if own[check.id] < LEAST_OWN} == set()


def test_no_case_stands_twice() -> None:
    """A case is counted once."""
    names = Counter((case.check, case.name) for case in tables.ALL)
    assert {name for name, count in names.items() if count > 1} == set()
    assert not [case for case in tables.OWN if case.check not in {check.id for check in CHECKS}]


def test_every_status_that_a_check_can_give_has_a_case() -> None:
    """A verdict that no case asks for is one that nobody looked at."""
    statuses = {check.id: {case.status for case in tables.OWN if case.check == check.id} for check in CHECKS}
    assert all(Status.PASS in found for found in statuses.values())
    assert all(Status.MUTED not in found for found in statuses.values())
