"""How much the number knows stands beside it, in words that an owner understands."""

from dataclasses import replace
from typing import Any

import pytest

from account_health.model import AccountReport, CompanyReport, Gap, Reason, Seen
from account_health.report import render
from tests import report_samples as samples

PART = (Gap("comments", Reason.TOO_SLOW, "", samples.NOW),)
RESTS: dict[str, Any] = {"state": "dormant"}


def score_summary(report: CompanyReport, language: Any = "en") -> str:
    """Return the line with the number, in one line."""
    text = " ".join(render(report, samples.company(language=language)).text.split("\n-- \n")[0].split())
    begins = {"en": ("Overall: ", "No overall "), "de": ("Gesamt: ", "Ohne ")}[language]
    return text[max(text.rfind(word) for word in begins) :].split(" From ")[0].split(" Von ")[0]


def week(*accounts: AccountReport, **more: Any) -> CompanyReport:
    """Return a report on these channels beside Facebook, on which all is well."""
    return samples.report(samples.account("facebook"), *accounts, **({"score": 81, "change": None} | more))


@pytest.mark.parametrize(
    ("report", "english", "german"),
    [
        (
            week(),
            "Overall: 81 of 100 points. We were able to check everything.",
            "Gesamt: 81 von 100 Punkten. Wir konnten alles prüfen.",
        ),
        (
            week(
                samples.account("instagram", coverage=0.8, unavailable=PART),
                samples.account("blog", coverage=0.8, unavailable=PART),
                coverage=0.91,
            ),
            "Overall: 81 of 100 points. 9% of the checks could not be made: on the website and on Instagram.",
            "Gesamt: 81 von 100 Punkten. 9 % der Prüfungen waren nicht möglich: auf der Website und auf Instagram.",
        ),
        (
            week(samples.account("instagram", unavailable=PART)),
            "Overall: 81 of 100 points. We could not check everything: on Instagram.",
            "Gesamt: 81 von 100 Punkten. Nicht alles geprüft: auf Instagram.",
        ),
        (
            week(samples.account("x", seen=Seen(posts=3, since=None, comments=2, reviews=None, held_back=1))),
            "Overall: 81 of 100 points. We could not check everything: on X.",
            "Gesamt: 81 von 100 Punkten. Nicht alles geprüft: auf X.",
        ),
        (
            week(samples.unreadable("blog", Reason.TOO_SLOW, samples.NOW), score=None, coverage=0.5),
            "No overall score without the website; 50% are unchecked.",
            "Ohne die Website keine Gesamtzahl; 50 % sind ungeprüft.",
        ),
        (
            week(samples.account("google", score=None), score=None),
            "No overall score without Google.",
            "Ohne Google keine Gesamtzahl.",
        ),
    ],
    ids=[
        *("everything", "a part", "what counts for nothing", "what a platform keeps back", "no number"),
        "nothing to judge",
    ],
)
def test_what_the_number_does_not_know_is_told_in_words(
    report: CompanyReport, english: str, german: str
) -> None:
    """All of it, or how much is missing and where; and never that all was seen where anything was not."""
    assert score_summary(report) == english
    assert score_summary(report, "de") == german


@pytest.mark.parametrize(("coverage", "share"), [(0.99, "1%"), (0.91, "9%"), (0.71, "29%"), (0.0, "100%")])
def test_what_is_missing_is_the_rest_of_what_was_seen(coverage: float, share: str) -> None:
    """In whole percent; what was seen is cut, so a little that is missing never reads as nothing."""
    part = samples.account("instagram", coverage=coverage, unavailable=PART)
    assert f"{share} of the checks could" in score_summary(week(part, coverage=coverage))


def test_a_resting_channel_that_was_not_seen_is_told_beside_the_number() -> None:
    """It counts for nothing, so everything that counts was seen; the number claims no more than that."""
    blind = replace(samples.unreadable("x", Reason.CREDENTIAL_REFUSED, samples.ago(7)), **RESTS)
    assert score_summary(week(blind)) == (
        "Overall: 81 of 100 points. Resting channels do not count. We could not check X."
    )
    partly = samples.account("instagram", unavailable=PART, **RESTS)
    assert score_summary(week(partly), "de") == (
        "Gesamt: 81 von 100 Punkten. Ruhende Kanäle zählen nicht mit. Instagram konnten wir nur zum Teil prüfen."
    )
    seen = samples.account("x", **RESTS)
    assert score_summary(week(seen)) == "Overall: 81 of 100 points. We were able to check everything."


def test_a_resting_channel_that_was_not_seen_is_told_everywhere_else() -> None:
    """First sentence, overview and the channel's own lines: no place passes over it."""
    blind = replace(samples.unreadable("x", Reason.CREDENTIAL_REFUSED, samples.ago(7)), **RESTS)
    rendered = render(week(blind), samples.company(language="en"))
    text = " ".join(rendered.text.split())
    assert rendered.subject.startswith("X not checked")
    assert "This week we could not check X." in text
    assert "X – not checked" in text
    assert "X has not been checked since 16 November. The access has expired or was withdrawn." in text


def test_the_overview_does_not_let_a_resting_channel_hide_what_was_not_seen() -> None:
    """That it rests is known; that something there could not be seen is not."""
    partly = samples.account("x", unavailable=PART, **RESTS)
    assert "X 100 partly checked" in " ".join(
        render(week(partly), samples.company(language="en")).text.split()
    )


def test_the_page_says_of_a_channel_how_much_was_not_seen() -> None:
    """What is missing, and not what was there."""
    part = samples.account("instagram", coverage=0.91, unavailable=PART)
    said = render(week(part, coverage=0.95), samples.company()).page
    assert "Nicht geprüft: 9\u00a0%" in said


@pytest.mark.parametrize("report", [samples.golden_week(), samples.good_week(), samples.one_channel()])
def test_stand_means_one_thing(report: CompanyReport) -> None:
    """In German only the moment of the look is called "Stand"."""
    rendered = render(report, samples.company())
    assert rendered.text.count("Stand") - rendered.text.count("Standort") == 1
