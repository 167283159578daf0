"""Looks at simulated Google Business Profiles over real sockets: what is seen, what is not, with how many requests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from account_health.connectors.google import OFFERS, expand
from account_health.judging.audit import audit
from account_health.memory.waiting import waiting
from account_health.model import (
    PARTS,
    Access,
    Audience,
    Conversation,
    NotOffered,
    Pictures,
    Posts,
    Presence,
    Rating,
    Reason,
    Results,
    Severity,
    Snapshot,
    Statements,
    Status,
    Unavailable,
)
from account_health.model.errors import CollectError, NotFoundError
from account_health.model.reasons import REASONS
from account_health.report.context import blind
from tests.builders import NOW, company, days_ago
from tests.simulator.gateway import Reply, html, json_reply
from tests.simulator.google_api import (
    INFORMATION,
    OLD,
    PERFORMANCE,
    SCOPE,
    SECRET,
    TOKEN,
    VERIFICATIONS,
    GoogleApis,
    error,
    invalid_grant,
    not_found,
    permission_denied,
    quota,
    scope_insufficient,
    service_disabled,
)
from tests.simulator.google_locations import facts, post, quiet, reply, review, thousand_reviews
from tests.simulator.google_looks import Lab, google_account, google_lab, judged

OLD_PARTS = ("reviews", "rating", "posts", "upkeep", "pictures")
CANARIES = ("GOCSPX-canary", "1//canary", "ya29.canary")


@pytest.fixture
def lab() -> Iterator[Lab]:
    """One quiet location of account 1."""
    with google_lab(GoogleApis(locations=[quiet()])) as running:
        yield running


def reasons(snapshot: Snapshot) -> dict[str, Reason]:
    """Return why each part that could not be seen could not."""
    parts = {name: getattr(snapshot, name) for name in PARTS}
    return {name: part.reason for name, part in parts.items() if isinstance(part, Unavailable)}


# --- what is seen ---------------------------------------------------------------------------------


def test_a_quiet_location_takes_five_requests_token_included(lab: Lab) -> None:
    """Everything is seen, nothing is wrong, and no secret is anywhere in the snapshot."""
    snapshot = lab.collect()
    assert len(lab.hosts) == snapshot.requests == 5
    assert reasons(snapshot) == {}
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.items[0].at == days_ago(7)
    assert snapshot.rating == Rating(average=5.0, count=2)
    assert isinstance(snapshot.pictures, Pictures)
    assert (snapshot.pictures.profile, snapshot.pictures.cover, snapshot.pictures.photos) == (True, True, 12)
    bad = {check for check, one in judged(snapshot).items() if one.status in {Status.WARN, Status.FAIL}}
    assert bad == set()
    assert not any(canary in repr(snapshot) for canary in CANARIES)


def test_without_a_registered_account_the_list_of_accounts_is_asked_once_per_process(lab: Lab) -> None:
    """And from the next look on it is remembered."""
    account = google_account(account_id=None)
    first = lab.collect(account)
    assert first.requests == 6
    assert lab.collect(account).requests == 4
    lab.once = type(lab.once)()
    assert lab.collect(account, memory=first.memory).requests == 6, "with the figures of the month before"


def test_the_profiles_elsewhere_are_read_once_a_month(lab: Lab) -> None:
    """In the second week, in place of the photos; for the rest of the month they are remembered, and so are the photos."""
    first = lab.collect(now=NOW.replace(day=3))
    assert first.links == NotOffered()
    second_week = NOW.replace(day=10)
    lab.gateway.forget()
    read = lab.collect(now=second_week, memory=first.memory)
    assert isinstance(read.links, Statements)
    assert [one.value for one in read.links.items] == ["https://www.instagram.com/morgenrot/"]
    assert read.pictures == first.pictures
    assert not [path for path in lab.paths if path.endswith("/media")]
    lab.gateway.forget()
    assert lab.collect(memory=read.memory).links == read.links
    assert not [path for path in lab.paths if path.endswith("/attributes")]
    lab.apis.locations[0].attributes = []
    assert lab.collect(now=second_week, memory=first.memory).links == Statements(())
    assert lab.collect(now=second_week).links == NotOffered()


def test_a_quiet_location_takes_five_requests_and_once_a_month_six(lab: Lab) -> None:
    """Each in a process of its own, with a token of its own; all of it is seen. The sixth is for last month's figures."""
    memory = None
    took = []
    for month, day in ((10, 29), (11, 1), (11, 3), (11, 8), (11, 14), (11, 15), (11, 22), (11, 29), (12, 6)):
        lab.once = type(lab.once)()
        seen = lab.collect(now=NOW.replace(month=month, day=day), memory=memory)
        assert reasons(seen) == {}
        took.append(seen.requests)
        memory = seen.memory
    assert took == [5, 6, 5, 5, 5, 5, 5, 5, 6]


def test_figures_of_the_month_before_are_asked_once_and_remembered(lab: Lab) -> None:
    """Calls, directions and clicks with the days that Google has counted; the first look asks for nothing that can wait."""
    first = lab.collect()
    assert first.results == Results()
    second = lab.collect(memory=first.memory)
    first_day, last_day = date(2026, 10, 1), date(2026, 10, 31)
    assert second.results == Results(calls=30, directions=61, clicks=140, first=first_day, last=last_day)
    lab.apis.locations[0].metrics = {}
    later = lab.collect(now=NOW + timedelta(days=7), memory=second.memory)
    assert later.results == second.results
    december = lab.collect(now=NOW + timedelta(days=14), memory=later.memory)
    assert december.results == Results()


def test_figures_end_with_the_last_day_that_was_counted(lab: Lab) -> None:
    """Google is some days behind, whether it leaves those days out or shows them without a number."""
    memory = lab.collect().memory
    calls = {date(2026, 10, day): day % 3 for day in range(1, 28)}
    lab.apis.locations[0].metrics = {"CALL_CLICKS": calls}
    behind = lab.collect(memory=memory).results
    lab.apis.locations[0].metrics = {"CALL_CLICKS": calls | {date(2026, 10, day): 0 for day in range(28, 32)}}
    assert lab.collect(memory=memory).results == behind
    assert behind == Results(calls=27, first=date(2026, 10, 1), last=date(2026, 10, 26))


def test_a_month_in_which_nothing_was_counted_is_not_told_as_zero(lab: Lab) -> None:
    """Nobody can tell it from one that was not counted."""
    memory = lab.collect().memory
    lab.apis.locations[0].metrics = {"CALL_CLICKS": {date(2026, 10, 3): 0}}
    assert lab.collect(memory=memory).results == Results()


@pytest.mark.parametrize("trouble", [service_disabled(PERFORMANCE), permission_denied(), quota("0")])
def test_figures_that_are_not_switched_on_are_absent_and_told_for_one_week(lab: Lab, trouble: Reply) -> None:
    """Nothing is missing by it, nothing is judged by it, and the month is not asked for again."""
    memory = lab.collect().memory
    lab.apis.troubles[PERFORMANCE] = trouble
    seen = lab.collect(memory=memory)
    assert (reasons(seen), seen.results) == ({}, Results())
    told = judged(seen)["data-complete"]
    assert (told.status, told.severity, told.audience) == (Status.WARN, Severity.LOW, Audience.OPERATOR)
    for days in (7, 21):
        later = NOW + timedelta(days=days)
        seen = lab.collect(now=later, memory=seen.memory)
        assert judged(seen, now=later)["data-complete"].status is Status.PASS
        assert (reasons(seen), seen.results) == ({}, Results())
    assert len([host for host in lab.hosts if host == PERFORMANCE]) == 2


@pytest.mark.parametrize("trouble", [html("", 503), error(500, "INTERNAL", "?"), quota("300"), html("")])
def test_figures_that_pass_by_once_are_asked_for_at_the_next_look(lab: Lab, trouble: Reply) -> None:
    """A trouble of the platform is told to nobody: the figures come a week later."""
    memory = lab.collect().memory
    lab.apis.troubles[PERFORMANCE] = trouble
    seen = lab.collect(memory=memory)
    assert (reasons(seen), seen.results) == ({}, Results())
    assert judged(seen)["data-complete"].status is Status.PASS
    lab.apis.troubles.clear()
    again = lab.collect(memory=seen.memory).results
    assert isinstance(again, Results)
    assert again.calls == 30


def test_a_review_is_gone_when_two_whole_readings_on_two_days_lack_it(lab: Lab) -> None:
    """Counted by its stars; a reading with a gap, a list that came empty and a second look of the day prove nothing."""
    location = lab.apis.locations[0]
    location.reviews = [review(n, n, "TWO") for n in range(1, 5)]
    memory, rows = lab.collect().memory, list(location.reviews)

    def look(days: float) -> Any:
        nonlocal memory
        seen = lab.collect(now=NOW + timedelta(days=days), memory=memory)
        memory = seen.memory
        assert isinstance(seen.results, Results)
        return seen.results.gone

    location.reviews = rows[1:]
    assert look(1) == ()
    assert look(1.01) == ()
    lab.apis.troubles[f"{OLD}/reviews"] = html("", 503)
    assert look(2) == ()
    lab.apis.troubles.clear()
    location.total_reviews = 4
    assert look(3) == ()
    location.total_reviews = None
    gone = ((NOW.date() + timedelta(days=4), 2),)
    assert look(4) == gone
    assert look(5) == gone
    location.reviews = rows[2:]
    assert look(6) == gone
    location.reviews = rows[1:]
    assert look(7) == look(8) == gone
    assert "AbC" not in str(memory)


def test_a_review_that_leaves_the_newest_two_hundred_is_not_gone(lab: Lab) -> None:
    """Nor is one that newer ones push down the list; what is known stays small."""
    location = lab.apis.locations[0]
    location.reviews = [review(n, n) for n in range(1, 251)]
    memory = lab.collect().memory
    location.reviews = [*(review(n, 0.1) for n in range(300, 350)), *location.reviews[:-40]]
    for days in (1, 2, 3):
        seen = lab.collect(now=NOW + timedelta(days=days), memory=memory)
        memory = seen.memory
        assert isinstance(seen.results, Results)
        assert seen.results.gone == ()
    assert memory is not None
    assert len(memory) < 20_000


def test_among_several_accounts_the_one_that_lists_the_location_is_found() -> None:
    """Each list is asked once; an account that nobody lists leaves reviews unseen and the profile judged."""
    apis = GoogleApis(locations=[quiet("7", "1"), quiet("2", "3")], accounts=("1", "3", "4"))
    with google_lab(apis) as lab:
        snapshot = lab.collect(google_account(account_id=None))
        assert reasons(snapshot) == {}
        assert "/v4/accounts/3/locations/2/reviews" in lab.paths
        lab.collect(google_account(account_id=None))
        assert lab.paths.count("/v1/accounts/1/locations") == 1


def test_a_thousand_reviews_take_at_most_twenty_six_requests_and_the_oldest_open_one_is_found() -> None:
    """Whatever its age: three years."""
    with google_lab(GoogleApis(locations=[quiet(reviews=thousand_reviews())])) as lab:
        snapshot = lab.collect(google_account(account_id=None))
        assert len(lab.hosts) <= 26
    assert isinstance(snapshot.reviews, Conversation)
    assert snapshot.reviews.gap is None
    (open_item,) = waiting(snapshot.reviews, frozenset()).items
    assert (open_item.item.id, open_item.item.rating) == ("google-AbC1000", 2)
    assert open_item.since == NOW - timedelta(days=3 * 365)


def test_a_branch_is_compared_with_its_own_facts(lab: Lab) -> None:
    """The company's phone number is not the branch's."""
    facts_of_branch = replace(google_account().facts, phone=("089 7654321",))
    found = judged(lab.collect(), google_account(facts=facts_of_branch))
    assert found["phone"].status is Status.FAIL
    assert found["phone"].fix_url == "https://business.google.com/n/2/profile"
    assert found["address"].status is Status.PASS


def test_reviews_feed_their_checks() -> None:
    """A late complaint, a rejected answer, a change after our answer: each with the link to answer."""
    reviews = [
        review(1, 12, "ONE", "Unfreundlich."),
        review(2, 20, "TWO", "Brot war alt.", reviewReply=reply(19, reviewReplyState="REJECTED")),
        review(3, 30, "FIVE", "Doch gut.", reviewReply=reply(29), updateTime="2026-11-20T08:00:00Z"),
    ]
    with google_lab(GoogleApis(locations=[quiet(reviews=reviews)])) as lab:
        found = judged(lab.collect())
    assert found["unanswered-criticism"].status is Status.FAIL
    assert found["reply-rejected"].status is Status.FAIL
    assert found["reply-rejected"].fix_url == "https://business.google.com/reviews/reply/AbC2"
    assert found["review-changed"].status is Status.WARN


def test_listing_status_is_asked_only_where_it_is_in_doubt() -> None:
    """What Google changed, and who controls the listing, cost a request each."""
    metadata = {"placeId": "x", "hasGoogleUpdated": True, "duplicateLocation": "locations/9"}
    doubtful = quiet(
        facts=facts(metadata=metadata),
        voice={"verify": {"hasPendingVerification": True}},
        updated={"diffMask": "regularHours", "location": {}},
    )
    with google_lab(GoogleApis(locations=[doubtful])) as lab:
        snapshot = lab.collect()
        assert snapshot.requests == 7
    found = judged(snapshot)
    for check in ("verification", "google-edits", "duplicate-profile"):
        assert found[check].status is Status.FAIL, check


def test_holidays_hours_and_closing_are_judged() -> None:
    """Special hours for the coming holidays are missing, and the place is called closed."""
    changed = facts(specialHours={}, openInfo={"status": "CLOSED_TEMPORARILY"}, regularHours={})
    with google_lab(GoogleApis(locations=[quiet(facts=changed)])) as lab:
        found = judged(lab.collect())
    assert found["closed-status"].status is Status.FAIL
    open_again = facts(specialHours={})
    with google_lab(GoogleApis(locations=[quiet(facts=open_again)])) as lab:
        found = judged(lab.collect(), now=NOW + timedelta(days=14))
    assert found["holiday-hours"].status is Status.WARN


def test_a_rejected_post_and_an_outdated_text_are_told() -> None:
    """The newest post counts as a text of the profile."""
    posts = [post(1, 5, summary="Sommeraktion bis 31.08.2026"), post(2, 6, state="REJECTED")]
    with google_lab(GoogleApis(locations=[quiet(posts=posts)])) as lab:
        found = judged(lab.collect())
    assert found["rejected-post"].status is Status.FAIL
    assert found["outdated-text"].status is Status.FAIL


# --- what is not seen -----------------------------------------------------------------------------


def test_without_the_old_interface_the_profile_is_judged_and_reviews_are_unknown(lab: Lab) -> None:
    """403 SERVICE_DISABLED is no zero: nobody knows whether somebody waits."""
    lab.apis.troubles[f"{OLD}/"] = service_disabled()
    snapshot = lab.collect()
    assert reasons(snapshot) == dict.fromkeys(OLD_PARTS, Reason.SERVICE_DISABLED)
    found = judged(snapshot)
    for check in ("unanswered-reviews", "unanswered-criticism", "rating", "last-post-age", "photos"):
        assert found[check].status is Status.UNKNOWN, check
    for check in ("phone", "address", "hours", "verification", "category", "name"):
        assert found[check].status is Status.PASS, check


@pytest.mark.parametrize(
    ("trouble", "reason", "problem", "missing"),
    [
        (quota("0"), Reason.QUOTA_ZERO, "not_enrolled", ()),
        (service_disabled(), Reason.SERVICE_DISABLED, "not_enrolled", ()),
        (scope_insufficient(), Reason.SCOPE_MISSING, None, (SCOPE,)),
        (permission_denied(), Reason.ACCESS_DENIED, "no_role", ()),
        (error(400, "FAILED_PRECONDITION", "no"), Reason.UNVERIFIED, None, ()),
        (not_found(), Reason.NOT_FOUND, None, ()),
        (error(401, "UNAUTHENTICATED", "no"), Reason.CREDENTIAL_REFUSED, "revoked", ()),
        (error(400, "INVALID_ARGUMENT", "no"), Reason.NOT_AUDITED, None, ()),
    ],
)
def test_every_error_has_its_own_state_and_sentence(
    lab: Lab, trouble: Reply, reason: Reason, problem: str | None, missing: tuple[str, ...]
) -> None:
    """For the whole profile; what access is told of it depends on the error."""
    for host in (INFORMATION, OLD, VERIFICATIONS):
        lab.apis.troubles[f"{host}/"] = trouble
    snapshot = lab.collect()
    unseen = reasons(snapshot)
    assert set(unseen.values()) == {reason}
    assert set(unseen) >= OFFERS - {"access", "links", "presence"}
    assert isinstance(snapshot.access, Access)
    assert (snapshot.access.problem, snapshot.access.missing) == (problem, missing)
    assert REASONS[reason].text
    assert all(
        judged(snapshot)[check].status is Status.UNKNOWN
        for check in ("unanswered-reviews", "phone", "rating")
    )


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (quota("300"), Reason.RATE_LIMITED),
        (error(503, "UNAVAILABLE", "later"), Reason.PLATFORM_UNAVAILABLE),
        (html("<h1>sorry</h1>"), Reason.UNREADABLE),
        (html("[]"), Reason.UNREADABLE),
    ],
)
def test_an_outage_is_one_although_a_token_was_given(lab: Lab, trouble: Reply, reason: Reason) -> None:
    """Nothing of the profile answered: no check is judged, whatever was remembered from a look before."""
    memory = lab.collect().memory
    for host in (INFORMATION, OLD, VERIFICATIONS):
        lab.apis.troubles[f"{host}/"] = trouble
    snapshot = lab.collect(memory=memory)
    assert reasons(snapshot) == dict.fromkeys(OFFERS, reason)
    report = audit(snapshot, company(google_account()), google_account(), NOW, None)
    assert (report.judged, report.score, blind(report)) == (0, None, True)


def test_half_an_outage_is_none(lab: Lab) -> None:
    """Reviews that were read are judged, and the access that read them is."""
    lab.apis.troubles[f"{INFORMATION}/"] = error(503, "UNAVAILABLE", "later")
    snapshot = lab.collect()
    assert isinstance(snapshot.access, Access)
    assert isinstance(snapshot.reviews, Conversation)


def test_the_sentences_of_googles_own_states_differ() -> None:
    """Nobody has to guess which of them it is."""
    own = (
        Reason.QUOTA_ZERO, Reason.SERVICE_DISABLED, Reason.SCOPE_MISSING, Reason.TEST_GRANT, Reason.CREDENTIAL_REFUSED,
        Reason.CREDENTIAL_MISSING, Reason.RATE_LIMITED,
    )  # fmt: skip
    assert len({REASONS[one].text for one in own}) == len(own)


def test_a_quota_of_zero_is_never_tried_again(lab: Lab) -> None:
    """A used-up one is, after a pause, at most three times; then all is well again."""
    lab.apis.troubles[f"{INFORMATION}/"] = quota("0")
    lab.collect()
    assert lab.paths.count("/v1/locations/2") == 1
    lab.gateway.forget()
    lab.apis.troubles[f"{INFORMATION}/"] = [quota("300"), error(503, "UNAVAILABLE", "later")]
    assert reasons(lab.collect()) == {}
    assert lab.paths.count("/v1/locations/2") == 3
    assert len(lab.slept) == 2


def test_a_location_that_was_there_once_is_gone(lab: Lab) -> None:
    """One that was never seen may be a wrong number."""
    lab.apis.locations = []
    assert lab.collect(pinned_id="locations/2").presence == Presence(problem="gone")
    assert isinstance(lab.collect().presence, Unavailable)


@pytest.mark.parametrize("listed", ["reviews", "localPosts", "media"])
def test_a_list_that_is_not_there_for_a_moment_is_asked_again(lab: Lab, listed: str) -> None:
    """The location itself answers: one request more, and nothing is missing."""
    lab.apis.flickering = {listed}
    snapshot = lab.collect()
    assert reasons(snapshot) == {}
    assert snapshot.requests == 6


def test_lists_that_are_all_not_there_for_a_moment_are_asked_again(lab: Lab) -> None:
    """Each once, and none of the registered numbers is doubted."""
    lab.apis.flickering = {"reviews", "localPosts", "media"}
    snapshot = lab.collect()
    assert reasons(snapshot) == {}
    assert snapshot.requests == 8


@pytest.mark.parametrize("listed", ["reviews", "localPosts", "media"])
def test_a_list_that_stays_away_is_no_wrong_number_of_the_location(lab: Lab, listed: str) -> None:
    """Other lists of the same account answer, so that nobody has to compare the registered numbers."""
    lab.apis.troubles[f"{OLD}/{listed}"] = not_found()
    snapshot = lab.collect()
    assert set(reasons(snapshot).values()) == {Reason.PLATFORM_UNAVAILABLE}
    assert snapshot.requests == 6


def test_a_page_that_is_not_there_for_a_moment_is_read_with_the_list_again(lab: Lab) -> None:
    """Nobody on the second page is lost by a passing 404."""
    lab.apis.locations = [quiet(reviews=thousand_reviews())]
    good, missing = lab.apis._answer, [True]  # noqa: SLF001 - the simulator, one page of which is replaced

    def answer(request: Any) -> Reply:
        broken = request.query.get("pageToken") == "p100" and missing and missing.pop()
        return not_found() if broken else good(request)

    lab.apis._answer = answer  # type: ignore[method-assign] # noqa: SLF001 - as above
    reviews = lab.collect().reviews
    assert isinstance(reviews, Conversation)
    assert reviews.gap is None
    assert sum(not item.ours for item in reviews.items) == 1000


def test_a_wrong_account_is_still_told_as_not_found() -> None:
    """No list is there under the registered account: asked twice, and the number is to be compared."""
    with google_lab(GoogleApis(locations=[quiet()])) as lab:
        snapshot = lab.collect(account=google_account(account_id="77"))
    assert reasons(snapshot) == dict.fromkeys(OLD_PARTS, Reason.NOT_FOUND)


def test_an_error_on_a_later_page_keeps_what_was_read(lab: Lab) -> None:
    """With a gap: what was seen may convict, and acquits nobody."""
    lab.apis.locations = [quiet(reviews=thousand_reviews())]
    good = lab.apis._answer  # noqa: SLF001 - the simulator, one page of which is replaced

    def answer(request: Any) -> Reply:
        broken = request.query.get("pageToken") == "p100"
        return error(500, "INTERNAL", "no") if broken else good(request)

    lab.apis._answer = answer  # type: ignore[method-assign] # noqa: SLF001 - as above
    reviews = lab.collect().reviews
    assert isinstance(reviews, Conversation)
    assert sum(not item.ours for item in reviews.items) == 100
    assert reviews.gap is not None
    assert reviews.gap.reason is Reason.PLATFORM_UNAVAILABLE


@pytest.mark.parametrize(
    ("counted", "held_back", "gap"), [(2, 0, False), (4, 2, False), (5, 0, True), (900, 0, True)]
)
def test_reviews_that_google_counts_and_does_not_list_are_named(
    counted: int,
    held_back: int,
    gap: bool,  # noqa: FBT001 - a column of a table
) -> None:
    """A few it may hold back; many are a gap."""
    with google_lab(GoogleApis(locations=[quiet(total_reviews=counted)])) as lab:
        reviews = lab.collect().reviews
    assert isinstance(reviews, Conversation)
    assert (reviews.held_back, reviews.gap is not None) == (held_back, gap)


def test_a_review_that_is_counted_and_not_listed_is_never_nobody() -> None:
    """Where Google lists none of the few that it counts, nobody knows what they say."""
    for counted in (1, 2):
        with google_lab(GoogleApis(locations=[quiet(reviews=[], total_reviews=counted)])) as lab:
            snapshot = lab.collect()
        assert judged(snapshot)["unanswered-reviews"].status is Status.UNKNOWN
        assert judged(snapshot)["unanswered-criticism"].status is Status.UNKNOWN


def test_an_empty_list_where_there_were_reviews_is_believed_the_second_time(lab: Lab) -> None:
    """Once it may be Google's trouble; who has not seen any before has none."""
    first = lab.collect()
    lab.apis.locations[0].reviews = []
    second = lab.collect(memory=first.memory)
    assert reasons(second) == {"reviews": Reason.UNREADABLE, "rating": Reason.UNREADABLE}
    assert judged(second)["unanswered-criticism"].status is Status.UNKNOWN
    lab.apis.troubles[f"{OLD}/"] = service_disabled()
    unseen = lab.collect(memory=first.memory)
    lab.apis.troubles.clear()
    assert reasons(lab.collect(memory=unseen.memory)) == {
        "reviews": Reason.UNREADABLE,
        "rating": Reason.UNREADABLE,
    }
    third = lab.collect(memory=second.memory)
    assert reasons(third) == {}
    assert third.rating == Rating(average=None, count=0)


def test_an_answer_that_is_no_location_convicts_nobody(lab: Lab) -> None:
    """Its name was asked for: without it nothing was said of phone, hours or anything else."""
    lab.apis.troubles[f"{INFORMATION}/locations/2"] = json_reply({})
    found = judged(lab.collect())
    for check in ("phone", "hours", "address", "closed-status", "verification", "account-public"):
        assert found[check].status is Status.UNKNOWN, check


def test_rejected_posts_are_looked_for_in_all_of_the_last_ninety_days() -> None:
    """Who posts more than a page in that time has more pages read; everybody else one."""
    posts = [post(number, number / 2) for number in range(1, 150)]
    posts[120] = post(121, 60.5, state="REJECTED")
    with google_lab(GoogleApis(locations=[quiet(posts=posts)])) as lab:
        assert judged(lab.collect())["rejected-post"].status is Status.FAIL
        assert sum(path.endswith("/localPosts") for path in lab.paths) == 2
        lab.gateway.forget()
        lab.apis.locations = [quiet(posts=[post(number, number) for number in range(1, 150)])]
        assert judged(lab.collect())["rejected-post"].status is Status.PASS
        assert sum(path.endswith("/localPosts") for path in lab.paths) == 1


def span(opens: str, start: tuple[int, int], closes: str, end: tuple[int, int]) -> dict[str, Any]:
    """Return a period as Google writes it, without what is zero."""
    times = [{k: v for k, v in (("hours", h), ("minutes", m)) if v} for h, m in (start, end)]
    return {"openDay": opens, "openTime": times[0], "closeDay": closes, "closeTime": times[1]}


BAR = """
Mo-Mi 11:30-14:00, 18:00-24:00
Do    11:30-14:00, 18:00-0:30
Fr-Sa 18:00-2:00
So    0:00-24:00
"""
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY")
LUNCHES = [span(day, (11, 30), day, (14, 0)) for day in WEEKDAYS]
EVENINGS = [span(day, (18, 0), day, (24, 0)) for day in WEEKDAYS[:3]]


@pytest.mark.parametrize(
    "late",
    [
        [
            span("THURSDAY", (18, 0), "FRIDAY", (0, 30)),
            span("FRIDAY", (18, 0), "SATURDAY", (2, 0)),
            span("SATURDAY", (18, 0), "SUNDAY", (2, 0)),
            span("SUNDAY", (2, 0), "SUNDAY", (24, 0)),
        ],
        [
            span("THURSDAY", (18, 0), "THURSDAY", (24, 0)),
            span("FRIDAY", (0, 0), "FRIDAY", (0, 30)),
            span("FRIDAY", (18, 0), "SATURDAY", (0, 0)),
            span("SATURDAY", (0, 0), "SATURDAY", (2, 0)),
            span("SATURDAY", (18, 0), "MONDAY", (0, 0)),
        ],
    ],
    ids=["past midnight", "cut at midnight"],
)
def test_a_bar_open_past_midnight_has_the_hours_that_it_registered(late: list[dict[str, Any]]) -> None:
    """24:00, several periods a day, overnight hours in either form, a whole day: the same hours; an hour less is not."""
    registered = google_account(facts=replace(google_account().facts, hours=BAR))
    hours = {"periods": [*LUNCHES, *EVENINGS, *late]}
    with google_lab(GoogleApis(locations=[quiet(facts=facts(regularHours=hours))])) as lab:
        assert judged(lab.collect(), registered)["hours"].status is Status.PASS
        earlier = [one for one in hours["periods"] if one["openDay"] != "THURSDAY"]
        less = [
            span("THURSDAY", (11, 30), "THURSDAY", (14, 0)),
            span("THURSDAY", (18, 0), "THURSDAY", (24, 0)),
        ]
        after = [one for one in earlier if one != span("FRIDAY", (0, 0), "FRIDAY", (0, 30))]
        lab.apis.locations = [quiet(facts=facts(regularHours={"periods": [*after, *less]}))]
        told = judged(lab.collect(), registered)["hours"]
    assert (told.status, told.figure) == (Status.FAIL, 3)
    assert "18:00–0:30" in str(told.action)


def test_special_hours_across_midnight_count_for_their_evening() -> None:
    """The last evening of the year until three in the morning is set; the day after is another matter."""
    day = {"year": 2026, "month": 12}
    party = {
        "startDate": {**day, "day": 31},
        "endDate": {"year": 2027, "month": 1, "day": 1},
        "openTime": {"hours": 18},
        "closeTime": {"hours": 3},
    }
    closed = [{"startDate": {**day, "day": number}, "closed": True} for number in (24, 25, 26)]
    special = {"specialHourPeriods": [*closed, party]}
    with google_lab(GoogleApis(locations=[quiet(facts=facts(specialHours=special))])) as lab:
        snapshot = lab.collect()
    told = judged(snapshot, now=NOW + timedelta(days=23))["holiday-hours"]
    assert (told.status, told.figure) == (Status.WARN, 2)
    assert "Neujahr" in str(told.message.values)
    assert "Heilige Drei Könige" in str(told.message.values)
    assert "Silvester" not in str(told.message.values)


def test_a_location_without_a_street_address_is_not_asked_for_one() -> None:
    """Who visits customers shows none; a shop has to."""
    area = facts(
        serviceArea={"businessType": "CUSTOMER_LOCATION_ONLY", "regionCode": "DE"}, storefrontAddress={}
    )
    with google_lab(GoogleApis(locations=[quiet(facts=area)])) as lab:
        assert judged(lab.collect())["address"].status is Status.NOT_APPLICABLE
        lab.apis.locations = [quiet(facts=facts(storefrontAddress={}))]
        assert judged(lab.collect())["address"].status is Status.WARN


def test_pages_that_go_in_a_circle_end(lab: Lab) -> None:
    """A token that names its own page is the last one, and the list is not whole."""
    circle = {"reviews": [review(1, 3)], "totalReviewCount": 1000, "nextPageToken": "again"}
    lab.apis.troubles[f"{OLD}/reviews"] = json_reply(circle)
    reviews = lab.collect().reviews
    assert isinstance(reviews, Conversation)
    assert reviews.gap is not None
    assert reviews.gap.reason is Reason.CUT_OFF
    assert sum(path.endswith("/reviews") for path in lab.paths) <= 3


def test_an_empty_list_of_a_location_that_is_not_ours_proves_nothing() -> None:
    """Google lists the reviews of verified locations only."""
    lost = quiet(facts=facts(metadata={"placeId": "x"}), voice={"verify": {}}, reviews=[], posts=[])
    with google_lab(GoogleApis(locations=[lost])) as lab:
        unseen = reasons(lab.collect())
    assert {unseen[part] for part in ("reviews", "rating", "posts", "upkeep")} == {Reason.UNVERIFIED}


def test_a_location_without_any_review_has_none() -> None:
    """Ours and verified: an empty answer is zero."""
    with google_lab(GoogleApis(locations=[quiet(reviews=[])])) as lab:
        snapshot = lab.collect()
    assert isinstance(snapshot.reviews, Conversation)
    assert snapshot.reviews.items == ()
    assert snapshot.rating == Rating(average=None, count=0)


# --- the access -----------------------------------------------------------------------------------


def test_a_grant_that_is_no_longer_valid_darkens_everything(lab: Lab) -> None:
    """Asked once for all looks of the process."""
    lab.apis.troubles[f"{TOKEN}/token"] = invalid_grant()
    snapshot = lab.collect()
    assert isinstance(snapshot.access, Access)
    assert snapshot.access.problem == "revoked"
    assert reasons(snapshot) == dict.fromkeys(OFFERS - {"access"}, Reason.CREDENTIAL_REFUSED)
    lab.collect()
    assert lab.hosts == [TOKEN]


def test_a_grant_that_ended_after_a_week_hints_at_the_consent_screen(lab: Lab) -> None:
    """The state and the sentence say so; two weeks later it still does."""
    first = lab.collect(now=NOW - timedelta(days=7))
    lab.apis.troubles[f"{TOKEN}/token"] = invalid_grant()
    lab.once = type(lab.once)()
    second = lab.collect(memory=first.memory)
    assert isinstance(second.access, Access)
    assert second.access.problem == "expired"
    assert set(reasons(second).values()) == {Reason.TEST_GRANT}
    third = lab.collect(memory=second.memory, now=NOW + timedelta(days=7))
    assert set(reasons(third).values()) == {Reason.TEST_GRANT}
    assert lab.hosts.count(TOKEN) == 2


def test_the_end_of_a_grant_is_known_only_once_it_outlived_a_week(lab: Lab) -> None:
    """Before that the platform does not say; where Google names an end, that counts."""
    first = lab.collect(now=NOW - timedelta(days=14))
    assert first.access == Access()
    assert lab.collect(memory=first.memory).access == Access(never_expires=True)
    lab.apis.token_extra["refresh_token_expires_in"] = 86_400
    lab.once = type(lab.once)()
    assert lab.collect().access == Access(expires_at=NOW + timedelta(days=1))


def test_a_life_longer_than_the_calendar_breaks_no_look(lab: Lab) -> None:
    """It counts as a hundred years."""
    lab.apis.token_extra.update(refresh_token_expires_in=10**15, expires_in=10**400)
    access = lab.collect().access
    assert isinstance(access, Access)
    assert access.expires_at is not None
    assert access.expires_at.year == NOW.year + 100


@pytest.mark.parametrize(
    ("secret", "reason"),
    [
        ({}, Reason.CREDENTIAL_MISSING),
        ({**SECRET, "refresh_token": ""}, Reason.CREDENTIAL_MISSING),
        ({**SECRET, "client_secret": "wrong"}, Reason.CREDENTIAL_REFUSED),
        ({**SECRET, "refresh_token": "wrong"}, Reason.CREDENTIAL_REFUSED),
    ],
)
def test_a_wrong_or_missing_credential_is_told(lab: Lab, secret: dict[str, str], reason: Reason) -> None:
    """Without a word of it."""
    snapshot = lab.collect(secret=secret)
    assert set(reasons(snapshot).values()) == {reason}
    assert not any(value in repr(snapshot) for value in SECRET.values())


def test_a_permission_that_was_not_given_is_seen_in_the_token_already(lab: Lab) -> None:
    """Nothing else is asked."""
    lab.apis.scope = "openid email"
    snapshot = lab.collect()
    assert snapshot.access == Access(missing=(SCOPE,))
    assert lab.hosts == [TOKEN]


def test_a_token_endpoint_in_trouble_is_an_outage(lab: Lab) -> None:
    """Tried three times, and not remembered."""
    lab.apis.troubles[f"{TOKEN}/token"] = Reply(status=503)
    assert set(reasons(lab.collect()).values()) == {Reason.PLATFORM_UNAVAILABLE}
    assert lab.hosts == [TOKEN] * 3
    lab.apis.troubles.clear()
    assert reasons(lab.collect()) == {}


def test_an_access_token_that_ended_is_replaced_once(lab: Lab) -> None:
    """All looks go on with the new one."""
    lab.collect()
    lab.apis.expire()
    assert reasons(lab.collect()) == {}
    assert lab.hosts.count(TOKEN) == 2


# --- many locations -------------------------------------------------------------------------------


def test_fifty_locations_become_fifty_accounts_with_one_token() -> None:
    """Each with its own id, account and name; looked at with the entry's credential."""
    apis = GoogleApis(
        locations=[quiet(str(n), "1" if n < 130 else "3") for n in range(100, 150)], accounts=("1", "3")
    )
    entry = google_account(location_id="*", account_id=None)
    with google_lab(apis) as lab:
        branches = expand(lab.look(entry))
        assert [one.id for one in branches] == [f"google-{n}" for n in range(100, 150)]
        assert {one.account_id for one in branches} == {"1", "3"}
        assert branches[0].credential == "google"
        assert branches[0].name == "Bäckerei Morgenrot, Marktplatz 1"
        snapshots = lab.pool.map(lab.collect, branches)
        assert lab.hosts.count(TOKEN) == 1
        assert lab.paths.count("/v1/accounts") == 1
    assert all(reasons(snapshot) == {} for snapshot in snapshots)
    assert all(snapshot.requests <= 5 for snapshot in snapshots)


def test_a_credential_that_sees_no_location_says_so() -> None:
    """The entry stays as a row with the reason."""
    entry = google_account(location_id="*", account_id=None)
    with google_lab(GoogleApis()) as lab:
        with pytest.raises(NotFoundError):
            expand(lab.look(entry))
        assert set(reasons(lab.collect(entry)).values()) == {Reason.NOT_FOUND}


def test_an_entry_for_many_with_a_dead_grant_asks_for_one_token(lab: Lab) -> None:
    """Listing and looking share the refusal."""
    lab.apis.troubles[f"{TOKEN}/token"] = invalid_grant()
    entry = google_account(location_id="*")
    with pytest.raises(CollectError):
        expand(lab.look(entry))
    assert set(reasons(lab.collect(entry)).values()) == {Reason.CREDENTIAL_REFUSED}
    assert lab.hosts == [TOKEN]
