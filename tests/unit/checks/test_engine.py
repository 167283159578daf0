"""The engine: what was seen is judged, counted and put together, whatever the checks are."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from account_health.checks import CHECKS
from account_health.checks.exempt import READ_ELSEWHERE
from account_health.checks.waiting_words import excerpt
from account_health.judging.audit import audit, missing_parts
from account_health.memory.state import AccountState
from account_health.model import (
    AccountReport,
    Audience,
    Conversation,
    Finding,
    Gap,
    Identity,
    LegalPage,
    NotOffered,
    Posts,
    Reason,
    ReportRhythm,
    Severity,
    Site,
    Snapshot,
    Status,
    Topic,
    Unavailable,
)
from account_health.model.company import Done, Mute
from account_health.model.reasons import reason_on
from tests.builders import (
    NOW,
    URL,
    account,
    answer,
    comment,
    company,
    conversation,
    days_ago,
    posts,
    snapshot,
)

ASKS, PLAIN = "Wann habt ihr morgen offen?", "Es gibt auch Kuchen, und man kann draußen sitzen."
DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")


def judged(seen: Snapshot, before: AccountState | None = None, **changes: Any) -> AccountReport:
    """Judge a look at a blog."""
    mine = account(**changes)
    return audit(seen, company(mine), mine, NOW, before)


def of(report: AccountReport, check: str) -> Finding:
    """Return one finding."""
    return next(one for one in report.findings if one.check == check)


def test_every_check_has_one_finding_in_the_order_of_the_table() -> None:
    """In every status: what does not apply is said, too."""
    assert [one.check for one in judged(snapshot()).findings] == [check.id for check in CHECKS]


def test_a_report_says_whose_it_is_and_what_the_look_cost() -> None:
    """The registered name, else the id."""
    seen = snapshot(requests=7, reads=40, cost_usd=0.2, month_cost_usd=0.9)
    report = judged(seen, state="dormant")
    assert (report.account, report.platform, report.url, report.name) == ("blog", "blog", URL, "blog")
    assert (report.requests, report.reads, report.cost_usd, report.month_cost_usd) == (7, 40, 0.2, 0.9)
    assert report.state == "dormant"
    assert judged(seen, name="Ladenblog").name == "Ladenblog"


def test_a_finding_carries_its_row_and_its_owner() -> None:
    """Title, why, topic, severity, audience, rhythm: all from the table."""
    one = of(judged(snapshot()), "certificate")
    row = next(check for check in CHECKS if check.id == "certificate")
    assert (one.title, one.why, one.topic) == (row.title, row.why, Topic.PROFILE)
    assert (one.severity, one.audience, one.report_rhythm) == (
        Severity.HIGH,
        Audience.OPERATOR,
        ReportRhythm.WEEKLY,
    )
    assert one.owner == "jana"
    assert of(judged(snapshot(), owner=None), "certificate").owner is None


def test_only_the_leading_check_of_an_area_leads() -> None:
    """On a blog the last post and the comments."""
    leading = {one.check for one in judged(snapshot()).findings if one.leading}
    assert leading == {"last-post-age", "unanswered-comments"}


def test_what_is_off_by_default_is_told_every_week_once_it_is_on() -> None:
    """It then weighs like any other check."""
    assert of(judged(snapshot()), "posting-gap").status is Status.NOT_APPLICABLE
    on = of(judged(snapshot(), checks=(("posting-gap", "on"),)), "posting-gap")
    assert (on.status, on.report_rhythm) == (Status.PASS, ReportRhythm.WEEKLY)
    off = of(judged(snapshot(), checks=(("certificate", "off"),)), "certificate")
    assert (off.status, off.message.text) == (Status.NOT_APPLICABLE, "This check is switched off.")


def test_a_mute_takes_the_action_and_leaves_the_reason() -> None:
    """Nobody has to do anything while it lasts."""
    wrong = snapshot(certificate=Unavailable(Reason.TOO_SLOW, "10 s"))
    one = of(judged(wrong, mute=(Mute(check="certificate", reason="bald"),)), "certificate")
    assert (one.status, one.action) == (Status.MUTED, None)


def test_a_finding_that_yields_has_neither_action_nor_evidence() -> None:
    """The cause tells both."""
    late = snapshot(posts=posts(400))
    one = of(judged(late), "last-post-age")
    assert (one.status, one.yields_to, one.action, one.evidence) == (
        Status.NOT_APPLICABLE,
        "dormant-account",
        None,
        (),
    )


def test_a_muted_cause_does_not_silence_what_hangs_on_it() -> None:
    """Whoever mutes the silence still hears of the last post."""
    mute = (Mute(check="dormant-account", reason="bald"),)
    assert of(judged(snapshot(posts=posts(400)), mute=mute), "last-post-age").status is Status.FAIL


def test_what_a_lost_address_hides_stays_unknown() -> None:
    """The phone number still applies, and nobody could see it: the score may not forget it. What was seen yields."""
    gone = Site(URL, None, lost="gone")
    hidden = of(judged(snapshot(phones=DOWN, site=gone)), "phone")
    assert (hidden.status, hidden.message, hidden.yields_to) == (
        Status.UNKNOWN,
        reason_on("blog", DOWN.reason),
        None,
    )
    seen = of(judged(snapshot(site=gone)), "phone")
    assert (seen.status, seen.yields_to) == (Status.NOT_APPLICABLE, "domain-lost")


def test_unknown_yields_to_every_other_cause() -> None:
    """A missing legal notice says why nobody knows what it names."""
    absent = snapshot(imprint=LegalPage(None, answers=False), notice=DOWN)
    one = of(judged(absent), "imprint-content")
    assert (one.status, one.yields_to) == (Status.NOT_APPLICABLE, "imprint")


def test_comments_that_somebody_reads_elsewhere_are_left_out_and_named() -> None:
    """The area goes, the number comes back, and what is left out is said with its key."""
    hidden = judged(snapshot(comments=Unavailable(Reason.CLOSED, "giscus")))
    assert (hidden.score, dict(hidden.areas)[Topic.CONVERSATION]) == (None, None)
    left_out = judged(snapshot(comments=NotOffered()), comments="elsewhere")
    assert left_out.score is not None
    assert Topic.CONVERSATION not in dict(left_out.areas)
    for check in ("unanswered-criticism", "unanswered-comments", "response-rate"):
        one = of(left_out, check)
        assert (one.status, one.message) == (Status.NOT_APPLICABLE, READ_ELSEWHERE)
    assert of(left_out, "unanswered-reviews").message != READ_ELSEWHERE
    shown = judged(snapshot(comments=conversation(comment(1, 9, ASKS))), comments="elsewhere")
    assert of(shown, "unanswered-criticism").status is Status.FAIL


@pytest.mark.parametrize(
    ("seen", "last"),
    [
        (posts(3, 20), days_ago(3)),
        (posts(), None),
        (posts(3, dated_by="lastmod"), None),
        (DOWN, None),
        (NotOffered(), None),
    ],
)
def test_the_last_post_s_date_is_printed_where_it_is_one(seen: Any, last: datetime | None) -> None:
    """Also where no posts are expected; a sitemap's change date is none."""
    assert judged(snapshot(posts=seen), posts="none").last_post_at == last


def test_what_was_looked_at_is_counted_and_what_was_not_is_none() -> None:
    """Never 0 for something that nobody saw; answers are comments, and no reviews."""
    talk = conversation(comment(1, 3, ASKS), answer(2, 2, "1"))
    seen = judged(snapshot(posts=posts(3, 20, undated=2), comments=talk, reviews=talk)).seen
    assert (seen.posts, seen.comments, seen.reviews, seen.since) == (4, 2, 1, days_ago(90))
    blind = judged(snapshot(posts=DOWN, comments=DOWN)).seen
    assert (blind.posts, blind.comments, blind.reviews, blind.since) == (None, None, None, None)
    quiet = judged(snapshot(posts=posts(3, 20), comments=NotOffered())).seen
    assert (quiet.posts, quiet.since) == (2, days_ago(20))


def test_what_waits_is_listed_oldest_first_and_what_needs_no_answer_is_counted() -> None:
    """With its tone, its words cut, and without what somebody marked as done."""
    talk = conversation(
        comment(1, 2, "Wann? " * 60), comment(2, 5, PLAIN), comment(3, 1, "Danke!"), comment(4, 9, ASKS)
    )
    mine = account()
    whole = company(mine, done=(Done(item="blog-blog-4"),))
    report = audit(snapshot(comments=talk), whole, mine, NOW, None)
    assert [(one.id, one.tone) for one in report.open_items] == [
        ("blog-blog-2", "other"),
        ("blog-blog-1", "question"),
    ]
    first = report.open_items[0]
    assert (first.kind, first.author, first.excerpt, first.at) == ("comment", "Sabine M.", PLAIN, days_ago(5))
    assert (first.url, first.rating) == (f"{URL}brot/#comment-2", None)
    assert len(report.open_items[1].excerpt) == 240
    assert report.no_answer_needed == 1


def test_what_is_only_counted_waits_nowhere() -> None:
    """Tags are a figure."""
    tags = conversation(comment(1, 9, ASKS, kind="mention"), counted_only=True)
    report = judged(snapshot(mentions=tags))
    assert (report.open_items, report.no_answer_needed) == ((), 0)
    assert of(report, "response-rate").figure is None


def test_figures_are_the_number_checks_alone() -> None:
    """In the order of the table."""
    figures = judged(snapshot()).figures
    numbers = [check.id for check in CHECKS if check.report_rhythm is ReportRhythm.NUMBER]
    assert [name for name, _ in figures] == numbers
    assert dict(figures)["posting-frequency"] == 3


def test_a_gap_is_known_since_the_first_look_that_missed_it() -> None:
    """Wholly or in part; a part that was seen last week is missing since today."""
    seen = snapshot(feed=DOWN, comments=conversation(gap=Unavailable(Reason.CUT_OFF, "100")))
    before = AccountState(
        account="blog",
        first_look=days_ago(70),
        last_look=days_ago(7),
        unavailable_since=(("feed", days_ago(14)), ("phones", days_ago(30))),
    )
    assert missing_parts(seen, before) == (
        Gap("feed", Reason.PLATFORM_UNAVAILABLE, "HTTP 503", days_ago(14)),
        Gap("comments", Reason.CUT_OFF, "100", NOW),
    )
    assert [gap.since for gap in missing_parts(seen, None)] == [NOW, NOW]
    assert judged(seen, before).unavailable == missing_parts(seen, before)


def test_several_parts_one_of_which_is_missing_acquit_nobody() -> None:
    """But several parts, some of which are not offered, do; and the figure stays."""
    part = of(judged(snapshot(reviews=DOWN)), "unanswered-criticism")
    assert (part.status, part.message.text) == (Status.UNKNOWN, "{platform} responded with an error.")
    assert part.figure == 0
    assert of(judged(snapshot(reviews=NotOffered())), "unanswered-criticism").status is Status.PASS


def test_a_gap_in_posts_spoils_nothing_that_a_fresh_post_proves() -> None:
    """Posts are the exception of the rule that what is missing acquits nobody."""
    assert of(judged(snapshot(posts=posts(3, gap=DOWN))), "last-post-age").status is Status.PASS


def test_a_day_is_that_of_the_company_s_zone() -> None:
    """Eight in the morning in Berlin is still yesterday in Honolulu."""
    mine = account()
    seen = snapshot(posts=Posts(items=posts(0).items))
    early = datetime(2026, 11, 23, 7, tzinfo=UTC)
    for zone, figure in (("Europe/Berlin", 1), ("Pacific/Honolulu", 0)):
        late = replace(
            seen, posts=Posts(items=(replace(posts(0).items[0], at=datetime(2026, 11, 22, 20, tzinfo=UTC)),))
        )
        report = audit(late, company(mine, timezone=zone), mine, early, None)
        assert of(report, "last-post-age").figure == figure


def test_a_young_account_is_judged_on_everything_but_its_cadence() -> None:
    """Its age comes from its identity, where that was seen."""
    seen = snapshot(posts=posts(80), identity=Identity(id="7", created_at=days_ago(10)))
    report = judged(seen)
    assert of(report, "last-post-age").status is Status.NOT_APPLICABLE
    assert of(report, "phone").status is Status.PASS
    assert of(judged(replace(seen, identity=DOWN)), "last-post-age").status is Status.WARN


def test_the_numbers_of_a_report_are_those_of_its_findings() -> None:
    """Score, cap, coverage and areas belong to the rows that stand beside them."""
    report = judged(snapshot(comments=conversation(comment(1, 9, ASKS))))
    assert (report.cap, report.score) == ("unanswered-criticism", 49)
    assert (report.coverage, report.judged) == (1.0, report.applicable)
    assert [topic for topic, _ in report.areas] == [Topic.ACTIVITY, Topic.CONVERSATION, Topic.PROFILE]
    blind = judged(snapshot(comments=DOWN))
    assert (blind.score, blind.judged < blind.applicable) == (None, True)
    assert isinstance(snapshot().comments, Conversation)


@pytest.mark.parametrize(("length", "ends"), [(239, "x"), (240, "x"), (241, "…"), (900, "…")])
def test_a_quoted_text_has_at_most_240_characters(length: int, ends: str) -> None:
    """The ellipsis included; blanks before it are cut, too."""
    quoted = excerpt("x" * length)
    assert (len(quoted), quoted[-1]) == (min(length, 240), ends)
    assert excerpt("x" * 238 + "   y" + "z" * 9) == "x" * 238 + "…"
