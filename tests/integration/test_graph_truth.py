"""Thousands of generated threads with known truth: what waits is exactly what should, on both platforms."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from account_health.judging.audit import audit
from account_health.memory.waiting import waiting
from account_health.model import Conversation, Posts, Reason, Snapshot, Status
from account_health.model.company import Done
from tests.builders import NOW, account, company
from tests.simulator.gateway import Reply, Request, json_reply
from tests.simulator.graph import Fault, Graph
from tests.simulator.graph_looks import lab
from tests.simulator.graph_population import PAGE, SCENARIOS, SECOND, Told, facebook_page, instagram_account
from tests.simulator.graph_world import ADVERT_SCOPES, PAGE_SCOPES, FacebookWorld, InstagramWorld

THREADS = 260
SCOPES = PAGE_SCOPES | ADVERT_SCOPES
PAGES: dict[str, dict[str, Any]] = {
    "whole": {},
    "paged": {"page_cap": 7},
    "paged by time": {"page_cap": 11, "time_paging": {"comments", "published_posts", "visitor_posts"}},
    "strangers unnamed": {"strangers_named": False},
    "empty lists absent": {"empty": "absent", "page_cap": 20},
    "empty lists as lists": {"empty": "list"},
    "too much data": {"most_cells": 4_000},
    "short pages everywhere": {"page_cap": 3},
}
ACCOUNTS: dict[str, dict[str, Any]] = {
    "whole": {},
    "paged": {"page_cap": 7},
    "empty lists absent": {"empty": "absent", "page_cap": 20},
    "too much data": {"most_cells": 4_000},
}


def in_mood(graph: Graph, mood: dict[str, Any]) -> Graph:
    """Return the platform in a mood."""
    for name, value in mood.items():
        setattr(graph, name, value)
    return graph


def held_to_truth(snapshot: Snapshot, told: Told, **changes: Any) -> None:
    """Check that every word was seen once, and that exactly those that wait are told."""
    registered = account(id=snapshot.account, platform=snapshot.platform, url=snapshot.url, **changes)
    owner = company(registered, done=tuple(Done(item=item) for item in told.done))
    report = audit(snapshot, owner, registered, NOW, None)
    parts = [part for part in (snapshot.comments, snapshot.mentions) if isinstance(part, Conversation)]
    seen = Counter(item.id for part in parts if not part.counted_only for item in part.items)
    assert set(seen) == set(told.fates)
    assert set(seen.values()) == {1}
    found = {item.id for item in report.open_items}
    assert found - told.ids("waits") == set(), "false alarms"
    assert told.ids("waits") - found == set(), "false clears"
    assert len(report.open_items) == len(found)
    assert report.no_answer_needed == len(told.ids("spare"))
    assert not [part.gap for part in parts if part.gap]
    judged = {one.check: one.status for one in report.findings}
    assert judged["unanswered-criticism"] is Status.FAIL
    assert told.threads >= THREADS - THREADS // 20


@pytest.mark.parametrize("mood", PAGES)
def test_a_pages_open_items_are_the_truth(mood: str) -> None:
    """More than 2,000 threads of Pages: nested, paged on every level, answered under either id, by people who are gone."""
    # Where strangers have no names, Facebook names the Page by the id of its token.
    second = PAGE if mood == "strangers unnamed" else SECOND
    world, told = facebook_page(seed=list(PAGES).index(mood), threads=THREADS, second=second)
    with lab(in_mood(world.graph(scopes=SCOPES), PAGES[mood])) as bench:
        snapshot = bench.facebook()
    held_to_truth(snapshot, told)
    assert set(told.kinds) == {scenario.__name__ for scenario, _ in SCENARIOS}


@pytest.mark.parametrize("login", ["facebook", "instagram"])
@pytest.mark.parametrize("mood", ACCOUNTS)
def test_an_instagram_accounts_open_items_are_the_truth(mood: str, login: str) -> None:
    """More than 2,000 threads of accounts, in both flavours."""
    world, told = instagram_account(login, seed=100 + list(ACCOUNTS).index(mood), threads=THREADS)
    secret = {"access_token": "ig-token"} if login == "instagram" else None
    with lab(in_mood(world.graph(), ACCOUNTS[mood])) as bench:
        snapshot = bench.instagram(login=login, secret=secret)
    held_to_truth(snapshot, told)
    assert set(told.kinds) == {scenario.__name__ for scenario, _ in SCENARIOS}


DRAWS = 12
ENDED = (("PagePost", "story"), ("Page", "about"), ("IGMedia", "alt_text"), ("IGUser", "biography"))


def drawn(chance: random.Random) -> dict[str, Any]:
    """Return a mood with every switch drawn at random that leaves all there is to be read."""
    lists = ("comments", "published_posts", "visitor_posts", "photos")
    return {
        "page_cap": chance.choice((None, None, 6, 9, 20)),
        "empty": chance.choice(("data", "absent", "list")),
        "says_next": chance.random() < 0.5,
        "repeats": chance.random() < 0.5,
        "strangers_named": chance.random() < 0.5,
        "most_cells": chance.choice((None, None, 4_000)),
        "time_paging": {name for name in lists if chance.random() < 0.2},
        "ended": {one for one in ENDED if chance.random() < 0.2},
        "names_ended": chance.random() < 0.5,
    }


@pytest.mark.parametrize("seed", range(DRAWS))
def test_a_page_is_the_truth_whatever_the_platforms_mood(seed: int) -> None:
    """Thousands of threads of Pages with albums and advertisements, under moods drawn at random."""
    mood = drawn(random.Random(seed))  # noqa: S311 - a seed that can be told, no secret
    second = SECOND if mood["strangers_named"] else PAGE
    world, told = facebook_page(seed=500 + seed, threads=THREADS, second=second)
    with lab(in_mood(world.graph(scopes=SCOPES), mood)) as bench:
        snapshot = bench.facebook()
    held_to_truth(snapshot, told)
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.items[0].at == NOW - timedelta(days=3)


@pytest.mark.parametrize("seed", range(DRAWS))
def test_an_account_is_the_truth_whatever_the_platforms_mood(seed: int) -> None:
    """The same of Instagram, through both ways in."""
    mood = drawn(random.Random(seed))  # noqa: S311 - a seed that can be told, no secret
    login = ("facebook", "instagram")[seed % 2]
    world, told = instagram_account(login, seed=600 + seed, threads=THREADS)
    secret = {"access_token": "ig-token"} if login == "instagram" else None
    with lab(in_mood(world.graph(), mood)) as bench:
        snapshot = bench.instagram(login=login, secret=secret)
    held_to_truth(snapshot, told)
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.items[0].at == NOW - timedelta(days=3)


LISTS = ("published_posts", "visitor_posts", "video_reels", "comments", "media", "replies")
PLACES = (
    "/comments?",
    "/video_reels",
    "/photos",
    "/ads_posts",
    "/visitor_posts",
    "/replies?",
    "/published_posts",
    "?fields=id",
)
CODES: tuple[tuple[int, int | None], ...] = (
    (1, 99), (2, None), (4, None), (10, None), (12, None), (100, None), (100, 33), (190, 460), (190, 490), (200, None),
    (283, None), (4711, None), (80001, None),
)  # fmt: skip


def spoilt(graph: Graph, chance: random.Random) -> None:
    """Let something fail: a list that is empty, a refusal in the middle of a look, an answer of another shape."""
    match chance.randrange(4):
        case 0:
            graph.emptied = set(chance.sample(LISTS, chance.randint(1, 3)))
        case 1:
            code, subcode = chance.choice(CODES)
            graph.fail(code, subcode, where=chance.choice(PLACES), spared=chance.randrange(4), status=400)
        case 2:
            body: object = chance.choice(({}, {"data": None}, [], {"error": "later"}))
            graph.faults.append(
                Fault(json_reply(body), where=chance.choice(PLACES[:-1]), spared=chance.randrange(3))
            )
        case _:
            graph.gone = {
                chance.choice(
                    (
                        ("Page", "photos"),
                        ("Page", "visitor_posts"),
                        ("Comment", "from"),
                        ("PagePost", "attachments"),
                        ("Comment", "attachment"),
                        ("IGComment", "username"),
                        ("IGMedia", "comments"),
                    )
                )
            }


def honest(snapshot: Snapshot, told: Told) -> None:
    """Check that nobody is called waiting who does not, and that nothing is well where somebody was not seen."""
    registered = account(id=snapshot.account, platform=snapshot.platform, url=snapshot.url)
    owner = company(registered, done=tuple(Done(item=item) for item in told.done))
    report = audit(snapshot, owner, registered, NOW, None)
    # Where reels could not be read, the window reaches back to a 26th post, below which somebody asks.
    found = {item.id for item in report.open_items if not item.id.startswith("fb-1080_")}
    assert found - told.ids("waits") == set(), "false alarms"
    judged = {one.check: one.status for one in report.findings}
    if told.ids("waits") - found:
        assert report.unavailable, "somebody is missing, and nothing says so"
        assert judged["unanswered-criticism"] in (Status.FAIL, Status.UNKNOWN), "false clears"
    assert report.last_post_at in (None, NOW - timedelta(days=3))
    refused = {gap.reason for gap in report.unavailable} & {Reason.ACCESS_DENIED, Reason.CREDENTIAL_REFUSED}
    if refused:
        assert Status.PASS not in (judged["credential-valid"], judged["permissions-complete"])


@pytest.mark.parametrize("seed", range(4 * DRAWS))
def test_what_fails_in_the_middle_is_never_an_all_clear(seed: int) -> None:
    """A look that was whole, then one with a fault and a mood drawn at random, and one after it with the same fault."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    mood = drawn(chance)
    world, told = facebook_page(
        seed=700 + seed, threads=60, second=SECOND if mood["strangers_named"] else PAGE
    )
    graph = in_mood(world.graph(scopes=SCOPES), mood)
    with lab(graph) as bench:
        memory = bench.facebook().memory
        spoilt(graph, chance)
        honest(bench.facebook(memory=memory), told)


@pytest.mark.parametrize("seed", range(4 * DRAWS))
def test_what_fails_in_the_middle_is_no_all_clear_on_instagram(seed: int) -> None:
    """The same of an account."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    mood, login = drawn(chance), ("facebook", "instagram")[seed % 2]
    world, told = instagram_account(login, seed=800 + seed, threads=60)
    secret = {"access_token": "ig-token"} if login == "instagram" else None
    graph = in_mood(world.graph(), mood)
    with lab(graph) as bench:
        memory = bench.instagram(login=login, secret=secret).memory
        spoilt(graph, chance)
        honest(bench.instagram(login=login, secret=secret, memory=memory), told)


class Growing:
    """A platform on which somebody writes between two pages: the last comment of a page is the next one's first."""

    def __init__(self, world: FacebookWorld, numbers: Iterator[int]) -> None:
        self.world, self.graph, self.numbers = world, world.graph(), numbers

    def __call__(self, request: Request) -> Reply:
        """Answer, and let somebody write."""
        reply = self.graph(request)
        for post in self.world.page.edges["published_posts"]:
            self.world.comment(post, next(self.numbers), 0.5, "Und ich?")
            post.edges["comments"].insert(0, post.edges["comments"].pop())
        return reply


def test_a_comment_on_two_pages_waits_once() -> None:
    """Lists move on while they are read; nobody is counted twice."""
    world = FacebookWorld(NOW)
    post = world.post(1, 3)
    for number in range(100, 130):
        world.comment(post, number, 2, "Wann habt ihr offen?")
    growing = Growing(world, count(200))
    growing.graph.page_cap = 8
    with lab(growing.graph) as bench:
        bench.gateway.add("graph.facebook.com", growing)
        comments = bench.facebook().comments
    assert isinstance(comments, Conversation)
    told = Counter(item.id for item in comments.items)
    assert set(told.values()) == {1}
    assert {f"fb-1_{number}" for number in range(100, 130)} <= set(told)


def test_a_name_alone_is_a_call_to_a_friend() -> None:
    """Facebook writes plain names and says beside the text whose they are; only people count, and not the Page."""
    world = FacebookWorld(NOW)
    post = world.post(1, 3)
    friend = {"id": "7", "name": "Tom Vogel", "type": "user", "offset": 0, "length": 9}
    page = {"id": world.page.id, "name": "Bäckerei Morgenrot", "type": "page", "offset": 0, "length": 18}
    world.comment(post, 11, 2, "Tom Vogel", message_tags=[friend])
    world.comment(post, 12, 2, "Tom Vogel kommt am Montag um zehn", message_tags=[friend])
    world.comment(post, 13, 2, "Bäckerei Morgenrot", message_tags=[page])
    world.comment(post, 14, 2, "Tom Vogel")
    with lab(world.graph()) as bench:
        comments = bench.facebook().comments
    assert isinstance(comments, Conversation)
    found = {one.item.id for one in waiting(comments, frozenset()).items}
    assert found == {"fb-1_12", "fb-1_13", "fb-1_14"}


def test_reels_go_on_behind_a_short_page() -> None:
    """Somebody who asks below the fourth reel waits, also where Facebook shows three at a time."""
    world = FacebookWorld(NOW)
    for number in range(1, 6):
        world.comment(world.reel(900 + number, number), number, number - 0.5, "Wann habt ihr offen?")
    graph = world.graph()
    graph.page_cap = 3
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert isinstance(snapshot.comments, Conversation)
    assert len(snapshot.comments.items) == 5
    assert isinstance(snapshot.posts, Posts)
    assert len(snapshot.posts.items) == 5


def test_a_full_account_fits_into_few_requests() -> None:
    """25 posts with 50 comments each and replies below them: two requests for a Page, two for an account with tags."""
    page, account_ = FacebookWorld(NOW), InstagramWorld(NOW)
    for number in range(1, 26):
        post, medium = page.post(number, number), account_.medium(1000 + number, number)
        for at in range(50):
            own = number * 1000 + at * 10
            page.answer(page.comment(post, own, number - 0.5, "Wann?"), own + 1, number - 0.6)
            said = account_.comment(medium, own, number - 0.5, "Wann?")
            account_.reply(medium, said, own + 1, number - 0.6, "Bald")
    account_.tag(1, 2, "Beim Bäcker")
    with lab(page.graph()) as bench:
        seen = bench.facebook(pinned_id=PAGE)
        assert [path.removeprefix("/v26.0/") for path in bench.paths] == [
            "debug_token",
            PAGE,
            f"{PAGE}/video_reels",
        ]
    with lab(account_.graph()) as bench:
        also = bench.instagram(pinned_id=account_.account.id)
        named = account_.account.id
        assert [path.removeprefix("/v26.0/") for path in bench.paths] == [
            "debug_token",
            named,
            f"{named}/tags",
        ]
    for snapshot in (seen, also):
        assert isinstance(snapshot.comments, Conversation)
        assert len(snapshot.comments.items) == 2500
        assert snapshot.comments.gap is None
