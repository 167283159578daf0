"""When a week may be called good: never where somebody kept a check from looking or telling."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from account_health.checks.activity import NO_BLOG
from account_health.checks.exempt import READ_ELSEWHERE
from account_health.model import CompanyReport, Gap, Message, Notice, Reason, Status, message
from account_health.report import render, render_page
from tests import report_samples as samples

FRESH = message("The newest post is from {day}.", day=samples.ago(5))
RIGHT = samples.finding("phone", Status.PASS, message("The phone number is right."))


def week(*, first: dict[str, Any]) -> CompanyReport:
    """Return the good week with its first channel changed."""
    good = samples.good_week()
    return replace(good, accounts=(replace(good.accounts[0], **first), *good.accounts[1:]))


def leading(status: Status) -> Any:
    """Return what the leading check of the posts says."""
    return samples.finding("last-post-age", status, FRESH, leading=True)


def test_a_leading_check_that_passed_vouches_for_its_area() -> None:
    """All three areas are named, and the subject says that all is well."""
    rendered = render(week(first={"findings": (leading(Status.PASS), RIGHT)}), samples.company(language="en"))
    assert rendered.subject.startswith("All is well")
    assert "All answered, all up to date and all details correct." in rendered.text


@pytest.mark.parametrize("status", [Status.MUTED, Status.NOT_APPLICABLE])
def test_nobody_looked_where_the_leading_check_is_muted_or_off(status: Status) -> None:
    """The other checks of the area pass, and still nothing is called well."""
    rendered = render(week(first={"findings": (leading(status), RIGHT)}), samples.company(language="en"))
    assert rendered.subject.startswith("Nothing new to do")
    assert "up to date" not in rendered.text


def test_what_any_muted_check_would_say_is_not_known() -> None:
    """A mute is a decision not to hear, and no all-clear."""
    muted = replace(RIGHT, status=Status.MUTED)
    rendered = render(week(first={"findings": (leading(Status.PASS), muted)}), samples.company(language="en"))
    assert "well" not in rendered.subject


def test_a_good_week_names_the_comments_that_the_platform_does_not_show() -> None:
    """They are no reason to doubt the week, and the all-clear does not cover them; where somebody waits they say nothing new."""
    seen = replace(samples.good_week().accounts[0].seen, held_back=2)
    told = render(week(first={"seen": seen}), samples.company(language="en")).text
    assert "counts two more comments but does not show them to us." in " ".join(told.split())
    waits = {"seen": seen, "open_items": (samples.question("Why?", "Eva", 2),)}
    assert "does not show" not in render(week(first=waits), samples.company(language="en")).text


@pytest.mark.parametrize("begins", [True, False])
@pytest.mark.parametrize(
    ("check", "sentence", "line"),
    [
        ("feed-readable", NO_BLOG, "We found no blog on the home page or in its navigation"),
        ("unanswered-criticism", READ_ELSEWHERE, "Comments are left out here"),
    ],
)
def test_an_area_of_a_website_that_is_left_out_gets_one_quiet_line(
    check: str, sentence: Message, line: str, *, begins: bool
) -> None:
    """On the page every week, in the mail once a month: on what it rests, and the key."""
    quiet = samples.finding(check, Status.NOT_APPLICABLE, sentence)
    report = replace(week(first={"findings": (quiet, RIGHT)}), month_begins=begins)
    rendered = render(report, samples.company(language="en"))
    assert (" ".join(rendered.text.split()).count(line) == 1) is begins
    assert line in render_page(report, samples.company(language="en"))


def test_nothing_is_called_correct_that_was_not_compared() -> None:
    """Without registered facts the profiles may say anything."""
    good = samples.good_week()
    plain = replace(good, accounts=tuple(replace(one, findings=()) for one in good.accounts))
    rendered = render(plain, samples.company(language="en"))
    assert "All answered and all up to date." in rendered.text


@pytest.mark.parametrize(
    "rest",
    [
        samples.finding("feed-readable", Status.WARN, FRESH),
        samples.finding("phone", Status.MUTED, FRESH),
        samples.finding("last-post-age", Status.NOT_APPLICABLE, FRESH, leading=True),
    ],
    ids=["a fault for others", "muted", "the leading check switched off"],
)
def test_beside_a_channel_that_was_not_seen_all_else_has_to_be_well(rest: Any) -> None:
    """One fault that others look after, or one mute: the subject claims nothing of the rest."""
    good = samples.good_week()
    blind = replace(
        good.accounts[0],
        judged=0,
        coverage=0.0,
        score=None,
        findings=(),
        unavailable=(Gap("posts", Reason.TOO_SLOW, "", None),),
    )
    spoilt = replace(good.accounts[1], findings=(rest,))
    rendered = render(
        replace(good, score=None, accounts=(blind, spoilt, *good.accounts[2:])),
        samples.company(language="en"),
    )
    assert "all else well" not in rendered.subject
    assert "There is nothing to do on the other channels." not in rendered.text


HOLIDAYS = Notice(
    kind="pause_ahead",
    message=message("Holidays from {start}.", start=date(2026, 12, 3)),
    action=message("Before that: {things}.", things=(message("publish a post about it"),)),
)


def test_a_good_week_before_holidays_is_not_called_one_without_anything_to_do() -> None:
    """All is well still, and what to do before the holidays stands below."""
    good = replace(samples.good_week(), notices=(HOLIDAYS,))
    rendered = render(good, samples.company(language="en"))
    assert rendered.subject.startswith("All is well")
    assert "Before that: publish a post about it." in " ".join(rendered.text.split())
    assert "nothing to do" not in rendered.text.split("Your channels")[0]


def test_a_week_with_something_to_plan_has_something_new_to_do() -> None:
    """Where the week may not be called good, the first sentence points to what is to be done."""
    muted = week(first={"findings": (leading(Status.MUTED), RIGHT)})
    rendered = render(replace(muted, notices=(HOLIDAYS,)), samples.company(language="en"))
    assert rendered.subject.startswith("Prepare the company holidays")
    assert "There is something to prepare this week." in rendered.text
    assert "nothing" not in rendered.text.split("Your channels")[0]


def test_a_week_that_was_partly_seen_claims_no_nothing_before_holidays() -> None:
    """What to do before the holidays is something to do."""
    partly = week(first={"unavailable": (Gap("inbox", Reason.CLOSED, "", None),)})
    rendered = render(replace(partly, notices=(HOLIDAYS,)), samples.company(language="en"))
    assert "This week we could not check everything." in rendered.text
    assert "nothing to do, but" not in rendered.text
