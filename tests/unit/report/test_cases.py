"""Eight weeks that were once told wrongly: the right first sentence and the right things to do, in each language."""

import re

import pytest

from tests import cases
from tests.cases import CASES, LANGUAGES, Case, told

FIRST = {
    "certificate expired, with an agency": (
        "Wer Ihre Website öffnet, sieht seit dem 20. November eine Warnung: Das Zertifikat ist abgelaufen.",
        "Visitors to your website have seen a warning since 20 November: its certificate has expired.",
    ),
    "website down for a week": (
        "Ihre Website antwortet seit dem 16. November mit einem Fehler.",
        "Your website has responded with an error since 16 November.",
    ),
    "six holidays without hours": (
        "Für diese Tage fehlen bei Google noch Öffnungszeiten: Heiligabend, Erster Weihnachtstag, Zweiter Weihnachtstag, Silvester, Neujahr und Heilige Drei Könige.",
        "Opening hours are still missing on Google for these days: ",
    ),
    "wrong phone beside a silent X": (
        "Auf der Website steht „089 7654321“, in Ihren Angaben „089 1234567“.",
        "It says “089 7654321” on the website; your details say “089 1234567”.",
    ),
    "Google without posts for 98 days": (
        "Diese Woche gibt es nichts Neues zu tun.",
        "There is nothing new to do this week.",
    ),
    "nothing seen in a first report": (
        "Wir konnten noch keinen Ihrer Kanäle prüfen.",
        "We could not check any of your channels yet.",
    ),
    "from 100 to 79": (
        "Auf der Website steht „089 7654321“, in Ihren Angaben „089 1234567“.",
        "It says “089 7654321” on the website; your details say “089 1234567”.",
    ),
    "a missing deputy": (
        "Auf der Website steht noch: „Sommeraktion gültig bis 31. August 2026“.",
        "On the website, it still says “Sommeraktion gültig bis 31. August 2026”.",
    ),
}
MADE = [made() for made in CASES]


def flat(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def test_the_golden_cases_are_unchanged() -> None:
    """Whoever changes a sentence looks at these: `make golden` renews the file."""
    assert cases.GOLDEN.read_text(encoding="utf-8") == "\n".join(cases.table())


@pytest.mark.parametrize("case", MADE, ids=lambda case: case.name)
def test_the_first_sentence_is_the_worst_matter(case: Case) -> None:
    """In German and in English; what is behind it comes afterwards."""
    german, english = FIRST[case.name]
    for how, sentence in (("Sie", german), ("en", english)):
        opening = flat(told(case, how).split("\n", 1)[1])
        assert re.sub(r"^(?:Website|Blog): ", "", opening).startswith(sentence), opening
    assert not re.search(r"\b(?:Sie|Ihr|Ihre|Ihren|Ihrer)\b", told(case, "du").replace("konnten Sie", ""))


@pytest.mark.parametrize("case", MADE, ids=lambda case: case.name)
def test_what_there_is_to_do_is_right_and_in_order(case: Case) -> None:
    """The checks that ask for something this week, the worst first."""
    assert tuple(task.check for task in case.report().todo) == case.asks


def test_a_fall_is_told_with_its_cause_and_its_difference() -> None:
    """79 after 100: twenty-one points, and what keeps it down."""
    case = next(one for one in MADE if one.name == "from 100 to 79")
    report = case.report()
    assert (report.score, report.change) == (79, -21)
    for how in LANGUAGES:
        number = told(case, how).splitlines()[-1]
        assert "79" in number
        assert "21 " in number


def test_asking_the_agency_takes_minutes_and_not_the_renewal() -> None:
    """The owner's time is a call; how long the work takes is the agency's matter."""
    case = next(one for one in MADE if one.name.startswith("certificate"))
    assert case.report().todo[0].minutes == 5


def test_a_silent_listing_is_no_decision() -> None:
    """Nobody is asked to close a listing because nobody posts there."""
    case = next(one for one in MADE if one.name.startswith("Google"))
    assert not re.search(r"Entscheiden|schließen|ruhen", told(case, "Sie"))


def test_a_lone_owner_is_not_told_to_write_to_herself() -> None:
    """Nor to name somebody who stands in: she is the only one there."""
    case = next(one for one in MADE if one.name == "wrong phone beside a silent X")
    said = told(case, "Sie")
    assert "schreiben Sie uns" not in said
    assert "Dann ändern Sie Ihre Angaben." in flat(said)
