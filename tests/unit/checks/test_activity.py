"""Activity: the age of the last post, silence, the feed, and dates that cannot be right."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Literal

import pytest

from account_health.judging.audit import audit
from account_health.model import Days, Feed, Posts, Reason, Status, Unavailable, Younger
from account_health.model.company import Pause
from tests.builders import NOW, URL, account, company, days_ago, post, posts, snapshot
from tests.findings import finding


@pytest.mark.parametrize(
    ("cadence", "age", "status"),
    [
        ("weekly", 13, Status.PASS),
        ("weekly", 14, Status.WARN),
        ("weekly", 30, Status.FAIL),
        ("biweekly", 20, Status.PASS),
        ("biweekly", 21, Status.WARN),
        ("biweekly", 45, Status.FAIL),
        ("monthly", 44, Status.PASS),
        ("monthly", 45, Status.WARN),
        ("monthly", 90, Status.FAIL),
    ],
)
def test_the_age_of_the_last_post_is_judged_by_the_cadence(cadence: str, age: int, status: Status) -> None:
    """A limit is reached on its very day."""
    assert finding("last-post-age", snapshot(posts=posts(age)), account(posts=cadence)).status is status


def test_age_counts_calendar_days_in_the_company_s_zone() -> None:
    """A post of 23:30 UTC is from the next day in Berlin."""
    late = replace(post(1), at=datetime(2026, 10, 8, 23, 30, tzinfo=UTC))
    seen = snapshot(posts=Posts(items=(late,)))
    assert finding("last-post-age", seen).figure == 45
    there = company(timezone="America/New_York")
    assert finding("last-post-age", seen, whole=there).figure == 46


def test_the_message_names_the_age_and_the_day() -> None:
    """People read both: how long, and since when."""
    told = finding("last-post-age", snapshot(posts=posts(60)))
    assert dict(told.message.values) == {"age": Days(60), "day": date(2026, 9, 24)}
    assert told.action is not None


def test_own_thresholds_take_the_place_of_the_cadence() -> None:
    """A registry file may set single numbers."""
    mine = account(thresholds=(("last-post-age", (("warn_days", 5), ("fail_days", 7))),))
    assert finding("last-post-age", snapshot(posts=posts(5)), mine).status is Status.WARN
    assert finding("last-post-age", snapshot(posts=posts(7)), mine).status is Status.FAIL


def test_company_holidays_do_not_count_as_silence() -> None:
    """Three weeks of closure are taken off the age that is judged; the age that is told stays true."""
    pause = Pause(first=date(2026, 10, 12), last=date(2026, 11, 1))
    told = finding("last-post-age", snapshot(posts=posts(60)), whole=company(pauses=(pause,)))
    assert (told.status, told.figure) == (Status.PASS, 60)


@pytest.mark.parametrize("changes", [{"posts": "none"}, {"state": "dormant"}])
def test_no_cadence_is_judged_where_no_posts_are_expected(changes: dict[str, str]) -> None:
    """A website without a blog, or a channel that rests on purpose, has no late post."""
    for check in ("last-post-age", "posting-frequency", "dormant-account"):
        assert finding(check, snapshot(posts=posts(800)), account(**changes)).status is Status.NOT_APPLICABLE


def test_posts_without_any_readable_date_are_unknown_and_never_fresh() -> None:
    """No date found is not the same as no post, and certainly not a fresh one."""
    seen = snapshot(posts=Posts(items=(), undated=7))
    for check in ("last-post-age", "dormant-account", "posting-frequency", "plausible-dates"):
        assert finding(check, seen).status is Status.UNKNOWN, check


@pytest.mark.parametrize("why", ["undated", "feeds", "typed"])
@pytest.mark.parametrize(
    ("newer", "status"), [(0, Status.UNKNOWN), (44, Status.UNKNOWN), (60, Status.UNKNOWN), (91, Status.FAIL)]
)
def test_a_silence_is_certain_only_where_what_may_be_younger_is_as_silent(
    why: Literal["undated", "feeds", "typed"], newer: int, status: Status
) -> None:
    """An entry without a date above the newest, or a second feed: 120 days fail, and so do 91; 60 would only warn."""
    seen = snapshot(posts=posts(120, younger=Younger(days_ago(newer), why)))
    assert finding("last-post-age", seen).status is status


def test_a_silent_channel_is_certain_in_the_same_way() -> None:
    """Two years or two and a half: it is time to decide. Two years or a week: nobody knows."""
    assert (
        finding("dormant-account", snapshot(posts=posts(900, younger=Younger(days_ago(700), "feeds")))).status
        is Status.FAIL
    )
    told = finding("dormant-account", snapshot(posts=posts(900, younger=Younger(NOW, "undated"))))
    assert told.status is Status.UNKNOWN
    assert "date cannot be right" in told.message.text


def test_a_fresh_post_is_fresh_whatever_may_be_younger() -> None:
    """One proof is enough."""
    assert (
        finding("last-post-age", snapshot(posts=posts(3, younger=Younger(NOW, "feeds")))).status
        is Status.PASS
    )


def test_dates_of_the_feed_s_own_making_prove_age_and_no_freshness() -> None:
    """Young ones are in doubt, old ones stay old, and the dates are named."""
    fresh = snapshot(posts=posts(0, 0, dated_by="making"))
    assert finding("last-post-age", fresh).status is Status.UNKNOWN
    assert finding("dormant-account", fresh).status is Status.UNKNOWN
    assert finding("posting-frequency", fresh).status is Status.UNKNOWN
    assert finding("plausible-dates", fresh).status is Status.WARN
    assert (
        finding("last-post-age", snapshot(posts=posts(400, 400, dated_by="making"))).status is not Status.PASS
    )
    assert (
        finding("dormant-account", snapshot(posts=posts(400, 400, dated_by="making"))).status is Status.FAIL
    )


def test_mostly_undated_posts_are_unknown_since_the_newest_may_be_among_them() -> None:
    """One old date among nine missing ones proves nothing."""
    assert finding("last-post-age", snapshot(posts=posts(400, undated=9))).status is Status.UNKNOWN
    assert finding("last-post-age", snapshot(posts=posts(400, 410, undated=1))).yields_to == "dormant-account"


def test_change_dates_of_a_sitemap_prove_age_and_never_freshness() -> None:
    """A build renews every lastmod: a fresh one is unknown, an old one is a finding."""
    assert finding("last-post-age", snapshot(posts=posts(1, dated_by="lastmod"))).status is Status.UNKNOWN
    assert finding("last-post-age", snapshot(posts=posts(100, dated_by="lastmod"))).status is Status.FAIL
    assert finding("dormant-account", snapshot(posts=posts(1, dated_by="lastmod"))).status is Status.UNKNOWN
    report = audit(snapshot(posts=posts(100, dated_by="lastmod")), company(), account(), NOW, None)
    assert report.last_post_at is None


@pytest.mark.parametrize(
    ("age", "status"), [(179, Status.PASS), (180, Status.WARN), (364, Status.WARN), (365, Status.FAIL)]
)
def test_a_blog_is_dormant_after_half_a_year_and_failed_after_a_year(age: int, status: Status) -> None:
    """Blogs get twice the time of other channels."""
    assert finding("dormant-account", snapshot(posts=posts(age))).status is status


def test_a_late_post_yields_to_a_dormant_channel_from_its_warn_on() -> None:
    """One cause, one finding."""
    late = finding("last-post-age", snapshot(posts=posts(180)))
    assert (late.status, late.yields_to) == (Status.NOT_APPLICABLE, "dormant-account")
    rhythm = finding("posting-frequency", snapshot(posts=posts(100)))
    assert (rhythm.status, rhythm.yields_to) == (Status.NOT_APPLICABLE, "last-post-age")


@pytest.mark.parametrize(("newer", "status"), [(4, Status.UNKNOWN), (100, Status.NOT_APPLICABLE)])
def test_no_post_is_said_only_where_none_may_be_there(newer: int, status: Status) -> None:
    """A second list of posts may hold some; where that would be as old, the silence is told instead."""
    told = finding("posting-frequency", snapshot(posts=posts(120, younger=Younger(days_ago(newer), "feeds"))))
    assert told.status is status


def test_posting_frequency_is_a_figure() -> None:
    """The posts of 90 days are counted, today included."""
    told = finding("posting-frequency", snapshot(posts=posts(0, 3, 89, 90, 200)))
    assert (told.status, told.figure) == (Status.PASS, 3)


@pytest.mark.parametrize("problem", ["none_found", "not_found", "not_a_feed", "no_entries"])
def test_a_feed_that_is_missing_or_no_feed_fails(problem: str) -> None:
    """Each way in which a feed is useless is a finding with a cure."""
    broken = Feed(url=f"{URL}feed/", found_by="registered", format=None, entries=0, problem=problem)  # type: ignore[arg-type]
    told = finding("feed-readable", snapshot(feed=broken))
    assert told.status is Status.FAIL
    assert told.action is not None


def test_impossible_dates_are_told() -> None:
    """What was refused is named as it stands there."""
    told = finding("plausible-dates", snapshot(posts=posts(3, refused=("Fri, 01 Jan 2100 00:00:00 GMT",))))
    assert told.status is Status.WARN
    assert "2100" in str(told.message.values)


def test_dates_that_are_all_alike_are_told() -> None:
    """Five posts of the same second were stamped by a machine."""
    same = tuple(replace(post(3), id=str(number)) for number in range(5))
    assert finding("plausible-dates", snapshot(posts=Posts(items=same))).status is Status.WARN
    assert finding("plausible-dates", snapshot(posts=Posts(items=same[:4]))).status is Status.PASS


def test_a_newer_post_that_could_not_be_seen_prevents_a_verdict_of_silence() -> None:
    """One fresh post proves freshness; an old one proves nothing where reels could not be read."""
    gone = Unavailable(Reason.PLATFORM_UNAVAILABLE, "video_reels: HTTP 500")
    for check, age in (("last-post-age", 60), ("dormant-account", 200)):
        assert finding(check, snapshot(posts=posts(age, gap=gone))).status is Status.UNKNOWN, check
        assert finding(check, snapshot(posts=posts(3, gap=gone))).status is Status.PASS, check
    older = Unavailable(Reason.CUT_OFF, "25 of 80 posts")
    assert finding("last-post-age", snapshot(posts=posts(60, gap=older))).status is Status.WARN


def test_dates_that_are_all_alike_prove_no_freshness() -> None:
    """A feed that writes the time of its making on every post: unknown when young, a finding when old."""
    young = replace(posts(1), items=tuple(post(1) for _ in range(5)))
    assert finding("last-post-age", snapshot(posts=young)).status is Status.UNKNOWN
    assert finding("dormant-account", snapshot(posts=young)).status is Status.UNKNOWN
    old = replace(posts(1), items=tuple(post(100) for _ in range(5)))
    assert finding("last-post-age", snapshot(posts=old)).status is Status.FAIL
    few = replace(posts(1), items=tuple(post(1) for _ in range(4)))
    assert finding("last-post-age", snapshot(posts=few)).status is Status.PASS
