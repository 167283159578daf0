"""Who does what, the month's care, what to post, and advice: what a mail says of it, and how often."""

from dataclasses import replace
from typing import Any

import pytest

from account_health.judging.advice.ideas import POOL
from account_health.model import (
    AccountReport,
    Advice,
    Audience,
    CompanyReport,
    Finding,
    Option,
    Severity,
    Status,
    TrendWeek,
    message,
)
from account_health.model.company import Company, Person
from account_health.report import render
from tests import report_samples as samples

PHONE = samples.finding(
    "phone",
    Status.FAIL,
    message("The phone number is right."),
    action=message("Put your phone number there."),
)


def text(report: CompanyReport, audience: Audience = Audience.OWNER, whole: Company | None = None) -> str:
    """Return the mail's text in one line, in English."""
    return " ".join(render(report, whole or staffed(), audience=audience).text.split())


def staffed() -> Company:
    """Return the bakery with a deputy, in English."""
    whole = samples.company(language="en")
    return replace(whole, people=(*whole.people, Person(id="tom", name="Tom R.")))


def told(*findings: Finding, name: str = "facebook", **more: Any) -> AccountReport:
    """Return the judgement of a channel with these findings."""
    return samples.account(name, score=80, findings=findings, **more)


def test_the_deputy_stands_beside_the_owner_where_the_task_names_one() -> None:
    """And nobody at all with people = "none"."""
    task = replace(samples.task("facebook", PHONE), deputy="tom")
    report = samples.report(told(PHONE), todo=(task,))
    assert "Jana Vogt (deputy: Tom R.), by 26 November" in text(report)
    alone = samples.report(told(PHONE), todo=(replace(task, deputy=None),))
    assert "deputy" not in text(alone)
    whole = staffed()
    nobody = text(report, whole=replace(whole, report=replace(whole.report, people="none")))
    assert "Jana" not in nobody
    assert "Tom" not in nobody


def test_a_task_names_the_other_channels_where_the_same_is_to_be_done() -> None:
    """One task, one link, all its places."""
    task = replace(samples.task("facebook", PHONE), also=("instagram", "x"))
    report = samples.report(told(PHONE), told(PHONE, name="instagram"), told(PHONE, name="x"), todo=(task,))
    assert "Put your phone number there. The same applies to Instagram and X." in text(report)


def test_whoever_holds_no_keys_gets_three_tasks_of_their_own() -> None:
    """What the agency does takes no place among them."""
    renew = samples.finding(
        "credential-valid",
        Status.FAIL,
        message("The access has expired."),
        action=message("Renew the access; it takes about five minutes."),
    )
    checks = ("phone", "address", "website")
    mine = [
        samples.finding(
            check, Status.FAIL, message("The name is right."), action=message("Enter your opening hours.")
        )
        for check in checks
    ]
    tasks = tuple(samples.task("facebook", one) for one in (renew, *mine))
    report = samples.report(told(renew, *mine), todo=tasks[:3], tasks=tasks)
    owner = text(report)
    assert "3. Soon" in owner
    assert "Renew the access" not in owner
    assert "Renew the access" in text(report, Audience.OPERATOR)


def care(n: int, name: str, severity: Severity = Severity.LOW) -> AccountReport:
    """Return a channel with so many lines of profile care, each of its own."""
    checks = ("description", "picture", "photos", "category", "privacy-policy", "email")
    lines = (
        samples.finding(
            check,
            Status.WARN,
            message(
                "It says {there} {place}; your details say {here}.",
                place=message("on the website"),
                there=f"{check} {name}",
                here=severity.value,
            ),
            severity=severity,
        )
        for check in checks[:n]
    )
    return told(*lines, name=name)


def test_the_months_care_has_five_lines_over_all_channels_together() -> None:
    """The gravest of them, the rest is counted; between two months there is none."""
    channels = (care(4, "facebook"), care(2, "x", Severity.MEDIUM), care(3, "instagram"))
    report = samples.report(*channels, month_begins=True)
    said = text(report)
    assert said.count("t says") == 5
    assert said.count("details say medium") == 2
    assert "Four more" in said
    later = text(replace(report, month_begins=False))
    assert "here it says" not in later
    assert "Nine smaller notes will follow in the next monthly report." in later


IDEAS = POOL[:3]
SILENT = samples.finding(
    "dormant-account",
    Status.FAIL,
    message("The channel is in use."),
    action=message("Decide what happens next {place}.", place=message("on X")),
    unchanged=3,
)


def advice(choice: Any) -> Advice:
    """Return an advice."""
    return Advice(
        choice=choice,
        message=message("Our advice: close this channel."),
        reasons=(),
        options=(Option(choice=choice, takes=message("one post a month")),),
    )


def test_the_weeks_ideas_stand_once() -> None:
    """Two quiet channels of a company do not say the same twice."""
    report = samples.report(told(PHONE, ideas=IDEAS), told(PHONE, name="x", ideas=IDEAS))
    assert text(report).count(IDEAS[0].text) == 1


def test_a_channel_that_had_better_rest_brings_no_ideas_into_the_mail() -> None:
    """They would contradict the advice; a channel that is to start again needs them."""
    for choice, times in (("dormant", 0), ("close", 0), ("revive", 1)):
        report = samples.report(told(SILENT, ideas=IDEAS, advice=advice(choice)))
        assert text(report).count(IDEAS[0].text) == times


def test_what_each_way_takes_is_told_on_the_page_and_in_no_mail() -> None:
    """Every Monday the same reasons are nagging; what we advise stands in the line of what there is to decide."""
    for unchanged in (SILENT.unchanged, 1):
        found = replace(SILENT, unchanged=unchanged)
        for begins in (False, True):
            report = samples.report(told(found, advice=advice("close")), month_begins=begins)
            rendered = render(report, staffed())
            assert "one post a month" not in rendered.text
            assert "one post a month" not in rendered.html
            assert "one post a month" in rendered.page


def test_a_month_that_was_not_seen_whole_says_so() -> None:
    """The number may be higher."""
    month = samples.month_begins()
    assert month.achieved is not None
    partly = replace(month, achieved=replace(month.achieved, complete=False))
    assert "We could not check every channel for the whole month." in text(partly)
    assert "whole month" not in text(month)


@pytest.mark.parametrize(
    ("change", "now", "sentence"),
    [
        (5, 74, "points more than in the last report."),
        (-1, 68, "point less than in the last report."),
        (0, 69, "Same as in the last report."),
    ],
)
def test_after_a_week_without_a_report_nothing_is_compared_with_last_week(
    change: int, now: int, sentence: str
) -> None:
    """The number before is two weeks old, and says so."""
    weeks = (("2026-W46", 69), ("2026-W47", None), ("2026-W48", now))
    trend = tuple(TrendWeek(week=week, score=score) for week, score in weeks)
    report = samples.report(told(PHONE), score=now, change=change, trend=trend)
    assert sentence in text(report)
    assert "last week" not in text(report)


@pytest.mark.parametrize(
    ("change", "now", "sentence"),
    [
        (5, 74, "Five points more than in the last report."),
        (-8, 61, "Eight points less than in the last report."),
        (0, 69, "Same as in the last report."),
    ],
)
def test_a_report_on_demand_compares_with_the_last_report(change: int, now: int, sentence: str) -> None:
    """Whoever asks on Wednesday reads a comparison with Monday's report, and not with last week."""
    weeks = (("2026-W47", 69), ("2026-W48", now))
    trend = tuple(TrendWeek(week=week, score=score) for week, score in weeks)
    report = samples.report(
        told(PHONE), run="manual-20261125T070000Z-62e91ec9", score=now, change=change, trend=trend
    )
    assert sentence in text(report)
    assert "last week" not in text(report)


def test_a_change_of_rules_promises_no_week_either() -> None:
    """What it cannot be compared with is the last report, whenever that was."""
    report = replace(samples.report(told(PHONE), score=69, change=None), rules_changed=True)
    assert "so there is no comparison with the last report." in text(report)
    assert "last week" not in text(report)
