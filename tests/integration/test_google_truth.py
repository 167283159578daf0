"""Thousands of generated reviews with known truth: what waits is exactly what should, and nothing looks better than it is."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from account_health.connectors.google import expand
from account_health.judging.audit import audit
from account_health.model import Conversation, Rating, Snapshot, Status
from account_health.model.company import Account, Done
from tests.builders import NOW, company
from tests.simulator.gateway import Reply
from tests.simulator.google_api import OLD, GoogleApis
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
