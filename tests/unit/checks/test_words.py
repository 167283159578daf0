"""What every check says, check by check: few tests that see everything, so that a broken rule is found in a moment."""

from pathlib import Path

import pytest

from account_health.checks import CHECKS
from tests.judgement import tables
from tests.judgement.words import line, told

GOLDEN = (Path(__file__).parents[2] / "golden" / "judgement.txt").read_text("utf-8")
SECTIONS = {section.partition("\n")[0]: section.strip() for section in GOLDEN.split("\n\n")}


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_the_words_of_its_own_cases_are_the_golden_ones(check: str) -> None:
    """`make golden` renews them; look at the difference before you commit it."""
    lines = [line(case) for case in tables.OWN if case.check == check]
    assert SECTIONS[check] == "\n".join((check, *lines))


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_what_holds_for_every_check_holds_for_it(check: str) -> None:
    """Not offered, not seen, seen in part, muted, switched off, dormant, without posts."""
    for case in tables.COMMON:
        if case.check == check:
            finding = case.finding()
            assert (case.name, finding.status) == (case.name, case.status)
            assert case.says in told(finding.message)
            if case.figure is not ...:
                assert finding.figure == case.figure


def test_the_golden_table_has_every_check() -> None:
    """And nothing that is no check any more."""
    assert list(SECTIONS) == list(dict.fromkeys(case.check for case in tables.OWN))
