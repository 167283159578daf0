"""Thousands of generated conversations on X with known truth: what waits is exactly what should."""

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from account_health.connectors.x.memory import read_memory
from account_health.connectors.x.posts import moment_of
from account_health.connectors.x.quotes import about_to_quote
from account_health.judging.audit import audit
from account_health.model import Conversation, Posts, Snapshot, Status, Unavailable
from account_health.model.company import Done
from tests.builders import NOW, company
from tests.simulator import x_api
from tests.simulator.gateway import Reply
from tests.simulator.x_looks import WEEK, Lab, account, lab
from tests.simulator.x_population import SCENARIOS, Oddities, Told, population

CONVERSATIONS = 270
US = "2244994945"
ENOUGH = 5_000
"""Reads for everything."""
MOODS: dict[str, dict[str, Any]] = {
    "whole": {},
    "newer words": {"speaks": {"post"}},
    "newer words, the older refused": {"speaks": {"post"}, "refuses": True},
    "short pages": {"page_cap": 20},
    "pages that hold nothing": {"page_cap": 60, "hollow": {1, 3}},
    "older words alone": {"speaks": {"tweet"}, "refuses": True},
}
"""2,000 conversations, together with those that are told over four weeks and for a small budget."""
REFUSALS = (
    x_api.NO_CREDITS,
    x_api.SPEND_CAP,
    x_api.USAGE_CAPPED,
    x_api.SUSPENDED_APP,
    x_api.RATE_LIMITED,
    x_api.day_limited(NOW + timedelta(hours=20)),
    Reply(status=503),
    x_api.problem(404, "Not Found", "about:blank"),
)
"""Whatever X refuses with, in the middle of a look or from its beginning on."""


def reported(x: Lab, told: Told, snapshot: Snapshot) -> tuple[Conversation, set[str], int, dict[str, Status]]:
    """Return what was seen, the items told as open, how many need no answer, and what each check says."""
    registered = account()
    done = tuple(Done(item=item) for item in told.ids("done"))
    report = audit(snapshot, company(registered, done=done), registered, x.now, x.state.of("x"))
    assert isinstance(snapshot.mentions, Conversation), snapshot.mentions
    found = [item.id for item in report.open_items]
    assert len(found) == len(set(found))
    judged = {one.check: one.status for one in report.findings}
    return snapshot.mentions, set(found) - told.unclear, report.no_answer_needed, judged


def quoted(x: Lab) -> set[str]:
    """Return the ids of what a mail quotes after the last look."""
    state = x.state.of("x")
    memory = read_memory(state.memory if state else None)
    assert memory is not None
    return {f"x-{one.id}" for one in about_to_quote(memory.open, x.now)}


def held_to_truth(x: Lab, told: Told, snapshot: Snapshot) -> None:
    """Check that every post was seen once, that exactly those that wait are told, and the day of our newest post."""
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.items[0].at.replace(microsecond=0) == newest_of(x).replace(microsecond=0)
    mentions, found, spare, judged = reported(x, told, snapshot)
    assert mentions.gap is None
    seen = Counter(item.id for item in mentions.items if not item.ours and item.id not in told.unclear)
    # What a person marked may be left out: nothing of it is told.
    # What is gone is shown on until a mail is about to quote it.
    assert (set(seen) | told.ids("done")) - told.ids("gone") == told.ids("waits", "spare", "settled", "done")
    assert set(seen.values()) == {1}
    assert found - told.ids("waits", "gone") == set(), "false alarms"
    assert told.ids("waits") - found == set(), "false clears"
    assert not told.ids("gone") & quoted(x), "quoted although it is gone"
    assert spare == len(told.ids("spare"))
    assert judged["unanswered-criticism"] is Status.FAIL
    assert judged["data-complete"] is Status.PASS


def newest_of(x: Lab) -> datetime:
    """Return when our newest post that is neither a reply nor a repost was published."""
    posts = x.api.world.timeline(x.api.world.users[US], x.now)
    return max(
        moment_of(post.history[0] if post.history else post.id)
        for post in posts
        if post.to is None and not any(kind == "retweeted" for kind, _ in post.refers)
    )


def look(x: Lab, told: Told, **changes: Any) -> Snapshot:
    """Look once, with what somebody marked as done."""
    done = tuple(Done(item=item) for item in told.ids("done"))
    return x.look(whose=company(account(), done=done), **changes)


def is_varied(told: Told) -> bool:
    """Say whether every scenario was told."""
    return set(told.kinds) == {scenario.__name__ for scenario, _ in SCENARIOS}


def spoil(x: Lab, chance: random.Random) -> None:
    """Refuse from a second page on, or let timelines be empty for a while."""
    if chance.random() < 1 / 2:
        x.api.page_cap, x.api.from_page = 5, 2
        x.api.troubles |= {chance.choice(("tweets", "mentions")): chance.choice(REFUSALS)}
    else:
        x.api.emptied = set(chance.sample(("tweets", "mentions"), chance.randint(1, 2)))


@pytest.mark.parametrize("mood", MOODS)
def test_open_items_are_the_truth(mood: str) -> None:
    """In both vocabularies, over many pages: answers, quotes, edits, people who are gone, names carried along."""
    bakery, told = population(seed=list(MOODS).index(mood), conversations=CONVERSATIONS)
    assert is_varied(told)
    with lab(bakery) as x:
        for name, value in MOODS[mood].items():
            setattr(x.api, name, value)
        held_to_truth(x, told, look(x, told, max_reads=ENOUGH))
        x.later(timedelta(hours=1))
        again = look(x, told, max_reads=ENOUGH)
        held_to_truth(x, told, again)
        assert x.bill.reads == 0, "nothing new, and X charged for something on the same day"


@pytest.mark.parametrize("seed", range(100, 112))
def test_open_items_are_the_truth_after_four_weekly_looks(seed: int) -> None:
    """What waited is told until it is answered, whatever happens between two looks and however oddly X behaves.

    Posts that come to light late, edited posts with either number as their conversation, replies whose post is gone, pages
    that hold nothing, either vocabulary, a look whose credits end or that is refused, look-ups that fail: each is drawn by
    itself.
    """
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    looks = tuple(NOW - number * WEEK for number in reversed(range(4)))
    odd, refused = Oddities.drawn(chance), chance.choice((None, *looks[:-1]))
    spoilt = chance.choice((None, *looks[1:-1]))
    whole = tuple(at for at in looks if at not in (refused, spoilt))
    bakery, told = population(seed, CONVERSATIONS, whole, odd)
    told.depends_on(population(seed, CONVERSATIONS, tuple(at for at in looks if at != refused), odd)[1])
    bought: Counter[str] = Counter()
    with lab(bakery) as x:
        x.api.drops_gone = odd.drops_gone
        x.api.speaks = chance.choice(({"tweet"}, {"post"}, {"tweet", "post"}))
        x.api.page_cap, x.api.hollow = chance.choice((100, 30)), chance.choice((set(), {2}))
        for x.now in looks:
            x.api.troubles = {"single": chance.choice(REFUSALS)} if chance.random() < 1 / 3 else {}
            x.api.from_page, x.api.emptied = 1, set()
            if x.now == refused:
                x.api.troubles |= {chance.choice(("users", "tweets")): chance.choice(REFUSALS)}
            elif x.now == spoilt:
                spoil(x, chance)
            if x.now == looks[-1]:
                x.api.troubles = {}
            snapshot = look(x, told, max_reads=ENOUGH)
            assert x.now != refused or isinstance(snapshot.mentions, Unavailable)
            bought.update(name for _, kind, name in x.bill.charged if kind == "post")
            assert (snapshot.reads, snapshot.cost_usd) == (x.bill.reads, x.bill.usd)
        held_to_truth(x, told, snapshot)
    assert "post" in x.api.speaks or sum(bought.values()) <= 2 * len(bought), (
        "read again more than an overlap"
    )


@pytest.mark.parametrize("budget", [40, 90])
def test_a_small_budget_tells_nothing_wrong_on_its_way_to_the_truth(budget: int) -> None:
    """Nobody is told as waiting who has an answer, nothing passes before all was seen, and in the end all is told."""
    bakery, told = population(seed=200 + budget, conversations=CONVERSATIONS // 2)
    with lab(bakery) as x:
        for _ in range(40):
            snapshot = look(x, told, max_reads=budget)
            assert snapshot.reads <= budget
            if isinstance(snapshot.mentions, Conversation) and snapshot.mentions.gap is None:
                break
            if not isinstance(snapshot.mentions, Unavailable):
                _, found, _, judged = reported(x, told, snapshot)
                assert found - told.ids("waits") == set(), "false alarms"
                assert judged["data-complete"] is Status.WARN
                assert Status.PASS not in {judged["unanswered-mentions"], judged["unanswered-criticism"]}
            x.later(timedelta(minutes=30))
        held_to_truth(x, told, snapshot)
