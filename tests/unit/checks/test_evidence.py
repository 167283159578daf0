"""Studies: named with their year on the page, and in no mail."""

import re

import pytest

from account_health.checks import BY_ID, CHECKS, Check
from account_health.checks.evidence import STUDIES
from account_health.checks.guide import GUIDES
from account_health.model import Message
from account_health.report import render
from tests import report_samples as samples
from tests.markup import flat

YEAR = re.compile(r"\b20\d\d\)")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_why_a_check_matters_is_said_without_a_study(check: Check) -> None:
    """A mail says why in a finding's first week, and quotes nobody's figures."""
    assert not YEAR.search(check.why.text)


@pytest.mark.parametrize(("check", "study"), STUDIES.items())
def test_a_study_belongs_to_a_check_and_names_its_year(check: str, study: Message) -> None:
    """Country and year stand behind it, or what was studied."""
    assert check in BY_ID
    assert YEAR.search(study.text)


def test_only_a_survey_that_names_its_country_claims_one() -> None:
    """What BrightLocal asks is asked in the United States; no other abstract says where."""
    claimed = {check for check, study in STUDIES.items() if "United States" in study.text}
    assert claimed == {check for check, study in STUDIES.items() if "BrightLocal" in study.text}
    sources = [guide.source for guide in GUIDES.values() if "United States" in guide.source]
    assert sources
    assert all("BrightLocal" in source for source in sources)


def test_the_page_names_the_study_and_the_mail_does_not() -> None:
    """A wrong phone number in its first week."""
    told = render(samples.golden_week(), samples.company(language="en"))
    assert "BrightLocal, United States, 2021" in flat(told.page)
    for body in (told.html, told.text):
        assert "BrightLocal" not in body
