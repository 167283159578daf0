"""Checks of what social networks and business listings show: access, reviews, hours, holidays, listings, care."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from account_health.checks.opening import FIELDS
from account_health.judging.audit import audit
from account_health.memory.state import AccountState
from account_health.model import (
    TOLD,
    Access,
    AccountReport,
    Categories,
    Finding,
    Identity,
    Inbox,
    Item,
    ListingStatus,
    Opening,
    Outside,
    Pictures,
    Presence,
    Rating,
    Reason,
    ReportRhythm,
    Severity,
    Snapshot,
    SpecialDay,
    Status,
    Unavailable,
    Upkeep,
    WeekHours,
)
from account_health.model.company import Account, Company, Mute, Pause
from account_health.text.i18n import translator
from tests.builders import (
    FACTS,
    NOW,
    URL,
    account,
    comment,
    company,
    conversation,
    days_ago,
    post,
    posts,
    statements,
)

HOURS = "Mo-Fr 6:30-18:00\nSa 6:30-13:00\nSo geschlossen"
WEEKDAY = ((390, 1080),)
WEEK = (WEEKDAY,) * 5 + (((390, 780),), ())


def listing(**changes: Any) -> Account:
    """Return a business listing that somebody owns."""
    base: dict[str, Any] = {
        "id": "google",
        "platform": "google_business_profile",
        "facts": replace(FACTS, hours=HOURS),
    }
    return account(**(base | changes))


def seen(**parts: Any) -> Snapshot:
    """Return a look at a listing on which only these parts are offered."""
    base: dict[str, Any] = {
        "account": "google",
        "platform": "google_business_profile",
        "url": URL,
        "taken_at": NOW,
        "requests": 1,
    }
    return Snapshot(**(base | parts))


def judged(
    look: Snapshot,
    mine: Account | None = None,
    whole: Company | None = None,
    before: AccountState | None = None,
) -> AccountReport:
    """Judge one look."""
    mine = mine or listing()
    return audit(look, whole or company(mine), mine, NOW, before)


def finding(
    check: str,
    look: Snapshot,
    mine: Account | None = None,
    whole: Company | None = None,
    before: AccountState | None = None,
) -> Finding:
    """Return what one check says."""
    return next(one for one in judged(look, mine, whole, before).findings if one.check == check)


def left(**changes: Any) -> AccountState:
    """Return what the last look left."""
    base: dict[str, Any] = {"account": "google", "first_look": days_ago(70), "last_look": days_ago(7)}
    return AccountState(**(base | changes))


def switched_on(check: str) -> Account:
    """Return a listing with one check switched on that is off by default."""
    return listing(checks=((check, "on"),))


def review(number: int, days: float, stars: int, text: str = "", **changes: Any) -> Item:
    """Return a review that is so many days old."""
    return comment(number, days, text, kind="review", rating=stars, **changes)


def reply(number: int, days: float, thread: str, **changes: Any) -> Item:
    """Return our answer to a review."""
    return comment(number, days, "Vielen Dank.", kind="review", ours=True, thread=thread, **changes)


@pytest.mark.parametrize(
    "problem",
    [
        "expired",
        "revoked",
        "wrong_kind",
        "wrong_account",
        "needs_person",
        "no_role",
        "wrong_app",
        "admin",
        "not_enrolled",
    ],
)
def test_a_refused_credential_is_told_and_what_hangs_on_it_yields(problem: Any) -> None:
    """One cause, one finding: neither its end nor its permissions matter any more."""
    look = seen(access=Access(problem=problem, expires_at=days_ago(1), missing=("reviews",)))
    assert finding("credential-valid", look).status is Status.FAIL
    assert finding("credential-expiry", look).yields_to == "credential-valid"
    assert finding("permissions-complete", look).yields_to == "credential-valid"


@pytest.mark.parametrize(
    ("days", "status"), [(15, Status.PASS), (14, Status.WARN), (6, Status.WARN), (5, Status.FAIL)]
)
def test_the_end_of_a_credential_is_told_two_weeks_before(days: int, status: Status) -> None:
    """14 days warn, 5 fail."""
    assert finding("credential-expiry", seen(access=Access(expires_at=days_ago(-days)))).status is status


def test_a_credential_without_a_known_end_is_unknown_and_one_without_end_is_well() -> None:
    """Not said is not the same as never."""
    assert finding("credential-expiry", seen(access=Access())).status is Status.NOT_APPLICABLE
    assert finding("credential-expiry", seen(access=Access(never_expires=True))).status is Status.PASS


def test_a_missing_permission_is_told_by_name() -> None:
    """It looks like a channel on which nobody writes."""
    told = finding("permissions-complete", seen(access=Access(missing=("pages_read_user_content",))))
    assert told.status is Status.FAIL
    assert "pages_read_user_content" in str(told.message.values)


def test_another_id_behind_the_address_is_another_channel() -> None:
    """The first look pins the id; the handle may change, the id may not."""
    assert finding("identity-unchanged", seen(identity=Identity(id="7"))).status is Status.PASS
    assert (
        finding("identity-unchanged", seen(identity=Identity(id="7")), before=left(pinned_id="7")).status
        is Status.PASS
    )
    assert (
        finding("identity-unchanged", seen(identity=Identity(id="8")), before=left(pinned_id="7")).status
        is Status.FAIL
    )


@pytest.mark.parametrize("problem", ["unpublished", "protected", "suspended", "gone", "withheld", "disabled"])
def test_a_channel_that_nobody_can_see_is_critical_and_caps_the_score(problem: Any) -> None:
    """Of access only this one caps."""
    report = judged(seen(presence=Presence(problem=problem), names=statements("Bäckerei Morgenrot")))
    assert report.cap == "account-public"
    assert report.score == 49
    assert {one.check for one in report.findings if one.status is Status.FAIL} == {"account-public"}


def test_a_review_with_one_star_may_wait_one_working_day_and_fails_after_three() -> None:
    """NOW is a Monday morning; Thursday morning is two working days ago, Wednesday three."""
    assert finding("unanswered-criticism", seen(reviews=conversation(review(1, 4, 1)))).status is Status.WARN
    assert finding("unanswered-criticism", seen(reviews=conversation(review(1, 5, 1)))).status is Status.FAIL


@pytest.mark.parametrize(
    ("days", "status"), [(6, Status.PASS), (7, Status.WARN), (14, Status.FAIL), (100, Status.PASS)]
)
def test_other_reviews_with_text_may_wait_a_week_and_old_ones_are_no_fault(days: int, status: Status) -> None:
    """Five working days warn, ten fail, and after 90 days it is history."""
    look = seen(reviews=conversation(review(1, days, 5, "Es gibt auch Kuchen, und man kann draußen sitzen.")))
    assert finding("unanswered-reviews", look).status is status
    assert len(judged(look).open_items) == 1


@pytest.mark.parametrize(
    ("check", "stars", "text"),
    [("unanswered-reviews", 5, "Es gibt auch Kuchen."), ("unanswered-criticism", 1, "Eine Stunde gewartet.")],
)
def test_old_reviews_are_no_fault_and_nobody_is_told_that_nobody_waits(
    check: str, stars: int, text: str
) -> None:
    """They are one line; whoever waits within the three months comes first."""
    old = review(1, 100, stars, text)
    told = finding(check, seen(reviews=conversation(old)))
    assert (told.status, told.message.text) == (
        Status.PASS,
        "{n} review older than three months has no reply.",
    )
    fresh = finding(check, seen(reviews=conversation(old, review(2, 30, stars, text))))
    assert fresh.status is Status.FAIL
    answered = finding(check, seen(reviews=conversation(old, reply(2, 90, "1"))))
    assert answered.message.text == "Nobody is waiting for a reply."


def test_a_platform_that_only_counts_mentions_makes_nobody_late() -> None:
    """Tags on Instagram are a figure."""
    tags = conversation(comment(1, 30, "Schaut mal", kind="mention"), counted_only=True)
    told = finding("unanswered-mentions", seen(mentions=tags))
    assert (told.status, told.figure) == (Status.PASS, 1)
    assert judged(seen(mentions=tags)).open_items == ()
    addressed = conversation(comment(1, 30, "Wir kommen am Samstag mit zehn Leuten.", kind="mention"))
    assert finding("unanswered-mentions", seen(mentions=addressed)).status is Status.FAIL


def test_criticism_in_one_part_convicts_although_another_part_was_not_seen() -> None:
    """And without criticism the unseen part makes it unknown."""
    gone = Unavailable(Reason.ACCESS_DENIED, "reviews")
    late = conversation(comment(1, 9, "Das Brot war hart und die Bedienung unfreundlich."))
    assert finding("unanswered-criticism", seen(comments=late, reviews=gone)).status is Status.FAIL
    assert (
        finding("unanswered-criticism", seen(comments=conversation(), reviews=gone)).status is Status.UNKNOWN
    )


def test_a_rejected_answer_is_critical_answers_nothing_and_is_told_once() -> None:
    """It looks answered only to us: who wrote still waits, and no second finding says so."""
    look = seen(reviews=conversation(review(1, 9, 1, "Nie wieder."), reply(2, 8, "1", rejected=True)))
    report = judged(look)
    told = {one.check: one for one in report.findings if one.status in TOLD}
    assert told["reply-rejected"].severity is Severity.CRITICAL
    assert told.keys().isdisjoint({"unanswered-criticism", "unanswered-reviews"})
    assert finding("unanswered-criticism", look).yields_to == "reply-rejected"
    assert [(item.id, item.overdue) for item in report.open_items] == [("blog-blog-1", False)]
    shown = seen(reviews=conversation(review(1, 9, 1, "Nie wieder."), reply(2, 8, "1", pending=True)))
    assert finding("reply-rejected", shown).status is Status.PASS
    assert judged(shown).open_items == ()


@pytest.mark.parametrize(
    "silence",
    [
        {"checks": (("reply-rejected", "off"),)},
        {"mute": (Mute(check="reply-rejected", reason="Google irrt", until=NOW.date()),)},
    ],
)
def test_where_rejected_answers_are_silent_who_waits_is_told_as_waiting(silence: dict[str, Any]) -> None:
    """Nobody's wait is lost between two checks."""
    look = seen(reviews=conversation(review(1, 9, 1, "Nie wieder."), reply(2, 8, "1", rejected=True)))
    report = judged(look, listing(**silence))
    assert {one.check for one in report.findings if one.status is Status.FAIL} == {"unanswered-criticism"}
    assert [item.overdue for item in report.open_items] == [True]


def test_a_mute_of_rejected_answers_that_is_over_changes_nothing() -> None:
    """The day after, the answer is told again, once."""
    look = seen(reviews=conversation(review(1, 9, 1, "Nie wieder."), reply(2, 8, "1", rejected=True)))
    over = Mute(check="reply-rejected", reason="Google irrt", until=days_ago(1).date())
    report = judged(look, listing(mute=(over,)))
    assert {one.check for one in report.findings if one.status is Status.FAIL} == {"reply-rejected"}


def test_a_review_that_was_changed_after_our_answer_is_told() -> None:
    """Edited before our answer is nothing new."""
    after = conversation(review(1, 20, 2, "Schlecht.", changed_at=days_ago(3)), reply(2, 18, "1"))
    before = conversation(review(1, 20, 2, "Schlecht.", changed_at=days_ago(19)), reply(2, 18, "1"))
    assert finding("review-changed", seen(reviews=after)).status is Status.WARN
    assert finding("review-changed", seen(reviews=before)).status is Status.PASS


def test_an_edited_review_waits_from_its_edit_on() -> None:
    """The clock begins anew."""
    edited = conversation(review(1, 60, 1, "Nie wieder.", changed_at=days_ago(3)))
    assert finding("unanswered-criticism", seen(reviews=edited)).status is Status.WARN


def test_the_share_of_answers_is_a_figure_from_five_on() -> None:
    """Three of five, cut to whole percent."""
    items = [review(n, 20, 2, "Schlecht.") for n in range(5)] + [reply(10 + n, 19, str(n)) for n in range(3)]
    told = finding("response-rate", seen(reviews=conversation(*items)))
    assert (told.status, told.figure) == (Status.PASS, 60)
    assert finding("response-rate", seen(reviews=conversation(*items[:4]))).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("now", "count", "status"), [(4.2, 105, Status.WARN), (4.2, 104, Status.PASS), (4.3, 120, Status.PASS)]
)
def test_a_rating_that_falls_by_two_tenths_is_told(now: float, count: int, status: Status) -> None:
    """With at least five new ratings; floats do not hide the difference."""
    look = seen(rating=Rating(average=now, count=count))
    told = finding("rating", look, before=left(rating=(4.4, 100)))
    assert (told.status, told.figure) == (status, now)


def test_few_ratings_have_no_average_and_no_reviews_no_age() -> None:
    """Nothing to say is not applicable."""
    assert finding("rating", seen(rating=Rating(average=None, count=1))).status is Status.NOT_APPLICABLE
    assert finding("review-freshness", seen(reviews=conversation())).status is Status.NOT_APPLICABLE
    assert finding("review-freshness", seen(reviews=conversation(review(1, 40, 5)))).figure == 40


def test_unread_messages_are_only_counted() -> None:
    """Private messages are nobody's business but their number."""
    told = finding("unread-messages", seen(inbox=Inbox(unread=4)))
    assert (told.status, told.figure) == (Status.PASS, 4)


def test_a_surge_is_three_times_the_usual_number_and_at_least_ten() -> None:
    """A figure until eight weeks are known."""
    many = seen(comments=conversation(*[comment(n, 0.5, "Wann macht ihr auf?") for n in range(12)]))
    weeks = tuple((f"{NOW - timedelta(weeks=back):%G-W%V}", 3) for back in range(8, 0, -1))
    assert finding("comment-surge", many, before=left(waiting_weeks=weeks)).status is Status.FAIL
    assert finding("comment-surge", many, before=left(waiting_weeks=weeks[1:])).status is Status.PASS
    busy = tuple((week, 5) for week, _ in weeks)
    assert finding("comment-surge", many, before=left(waiting_weeks=busy)).status is Status.PASS


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        ("comments-disabled", Upkeep(comments_disabled=0.2), Upkeep(comments_disabled=0.25)),
        ("hidden-comments", Upkeep(hidden_comments=0), Upkeep(hidden_comments=2)),
        ("alt-text", Upkeep(alt_texts=0.5), Upkeep(alt_texts=0.4)),
    ],
)
def test_small_things_are_judged_only_when_switched_on(check: str, good: Upkeep, bad: Upkeep) -> None:
    """Off by default, a warning once somebody cares."""
    assert finding(check, seen(upkeep=bad)).status is Status.NOT_APPLICABLE
    assert finding(check, seen(upkeep=bad), switched_on(check)).status is Status.WARN
    assert finding(check, seen(upkeep=good), switched_on(check)).status is Status.PASS
    assert finding(check, seen(upkeep=Upkeep()), switched_on(check)).status is not Status.WARN


def test_an_answer_that_is_not_shown_after_a_day_is_told_where_wanted() -> None:
    """Normal are ten minutes."""
    mine = switched_on("reply-pending")
    for hours, status in ((23, Status.PASS), (24, Status.WARN)):
        look = seen(
            reviews=conversation(review(1, 9, 2, "Schlecht."), reply(2, hours / 24, "1", pending=True))
        )
        assert finding("reply-pending", look, mine).status is status


def test_the_rule_that_an_answer_broke_is_named_once() -> None:
    """Where the platform names it; else the step is the same as ever."""
    broke = [reply(n, n + 1, str(n), rejected=True, broke_rule="OFF_TOPIC") for n in range(2)]
    named = finding("reply-rejected", seen(reviews=conversation(*broke)))
    assert named.action is not None
    assert dict(named.action.values)["rules"] == Outside("OFF_TOPIC")
    silent = finding("reply-rejected", seen(reviews=conversation(reply(1, 2, "1", rejected=True))))
    assert silent.action is not None
    assert silent.action.text == "Change the text and send it again."


def test_the_same_answer_again_and_again_is_a_remark_of_the_month() -> None:
    """Five of the last ten; thanks alone are none."""

    def judge(text: str, count: int) -> Finding:
        others = [
            replace(reply(20 + n, n + 1, str(n)), text=f"Danke, Nummer {n} backen wir.") for n in range(5)
        ]
        same = [replace(reply(n, n + 1, str(n)), text=text) for n in range(count)]
        return finding("identical-replies", seen(reviews=conversation(*same, *others)))

    told = judge("Danke für Ihren Besuch in der Bäckerei.", 5)
    assert (told.status, told.severity, told.report_rhythm) == (
        Status.WARN,
        Severity.LOW,
        ReportRhythm.MONTHLY,
    )
    assert judge("Danke für Ihren Besuch in der Bäckerei.", 4).status is Status.PASS
    assert judge("Vielen Dank.", 5).status is Status.PASS


def test_hours_are_compared_at_their_minutes() -> None:
    """The first minute that differs is told, with the number of days of the next three weeks on which one does."""
    assert finding("hours", seen(hours=WeekHours(week=WEEK))).status is Status.PASS
    longer = (*WEEK[:5], ((390, 840),), ())
    told = finding("hours", seen(hours=WeekHours(week=longer)))
    assert (told.status, told.figure) == (Status.FAIL, 3)
    assert translator("en", timezone="Europe/Berlin", now=NOW).text(told.message) == (
        "Saturday, 13:00: open on Google, closed in your details. "
        "The hours differ on three days of the next three weeks."
    )
    assert finding("hours", seen(hours=WeekHours(week=None))).status is Status.FAIL
    assert (
        finding("hours", seen(hours=WeekHours(week=WEEK)), listing(facts=FACTS)).status
        is Status.NOT_APPLICABLE
    )


def test_germans_read_hours_with_uhr() -> None:
    """Each language writes times as its readers do; a closed day is a word in both."""
    sunday = (*WEEK[:6], ((390, 720), (840, 1020)))
    told = finding("hours", seen(hours=WeekHours(week=sunday)))
    german = translator("de", timezone="Europe/Berlin", now=NOW)
    assert german.text(told.message).startswith(
        "Sonntag 6:30\N{NO-BREAK SPACE}Uhr: bei Google geöffnet, in Ihren Angaben geschlossen. "
    )
    assert told.action is not None
    assert german.text(told.action).startswith(
        "Ändern Sie die Öffnungszeiten bei Google: In Ihren Angaben steht für Sonntag geschlossen. "
    )
    tuesday = finding("hours", seen(hours=WeekHours(week=(WEEK[0], (), *WEEK[2:]))))
    assert tuesday.action is not None
    assert "steht für Dienstag 6:30–18:00\N{NO-BREAK SPACE}Uhr." in german.text(tuesday.action)


def test_hours_in_two_parts_that_touch_are_the_same_hours() -> None:
    """6:30 to 12:00 and 12:00 to 18:00 is open all day."""
    split = (((390, 720), (720, 1080)), *WEEK[1:])
    assert finding("hours", seen(hours=WeekHours(week=split))).status is Status.PASS


DECEMBER = datetime(2026, 12, 14, 7, 0, tzinfo=UTC)
CHRISTMAS = tuple(
    SpecialDay(day=day)
    for day in (
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2026, 12, 31),
        date(2027, 1, 1),
    )
)


def in_december(special: tuple[SpecialDay, ...], now: datetime = DECEMBER, **changes: Any) -> Finding:
    """Return what is said of the holiday hours of a Bavarian shop."""
    mine = listing()
    look = seen(hours=WeekHours(week=WEEK, special=special), taken_at=now)
    report = audit(look, company(mine, **changes), mine, now, None)
    return next(one for one in report.findings if one.check == "holiday-hours")


def test_holidays_of_the_next_three_weeks_need_hours() -> None:
    """One finding for all; a week before it fails."""
    told = in_december(())
    assert (told.status, told.figure) == (Status.WARN, 5)
    assert in_december((), datetime(2026, 12, 17, 7, 0, tzinfo=UTC)).status is Status.FAIL
    assert in_december(CHRISTMAS).status is Status.PASS


def test_sundays_and_other_closed_days_need_no_special_hours() -> None:
    """1 November 2026, All Saints, is a Sunday."""
    assert in_december((), datetime(2026, 10, 20, 7, 0, tzinfo=UTC)).status is Status.PASS


def test_holidays_of_the_region_and_of_its_municipalities_count() -> None:
    """Epiphany is one in Bavaria and not in Berlin; 15 August is one in most of Bavaria."""
    january = datetime(2026, 12, 30, 7, 0, tzinfo=UTC)
    known = CHRISTMAS
    assert in_december(known, january).figure == 1
    assert in_december(known, january, region="BE").status is Status.PASS
    by_name = in_december(known, january, region="Bayern")
    assert by_name == in_december(known, january, region="BY") != in_december(known, january, region="BE")
    assert in_december((), datetime(2026, 8, 3, 7, 0, tzinfo=UTC)).figure == 1


def test_pauses_need_special_hours_too() -> None:
    """Every working day of the company's holidays."""
    pause = Pause(first=date(2027, 1, 2), last=date(2027, 1, 5), note="Betriebsferien")
    assert in_december(CHRISTMAS, datetime(2026, 12, 28, 7, 0, tzinfo=UTC), pauses=(pause,)).figure == 4


def test_a_platform_without_special_hours_is_not_judged() -> None:
    """Facebook has none."""
    assert finding("holiday-hours", seen(hours=WeekHours(week=WEEK))).status is Status.NOT_APPLICABLE


def test_a_place_marked_as_closed_is_critical_except_in_its_holidays() -> None:
    """Closed for a while is right during a pause, closed for good never."""
    pause = company(listing(), pauses=(Pause(first=NOW.date(), last=NOW.date()),))
    resting, gone = Opening(status="temporarily_closed"), Opening(status="permanently_closed")
    assert finding("closed-status", seen(opening=Opening(status="open"))).status is Status.PASS
    assert finding("closed-status", seen(opening=resting)).status is Status.FAIL
    assert finding("closed-status", seen(opening=resting), whole=pause).status is Status.PASS
    assert finding("closed-status", seen(opening=gone), whole=pause).status is Status.FAIL


def test_the_status_of_a_listing() -> None:
    """Control, changes by others, changes of ours that are not live, and second listings."""
    good = seen(listing=ListingStatus(verified=True))
    for check in ("verification", "google-edits", "duplicate-profile"):
        assert finding(check, good).status is Status.PASS
    assert finding("verification", seen(listing=ListingStatus(verified=False))).status is Status.FAIL
    assert (
        finding("google-edits", seen(listing=ListingStatus(verified=True, edited=("phone",)))).status
        is Status.FAIL
    )
    pending = finding("google-edits", seen(listing=ListingStatus(verified=True, pending=True)))
    assert (pending.status, pending.severity) == (Status.WARN, Severity.MEDIUM)
    assert (
        finding("duplicate-profile", seen(listing=ListingStatus(verified=True, duplicate_of="9"))).status
        is Status.FAIL
    )


@pytest.mark.parametrize(
    ("there", "status"),
    [
        ("BÄCKEREI MORGENROT", Status.PASS),
        ("Bäckerei Morgenrot GmbH & Co. KG", Status.PASS),
        ("Baeckerei Morgenrot", Status.PASS),
        ("Bäckerei Morgenrot - bestes Brot München", Status.FAIL),
    ],
)
def test_the_name_is_compared_without_legal_form_case_and_accents(there: str, status: Status) -> None:
    """Keywords in a name are another name."""
    assert finding("name", seen(names=statements(there))).status is status


def test_the_website_of_a_profile_is_the_registered_one() -> None:
    """www, paths and tracking parameters do not matter."""
    assert (
        finding(
            "website", seen(websites=statements("http://baeckerei-morgenrot.example/?utm_source=fb"))
        ).status
        is Status.PASS
    )
    assert finding("website", seen(websites=statements("https://alt.example/"))).status is Status.FAIL
    assert finding("website", seen(websites=statements())).status is Status.WARN


def test_a_short_name_shows_the_company_where_that_is_wanted() -> None:
    """Off by default."""
    mine = switched_on("handle")
    assert finding("handle", seen(handles=statements("baeckereimorgenrot")), mine).status is Status.PASS
    assert finding("handle", seen(handles=statements("bm_1952x")), mine).status is Status.WARN
    assert finding("handle", seen(handles=statements()), mine).status is Status.WARN


@pytest.mark.parametrize(("length", "status"), [(0, Status.FAIL), (29, Status.WARN), (30, Status.PASS)])
def test_a_listing_needs_30_characters_of_description(length: int, status: Status) -> None:
    """Empty fails, short warns."""
    said = statements("x" * length) if length else statements()
    assert finding("description", seen(descriptions=said)).status is status


def test_pictures_and_photos() -> None:
    """A face is needed, a cover is welcome, photos are to be fresh."""
    assert finding("picture", seen(pictures=Pictures(profile=False))).status is Status.FAIL
    assert finding("picture", seen(pictures=Pictures(profile=True, cover=False))).status is Status.WARN
    assert finding("picture", seen(pictures=Pictures(profile=True))).status is Status.PASS
    for count, age, status in (
        (0, 1, Status.FAIL),
        (9, 1, Status.WARN),
        (10, 90, Status.WARN),
        (10, 89, Status.PASS),
    ):
        look = seen(pictures=Pictures(profile=True, photos=count, newest_at=days_ago(age)))
        assert finding("photos", look).status is status


def test_a_listing_needs_a_category_and_not_too_many() -> None:
    """One to five."""
    assert finding("category", seen(categories=Categories(primary=None))).status is Status.FAIL
    assert (
        finding("category", seen(categories=Categories(primary="Bäckerei", more=("a", "b", "c", "d")))).status
        is Status.PASS
    )
    assert (
        finding(
            "category", seen(categories=Categories(primary="Bäckerei", more=("a", "b", "c", "d", "e")))
        ).status
        is Status.WARN
    )


def test_a_changed_profile_is_told_with_both_values() -> None:
    """Was it you? What was only added, or not seen, is no change."""
    before = left(profile=(("phones", ("089 1234567",)),))
    told = finding("profile-changed", seen(phones=statements("0900 123456")), before=before)
    assert told.status is Status.WARN
    assert "0900 123456" in str(told.message.values)
    both = statements("089 1234567", "089 7654321")
    assert finding("profile-changed", seen(phones=both), before=before).status is Status.PASS
    gap = statements("0900 123456", gap=Unavailable(Reason.TOO_SLOW, "10 s"))
    assert finding("profile-changed", seen(phones=gap), before=before).status is Status.UNKNOWN


def test_a_channel_that_rests_says_so_and_points_elsewhere() -> None:
    """Only channels that are registered as dormant; a place on the map does not rest."""

    def told(mine: Account, *texts: str) -> Status:
        look = seen(account=mine.id, platform=mine.platform, descriptions=statements(*texts))
        return finding("dormancy-notice", look, mine).status

    page = listing(id="facebook", platform="facebook")
    resting = replace(page, state="dormant")
    assert (
        told(resting, "Dieser Kanal ruht. Sie finden uns auf www.baeckerei-morgenrot.example.de")
        is Status.PASS
    )
    assert told(resting, "Dieser Kanal ruht.") is Status.WARN
    assert told(resting, "Brot") is Status.WARN
    assert told(page, "Brot") is Status.NOT_APPLICABLE
    assert told(listing(state="dormant"), "Brot") is Status.NOT_APPLICABLE


def test_a_post_that_the_platform_does_not_show_is_told() -> None:
    """Silently invisible is the worst place for a post."""
    assert finding("rejected-post", seen(upkeep=Upkeep(rejected_posts=(URL,)))).status is Status.FAIL
    assert finding("rejected-post", seen(upkeep=Upkeep())).status is Status.PASS


def test_gaps_and_expired_offers_are_told_where_wanted() -> None:
    """Both are off by default."""
    steady, gappy = posts(3, 20, 49), posts(3, 34)
    assert finding("posting-gap", seen(posts=steady), switched_on("posting-gap")).status is Status.PASS
    assert finding("posting-gap", seen(posts=gappy), switched_on("posting-gap")).status is Status.WARN
    offer = replace(post(3), title="Aktion gültig bis 1. November 2026")
    look = seen(posts=replace(steady, items=(offer,)))
    assert finding("expired-promotion", look, switched_on("expired-promotion")).status is Status.WARN
    assert (
        finding("expired-promotion", seen(posts=steady), switched_on("expired-promotion")).status
        is Status.PASS
    )


def test_a_channel_younger_than_thirty_days_has_no_cadence_yet() -> None:
    """Age counts on the platform."""
    young = seen(posts=posts(100), identity=Identity(id="7", created_at=days_ago(29)))
    old = seen(posts=posts(100), identity=Identity(id="7", created_at=days_ago(30)))
    assert finding("last-post-age", young).status is Status.NOT_APPLICABLE
    assert finding("last-post-age", old).status is not Status.NOT_APPLICABLE or finding(
        "dormant-account", old
    ).status in {
        Status.WARN,
        Status.FAIL,
    }


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_which_changes_by_others_cannot_wait(field: str) -> None:
    """Open or closed, hours, phone and website cost customers on the same day; the rest waits for Monday."""
    told = finding("google-edits", seen(listing=ListingStatus(verified=True, edited=("category", field))))
    urgent = {"closed-status", "hours", "phone", "website"}
    assert told.status is Status.FAIL
    assert told.urgent == ((field,) if field in urgent else ())


@pytest.mark.parametrize("days", [45, 90, 180, 2000])
def test_a_silent_listing_is_a_remark_of_the_month(days: int) -> None:
    """It lives by its reviews: silence warns at most, once a month, caps nothing, and is one finding."""
    report = judged(seen(posts=posts(days)))
    told = [one for one in report.findings if one.status in TOLD]
    assert [(one.check, one.status, one.severity, one.report_rhythm) for one in told] == [
        ("last-post-age", Status.WARN, Severity.LOW, ReportRhythm.MONTHLY)
    ]
    assert (report.cap, report.ceiling) == (None, 100)
