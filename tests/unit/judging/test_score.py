"""The score: the eight cases that the product promises, and the arithmetic behind them."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from account_health.judging.assemble import assemble
from account_health.judging.audit import audit
from account_health.judging.history import History
from account_health.judging.score import Score, coverage, half_up, score_account
from account_health.model import (
    AccountReport,
    Audience,
    Destination,
    Destinations,
    Finding,
    NotOffered,
    Reason,
    ReportRhythm,
    Severity,
    Snapshot,
    Status,
    Topic,
    Unavailable,
    message,
)
from tests.builders import (
    NOW,
    URL,
    account,
    comment,
    company,
    conversation,
    days_ago,
    posts,
    snapshot,
    statements,
)


def judged(seen: Snapshot) -> AccountReport:
    """Judge one blog."""
    return audit(seen, company(), account(), NOW, None)


def row(check: str, topic: Topic, severity: Severity, status: Status, **changes: Any) -> Finding:
    """Return a finding of a check that need not exist yet."""
    base = Finding(
        check=check,
        topic=topic,
        status=status,
        severity=severity,
        audience=Audience.OWNER,
        report_rhythm=ReportRhythm.WEEKLY,
        title=message(check),
        message=message(check),
        why=message(check),
    )
    return replace(base, **changes)


HEALTHY_GOOGLE = tuple(
    row(check, topic, severity, Status.PASS, leading=check in {"last-post-age", "unanswered-reviews"})
    for check, topic, severity in (
        ("last-post-age", Topic.ACTIVITY, Severity.MEDIUM),
        ("unanswered-criticism", Topic.CONVERSATION, Severity.CRITICAL),
        ("unanswered-reviews", Topic.CONVERSATION, Severity.HIGH),
        ("reply-rejected", Topic.CONVERSATION, Severity.CRITICAL),
        ("closed-status", Topic.PROFILE, Severity.CRITICAL),
        ("hours", Topic.PROFILE, Severity.HIGH),
        ("phone", Topic.PROFILE, Severity.HIGH),
    )
)


def google_failing(check: str) -> Score:
    """Score a healthy Google profile on which one check fails."""
    return score_account(
        replace(one, status=Status.FAIL) if one.check == check else one for one in HEALTHY_GOOGLE
    )


def test_a_healthy_account_gets_100() -> None:
    """Without a fault the score is 100 and everything was seen."""
    report = judged(snapshot())
    assert report.score == 100
    assert report.coverage == 1.0
    assert report.cap is None


def test_case_1_two_one_star_reviews_open_for_three_weeks_give_at_most_49() -> None:
    """Reviews with one star count as criticism, with text or without."""
    reviews = conversation(
        comment(1, 21, "", kind="review", rating=1), comment(2, 22, "Naja.", kind="review", rating=1)
    )
    report = judged(snapshot(comments=reviews))
    assert report.score is not None
    assert report.score <= 49
    assert report.cap == "unanswered-criticism"
    assert [item.tone for item in report.open_items] == ["criticism", "criticism"]


@pytest.mark.parametrize(("case", "check"), [(2, "reply-rejected"), (3, "closed-status")])
def test_cases_2_and_3_a_rejected_reply_or_permanently_closed_give_at_most_49(case: int, check: str) -> None:
    """A failed critical check caps the score at 49 whatever the areas say."""
    del case
    score = google_failing(check)
    assert score.value is not None
    assert score.value <= 49
    assert score.cap == check


def test_case_4_four_hundred_silent_days_give_at_most_49() -> None:
    """A channel silent for more than a year is critical."""
    report = judged(snapshot(posts=posts(400, 420)))
    assert report.score is not None
    assert report.score <= 49
    assert report.cap == "dormant-account"


def test_case_5_twelve_waiting_comments_with_four_complaints_give_at_most_49() -> None:
    """Complaints that wait cap the score."""
    complaints = [comment(n, 14, "Das Brot war hart und die Bedienung unfreundlich.") for n in range(4)]
    others = [comment(n, 14, "Wir kommen am Samstag mit der ganzen Familie vorbei.") for n in range(4, 12)]
    report = judged(snapshot(comments=conversation(*complaints, *others)))
    assert report.score is not None
    assert report.score <= 49
    assert len(report.open_items) == 12


def test_case_6_one_wrong_phone_number_gives_at_most_79() -> None:
    """A failed high check caps the score at 79, so that it is never green."""
    report = judged(snapshot(phones=statements("089 7654321")))
    assert report.score is not None
    assert report.score <= 79
    assert report.cap == "phone"


def test_case_7_three_low_faults_leave_at_least_90() -> None:
    """Small faults do not spoil a good account."""
    seen = snapshot(
        destinations=Destinations((Destination(f"{URL}alt/", URL, "dead", days_ago(1)),), 1),
        posts=posts(3, 20, refused=("Thu, 01 Jan 1970 00:00:00 GMT",)),
        emails=statements("buero@baeckerei-morgenrot.example"),
    )
    report = judged(seen)
    faults = [one for one in report.findings if one.status in {Status.WARN, Status.FAIL}]
    assert [(one.check, one.severity) for one in faults] == [
        ("plausible-dates", Severity.LOW),
        ("email", Severity.LOW),
        ("dead-links", Severity.LOW),
    ]
    assert report.score is not None
    assert report.score >= 90


def test_case_8_a_lost_comment_permission_gives_no_number() -> None:
    """Without a look at the comments the area is unknown, and so is the account."""
    report = judged(snapshot(comments=Unavailable(Reason.ACCESS_DENIED, "HTTP 403")))
    assert report.score is None
    assert dict(report.areas)[Topic.CONVERSATION] is None
    assert report.coverage is not None
    assert report.coverage < 1


def test_an_account_of_which_nothing_was_seen_has_no_number_and_no_coverage() -> None:
    """All parts of an unreadable account are applicable and none is judged: 0.0, never healthy."""
    gone = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
    parts = dict.fromkeys(
        (
            "posts",
            "feed",
            "comments",
            "site",
            "certificate",
            "imprint",
            "privacy",
            "phones",
            "emails",
            "addresses",
            "texts",
        ),
        gone,
    )
    report = judged(snapshot(**parts))
    assert report.score is None
    assert report.coverage == 0.0
    assert not [one for one in report.findings if one.status is Status.PASS and one.topic is not Topic.ACCESS]
    whole = assemble(company(), [report], "r", NOW, History())
    assert whole.score is None
    assert whole.coverage == 0.0


def test_an_area_in_which_nothing_applies_is_left_out() -> None:
    """A website without posts and comments is judged by its profile alone."""
    seen = snapshot(posts=NotOffered(), feed=NotOffered(), comments=NotOffered())
    report = judged(seen)
    assert [topic for topic, _ in report.areas] == [Topic.PROFILE]
    assert report.score == 100


def test_an_area_is_unknown_below_60_percent_of_its_weight() -> None:
    """Two of ten parts judged is no basis for a number."""
    rows = [
        row("a", Topic.PROFILE, Severity.HIGH, Status.PASS),
        row("b", Topic.PROFILE, Severity.HIGH, Status.UNKNOWN),
    ]
    assert score_account(rows).areas == ((Topic.PROFILE, None),)
    rows.append(row("c", Topic.PROFILE, Severity.MEDIUM, Status.PASS))
    assert score_account(rows).areas == ((Topic.PROFILE, 100),)


def test_muted_and_inapplicable_checks_have_no_weight() -> None:
    """What is muted neither helps nor harms."""
    rows = [
        row("a", Topic.PROFILE, Severity.HIGH, Status.PASS),
        row("b", Topic.PROFILE, Severity.CRITICAL, Status.MUTED),
        row("c", Topic.PROFILE, Severity.CRITICAL, Status.NOT_APPLICABLE),
    ]
    score = score_account(rows)
    assert (score.value, score.judged, score.applicable) == (100, 4, 4)


def test_figures_and_access_have_neither_weight_nor_cap() -> None:
    """A failed access check decides what could be seen, not how it is; only account-public caps."""
    healthy = row("a", Topic.PROFILE, Severity.HIGH, Status.PASS)
    access = row("credential-valid", Topic.ACCESS, Severity.CRITICAL, Status.FAIL)
    figure = row(
        "rating", Topic.CONVERSATION, Severity.CRITICAL, Status.FAIL, report_rhythm=ReportRhythm.NUMBER
    )
    assert score_account([healthy, access, figure]).value == 100
    hidden = row("account-public", Topic.ACCESS, Severity.CRITICAL, Status.FAIL)
    assert score_account([healthy, hidden]).value == 49


def test_coverage_is_cut_and_never_rounded_up_to_one() -> None:
    """999 of 1,000 is not everything."""
    assert coverage(999, 1000) == 0.99
    assert coverage(0, 0) is None
    assert coverage(0, 7) == 0.0


def test_halves_are_rounded_up() -> None:
    """72.5 prints as 73."""
    assert half_up(Fraction(145, 2)) == 73
    assert half_up(Fraction(144, 2)) == 72


def test_a_company_has_a_number_only_when_every_active_account_has_one() -> None:
    """One blind channel makes the company's number unknown; a dormant one does not."""
    blind = audit(
        snapshot(account="zwei", comments=Unavailable(Reason.TOO_SLOW, "10 s")),
        company(),
        account(id="zwei"),
        NOW,
        None,
    )
    good = judged(snapshot())
    assert assemble(company(), [good, blind], "r", NOW, History()).score is None
    resting = replace(blind, state="dormant")
    assert assemble(company(), [good, resting], "r", NOW, History()).score == 100


def test_a_company_is_capped_by_its_worst_account() -> None:
    """Nine healthy channels do not hide a critical tenth."""
    good = judged(snapshot())
    bad = judged(
        snapshot(comments=conversation(comment(1, 9, "Nobody answers here, and the bread was stale!")))
    )
    assert bad.cap == "unanswered-criticism"
    assert assemble(company(), [good, good, good, bad], "r", NOW, History()).score == 49


def test_a_silent_channel_caps_its_own_number_at_49_and_the_companys_at_79() -> None:
    """One channel of many that nobody uses is to be decided about; the company is not in the red for it."""
    good = judged(snapshot())
    silent = judged(snapshot(posts=posts(400)))
    assert (silent.score, silent.cap, silent.ceiling, silent.company_ceiling) == (
        49,
        "dormant-account",
        49,
        79,
    )
    assert assemble(company(), [good, good, good, silent], "r", NOW, History()).score == 79


def test_silence_hides_no_other_cap() -> None:
    """Beside a complaint the company stands where the complaint puts it."""
    both = judged(
        snapshot(
            posts=posts(400),
            comments=conversation(comment(1, 9, "Nobody answers here, and the bread was stale!")),
        )
    )
    assert (both.cap, both.company_ceiling) == ("unanswered-criticism", 49)


def test_what_is_asked_of_nobody_takes_no_number_away_when_it_is_not_seen() -> None:
    """No posts are expected: that they cannot be read leaves the number, and is named as not seen."""
    mine = account(posts="none")
    gap = Unavailable(Reason.TOO_SLOW, "10 s")
    report = audit(snapshot(posts=gap), company(mine), mine, NOW, None)
    assert report.score == 100
    assert [one.part for one in report.unavailable] == ["posts"]
    assert audit(snapshot(posts=gap), company(), account(), NOW, None).score is None
