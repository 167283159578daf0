"""Thousands of generated reviews with known truth: what waits is exactly what should, and nothing looks better than it is."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from account_health.connectors.google import expand
from account_health.judging.audit import audit
from account_health.model import Conversation, Posts, Rating, Reason, Snapshot, Status
from account_health.model.company import Account, Done
from tests.builders import NOW, company
from tests.simulator.gateway import Reply, json_reply
from tests.simulator.google_api import OLD, GoogleApis, error
from tests.simulator.google_locations import review
from tests.simulator.google_looks import google_account, google_lab
from tests.simulator.google_population import SCENARIOS, Told, location_with

REVIEWS = 520
MOODS: dict[str, dict[str, Any]] = {
    "whole": {},
    "short pages": {"page_cap": 7},
    "a page each": {"page_cap": 3},
}
"""2,000 reviews together with those of four branches."""


def held_to_truth(snapshot: Snapshot, told: Told, account: Account) -> None:
    """Check that every review was seen once, and that exactly those that wait are told."""
    owner = company(account, done=tuple(Done(item=item) for item in told.ids("done")))
    report = audit(snapshot, owner, account, NOW, None)
    reviews = snapshot.reviews
    assert isinstance(reviews, Conversation), reviews
    assert (reviews.gap, reviews.held_back) == (None, 0)
    seen = Counter(item.id for item in reviews.items if not item.ours)
    assert set(seen) == set(told.fates)
    assert set(seen.values()) == {1}
    found = [item.id for item in report.open_items]
    assert set(found) - told.ids("waits") == set(), "false alarms"
    assert told.ids("waits") - set(found) == set(), "false clears"
    assert len(found) == len(set(found))
    assert report.no_answer_needed == len(told.ids("spare"))
    judged = {one.check: one for one in report.findings}
    assert judged["unanswered-criticism"].status is Status.FAIL
    assert judged["review-changed"].figure == told.changed
    assert judged["reply-rejected"].figure == told.rejected
    average = round(sum(told.stars) / len(told.stars), 1)
    assert snapshot.rating == Rating(average=average, count=len(told.fates))


@pytest.mark.parametrize("mood", MOODS)
def test_open_items_are_the_truth(mood: str) -> None:
    """Answers shown, looked at and rejected; edits before and after them; stars alone; people who are gone; many pages.

    In some of them lists are not there for a moment.
    """
    location, told = location_with(seed=list(MOODS).index(mood), reviews=REVIEWS)
    assert set(told.kinds) == {scenario.__name__ for scenario, _ in SCENARIOS}
    gone = random.Random(mood).sample(("reviews", "localPosts", "media"), list(MOODS).index(mood))  # noqa: S311 - a repeatable draw
    with google_lab(GoogleApis(locations=[location], flickering=set(gone), **MOODS[mood])) as lab:
        held_to_truth(lab.collect(), told, google_account())


DRAWS = 12
LISTS = ("reviews", "localPosts", "media")
REFUSALS = (
    error(403, "PERMISSION_DENIED", "The caller does not have permission"),
    error(404, "NOT_FOUND", "Requested entity was not found."),
    error(429, "RESOURCE_EXHAUSTED", "Quota exceeded"),
    error(500, "INTERNAL", "Internal error encountered."),
    error(503, "UNAVAILABLE", "The service is currently unavailable."),
    json_reply({}),
    Reply(body=b"<html>Sorry</html>"),
)


def spoilt(apis: GoogleApis, chance: random.Random) -> None:
    """Let something fail: lists that are empty, or refused from some page on, or not there; reviews that come late."""
    match chance.randrange(4):
        case 0:
            apis.emptied = set(chance.sample(LISTS, chance.randint(1, 3)))
        case 1:
            apis.breaks = {chance.choice(LISTS): (chance.randint(1, 4), chance.choice(REFUSALS))}
        case 2:
            apis.breaks = dict.fromkeys(chance.sample(LISTS, chance.randint(1, 3)), (1, REFUSALS[1]))
        case _:
            rows = apis.locations[0].reviews
            apis.late = {row["reviewId"] for row in chance.sample(rows, len(rows) // 3)}


def honest(snapshot: Snapshot, told: Told, late: set[str]) -> None:
    """Check that nobody is called waiting who does not, and that nothing is well where somebody was not seen."""
    account = google_account()
    owner = company(account, done=tuple(Done(item=item) for item in told.ids("done")))
    report = audit(snapshot, owner, account, NOW, None)
    found = {item.id for item in report.open_items}
    assert found - told.ids("waits") == set(), "false alarms"
    judged = {one.check: one.status for one in report.findings}
    if told.ids("waits") - found - late:
        assert report.unavailable, "somebody is missing, and nothing says so"
        assert judged["unanswered-criticism"] in (Status.FAIL, Status.UNKNOWN), "false clears"
    assert report.last_post_at in (None, NOW - timedelta(days=7))
    if {gap.reason for gap in report.unavailable} & {Reason.ACCESS_DENIED, Reason.CREDENTIAL_REFUSED}:
        assert Status.PASS not in (judged["credential-valid"], judged["permissions-complete"])


@pytest.mark.parametrize("seed", range(4 * DRAWS))
def test_what_fails_in_the_middle_is_never_an_all_clear(seed: int) -> None:
    """A look that was whole, one with something spoilt, and one that is whole again: the truth, honest, the truth."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    location, told = location_with(seed=800 + seed, reviews=60)
    apis = GoogleApis(locations=[location], page_cap=chance.choice((5, 20, 50)))
    with google_lab(apis) as lab:
        first = lab.collect()
        held_to_truth(first, told, google_account())
        spoilt(apis, chance)
        second = lab.collect(memory=first.memory)
        honest(second, told, {f"google-{one}" for one in apis.late})
        apis.emptied, apis.breaks, apis.late = set(), {}, set()
        held_to_truth(lab.collect(memory=second.memory), told, google_account())


@pytest.mark.parametrize("seed", range(DRAWS))
def test_open_items_are_the_truth_whatever_googles_mood(seed: int) -> None:
    """Thousands of reviews under moods drawn at random: sizes of pages, and lists that are not there for a moment."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    location, told = location_with(seed=900 + seed, reviews=REVIEWS // 2)
    gone = {one for one in LISTS if chance.random() < 1 / 3}
    with google_lab(
        GoogleApis(locations=[location], flickering=gone, page_cap=chance.choice((3, 10, 50)))
    ) as lab:
        snapshot = lab.collect()
    held_to_truth(snapshot, told, google_account())
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.items[0].at == NOW - timedelta(days=7)


def test_the_open_items_of_each_branch_are_its_own() -> None:
    """Four branches behind one entry: no review of one is told at another."""
    populations = {
        number: location_with(int(number), REVIEWS // 4, number) for number in ("11", "12", "13", "14")
    }
    apis = GoogleApis(locations=[location for location, _ in populations.values()])
    with google_lab(apis) as lab:
        for branch in expand(lab.look(google_account(location_id="*"))):
            _, told = populations[branch.location_id or ""]
            held_to_truth(lab.collect(branch), told, branch)


def test_a_review_that_comes_while_pages_are_turned_is_told_once_and_moves_nobody_out() -> None:
    """The list grows at its top: the last one of a page is the first of the next."""
    location, told = location_with(seed=7, reviews=REVIEWS)
    apis = GoogleApis(locations=[location])
    good, numbers = apis._answer, iter(range(90_000, 99_000))  # noqa: SLF001 - the simulator, with somebody who writes

    def growing(request: Any) -> Reply:
        answer = good(request)
        if request.host == OLD and request.path.endswith("/reviews"):
            location.reviews.insert(0, review(next(numbers), 0.01, "FIVE"))
        return answer

    apis._answer = growing  # type: ignore[method-assign] # noqa: SLF001 - as above
    with google_lab(apis) as lab:
        snapshot = lab.collect()
    reviews = snapshot.reviews
    assert isinstance(reviews, Conversation)
    assert reviews.gap is None
    known = tuple(item for item in reviews.items if item.thread.startswith("R"))
    account = google_account()
    owner = company(account, done=tuple(Done(item=item) for item in told.ids("done")))
    report = audit(replace(snapshot, reviews=replace(reviews, items=known)), owner, account, NOW, None)
    assert {item.id for item in report.open_items} == told.ids("waits")
    assert len(reviews.items) == len({item.id for item in reviews.items})
