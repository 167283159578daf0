"""Every kind of line about the company's name belongs to a check that can be muted."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from account_health.checks import BY_ID
from account_health.checks.name_checks import NAME_CHECK_IDS, NAME_CHECK_OF
from account_health.model import FeedSeen, Hits
from account_health.model.company import Mute
from account_health.model.errors import RegistryError
from account_health.model.watch import LineKind
from account_health.registry import read_company
from tests.watch_case import ARTICLE, registered, weeks
from tests.watch_samples import WATCHED, bakery, judged, kinds, look

FILE = """\
name = "Bäckerei"
[report]
to = ["a@b.example"]
[[accounts]]
url = "https://www.baeckerei.example/"
"""
HITS = Hits((ARTICLE,), (FeedSeen("Lindner", entries=1),))


def muting(until: date | None) -> list[str]:
    """Return what a report tells of a grave article where somebody mutes such until a day."""
    watch = replace(WATCHED, mute=(Mute(check="critical-mention", reason="Ruhe", until=until),))
    report = judged(bakery(watch=watch), look(hits=HITS))
    assert bool(report.muted) == report.silenced
    return kinds(report)


def test_every_line_has_a_check_of_its_own_table() -> None:
    """None is a check of accounts as well."""
    assert set(NAME_CHECK_OF) == set(get_args(LineKind))
    assert not NAME_CHECK_IDS & set(BY_ID)


def test_a_mute_silences_its_lines_while_it_lasts_and_says_so() -> None:
    """Nothing else falls silent, and no week becomes a quiet one by it."""
    assert muting(date(2026, 11, 29)) == ["critical"]
    assert muting(date(2026, 11, 30)) == []
    assert muting(None) == []


def test_a_mute_of_the_name_stands_below_watch() -> None:
    """With its reason, as at an account."""
    company = read_company(
        (
            FILE
            + '[watch]\nmute = [{ check = "new-mentions", reason = "liest niemand", until = 2027-01-31 }]\n'
        ).encode(),
        "baeckerei.toml",
    )
    assert company.watch
    assert company.watch.mute == (
        Mute(check="new-mentions", reason="liest niemand", until=date(2027, 1, 31)),
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            'mute = [{ check = "new-mentions", reason = "x" }]',
            "is a check of your name, not of an account; mute it below [watch]",
        ),
        ('checks = { hand-search = "off" }', "mute it below [watch]"),
        (
            '[watch]\nmute = [{ check = "imprint", reason = "x" }]',
            "no check of your name; allowed: alert-feed,",
        ),
        ('[watch]\nmute = [{ check = "imprint", reason = "x" }]', "mute it at its account"),
        ('[watch]\nmute = [{ check = "new-mention", reason = "x" }]', 'did you mean "new-mentions"'),
    ],
)
def test_a_mute_at_the_wrong_place_says_where_it_belongs(more: str, words: str) -> None:
    """Either table knows the other's checks."""
    with pytest.raises(RegistryError) as told:
        read_company(f"{FILE}{more}\n".encode(), "baeckerei.toml")
    assert words in str(told.value)


def test_a_mute_that_ended_is_told_once() -> None:
    """With its title and its reason, like one of an account."""
    mute = Mute(check="critical-mention", reason="Ruhe", until=date(2026, 11, 29))
    company = registered("de")
    assert company.watch
    company = replace(company, watch=replace(company.watch, mute=(mute,)))
    told = [[one.kind for one in judged.report.notices] for judged in weeks(company)]
    assert [kinds.count("mute_ended") for kinds in told] == [0, 1, 0]
