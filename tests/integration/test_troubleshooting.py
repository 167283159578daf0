"""Troubleshooting goes by the words of the message: each that setting up or running can show has its entry."""

import re

import pytest

from account_health.checks.access import REFUSED
from account_health.model.reasons import REASONS
from account_health.storage.aws import _REFUSALS
from tests.house import ROOT
from tests.messages import flowing, refusals

PAGE = flowing(ROOT / "docs" / "troubleshooting.md")


@pytest.mark.parametrize(("module", "words"), sorted(set(refusals())))
def test_every_message_of_a_command_has_its_entry(module: str, words: str) -> None:
    """Who looks for the words on the screen finds them; a new message needs a new line in docs/troubleshooting.md."""
    assert words.replace("`", "") in PAGE, f"{module}: docs/troubleshooting.md has no entry for: {words}"


@pytest.mark.parametrize("sentence", [one.text for one in (*REASONS.values(), *REFUSED.values())])
def test_every_reason_of_a_report_has_its_entry(sentence: str) -> None:
    """So does whatever a report says of what could not be seen."""
    assert re.sub(r"\{\w+\}\.?", "…", sentence) in PAGE


@pytest.mark.parametrize("code", sorted(_REFUSALS))
def test_every_refusal_of_ses_has_its_entry(code: str) -> None:
    """And every code with which SES refuses a mail for certain."""
    assert code in PAGE
