"""What was wrong when it was last seen counts on until it can be seen again, in the number and in words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from account_health.judging.assemble import assemble
from account_health.judging.audit import audit
from account_health.judging.history import History, remember
from account_health.model import (
    AccountReport,
    CompanyReport,
    Conversation,
    Feed,
    Finding,
    Reason,
    Severity,
    Snapshot,
    Status,
    Unavailable,
)
from account_health.model.company import Account, Mute
from account_health.report import as_json, render
from tests.builders import NOW, account, comment, company, conversation, posts, snapshot, statements

DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
WRONG = statements("089 7654321")
WEEK = timedelta(days=7)
COMPLAINT = "Das Brot war hart und die Bedienung unfreundlich."


def weeks(*looks: Snapshot, last: Account | None = None) -> CompanyReport:
    """Judge week after week, the last one at NOW, then of an account that is registered otherwise if one is given."""
    history = History()
    report = None
    for back, seen in zip(range(len(looks) - 1, -1, -1), looks, strict=True):
        now = NOW - back * WEEK
        mine = last if last and not back else account()
        whole = company(mine)
        judged = audit(replace(seen, taken_at=now), whole, mine, now, None)
        report = assemble(whole, [judged], f"weekly-{now:%G-W%V}", now, history)
        history = remember(history, report)
    assert report is not None
    return report


def only(report: CompanyReport) -> AccountReport:
    """Return the only account."""
    (one,) = report.accounts
    return one


def finding(report: CompanyReport, check: str) -> Finding:
    """Return one finding of the only account."""
    return next(one for one in only(report).findings if one.check == check)


def reviews(*stars: int) -> Conversation:
    """Return reviews without an answer, three weeks old."""
    return conversation(*(comment(n, 21, "", kind="review", rating=star) for n, star in enumerate(stars)))


@pytest.mark.parametrize("unseen", [1, 4])
def test_a_wrong_number_that_goes_out_of_sight_holds_the_score_down(unseen: int) -> None:
    """However many weeks it cannot be seen: 79 stays 79, the finding is unknown, and nobody is asked to do anything."""
    report = weeks(snapshot(phones=WRONG), *[snapshot(phones=DOWN)] * unseen)
    assert (report.score, only(report).score, only(report).cap) == (79, 79, "phone")
    assert only(report).carried_forward == ("phone",)
    assert finding(report, "phone").status is Status.UNKNOWN
    assert (report.todo, report.resolved) == ((), ())
    assert (only(report).coverage or 0) < 1
    assert [week.score for week in report.trend] == [79] * (unseen + 1)


def test_the_areas_percent_is_held_with_it() -> None:
    """An area does not look better for what it cannot see."""
    wrong = weeks(snapshot(phones=WRONG, emails=statements("other@elsewhere.example")))
    less = weeks(
        snapshot(phones=WRONG, emails=statements("other@elsewhere.example")),
        snapshot(emails=DOWN, phones=WRONG),
    )
    assert only(less).areas == only(wrong).areas
    assert only(less).carried_forward == ("email",)


def test_seen_well_again_it_counts_no_more() -> None:
    """It is resolved by being seen, and by nothing else."""
    report = weeks(snapshot(phones=WRONG), snapshot(phones=DOWN), snapshot())
    assert (report.score, only(report).carried_forward) == (100, ())
    assert [change.check for change in report.resolved] == ["phone"]


def test_what_was_never_seen_wrong_holds_nothing() -> None:
    """A first look that misses a part, or one that was well, has nothing to hold on to."""
    assert only(weeks(snapshot(phones=DOWN))).carried_forward == ()
    report = weeks(snapshot(), snapshot(phones=DOWN))
    assert (report.score, only(report).carried_forward) == (100, ())


def test_what_is_muted_or_does_not_apply_any_more_holds_nothing() -> None:
    """Whoever decides that a matter is none has decided it while it cannot be seen, too."""
    muted = account(mute=(Mute(check="phone", reason="kommt noch", until=None),))
    assert only(weeks(snapshot(phones=WRONG), snapshot(phones=DOWN), last=muted)).carried_forward == ()
    off = account(checks=(("phone", "off"),))
    assert only(weeks(snapshot(phones=WRONG), snapshot(phones=DOWN), last=off)).carried_forward == ()


def test_a_fail_that_a_partly_blind_look_finds_milder_counts_on() -> None:
    """Bad reviews failed; now only a young question in the comments is seen, and nobody knows of the reviews."""
    question = conversation(comment(9, 3, "Wann habt ihr morgen offen?"))
    before = weeks(snapshot(comments=question, reviews=reviews(1, 2)))
    after = weeks(
        snapshot(comments=question, reviews=reviews(1, 2)), snapshot(comments=question, reviews=DOWN)
    )
    assert finding(after, "unanswered-criticism").status is Status.WARN
    assert "unanswered-criticism" in only(after).carried_forward
    assert (only(before).ceiling, only(after).ceiling, only(after).cap) == (49, 49, "unanswered-criticism")


def test_what_is_as_bad_as_before_is_counted_as_it_is_seen() -> None:
    """The same question waits, and the reviews are out of sight: nothing is held, since nothing got milder."""
    question = conversation(comment(9, 3, "Wann habt ihr morgen offen?"))
    report = weeks(snapshot(comments=question), snapshot(comments=question, reviews=DOWN))
    assert finding(report, "unanswered-criticism").status is Status.WARN
    assert only(report).carried_forward == ()


def test_a_small_matter_is_held_as_a_small_one() -> None:
    """Another address at a known domain warned mildly; out of sight it weighs no more than that."""
    mild = statements("backstube@baeckerei-morgenrot.example")
    before, after = weeks(snapshot(emails=mild)), weeks(snapshot(emails=mild), snapshot(emails=DOWN))
    assert finding(before, "email").severity is Severity.LOW
    assert (only(after).carried_forward, only(after).score) == (("email",), only(before).score)


def test_a_fail_that_was_seen_to_get_milder_counts_as_it_is() -> None:
    """The old complaint was answered and a young question waits: that is better, whatever else is out of sight."""
    report = weeks(
        snapshot(comments=conversation(comment(1, 30, COMPLAINT))),
        snapshot(comments=conversation(comment(9, 3, "Wann habt ihr morgen offen?")), phones=DOWN),
    )
    assert finding(report, "unanswered-criticism").status is Status.WARN
    assert only(report).carried_forward == ()


def test_what_stepped_back_behind_a_cause_steps_back_while_that_is_out_of_sight() -> None:
    """The feed was empty, and the dates of posts behind it; while it cannot be seen, right dates lift no number."""
    empty = Feed(url="https://a.example/feed", found_by="link", format="rss", entries=0, problem="no_entries")
    before, after = weeks(snapshot(feed=empty)), weeks(snapshot(feed=empty), snapshot(feed=DOWN))
    assert finding(after, "plausible-dates").status is Status.PASS
    assert only(after).carried_forward == ("feed-readable",)
    assert only(after).areas == only(before).areas
    assert (only(after).judged, only(after).applicable) == (only(before).judged - 2, only(before).applicable)
    assert only(after).coverage == int(100 * only(after).judged / only(after).applicable) / 100


def test_one_cause_that_is_held_counts_once() -> None:
    """Silent for a year after having been late: it is the year that counts, not both."""
    report = weeks(snapshot(posts=posts(60)), snapshot(posts=posts(400)), snapshot(posts=DOWN))
    assert only(report).carried_forward == ("dormant-account",)
    assert report.score is None


def test_the_report_says_what_counts_on() -> None:
    """In the mail of either language, and by id in the JSON."""
    report = weeks(snapshot(phones=WRONG), snapshot(phones=DOWN))
    said: dict[str, str] = {}
    for language in ("de", "en"):
        whole: Any = company(account(), language=language)
        said[language] = render(report, whole).text
        document: Any = as_json(report, whole)
        assert document["accounts"][0]["held"] == ["phone"]
    assert "Bei der letzten Prüfung nicht in Ordnung: Telefonnummer." in said["de"]
    assert "Not in order at the last check: Phone number." in said["en"]


def test_a_fresh_post_ends_the_silence_whatever_older_ones_were_cut_off() -> None:
    """One post proves that the channel speaks; that older ones were not read cannot hold the silence against it."""
    fresh = posts(1, gap=Unavailable(Reason.CUT_OFF, "more than 100"))
    report = weeks(snapshot(posts=posts(60, 90)), snapshot(posts=fresh))
    assert finding(report, "last-post-age").status is Status.PASS
    assert (only(report).carried_forward, only(report).score) == ((), 100)


def test_what_a_partly_blind_look_finds_milder_is_held_for_as_long_as_that_lasts() -> None:
    """The first page with a wrong address is out of sight for weeks; the small matter on the second lifts no number."""
    wrong = statements("other@elsewhere.example")
    mild = statements("backstube@baeckerei-morgenrot.example", gap=DOWN)
    first, *later = (
        weeks(snapshot(emails=wrong), *[snapshot(emails=mild)] * unseen, *[snapshot(emails=DOWN)] * blind)
        for unseen, blind in ((0, 0), (1, 0), (3, 0), (2, 1))
    )
    assert [only(one).carried_forward for one in later] == [("email",)] * 3
    assert [one.score for one in later] == [first.score] * 3
    assert weeks(snapshot(emails=wrong), snapshot(emails=mild), snapshot()).score == 100


def test_what_is_held_moves_no_number_and_is_not_told_as_a_change() -> None:
    """The number stands, so the sentence about it says neither more nor less; when it is seen well, it says by how much."""
    wrong = statements("other@elsewhere.example")
    mild = statements("backstube@baeckerei-morgenrot.example", gap=DOWN)
    milder = weeks(snapshot(emails=wrong), snapshot(emails=mild))
    assert milder.change == 0
    lost = weeks(snapshot(phones=WRONG), snapshot(phones=DOWN, emails=wrong))
    assert (lost.score, lost.change) == (79, 0)
    back = weeks(snapshot(phones=WRONG), snapshot(phones=DOWN), snapshot())
    assert [week.score for week in back.trend] == [79, 79, 100]
    assert back.change == 21


def test_what_was_seen_to_be_answered_is_not_held() -> None:
    """Last week only a young question waited, so nothing else counts on now that nobody can see who waits."""
    late = conversation(comment(1, 30, "Wir kommen am Samstag vorbei."))
    young = conversation(comment(9, 7, "Wann habt ihr morgen offen?"))
    assert finding(weeks(snapshot(comments=late)), "unanswered-comments").status is Status.FAIL
    seen = weeks(snapshot(comments=late), snapshot(comments=young))
    assert finding(seen, "unanswered-comments").yields_to == "unanswered-criticism"
    assert "unanswered-comments" in [change.check for change in seen.resolved]
    after = weeks(snapshot(comments=late), snapshot(comments=young), snapshot(comments=DOWN))
    assert "unanswered-comments" not in only(after).carried_forward
    assert "unanswered-comments" not in [
        change.check
        for change in weeks(snapshot(comments=late), snapshot(comments=young), snapshot()).resolved
    ]


def test_the_report_says_that_it_counts_only_where_there_is_a_number() -> None:
    """A channel that rests, or one without a number, holds nothing down."""
    counts = "It counts until we can check again."
    english = company(account(), language="en")
    assert counts in " ".join(
        render(weeks(snapshot(phones=WRONG), snapshot(phones=DOWN)), english).text.split()
    )
    resting = account(state="dormant")
    rests = weeks(snapshot(phones=WRONG), snapshot(phones=DOWN), last=resting)
    silent = weeks(snapshot(posts=posts(400)), snapshot(posts=DOWN))
    for report, mine in ((rests, resting), (silent, account())):
        text = " ".join(render(report, company(mine, language="en")).text.split())
        assert "Not in order at the last check" in text
        assert counts not in text
