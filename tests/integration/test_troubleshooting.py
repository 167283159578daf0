"""Troubleshooting goes by the words of the message, in English and in German: whatever anybody can meet has its entry."""

import re

import pytest

from account_health.checks.access import REFUSED
from account_health.model.reasons import REASONS
from account_health.storage.aws.mail import _REFUSALS
from account_health.text.i18n import translator
from tests.house import ROOT
from tests.messages import flowing, refusals

ENGLISH = ROOT / "docs" / "troubleshooting.md"
GERMAN = ROOT / "docs" / "fehler-beheben.md"
PAGES = {page.name: flowing(page) for page in (ENGLISH, GERMAN)}


@pytest.mark.parametrize("page", PAGES)
def test_every_message_has_its_entry(page: str) -> None:
    """Who looks for the words on the screen finds them; a new message needs its words in a line of both pages."""
    without = sorted(
        f"{module}: {words}" for module, words in set(refusals()) if words.replace("`", "") not in PAGES[page]
    )
    assert without == []


def test_the_messages_are_those_of_the_whole_product() -> None:
    """The command, the registry, the list of clients, a stack's functions: where sentences are raised, told, returned and yielded."""
    found = {words for _, words in refusals()}
    assert len(found) > 250
    for known in (
        "is an Excel workbook; save it as CSV (File, Save as, CSV UTF-8) and import that",
        "must begin with https:// or http://",
        "is no telephone number",
        "The event has the unknown key",
        "no browser could be opened; the report lies in",
        "means nothing here",
    ):
        assert known in found


@pytest.mark.parametrize("sentence", [one.text for one in (*REASONS.values(), *REFUSED.values())])
def test_every_reason_of_a_report_has_its_entry(sentence: str) -> None:
    """So does whatever a report says of what could not be seen, in the language of the report."""
    assert re.sub(r"\{\w+\}\.?", "…", sentence) in PAGES[ENGLISH.name]
    german = translator("de", timezone="Europe/Berlin").label(sentence)
    assert german != sentence
    assert re.sub(r"\{\w+\}\.?", "…", german) in PAGES[GERMAN.name]


@pytest.mark.parametrize("code", sorted(_REFUSALS))
@pytest.mark.parametrize("page", PAGES)
def test_every_refusal_of_ses_has_its_entry(code: str, page: str) -> None:
    """And every code with which SES refuses a mail for certain."""
    assert code in PAGES[page]


def test_both_pages_have_the_same_lines() -> None:
    """Whoever sends a colleague from one to the other finds the same."""
    rows = [
        [line.count(" | ") for line in page.read_text("utf-8").splitlines() if line.startswith("| ")]
        for page in (ENGLISH, GERMAN)
    ]
    assert rows[0] == rows[1]
