"""Looks at a simulated X profile: nothing bought twice, everybody who waits, and never a false all-clear."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from account_health.connectors.x import OFFERS
from account_health.judging.audit import audit
from account_health.memory.waiting import Waiting, waiting
from account_health.model import (
    PARTS,
    Access,
    Badge,
    Conversation,
    Identity,
    LegalPage,
    NotOffered,
    Part,
    Pictures,
    Posts,
    Presence,
    Reason,
    Results,
    Snapshot,
    Statements,
    Status,
    Unavailable,
)
from account_health.model.company import Done
from account_health.model.reasons import reason_on
from account_health.text.i18n import translator
from tests.builders import NOW, company
from tests.simulator import x_api
from tests.simulator.gateway import Reply, json_reply
from tests.simulator.x_api import XStatus
from tests.simulator.x_looks import NEW, OPEN, WEEK, Bakery, Lab, account, lab


@pytest.fixture
def bakery() -> Bakery:
    """A bakery with three posts, to which nobody has written yet."""
    bakery = Bakery()
    bakery.posts(2, 9, 16)
    return bakery


@pytest.fixture
def x(bakery: Bakery) -> Iterator[Lab]:
    """The platform with this bakery."""
    with lab(bakery) as running:
        yield running


def talk(snapshot: Snapshot) -> Conversation:
    """Return the mentions, which were seen."""
    assert isinstance(snapshot.mentions, Conversation), snapshot.mentions
    return snapshot.mentions


def sorted_talk(snapshot: Snapshot) -> Waiting:
    """Return the mentions, sorted into what waits and what does not."""
    return waiting(talk(snapshot), frozenset())


def waits(snapshot: Snapshot) -> list[str]:
    """Return the ids of what waits, oldest first."""
    return [one.item.id for one in sorted_talk(snapshot).items]


def ids(*posts: XStatus) -> list[str]:
    """Return the ids of items."""
    return [f"x-{post.id}" for post in posts]


def status(lab: Lab, snapshot: Snapshot, check: str) -> Status:
    """Return what a check says of a look."""
    registered = account()
    report = audit(snapshot, company(registered), registered, lab.now, lab.state.of("x"))
    return next(row.status for row in report.findings if row.check == check)


def reason(part: Part[object]) -> Reason:
    """Return why a part was not seen."""
    gap = part if isinstance(part, Unavailable) else getattr(part, "gap", None)
    assert isinstance(gap, Unavailable), part
    return gap.reason


# --- what is bought -------------------------------------------------------------------------------


def test_the_second_look_buys_what_is_new_an_overlap_and_what_is_quoted() -> None:
    """Forty open mentions are shown again; three new ones and an own post, three of two days and three quotes are bought."""
    bakery = Bakery()
    bakery.many()
    with lab(bakery) as x:
        first = x.look()
        assert (first.requests, first.reads) == (3, 1 + 3 + OPEN)
        assert len(waits(first)) == OPEN
        bakery.a_week_later()
        second = x.later().look()
        assert second.reads == 1 + (1 + NEW) + 3 + 3
        assert len(waits(second)) == OPEN + NEW
        assert waits(second)[:OPEN] == waits(first)
        assert (x.bill.reads, x.bill.usd) == (second.reads, second.cost_usd) == (11, 0.06)


def test_a_normal_look_has_three_requests(x: Lab, bakery: Bakery) -> None:
    """Nobody waits: the profile, own posts, mentions. Who waits is looked up in a fourth."""
    for _ in range(3):
        assert x.look().requests == 3
        x.later()
    bakery.asks(1, x.now - timedelta(days=3))
    assert x.look().requests == 3
    seen = x.later().look()
    assert (seen.requests, seen.reads) == (4, 1 + 1)


def test_followers_come_with_the_profile(x: Lab) -> None:
    """Nothing more is bought for them."""
    assert x.look().results == Results(followers=12)


def test_what_a_look_says_it_cost_is_what_x_charges(x: Lab, bakery: Bakery) -> None:
    """The report's figures come from the answers, so they are the bill."""
    bakery.asks(1, NOW - timedelta(days=1))
    bakery.world.change(bakery.us, pinned=bakery.posts(200)[0].id)
    seen = x.look()
    assert (seen.reads, seen.cost_usd) == (x.bill.reads, x.bill.usd)
    assert seen.reads == 1 + 3 + 1 + 1
    report = audit(seen, company(account()), account(), NOW, None)
    assert (report.reads, report.cost_usd, report.requests) == (seen.reads, seen.cost_usd, 4)


def test_the_month_to_come_is_told_from_what_was_new(x: Lab, bakery: Bakery) -> None:
    """The profile is bought at every look, the rest as often as people write."""
    for number in range(30):
        bakery.asks(number, NOW - timedelta(days=number, hours=1))
    first = x.look()
    assert first.month_cost_usd == pytest.approx(0.01 * 52 / 12 + 33 * 0.005 * 365 / 12 / 30, abs=0.001)
    second = x.later().look()
    assert second.reads == 1 + 2 + 3
    assert second.month_cost_usd == pytest.approx(0.01 * 52 / 12 + 5 * 0.005 * 365 / 12 / 7, abs=0.001)


def test_a_pinned_post_is_bought_once(x: Lab, bakery: Bakery) -> None:
    """It is remembered by its number, and bought again only when another one is pinned."""
    old = bakery.posts(300)[0]
    bakery.world.change(bakery.us, pinned=old.id)
    first = x.look()
    assert isinstance(first.texts, Statements)
    assert [one.value for one in first.texts.items][1:] == [old.text]
    second = x.later().look()
    assert isinstance(second.texts, Statements)
    assert (second.texts.items, second.reads) == (first.texts.items, 1)


def test_an_old_last_post_is_found_for_five_reads_at_most(bakery: Bakery) -> None:
    """Where the window holds no post of ours, the newest ones are asked for, once."""
    bakery.world.posts.clear()
    bakery.posts(*range(100, 120))
    with lab(bakery) as x:
        first = x.look()
        assert isinstance(first.posts, Posts)
        assert (first.posts.items[0].at.date(), first.reads) == ((NOW - timedelta(days=100)).date(), 6)
        second = x.later().look()
        assert isinstance(second.posts, Posts)
        assert (second.posts.items[0], second.reads) == (first.posts.items[0], 1)


@pytest.mark.parametrize(("status", "waited"), [(500, 2), (503, 2), (429, 0)])
def test_a_fault_of_x_is_tried_three_times_and_a_limit_once(x: Lab, status: int, waited: int) -> None:
    """What fails is not billed; a limit lasts longer than we wait."""
    x.api.troubles["users"] = Reply(status=status)
    x.look()
    assert len(x.slept) == waited


def test_posts_that_x_counts_and_does_not_list_are_unknown(x: Lab, bakery: Bakery) -> None:
    """An empty timeline of a profile that has many posts proves nothing; of one that has few or none it is believed."""
    x.api.emptied.add("tweets")
    believed = x.look().posts
    assert isinstance(believed, Posts)
    assert not believed.items
    bakery.posts(3, 4)
    x.state = type(x.state)()
    assert reason(x.look().posts) is Reason.UNREADABLE


def test_replies_and_reposts_are_no_posts(x: Lab, bakery: Bakery) -> None:
    """They are read as the evidence of answers, and prove no fresh post."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    bakery.world.reply(bakery.us, NOW - timedelta(hours=20), asked, "@gast_1 ja")
    bakery.world.repost(bakery.us, NOW - timedelta(hours=19), asked)
    quoting = bakery.world.quote(bakery.us, NOW - timedelta(hours=18), asked, "Hört, hört")
    seen = x.look()
    assert isinstance(seen.posts, Posts)
    assert [post.id for post in seen.posts.items[:2]] == [str(quoting.id), seen.posts.items[1].id]
    assert len(seen.posts.items) == 4


# --- who waits ------------------------------------------------------------------------------------


def test_an_answer_closes_a_mention_in_the_run_that_sees_it(x: Lab, bakery: Bakery) -> None:
    """Also one that was opened weeks ago; who still waits is looked up before it is quoted."""
    asked, other = bakery.asks(1, NOW - timedelta(days=3)), bakery.asks(2, NOW - timedelta(days=2))
    assert waits(x.look()) == ids(asked, other)
    bakery.world.reply(bakery.us, NOW + timedelta(days=1), asked, "@gast_1 ja, immer samstags")
    second = x.later().look()
    assert (waits(second), second.reads) == (ids(other), 1 + 1 + 1)
    assert [one.item.id for one in sorted_talk(second).answered] == ids(asked)
    assert waits(x.later().look()) == ids(other)


def test_a_quote_is_an_answer_and_so_is_a_later_word_to_the_person(x: Lab, bakery: Bakery) -> None:
    """Each person of a conversation waits alone: a word to one answers nobody else."""
    own = bakery.posts(1.5)[0]
    first = bakery.world.reply(bakery.guest(1), NOW - timedelta(hours=30), own, "@morgenrot_brot wann?")
    second = bakery.world.reply(bakery.guest(2), NOW - timedelta(hours=29), own, "@morgenrot_brot und wo?")
    more = bakery.world.reply(bakery.guest(1), NOW - timedelta(hours=28), first, "@morgenrot_brot also wann?")
    bakery.world.reply(bakery.us, NOW - timedelta(hours=27), more, "@gast_1 um sechs")
    quoted = bakery.asks(3, NOW - timedelta(hours=26))
    bakery.world.quote(bakery.us, NOW - timedelta(hours=25), quoted, "Ja!")
    assert waits(x.look()) == ids(second)


def test_who_asks_again_after_our_answer_waits_again(x: Lab, bakery: Bakery) -> None:
    """The later question is one of its own."""
    asked = bakery.asks(1, NOW - timedelta(days=2))
    ours = bakery.world.reply(bakery.us, NOW - timedelta(days=1), asked, "@gast_1 ja")
    again = bakery.world.reply(
        bakery.guest(1), NOW - timedelta(hours=5), ours, "@morgenrot_brot auch am Sonntag?"
    )
    assert waits(x.look()) == ids(again)


def test_names_that_are_carried_along_are_counted_and_wait_for_nobody(x: Lab, bakery: Bakery) -> None:
    """A row of names before a reply to somebody else, and a long list of names, speak to others."""
    theirs = bakery.world.say(bakery.guest(1), NOW - timedelta(days=2), "Wer hat das beste Brot?")
    bakery.world.reply(
        bakery.guest(2), NOW - timedelta(days=1), theirs, "@gast_1 @morgenrot_brot was meinst du?"
    )
    crowd = " ".join(f"@gast_{number}" for number in range(20, 26))
    bakery.world.say(bakery.guest(3), NOW - timedelta(hours=20), f"{crowd} @morgenrot_brot kommt ihr?")
    spoken = bakery.world.reply(
        bakery.guest(4), NOW - timedelta(hours=10), theirs, "@gast_1 die @morgenrot_brot hat doch zu, oder?"
    )
    seen = x.look()
    assert (waits(seen), sorted_talk(seen).no_answer_needed) == (ids(spoken), 2)


def test_reposts_of_our_posts_are_no_mentions(x: Lab, bakery: Bakery) -> None:
    """Nobody expects an answer to a repost."""
    bakery.world.repost(bakery.guest(1), NOW - timedelta(hours=3), bakery.posts(1)[0])
    assert talk(x.look()).items == ()


def test_an_edited_mention_stays_the_same_item(x: Lab, bakery: Bakery) -> None:
    """X gives a newer version another number; the item keeps the first one, and `[[done]]` goes on to fit."""
    asked = bakery.asks(1, NOW - timedelta(minutes=20))
    assert waits(x.look()) == ids(asked)
    bakery.world.edit(asked, NOW + timedelta(minutes=5), "@morgenrot_brot habt ihr am Sonntag offen?")
    (item,) = talk(x.later().look()).items
    assert (item.id, item.changed_at is not None) == (ids(asked)[0], True)
    assert "Sonntag" in item.text


def test_an_answer_to_any_version_of_a_mention_is_one(x: Lab, bakery: Bakery) -> None:
    """A mention is edited up to five times; a quote refers to the version that it quoted."""
    asked = bakery.asks(1, NOW - timedelta(hours=3))
    second = bakery.world.edit(
        asked, NOW - timedelta(hours=2.9), "@morgenrot_brot habt ihr am Sonntag offen?"
    )
    x.look()
    bakery.world.quote(bakery.us, NOW + timedelta(minutes=1), second, "Ja!")
    bakery.world.edit(second, NOW + timedelta(minutes=2), "@morgenrot_brot habt ihr an Sonntagen offen?")
    assert waits(x.later().look()) == []
    assert waits(x.later().look()) == []


def test_who_is_answered_and_edited_afterwards_does_not_wait_again(x: Lab, bakery: Bakery) -> None:
    """The newer version comes as something new, and our answer to the older one is not read again."""
    asked = bakery.asks(1, NOW - timedelta(minutes=20))
    bakery.world.reply(bakery.us, NOW - timedelta(minutes=10), asked, "@gast_1 ja")
    assert waits(x.look()) == []
    bakery.world.edit(asked, NOW + timedelta(minutes=5), "@morgenrot_brot habt ihr auch Dinkelbrot???")
    for _ in range(2):
        assert waits(x.later().look()) == []


def test_what_a_person_marked_as_done_is_forgotten(x: Lab, bakery: Bakery) -> None:
    """It needs no room in the memory, and never comes back."""
    spam, asked = bakery.asks(1, NOW - timedelta(days=2)), bakery.asks(2, NOW - timedelta(days=1))
    whose = replace(company(), done=(Done(item=f"x-{spam.id}"),))
    assert waits(x.look(whose=whose)) == ids(asked)
    assert waits(x.later().look(whose=whose)) == ids(asked)


def test_thanks_are_forgotten_after_the_window_and_questions_never(x: Lab, bakery: Bakery) -> None:
    """Every stored open mention is told until somebody answers; thanks fade after thirty days."""
    asked = bakery.asks(1, NOW - timedelta(days=20))
    bakery.asks(2, NOW - timedelta(days=20), "Danke, super!")
    first = x.look()
    assert (waits(first), sorted_talk(first).no_answer_needed) == (ids(asked), 1)
    second = x.later(4 * WEEK).look()
    assert (waits(second), sorted_talk(second).no_answer_needed) == (ids(asked), 0)
    assert talk(second).since <= talk(second).items[0].at


def test_a_long_post_is_read_to_its_end(x: Lab, bakery: Bakery) -> None:
    """X shortens its text; the note beside it is whole, and its signs are no HTML."""
    bakery.world.say(
        bakery.guest(1),
        NOW - timedelta(days=1),
        "@morgenrot_brot Danke…",
        note="@morgenrot_brot Danke &amp; wann?",
    )
    (item,) = talk(x.look()).items
    assert item.text == "@morgenrot_brot Danke & wann?"


def test_a_question_at_the_end_of_a_very_long_post_waits(x: Lab, bakery: Bakery) -> None:
    """Only a thousand characters are remembered: those of the beginning and of the end."""
    long = f"@morgenrot_brot {'Danke! ' * 400}Und wann habt ihr offen?"
    asked = bakery.world.say(bakery.guest(1), NOW - timedelta(days=1), long[:280], note=long)
    for _ in range(2):
        (waiting_one,) = sorted_talk(x.look()).items
        assert (waiting_one.item.id, waiting_one.tone) == (ids(asked)[0], "question")
        x.later(5 * WEEK)


def test_no_names_are_bought(x: Lab, bakery: Bakery) -> None:
    """A name costs twice as much as a post; the link leads to who wrote."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    (item,) = talk(x.look()).items
    assert (item.author, item.url) == ("", f"https://x.com/i/web/status/{asked.id}")
    assert x.bill.users == 1


# --- nothing is lost between two looks ------------------------------------------------------------


@pytest.mark.parametrize("hours", [0.5, 20, 47])
def test_a_mention_that_comes_to_light_below_a_newer_one_is_told(
    x: Lab, bakery: Bakery, hours: float
) -> None:
    """X's index follows with a delay: the next look reads the two days before the last one again."""
    bakery.asks(1, NOW - timedelta(minutes=5), "Danke, super!")
    late = bakery.asks(2, NOW - timedelta(hours=hours), "meine Torte kam zerdrückt an!")
    bakery.world.index_late(late, NOW + timedelta(hours=1))
    assert waits(x.look()) == []
    assert waits(x.later().look()) == ids(late)


@pytest.mark.parametrize("days", [0.1, 1.5, 3, 6])
def test_an_answer_that_comes_to_light_late_closes_what_is_open(x: Lab, bakery: Bakery, days: float) -> None:
    """While somebody waits our own posts of a week before the last look are asked for again, around those we know."""
    asked = bakery.asks(1, NOW - timedelta(days=8))
    answer = bakery.world.reply(bakery.us, NOW - timedelta(days=days), asked, "@gast_1 ja")
    bakery.world.index_late(answer, NOW + timedelta(hours=1))
    assert waits(x.look()) == ids(asked)
    seen = x.later().look()
    assert (waits(seen), [one.item.id for one in sorted_talk(seen).answered]) == ([], ids(asked))


def test_an_answer_that_is_known_before_its_mention_counts(x: Lab, bakery: Bakery) -> None:
    """The mention comes to light a look later, and was answered all the same."""
    asked = bakery.asks(1, NOW - timedelta(hours=30))
    bakery.world.reply(bakery.us, NOW - timedelta(hours=20), asked, "@gast_1 ja")
    bakery.world.index_late(asked, NOW + timedelta(hours=1))
    assert talk(x.look()).items == ()
    assert waits(x.later().look()) == []


def test_a_post_of_ours_that_comes_to_light_late_is_the_last_one(x: Lab, bakery: Bakery) -> None:
    """Also where a newer reply of ours was seen before it."""
    asked = bakery.asks(1, NOW - timedelta(hours=5))
    bakery.world.reply(bakery.us, NOW - timedelta(hours=1), asked, "@gast_1 ja")
    late = bakery.posts(0.5)[0]
    bakery.world.index_late(late, NOW + timedelta(hours=1))
    x.look()
    seen = x.later().look()
    assert isinstance(seen.posts, Posts)
    assert seen.posts.items[0].id == str(late.id)


@pytest.mark.parametrize("renames", [False, True], ids=["first version's number", "newest version's number"])
def test_an_edited_post_of_ours_is_a_post(x: Lab, bakery: Bakery, renames: bool) -> None:  # noqa: FBT001 - a case of the test
    """Its conversation has the number of its first or of its newest version, and neither makes a reply of it."""
    bakery.world.renames = renames
    post = bakery.world.say(bakery.us, NOW + timedelta(days=1), "Morgen ab 6 Uhr offen")
    newer = bakery.world.edit(post, NOW + timedelta(days=1, minutes=20), "Morgen ab 7 Uhr offen")
    x.look()
    for _ in range(3):
        seen = x.later().look()
        assert isinstance(seen.posts, Posts)
        assert (seen.posts.items[0].id, seen.posts.gap) == (str(post.id), None)
    asked = bakery.world.reply(
        bakery.guest(1), x.now + timedelta(days=1), newer, "@morgenrot_brot auch am Sonntag?"
    )
    assert waits(x.later().look()) == ids(asked)


def test_a_post_whose_history_is_not_told_is_no_reply_for_its_earlier_version(x: Lab, bakery: Bakery) -> None:
    """A conversation that began within the hour in which posts can be edited is the post itself; an older one is not."""
    post = bakery.world.say(bakery.us, NOW - timedelta(minutes=50), "Heute ab 6 Uhr offen")
    newer = bakery.world.edit(post, NOW - timedelta(minutes=30), "Heute ab 7 Uhr offen")
    older = bakery.world.say(
        bakery.us, NOW - timedelta(minutes=10), "ja, gern", conversation=bakery.posts(9)[0].id
    )
    x.api.lacks = {newer.id: frozenset({"edit_history_tweet_ids"})}
    seen = x.look()
    assert isinstance(seen.posts, Posts)
    assert seen.posts.items[0].id == str(post.id)
    assert str(older.id) not in {one.id for one in seen.posts.items}


@pytest.mark.parametrize("words", ["tweet", "post"])
def test_a_typed_rt_is_a_mention(x: Lab, bakery: Bakery, words: str) -> None:
    """Only what refers to a post is a repost; the newer vocabulary sells what it refers to, and that is bought."""
    x.api.speaks = {words}
    typed = bakery.world.say(
        bakery.guest(1), NOW - timedelta(days=1), "RT @morgenrot_brot: wo bleibt mein Brot?"
    )
    bakery.world.repost(bakery.guest(2), NOW - timedelta(hours=3), bakery.posts(1)[0])
    assert waits(x.look()) == ids(typed)


def test_a_reply_of_ours_whose_post_is_gone_darkens_nothing(x: Lab, bakery: Bakery) -> None:
    """It says whom it answers and not what: posts and mentions are judged."""
    x.api.drops_gone = True
    lost = bakery.asks(9, NOW - timedelta(days=3))
    bakery.world.reply(bakery.us, NOW - timedelta(days=2), lost, "@gast_9 ja")
    bakery.world.remove(lost, NOW - timedelta(days=1))
    asked = bakery.asks(1, NOW - timedelta(days=4))
    seen = x.look()
    assert (waits(seen), talk(seen).gap) == (ids(asked), None)
    assert isinstance(seen.posts, Posts)


def test_one_odd_row_takes_only_what_it_lacks(x: Lab, bakery: Bakery) -> None:
    """Vocabularies are told apart by what every post has: a single one without it is no reason to ask in the other."""
    odd = bakery.posts(0.5)[0]
    asked = bakery.asks(1, NOW - timedelta(days=1))
    x.api.lacks = {
        odd.id: frozenset({"conversation_id", "author_id"}),
        asked.id: frozenset({"conversation_id"}),
    }
    seen = x.look()
    assert (waits(seen), reason(seen.mentions)) == (ids(asked), Reason.UNREADABLE)
    assert isinstance(seen.posts, Posts)
    assert (seen.posts.items[0].id, seen.posts.gap) == (str(odd.id), None)
    x.api.lacks = {}
    assert talk(x.later().look()).gap is None


def test_a_field_that_both_vocabularies_lack_is_a_gap_and_the_look_goes_on(x: Lab, bakery: Bakery) -> None:
    """What was seen is told; nothing passes."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    x.api.lacks = {number: frozenset({"author_id"}) for number in bakery.world.posts}
    seen = x.look()
    assert (waits(seen), reason(seen.mentions)) == (ids(asked), Reason.UNREADABLE)
    assert isinstance(seen.posts, Posts)
    assert status(x, seen, "unanswered-mentions") is not Status.PASS


def test_another_account_of_the_company_answers_for_this_one(x: Lab, bakery: Bakery) -> None:
    """Its word is an answer and no mention; its number is bought once, along with the profile's."""
    help_desk = bakery.guest(77)
    asked, other = bakery.asks(1, NOW - timedelta(days=2)), bakery.asks(2, NOW - timedelta(days=2))
    bakery.world.reply(help_desk, NOW - timedelta(days=1), asked, "@gast_1 @morgenrot_brot schreib uns bitte")
    sibling = account(id="x2", username=help_desk.username, url=f"https://x.com/{help_desk.username}")
    whose = replace(company(), accounts=(account(), sibling))
    first = x.look(whose=whose)
    assert (waits(first), x.bill.users) == (ids(other), 2)
    second = x.later().look(whose=whose)
    assert (waits(second), x.bill.users) == (ids(other), 1)


# --- X forgets ------------------------------------------------------------------------------------


def test_what_its_author_took_back_is_not_quoted(x: Lab, bakery: Bakery) -> None:
    """What a mail is about to quote is looked up in that look; what stands in its place as well."""
    asked = [bakery.asks(number, NOW - timedelta(days=20 - number)) for number in range(8)]
    assert waits(x.look()) == ids(*asked)
    for one in asked[:5]:
        bakery.world.remove(one, NOW + timedelta(days=1))
    seen = x.later().look()
    assert (waits(seen), seen.reads) == (ids(*asked[5:]), 1 + 3)
    assert seen.memory is not None
    assert str(asked[0].id) not in seen.memory


def test_a_look_up_that_fails_takes_nothing_away(x: Lab, bakery: Bakery) -> None:
    """Only X's word that a post is gone ends it: no refusal does, and no answer that says nothing."""
    asked = bakery.asks(1, NOW - timedelta(days=5))
    x.look()
    for reply in (
        x_api.NO_CREDITS,
        x_api.problem(404, "Not Found", "about:blank"),
        Reply(status=503),
        json_reply({}),
    ):
        x.api.troubles["single"] = reply
        seen = x.later(timedelta(days=3)).look()
        assert (waits(seen), talk(seen).gap) == (ids(asked), None)


def test_words_that_nobody_confirms_are_gone_after_four_weeks_and_the_question_stays(
    x: Lab, bakery: Bakery
) -> None:
    """The item is told as somebody who asked on a day, with its link, by the tone it had."""
    asked = bakery.asks(1, NOW - timedelta(days=5), "wann habt ihr am Sonntag offen?")
    x.look()
    x.api.troubles["single"] = Reply(status=503)
    for _ in range(3):
        assert "Sonntag" in talk(x.later().look()).items[0].text
    seen = x.later().look()
    (one,) = sorted_talk(seen).items
    assert (one.item.id, one.item.text, one.tone) == (ids(asked)[0], "", "question")
    assert seen.memory is not None
    assert "Sonntag" not in seen.memory
    x.api.troubles.clear()
    assert "Sonntag" in talk(x.later().look()).items[0].text, "looked up before it is quoted, and still there"


def test_words_fade_also_while_x_refuses_us(x: Lab, bakery: Bakery) -> None:
    """A credential that died months ago keeps nobody's words."""
    asked = bakery.asks(1, NOW - timedelta(days=5), "wann habt ihr am Sonntag offen?")
    x.look()
    x.api.troubles["users"] = x_api.NO_CREDITS
    assert x.later(3 * WEEK).look().memory is None
    seen = x.later().look()
    assert seen.memory is not None
    assert "Sonntag" not in seen.memory
    x.api.troubles.clear()
    bakery.world.remove(asked, x.now)
    assert waits(x.later().look()) == []


# --- both vocabularies ----------------------------------------------------------------------------


@pytest.mark.parametrize("refuses", [False, True], ids=["dropped in silence", "refused"])
def test_the_newer_vocabulary_is_tried_where_the_older_one_is_gone(
    x: Lab,
    bakery: Bakery,
    refuses: bool,  # noqa: FBT001 - a case of the test
) -> None:
    """Nothing is concluded from an answer that lacks what we asked for; what worked is remembered."""
    x.api.speaks, x.api.refuses = {"post"}, refuses
    pinned = bakery.posts(300)[0]
    bakery.world.change(bakery.us, pinned=pinned.id)
    own = bakery.posts(1.5)[0]
    asked, other = bakery.asks(1, NOW - timedelta(days=1)), bakery.asks(2, NOW - timedelta(hours=20))
    bakery.world.reply(bakery.us, NOW - timedelta(hours=10), asked, "@gast_1 ja")
    bakery.world.reply(bakery.us, NOW - timedelta(hours=9), own, "und noch etwas")
    first = x.look()
    assert waits(first) == ids(other)
    assert talk(first).items[0].author == "@gast_2"
    assert isinstance(first.texts, Statements)
    assert [one.value for one in first.texts.items][1:] == [pinned.text]
    assert (first.reads, first.cost_usd) == (x.bill.reads, x.bill.usd)
    second = x.later().look()
    assert waits(second) == ids(other)
    assert (second.requests, len(x.requests)) == (3, 3)


def test_no_request_mixes_the_vocabularies(x: Lab, bakery: Bakery) -> None:
    """A name of the other vocabulary would be dropped in silence."""
    bakery.asks(1, NOW - timedelta(days=1))
    for speaks in ({"tweet"}, {"post"}, {"tweet", "post"}):
        x.api.speaks = speaks
        x.look()
        for request in x.requests:
            words = request.raw_query
            assert not ("tweet" in words and ("post.fields" in words or "_post" in words)), words


def test_an_interface_that_drops_everything_is_unknown_and_never_well(x: Lab, bakery: Bakery) -> None:
    """If neither vocabulary brings what we need, nobody can say who was answered."""
    bakery.asks(1, NOW - timedelta(days=1))
    x.api.speaks = set()
    seen = x.look()
    assert reason(seen.posts) is reason(seen.mentions) is Reason.UNREADABLE
    assert status(x, seen, "unanswered-mentions") is Status.UNKNOWN
    assert seen.memory is None


# --- paging, budget, holes ------------------------------------------------------------------------


def test_all_pages_are_read(x: Lab, bakery: Bakery) -> None:
    """A hundred a page, and the token of one page leads to the next."""
    asked = [bakery.asks(number, NOW - timedelta(hours=200 - number)) for number in range(150)]
    seen = x.look()
    assert (waits(seen), seen.requests) == (ids(*asked), 4)


def test_a_token_that_leads_on_for_ever_ends_after_pages_without_anything_new(x: Lab, bakery: Bakery) -> None:
    """Where a page that was not full comes again, all was seen."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    x.api.endless = True
    seen = x.look()
    assert waits(seen) == ids(asked)
    assert talk(seen).gap is None
    assert seen.requests <= 1 + 3 + 3


def test_a_full_page_that_comes_again_and_again_proves_no_end(x: Lab, bakery: Bakery) -> None:
    """What stands behind it was not seen; the next look goes on below it."""
    asked = [bakery.asks(number, NOW - timedelta(hours=200 - number)) for number in range(150)]
    x.api.endless = True
    seen = x.look()
    assert (waits(seen), reason(seen.mentions)) == (ids(*asked[50:]), Reason.CUT_OFF)
    assert status(x, seen, "data-complete") is Status.WARN
    x.api.endless = False
    seen = x.later(timedelta(days=1)).look()
    assert (waits(seen), talk(seen).gap) == (ids(*asked), None)


def test_pages_that_hold_nothing_and_lead_on_are_walked_through(x: Lab, bakery: Bakery) -> None:
    """One is; several in a row end the walk, which then proves nothing."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    x.api.hollow = {1}
    assert waits(x.look()) == ids(asked)
    x.state, x.api.hollow = type(x.state)(), {1, 2, 3}
    seen = x.look()
    assert reason(seen.mentions) is reason(seen.posts) is Reason.CUT_OFF
    assert status(x, seen, "unanswered-mentions") is Status.UNKNOWN
    x.api.hollow = set()
    assert waits(x.later(timedelta(days=1)).look()) == ids(asked)


@pytest.mark.parametrize(
    "body", [{}, {"meta": {}}, {"data": []}, {"data": None, "meta": {"result_count": None}}]
)
def test_an_answer_that_says_nothing_is_no_zero(x: Lab, bakery: Bakery, body: dict[str, object]) -> None:
    """X leaves out the posts where there are none, and counts zero; without the count nothing was said."""
    bakery.asks(1, NOW - timedelta(days=1))
    x.api.troubles["mentions"] = json_reply(body)
    seen = x.look()
    assert reason(seen.mentions) is Reason.UNREADABLE
    assert status(x, seen, "unanswered-mentions") is status(x, seen, "unanswered-criticism") is Status.UNKNOWN


def test_posts_that_are_counted_and_not_shown_are_a_gap_for_as_long_as_they_count(
    x: Lab, bakery: Bakery
) -> None:
    """They are behind us for the next look, which must not call the talk complete for that."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    row = {
        "id": str(asked.id),
        "text": asked.text,
        "author_id": asked.author,
        "conversation_id": str(asked.id),
    }
    x.api.troubles["mentions"] = json_reply({"data": [row], "meta": {"result_count": 3}})
    seen = x.look()
    assert (waits(seen), reason(seen.mentions)) == (ids(asked), Reason.UNREADABLE)
    x.api.troubles.clear()
    bakery.world.reply(bakery.us, NOW + timedelta(days=1), asked, "@gast_1 ja")
    later = x.later().look()
    assert (waits(later), reason(later.mentions)) == ([], Reason.CUT_OFF)
    assert status(x, later, "unanswered-mentions") is Status.UNKNOWN
    assert talk(x.later(5 * WEEK).look()).gap is None


def test_what_was_left_out_before_a_look_was_cut_off_is_not_forgotten(x: Lab, bakery: Bakery) -> None:
    """The next look goes on below what was read, and what was missing above that stays missing."""
    asked = [bakery.asks(number, NOW - timedelta(hours=200 - number)) for number in range(150)]
    good = x.api._timeline  # noqa: SLF001 - the simulator, of which one answer lacks a post

    def lacking(topic: str, user_id: str, query: Mapping[str, str]) -> Reply:
        reply = good(topic, user_id, query)
        body = json.loads(reply.body)
        first = topic == "mentions" and "pagination_token" not in query
        return json_reply({**body, "data": [*body["data"][:5], *body["data"][6:]]}) if first else reply

    x.api._timeline = lacking  # type: ignore[method-assign] # noqa: SLF001 - as above
    assert reason(x.look(max_reads=1 + 3 + 100).mentions) is Reason.CUT_OFF
    x.api._timeline = good  # type: ignore[method-assign] # noqa: SLF001 - as above
    seen = x.later(timedelta(days=1)).look()
    assert (waits(seen), reason(seen.mentions)) == (ids(*asked[:-6], *asked[-5:]), Reason.CUT_OFF)


def test_a_user_that_is_neither_there_nor_missed_is_not_gone(x: Lab) -> None:
    """Only X's own word makes a profile one that is gone."""
    x.api.troubles["users"] = json_reply({})
    seen = x.look()
    assert reason(seen.presence) is Reason.UNREADABLE
    assert status(x, seen, "account-public") is Status.UNKNOWN


def test_what_lies_beyond_the_reach_of_the_interface_stays_a_gap(bakery: Bakery) -> None:
    """X shows 800 mentions: what is older was never seen, neither in this look nor in the next."""
    for number in range(820):
        asked = bakery.asks(number, NOW - timedelta(minutes=40 * number + 2))
        bakery.world.reply(bakery.us, NOW - timedelta(minutes=40 * number + 1), asked, "ja")
    with lab(bakery) as x:
        for _ in range(2):
            seen = x.look(max_reads=5000)
            assert reason(seen.mentions) is Reason.CUT_OFF
            assert status(x, seen, "unanswered-mentions") is not Status.PASS
            assert status(x, seen, "data-complete") is Status.WARN
            x.later()


def test_a_hole_that_sinks_below_the_reach_of_the_interface_stays_a_gap(bakery: Bakery) -> None:
    """A budget left it open; by the time it is read, newer mentions have pushed it out of what X shows."""
    for number in range(400):
        bakery.asks(number, NOW - timedelta(minutes=60 * number + 1), "Danke!")
    with lab(bakery) as x:
        assert reason(x.look(max_reads=200).mentions) is Reason.CUT_OFF
        for number in range(700):
            bakery.asks(1000 + number, NOW + timedelta(minutes=10 * number + 1), "Danke!")
        for _ in range(2):
            seen = x.later().look(max_reads=5000)
            assert reason(seen.mentions) is Reason.CUT_OFF
            assert status(x, seen, "unanswered-mentions") is not Status.PASS


def test_a_quiet_profile_that_was_not_looked_at_for_long_misses_nothing(bakery: Bakery) -> None:
    """Where no mention was found yet, the next look begins where the first one did, and not thirty days ago."""
    with lab(bakery) as x:
        assert waits(x.look()) == []
        asked = bakery.asks(1, NOW + timedelta(days=2))
        assert waits(x.later(timedelta(days=50)).look()) == ids(asked)


def test_a_budget_that_ends_is_told_and_the_next_look_goes_on_where_it_ended(x: Lab, bakery: Bakery) -> None:
    """Never silent: what was cut makes data-complete warn, nothing passes; twice is bought what any next look reads again."""
    asked = [bakery.asks(number, NOW - timedelta(hours=100 - number)) for number in range(60)]
    bought = 0
    for _ in range(2):
        seen = x.look(max_reads=30)
        assert seen.reads <= 30
        bought += seen.reads
        assert reason(seen.mentions) is Reason.CUT_OFF
        assert status(x, seen, "data-complete") is Status.WARN
        assert status(x, seen, "unanswered-mentions") is not Status.PASS
        x.later(timedelta(days=1))
    seen = x.look(max_reads=30)
    bought += seen.reads
    assert waits(seen) == ids(*asked)
    read_again = 7  # what a day's budget left of the two days before the first look
    assert bought == 3 + 3 + 60 + read_again
    assert status(x, seen, "data-complete") is Status.PASS


def test_a_budget_too_small_for_a_page_reads_nothing_and_says_so(x: Lab) -> None:
    """The smallest page of X has five posts."""
    seen = x.look(max_reads=3)
    assert (seen.reads, reason(seen.posts), reason(seen.mentions)) == (1, Reason.CUT_OFF, Reason.CUT_OFF)
    assert status(x, seen, "data-complete") is Status.WARN


def test_nobody_waits_who_may_have_been_answered_in_what_was_not_read(x: Lab, bakery: Bakery) -> None:
    """Own posts beyond the budget may hold the answer: then nothing is claimed either way."""
    asked = bakery.asks(1, NOW - timedelta(days=20))
    bakery.world.reply(bakery.us, NOW - timedelta(days=19), asked, "@gast_1 ja")
    bakery.posts(*(number / 10 for number in range(1, 40)))
    seen = x.look(max_reads=30)
    assert (waits(seen), reason(seen.mentions)) == ([], Reason.CUT_OFF)
    assert status(x, seen, "unanswered-mentions") is Status.UNKNOWN
    seen = x.later(timedelta(days=1)).look()
    assert (waits(seen), talk(seen).gap) == ([], None)


def test_answers_given_before_a_mention_was_read_count(x: Lab, bakery: Bakery) -> None:
    """Mentions that could not be read last time may have been answered by posts that were."""
    asked = bakery.asks(1, NOW - timedelta(days=2))
    bakery.world.reply(bakery.us, NOW - timedelta(days=1), asked, "@gast_1 ja")
    x.api.troubles["mentions"] = x_api.RATE_LIMITED
    first = x.look()
    assert reason(first.mentions) is Reason.RATE_LIMITED
    x.api.troubles.clear()
    assert waits(x.later().look()) == []


def test_a_page_that_fails_keeps_what_was_read_and_is_fetched_next_time(x: Lab, bakery: Bakery) -> None:
    """The first page is not bought again, the second is not forgotten."""
    asked = [bakery.asks(number, NOW - timedelta(hours=200 - number)) for number in range(150)]
    x.api.troubles["mentions"], x.api.from_page = Reply(status=503), 2
    first = x.look()
    assert (len(waits(first)), reason(first.mentions)) == (100, Reason.PLATFORM_UNAVAILABLE)
    x.api.troubles.clear()
    second = x.later().look()
    assert (waits(second), second.reads) == (ids(*asked), 1 + 50)


def test_a_broken_memory_is_none(x: Lab, bakery: Bakery) -> None:
    """The look is then as the first one: dearer, and right."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    x.look()
    for memory in ("", "{", "[]", '{"v": 1}', '{"v": 7}', "null", json.dumps({"v": 1, "user": 5})):
        x.state = replace(x.state, accounts=tuple(replace(one, memory=memory) for one in x.state.accounts))
        assert waits(x.look()) == ids(asked)


# --- accounts that cannot be seen -----------------------------------------------------------------


def test_a_protected_profile_fails_account_public(x: Lab, bakery: Bakery) -> None:
    """Its profile is seen, its posts are not, and nothing of them is called well."""
    bakery.world.change(bakery.us, protected=True)
    seen = x.look()
    assert seen.presence == Presence(problem="protected")
    assert status(x, seen, "account-public") is Status.FAIL
    assert reason(seen.posts) is reason(seen.mentions) is Reason.PROTECTED
    assert status(x, seen, "unanswered-mentions") is status(x, seen, "last-post-age") is Status.UNKNOWN
    assert isinstance(seen.names, Statements)
    assert seen.reads == 1


@pytest.mark.parametrize(
    ("change", "problem", "why"),
    [
        ({"suspended": True}, "suspended", Reason.SUSPENDED),
        ({"username": "anders"}, "gone", Reason.NOT_FOUND),
    ],
)
def test_a_suspended_profile_and_one_that_is_gone_fail_account_public(
    bakery: Bakery, change: dict[str, object], problem: str, why: Reason
) -> None:
    """X says so in an answer with status 200; it costs nothing."""
    bakery.world.change(bakery.us, **change)
    with lab(bakery) as x:
        seen = x.look()
        assert isinstance(seen.presence, Presence)
        assert (seen.presence.problem, reason(seen.posts), seen.reads) == (problem, why, 0)
        assert status(x, seen, "account-public") is Status.FAIL


def test_a_renamed_profile_is_followed_and_told(x: Lab, bakery: Bakery) -> None:
    """The id that was pinned finds it; the registered address leads nowhere, and that is said."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    x.look()
    bakery.world.change(bakery.us, username="morgenrot_muc")
    seen = x.later().look()
    assert isinstance(seen.identity, Identity)
    assert (seen.identity.handle, seen.identity.was) == ("morgenrot_muc", "morgenrot_brot")
    assert status(x, seen, "identity-unchanged") is Status.FAIL
    assert status(x, seen, "account-public") is Status.PASS
    assert (waits(seen), seen.reads) == (ids(asked), 2)


def test_nothing_is_bought_of_a_stranger_who_took_the_name(x: Lab, bakery: Bakery) -> None:
    """The address leads to somebody else: that is told, and our memory is kept for when it is ours again."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    x.look()
    bakery.world.change(bakery.us, username="morgenrot_muc")
    thief = bakery.world.change(bakery.guest(66), username="morgenrot_brot")
    seen = x.later().look()
    assert isinstance(seen.identity, Identity)
    assert (seen.identity.id, seen.reads, seen.memory) == (thief.id, 1, None)
    assert status(x, seen, "identity-unchanged") is Status.FAIL
    assert reason(seen.mentions) is Reason.NOT_FOUND
    bakery.world.change(thief, username="jemand")
    bakery.world.change(bakery.us, username="morgenrot_brot")
    assert waits(x.later().look()) == ids(asked)


def test_a_profile_withheld_in_the_companys_country_is_not_public(x: Lab, bakery: Bakery) -> None:
    """What is withheld elsewhere is nobody's concern here."""
    bakery.world.change(bakery.us, withheld=("TR",))
    assert x.look().presence == Presence()
    bakery.world.change(bakery.us, withheld=("DE", "TR"))
    assert x.later().look().presence == Presence(problem="withheld")


# --- an interface that refuses --------------------------------------------------------------------

REFUSALS = {
    "no credits": (x_api.NO_CREDITS, Reason.NO_CREDITS),
    "no credits, worded otherwise": (x_api.NO_CREDITS_OTHERWISE, Reason.NO_CREDITS),
    "spend cap": (x_api.SPEND_CAP, Reason.SPEND_CAP),
    "rate limit": (x_api.RATE_LIMITED, Reason.RATE_LIMITED),
    "server error": (Reply(status=500), Reason.PLATFORM_UNAVAILABLE),
    "forbidden": (x_api.problem(403, "Forbidden", "about:blank"), Reason.ACCESS_DENIED),
    "the address itself": (x_api.problem(404, "Not Found", "about:blank"), Reason.PLATFORM_UNAVAILABLE),
    "monthly cap": (x_api.USAGE_CAPPED, Reason.SPEND_CAP),
    "nonsense": (Reply(body=b"<html>"), Reason.UNREADABLE),
    "a list": (json_reply([]), Reason.UNREADABLE),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_unknown_everywhere_with_its_reason(x: Lab, name: str) -> None:
    """Nothing passes, everything says why, and the next look starts where the last good one ended."""
    reply, why = REFUSALS[name]
    x.api.troubles["users"] = reply
    seen = x.look()
    assert {reason(getattr(seen, part)) for part in OFFERS} == {why}
    assert (seen.memory, seen.reads) == (None, 0)
    report = audit(seen, company(account()), account(), NOW, None)
    told = [row for row in report.findings if row.status is not Status.NOT_APPLICABLE]
    reads = [
        row for row in told if row.check not in {"data-complete", "last-complete-look", "owner-assigned"}
    ]
    assert {row.status for row in reads} == {Status.UNKNOWN}
    assert {row.message for row in reads} == {reason_on("x", why)}
    assert (report.score, report.coverage) == (None, 0.0)


@pytest.mark.parametrize(
    "refused",
    [
        x_api.SUSPENDED_APP,
        x_api.problem(403, "Forbidden", "https://api.twitter.com/2/problems/user-suspended"),
    ],
)
def test_a_suspended_app_or_user_of_it_needs_a_person(x: Lab, refused: Reply) -> None:
    """Both forms of errors: nothing is seen, and somebody has to log in to X."""
    x.api.troubles["users"] = refused
    seen = x.look()
    assert isinstance(seen.access, Access)
    assert seen.access.problem == "needs_person"
    assert reason(seen.posts) is Reason.ACCESS_DENIED


def test_the_sentences_of_xs_own_states_differ_in_both_languages() -> None:
    """Nobody has to guess which of them it is."""
    own = (
        Reason.NO_CREDITS, Reason.SPEND_CAP, Reason.RATE_LIMITED, Reason.NOT_ENROLLED, Reason.PROTECTED, Reason.SUSPENDED,
        Reason.NOT_FOUND, Reason.CUT_OFF, Reason.UNREADABLE, Reason.CREDENTIAL_REFUSED, Reason.CREDENTIAL_MISSING,
    )  # fmt: skip
    english, german = (
        {translator(language, timezone="Europe/Berlin", now=NOW).text(reason_on("x", one)) for one in own}
        for language in ("de", "en")
    )
    assert len(english) == len(german) == len(own)
    assert not english & german


def test_a_renamed_profile_and_a_budget_are_told_in_german(x: Lab, bakery: Bakery) -> None:
    """What it is called now, and that there was more."""
    x.look()
    bakery.world.change(bakery.us, username="morgenrot_muc")
    seen = x.later().look(max_reads=3)
    registered = account(max_reads=3)
    report = audit(seen, company(registered), registered, x.now, x.state.of("x"))
    told = {row.check: row for row in report.findings}
    german = translator("de", timezone="Europe/Berlin", now=NOW)
    renamed, cut = (german.text(told[check].message) for check in ("identity-unchanged", "data-complete"))
    assert "morgenrot_muc" in renamed
    assert "heißt" in renamed
    assert cut.startswith("Es gab mehr")
    assert (told["identity-unchanged"].status, told["data-complete"].status) == (Status.FAIL, Status.WARN)


def test_no_retry_for_a_rate_limit_and_its_end_is_told(x: Lab) -> None:
    """A limit of X ends after fifteen minutes: asking again at once would only cost requests."""
    x.api.troubles["users"] = x_api.RATE_LIMITED
    seen = x.look()
    assert (seen.requests, x.slept) == (1, [])
    assert isinstance(seen.mentions, Unavailable)
    assert "after 2026-11-23 07:15 UTC" in seen.mentions.detail


@pytest.mark.parametrize("whose", ["app", "user"])
def test_the_end_of_the_longer_limit_is_told(x: Lab, whose: str) -> None:
    """The quarter of an hour has plenty left, the limit of 24 hours is used up."""
    x.api.troubles["users"] = x_api.day_limited(NOW + timedelta(hours=20), whose)
    gap = x.look().mentions
    assert isinstance(gap, Unavailable)
    assert "after 2026-11-24 03:00 UTC" in gap.detail


def test_credits_that_end_on_the_way_keep_what_was_seen(x: Lab, bakery: Bakery) -> None:
    """The profile was bought and is shown; the rest says why it is missing, and nothing is remembered as read."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    x.api.troubles["tweets"] = x_api.NO_CREDITS
    seen = x.look()
    assert isinstance(seen.names, Statements)
    assert reason(seen.posts) is reason(seen.mentions) is Reason.NO_CREDITS
    assert "/mentions" not in " ".join(request.path for request in x.requests)
    x.api.troubles.clear()
    assert waits(x.later().look()) == ids(asked)


@pytest.mark.parametrize(
    ("reply", "problem", "why"),
    [
        (x_api.NOT_ENROLLED, "not_enrolled", Reason.NOT_ENROLLED),
        (
            x_api.problem(403, "Unsupported", "unsupported-authentication"),
            "wrong_kind",
            Reason.CREDENTIAL_REFUSED,
        ),
        (x_api.problem(401, "Unauthorized", "about:blank"), "revoked", Reason.CREDENTIAL_REFUSED),
    ],
)
def test_a_refused_credential_fails_credential_valid(x: Lab, reply: Reply, problem: str, why: Reason) -> None:
    """What is wrong with the token or its app is told as such, everything else is unknown for that reason."""
    x.api.troubles["users"] = reply
    seen = x.look()
    assert isinstance(seen.access, Access)
    assert seen.access.problem == problem
    assert status(x, seen, "credential-valid") is Status.FAIL
    assert {reason(getattr(seen, part)) for part in OFFERS - {"access"}} == {why}


@pytest.mark.parametrize("secret", [{}, {"access_token": "x"}, {"bearer_token": " "}])
def test_without_a_token_nothing_is_asked(x: Lab, secret: dict[str, str]) -> None:
    """And the place where it belongs is named."""
    seen = x.look(secret=secret)
    assert (seen.requests, {reason(getattr(seen, part)) for part in OFFERS}) == (
        0,
        {Reason.CREDENTIAL_MISSING},
    )
    assert isinstance(seen.posts, Unavailable)
    assert "/account-health/morgenrot/x" in seen.posts.detail


def test_the_token_stands_in_a_header_and_nowhere_else(x: Lab, bakery: Bakery) -> None:
    """Neither in an address nor in what is kept."""
    bakery.asks(1, NOW - timedelta(days=1))
    seen = x.look()
    for request in x.requests:
        assert request.headers["authorization"] == f"Bearer {x_api.TOKEN}"
        assert x_api.TOKEN not in request.url
    assert x_api.TOKEN not in repr(seen)


def test_what_x_leaves_out_of_a_list_is_a_gap(x: Lab, bakery: Bakery) -> None:
    """Data and errors in one answer: an error about somebody else's lost post is harmless, any other is told."""
    asked = bakery.asks(1, NOW - timedelta(days=1))
    row = {
        "id": str(asked.id),
        "text": asked.text,
        "author_id": asked.author,
        "conversation_id": str(asked.id),
    }
    kind = "https://api.x.com/2/problems/"
    harmless = {"type": f"{kind}resource-not-found", "title": "Not Found Error", "resource_id": "5"}
    x.api.troubles["mentions"] = json_reply({"data": [row], "errors": [harmless]})
    assert talk(x.look()).gap is None
    x.state = type(x.state)()
    x.api.troubles["mentions"] = json_reply(
        {"data": [row], "errors": [{"type": f"{kind}field-hydration-failure", "title": "x"}]}
    )
    seen = x.look()
    assert (waits(seen), reason(seen.mentions)) == (ids(asked), Reason.UNREADABLE)
    assert status(x, seen, "data-complete") is Status.NOT_APPLICABLE
    assert status(x, seen, "unanswered-mentions") is not Status.PASS


@pytest.mark.parametrize("link", ["http://[", "https://", "t.co/abc", "http://[::1"])
def test_a_link_that_is_none_breaks_nothing(x: Lab, bakery: Bakery, link: str) -> None:
    """People type what they like into their profile."""
    bakery.world.change(bakery.us, link=link)
    seen = x.look()
    assert reason(seen.websites) is Reason.UNREADABLE
    assert status(x, seen, "website") is not Status.PASS


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            [
                "data", "id", "username", "errors", "type", "includes", "users", "tweets", "meta", "next_token",
                "entities", "url", "urls", "expanded_url", "withheld", "country_codes", "referenced_tweets", "text",
                "conversation_id", "author_id", "public_metrics", "pinned_tweet_id", "created_at", "description",
            ]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["users", "tweets", "mentions", "single"]),
    json_values,
    st.sampled_from([200, 400, 403, 429]),
)
def test_no_answer_breaks_a_look(x: Lab, bakery: Bakery, topic: str, body: object, code: int) -> None:
    """Whatever JSON comes, the look ends with parts that were seen or say why not, and can be judged."""
    bakery.world.change(bakery.us, pinned=4711)
    x.api.troubles = {topic: json_reply(body, code)}
    x.state = type(x.state)()
    seen = x.look()
    assert status(x, seen, "owner-assigned") is Status.PASS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(list(x_api.USER_FIELDS - {"id", "username"})), json_values, max_size=6)
)
def test_no_profile_breaks_a_look(x: Lab, user: dict[str, object]) -> None:
    """A user of whom only id and name are as they should be."""
    row = {"id": "2244994945", "username": "morgenrot_brot"} | user
    x.api.troubles = {"users": json_reply({"data": [row]})}
    x.state = type(x.state)()
    seen = x.look()
    assert isinstance(seen.identity, Identity)
    assert status(x, seen, "owner-assigned") is Status.PASS


# --- the profile ----------------------------------------------------------------------------------


def test_the_profile_fills_its_parts(x: Lab) -> None:
    """One look-up gives who it is and what it says, with the real address behind the short link."""
    seen = x.look()
    assert seen.identity == Identity(
        id="2244994945",
        handle="morgenrot_brot",
        name="Bäckerei Morgenrot",
        created_at=x_api.XUser(id="", username="", name="").created_at,
    )
    assert isinstance(seen.websites, Statements)
    assert [one.value for one in seen.websites.items] == ["https://www.baeckerei-morgenrot.example/"]
    assert seen.pictures == Pictures(profile=True, cover=True)
    for check in (
        "website",
        "name",
        "picture",
        "description",
        "last-post-age",
        "account-public",
        "credential-valid",
    ):
        assert status(x, seen, check) is Status.PASS, check


def test_the_picture_that_x_gives_to_everybody_is_none(x: Lab, bakery: Bakery) -> None:
    """Its address says so; no banner is seen as well."""
    bakery.world.change(
        bakery.us,
        face="https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png",
        banner=None,
    )
    assert x.look().pictures == Pictures(profile=False, cover=False)


def test_the_legal_notice_of_the_profile(x: Lab, bakery: Bakery) -> None:
    """A named notice is opened; the home page alone is too little; elsewhere is unknown; nothing is a fail."""
    home = x.look()
    assert home.imprint == LegalPage("https://www.baeckerei-morgenrot.example/", answers=True, named=False)
    assert status(x, home, "imprint") is Status.WARN
    bakery.world.change(bakery.us, link="https://links.example/morgenrot")
    elsewhere = x.later().look()
    assert reason(elsewhere.imprint) is Reason.NOT_LINKED
    assert status(x, elsewhere, "imprint") is Status.UNKNOWN
    bakery.world.change(bakery.us, link=None)
    none = x.later().look()
    assert (none.imprint, status(x, none, "imprint")) == (LegalPage(None, answers=False), Status.FAIL)
    bakery.world.change(bakery.us, description="Impressum: https://www.baeckerei-morgenrot.example/impressum")
    named = x.later().look()
    assert isinstance(named.imprint, LegalPage)
    assert status(x, named, "imprint") is Status.PASS
    bakery.world.change(bakery.us, description="Impressum: https://www.baeckerei-morgenrot.example/alt")
    dead = x.later().look()
    assert status(x, dead, "imprint") is Status.FAIL


def test_a_profile_is_found_by_its_number_alone(x: Lab) -> None:
    """Where only `user_id` is registered."""
    seen = x.look(username=None, user_id="2244994945", url="https://x.com/i/user/2244994945")
    assert isinstance(seen.identity, Identity)
    assert (seen.identity.handle, seen.identity.was) == ("morgenrot_brot", None)


def test_x_offers_what_it_fills(x: Lab, bakery: Bakery) -> None:
    """A part that no look ever fills would be unknown for ever."""
    bakery.world.change(bakery.us, badge="blue")
    seen = x.look()
    filled = {part for part in PARTS if not isinstance(getattr(seen, part), NotOffered)}
    assert filled - {"results"} | {"imprint"} == OFFERS, "results are told, never judged"


def test_a_lost_badge_is_told_once_a_month_as_a_small_matter(x: Lab, bakery: Bakery) -> None:
    """Whoever never had one has nothing to lose; a loss is remembered from the look that first missed it."""
    assert x.look().badge == NotOffered()
    bakery.world.change(bakery.us, badge="blue")
    seen = x.later().look()
    assert (seen.badge, status(x, seen, "verification")) == (Badge(shown=True), Status.PASS)
    bakery.world.change(bakery.us, badge="none")
    missed = x.later().look()
    assert missed.badge == Badge(shown=False, lost_at=x.now)
    assert (status(x, missed, "verification"), x.later().look().badge) == (Status.WARN, missed.badge)
    bakery.world.change(bakery.us, badge=None)
    assert x.later().look().badge == NotOffered()
