"""What X's timelines leave out for a while, for good, or until later: own posts that were deleted, lists that are empty."""

from datetime import timedelta

from account_health.model import Conversation, Posts, Snapshot
from tests.builders import NOW
from tests.simulator import x_api
from tests.simulator.x_api import XStatus
from tests.simulator.x_looks import WEEK, Bakery, Lab, lab

ENOUGH = 1_000


def newest(snapshot: Snapshot) -> str:
    """Return the number of the newest own post that is told."""
    assert isinstance(snapshot.posts, Posts)
    return snapshot.posts.items[0].id


def waits(snapshot: Snapshot) -> set[str]:
    """Return the ids of what stands there without an answer of ours in its thread."""
    assert isinstance(snapshot.mentions, Conversation), snapshot.mentions
    answered = {item.thread for item in snapshot.mentions.items if item.ours}
    return {item.id for item in snapshot.mentions.items if item.thread not in answered}


def posted(bakery: Bakery, days: float) -> XStatus:
    """Return a post of the bakery, so many days before now."""
    return bakery.posts(days)[0]


def look(x: Lab) -> Snapshot:
    """Look with reads for all there is."""
    return x.look(max_reads=ENOUGH)


def test_a_newest_post_that_was_deleted_is_no_sign_of_life() -> None:
    """Where its days are read again and it is not listed, the one before it is the newest; a twin that stays, stays."""
    bakery = Bakery()
    before, gone, stays = posted(bakery, 9), posted(bakery, 1), posted(bakery, 0.5)
    with lab(bakery) as x:
        assert newest(look(x)) == str(stays.id)
        bakery.world.remove(stays, NOW + timedelta(days=1))
        assert newest(look(x.later())) == str(gone.id)
        bakery.world.remove(gone, x.now)
        assert newest(look(x.later())) == str(gone.id), "older than what is read again: remembered on"
        assert before.id < gone.id


def test_the_only_post_that_was_deleted_is_looked_for_anew() -> None:
    """Nothing is left that is known, so the newest one that there is is asked for."""
    bakery = Bakery()
    old, gone = posted(bakery, 200), posted(bakery, 1)
    with lab(bakery) as x:
        assert newest(look(x)) == str(gone.id)
        bakery.world.remove(gone, NOW + timedelta(days=1))
        assert newest(look(x.later())) == str(old.id)


def test_several_posts_do_not_disappear_at_once() -> None:
    """A list that held five and holds nothing is not believed; fewer are."""
    bakery = Bakery()
    posts = [posted(bakery, 0.2 * number) for number in range(1, 6)]
    with lab(bakery) as x:
        look(x)
        x.api.emptied = {"tweets"}
        assert newest(look(x.later())) == str(posts[0].id)
        x.api.emptied = set()
        assert newest(look(x.later())) == str(posts[0].id)


def test_what_was_written_while_a_list_was_empty_is_read_at_the_next_look() -> None:
    """Nothing is lost behind two empty weeks, and a quiet week that really was one costs nothing when it is read again."""
    bakery = Bakery()
    posted(bakery, 1)
    with lab(bakery) as x:
        look(x)
        asked = bakery.asks(1, NOW + timedelta(days=1))
        x.api.emptied = {"mentions"}
        assert waits(look(x.later())) == set()
        assert waits(look(x.later())) == set()
        x.api.emptied = set()
        assert waits(look(x.later())) == {f"x-{asked.id}"}
    with lab(Bakery()) as quiet:
        look(quiet)
        quiet.later()
        assert look(quiet).reads == 1, "the profile alone"


def test_an_answer_that_came_to_light_behind_a_refusal_in_the_middle_counts() -> None:
    """Behind the rest the days before it are read again as well, in the same look."""
    bakery = Bakery()
    asked = bakery.asks(1, NOW - timedelta(days=2))
    late = bakery.world.reply(bakery.us, NOW - timedelta(days=0.5), asked, "Ja, jeden Tag")
    bakery.world.index_late(late, NOW + timedelta(days=1))
    for number in range(8):
        posted(bakery, 0.1 + 0.3 * number)
    with lab(bakery) as x:
        x.api.page_cap, x.api.from_page, x.api.troubles = 5, 2, {"tweets": x_api.RATE_LIMITED}
        look(x)
        x.api.page_cap, x.api.troubles = 100, {}
        assert waits(look(x.later(WEEK))) == set()
