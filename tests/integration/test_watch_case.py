"""The mission's case, as its owner reads it: a page that nobody knew of, a second listing, a fake, and a bad article."""

import re
from dataclasses import replace
from typing import Literal

import pytest

from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.workflow.run import name_run
from tests.watch_case import looks, registered, reports
from tests.watch_samples import NOW

NEVER = re.compile(
    r"Fake|Betrüger|Alarm|Bedrohung|Treffer|keine Fälschung|no fakes|impostor|threat|scammer", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("language", "form", "words"),
    [
        (
            "de",
            "Sie",
            (
                "verlinkt ein Profil",
                "könnte Sie betreffen",
                "niemand betreut ihn",
                "Nach Ihren Angaben",
                "Rund um Ihren Namen",
            ),
        ),
        (
            "de",
            "du",
            (
                "verlinkt ein Profil",
                "könnte dich betreffen",
                "niemand betreut ihn",
                "Nach deinen Angaben",
                "Rund um deinen Namen",
            ),
        ),
        (
            "en",
            "Sie",
            (
                "links to a profile",
                "may be about you",
                "nobody looks after it",
                "You told us",
                "Around your name",
            ),
        ),
    ],
)
def test_the_owner_reads_all_four_with_what_to_do(
    language: Literal["de", "en"], form: Literal["Sie", "du"], words: tuple[str, ...]
) -> None:
    """In the week in which they were found; the page has the inventory, and how to report."""
    report, _ = reports(language, form)
    text = " ".join(report.text.split())
    assert [word for word in words if word not in text] == []
    assert NEVER.search(text) is None
    assert "All is well" not in report.subject
    assert "Alles in Ordnung" not in report.subject
    assert "help.instagram.com/contact" in report.page
    assert "linkedin.com/company/stadtbaeckerei-lindner" in report.page


def test_the_month_s_first_report_asks_for_ten_minutes() -> None:
    """With a link for each network; what was told the week before waits for a word, and is not told again."""
    _, report = reports("de")
    text = " ".join(report.text.split())
    assert "zehn Minuten, die Links stehen bereit" in text
    assert "https://www.tiktok.com/search/user?q=Stadtb%C3%A4ckerei+Lindner" in text
    assert "wartet noch auf Ihre Antwort" in text
    assert "könnte Sie betreffen" not in text
    assert NEVER.search(text) is None


def test_no_number_moves_with_watch_on() -> None:
    """Score and coverage of every account, and of the company, are those without it."""
    company = registered("de")
    run = name_run({"kind": "weekly", "scheduled_time": NOW.isoformat()}, NOW, company.zone)
    seen = looks(company, 0)
    watched = judge_company(company, seen, run, History(), State()).report
    plain = judge_company(replace(company, watch=None), seen[:2], run, History(), State()).report
    assert watched.watch is not None
    assert plain.watch is None
    assert (watched.score, watched.coverage) == (plain.score, plain.coverage)
    assert [(one.score, one.cap, one.coverage, one.areas) for one in watched.accounts] == [
        (one.score, one.cap, one.coverage, one.areas) for one in plain.accounts
    ]
