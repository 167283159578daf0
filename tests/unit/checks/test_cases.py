"""Every check, case by case: the status of each. The words stand in a golden table, see test_words."""

from collections import Counter
from dataclasses import replace

import pytest

from account_health.checks import BY_ID, CHECKS, Check
from account_health.model import Status
from account_health.model.limits import THRESHOLDS, limits
from tests.judgement import tables
from tests.judgement.case import Case
from tests.judgement.possible import statuses_of
from tests.judgement.words import told


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


@pytest.mark.once
def test_a_check_says_the_same_alone_and_among_all_others() -> None:
    """So the cases above may judge one check at a time."""
    assert [case.among_all() for case in tables.OWN] == [case.finding() for case in tables.OWN]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_status_that_a_check_can_give_has_a_case(check: Check) -> None:
    """A verdict that no case asks for is one that nobody looked at."""
    found = {case.status for case in tables.OWN if case.check == check.id}
    assert statuses_of(check) - found == set()
    assert Status.MUTED not in found


def test_what_a_check_can_give_is_read_from_its_rule() -> None:
    """So the test above can fail: it knows the rule's own words, those of its helpers, and no name that only looks alike."""
    assert statuses_of(BY_ID["domain-lost"]) == {Status.PASS, Status.WARN, Status.FAIL}
    assert statuses_of(BY_ID["privacy-policy"]) == {Status.PASS, Status.FAIL, Status.NOT_APPLICABLE}
    assert Status.WARN in statuses_of(BY_ID["unanswered-comments"])
    assert statuses_of(BY_ID["response-time"]) == {Status.PASS, Status.UNKNOWN, Status.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("check", "key"), [(check, key) for check, keys in THRESHOLDS.items() for key in keys]
)
def test_each_limit_has_a_case_at_it_and_one_just_below(check: str, key: str) -> None:
    """Moved by one unit in either direction, each limit changes what one of the cases says."""
    own = [case for case in tables.OWN if case.check == check and key in limits(check, case.account)]
    for way in (1, -1):
        assert any(_says(_moved(case, key, way)) != _says(case) for case in own), (way, len(own))


def _says(case: Case) -> tuple[object, ...]:
    finding = case.finding()
    return finding.status, finding.severity, finding.figure


def _moved(case: Case, key: str, way: int) -> Case:
    mine, now = case.account, limits(case.check, case.account)[key]
    by = way * (0.1 if 0 < now < 1 else 1)
    numbers = {**dict(dict(mine.thresholds).get(case.check, ())), key: now + by}
    others = tuple(one for one in mine.thresholds if one[0] != case.check)
    return replace(case, mine={**case.mine, "thresholds": (*others, (case.check, tuple(numbers.items())))})


def test_no_case_stands_twice() -> None:
    """A case is counted once."""
    names = Counter((case.check, case.name) for case in tables.ALL)
    assert {name for name, count in names.items() if count > 1} == set()
    assert not [case for case in tables.OWN if case.check not in {check.id for check in CHECKS}]
