"""What one look leaves for the next, and how overlapping runs merge."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from account_health.judging.audit import missing_parts
from account_health.memory.answer_times import Answer, Answers
from account_health.memory.done import Noted
from account_health.memory.fingerprints import LONGEST, MOST, kept
from account_health.memory.state import (
    AccountState,
    Baseline,
    State,
    as_last_week,
    last_facts,
    merge_states,
    state_after,
    without_memories_of,
)
from account_health.model import (
    Identity,
    LastFacts,
    NotOffered,
    Posts,
    Rating,
    Reason,
    Snapshot,
    Statements,
    Unavailable,
)
from account_health.model.company import Done
from account_health.storage.jsons import from_json, to_json
from tests.builders import NOW, comment, conversation, days_ago, post, posts, snapshot, statements

DOWN = Unavailable(Reason.TOO_SLOW, "10 s")
moments = st.integers(0, 40).map(lambda days: NOW - timedelta(days=days))
noted = st.lists(
    st.builds(Noted, item=st.sampled_from(["a", "b"]), note=st.sampled_from(["", "Spam"]), at=moments),
    max_size=2,
    unique_by=lambda one: one.item,
).map(tuple)
known_answers = st.none() | st.builds(
    Answers,
    since=moments,
    until=moments,
    items=st.sampled_from([(), (Answer(item="a", asked_at=NOW, answered_at=NOW),)]),
)
account_states = st.builds(
    AccountState,
    account=st.sampled_from(["blog", "x", "google"]),
    first_look=moments,
    last_look=moments,
    last_complete=st.none() | moments,
    certificate_not_after=st.none() | moments,
    pinned_id=st.none() | st.sampled_from(["1", "2"]),
    created_at=st.none() | moments,
    memory=st.none() | st.sampled_from(["a", "b"]),
    unavailable_since=st.sampled_from([(), (("posts", NOW),)]),
    last_facts=st.none() | st.builds(LastFacts, at=moments, waiting=st.none() | st.integers(0, 2)),
    noted=noted,
    answers=known_answers,
    baselines=st.sampled_from(
        [(), (Baseline(week="2026-W47"),), (Baseline(week="2026-W47", rating=(4.5, 9)),)]
    ),
)
states = st.lists(account_states, max_size=3, unique_by=lambda one: one.account).map(
    lambda some: State(accounts=tuple(sorted(some, key=lambda one: one.account)))
)


def test_a_complete_look_is_remembered_and_kept_through_an_outage() -> None:
    """The date of the last complete look stands still while something is missing."""
    first = state_after(State(), [snapshot(taken_at=days_ago(7))])
    second = state_after(first, [snapshot(comments=DOWN)])
    known = second.of("blog")
    assert known is not None
    assert (known.first_look, known.last_complete, known.last_look) == (days_ago(7), days_ago(7), NOW)
    assert known.unavailable_since == (("comments", NOW),)


def test_since_when_a_part_is_missing_is_the_first_look_that_missed_it() -> None:
    """The second failure does not move the date; a success clears it."""
    first = state_after(State(), [snapshot(taken_at=days_ago(7), comments=DOWN)])
    second = state_after(first, [snapshot(comments=DOWN)])
    assert dict(second.accounts[0].unavailable_since) == {"comments": days_ago(7)}
    assert state_after(second, [snapshot(taken_at=NOW)]).accounts[0].unavailable_since == ()


def test_a_part_that_was_renamed_since_is_missing_as_long_as_before() -> None:
    """A state of 0.1 says it under the name of then."""
    unseen = state_after(State(), [snapshot(taken_at=days_ago(7), listing=DOWN)]).accounts[0]
    earlier = State(accounts=(replace(unseen, unavailable_since=(("standing", days_ago(7)),)),))
    missed = snapshot(listing=DOWN)
    assert dict(state_after(earlier, [missed]).accounts[0].unavailable_since) == {"listing": days_ago(7)}
    assert [(gap.part, gap.since) for gap in missing_parts(missed, earlier.of("blog"))] == [
        ("listing", days_ago(7))
    ]


def test_when_an_account_was_opened_is_known_for_good() -> None:
    """However many looks do not say it: a channel of last week is not judged by its rhythm because its profile failed."""
    opened = Identity(id="7", created_at=days_ago(40))
    state = state_after(State(), [snapshot(taken_at=days_ago(21), identity=opened)])
    for days in (14, 7, 0):
        state = state_after(state, [snapshot(taken_at=days_ago(days), identity=DOWN)])
        assert state.accounts[0].created_at == days_ago(40)


def test_accounts_that_were_not_looked_at_keep_their_state() -> None:
    """A run over one account forgets nothing about the others."""
    both = state_after(State(), [snapshot(), snapshot(account="x")])
    assert state_after(both, [snapshot(comments=DOWN)]).of("x") == both.of("x")


def test_an_account_that_nobody_registers_any_more_keeps_no_words() -> None:
    """Four weeks after its last look what its connector kept is gone, whichever of two states is written first."""
    long_ago, now = snapshot(account="x", taken_at=days_ago(28), memory="words"), snapshot(memory="kept")
    state = state_after(state_after(State(), [long_ago]), [now])
    after = without_memories_of(state, lambda one: one == "x", NOW)
    assert [(one.account, one.memory) for one in after.accounts] == [("blog", "kept"), ("x", None)]
    assert merge_states(state, after) == merge_states(after, state) == after
    assert without_memories_of(state, lambda _: False, NOW) == state
    assert without_memories_of(state, lambda _: True, days_ago(1)).of("x") == state.of("x")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(states, states, states)
def test_merging_is_commutative_associative_and_idempotent(a: State, b: State, c: State) -> None:
    """Whoever writes first, the result is the same."""
    assert merge_states(a, b) == merge_states(b, a)
    assert merge_states(merge_states(a, b), c) == merge_states(a, merge_states(b, c))
    assert merge_states(a, a) == a


WAITS = conversation(comment(1, 9, "Haben Sie am Samstag geöffnet?"), comment(2, 9, "Und sonntags?"))
BLIND = {"posts": DOWN, "comments": DOWN}


def weeks(*looks: Snapshot) -> State:
    """Return the state after these looks, a week apart, the last one a week ago."""
    state = State()
    for back, look in zip(range(len(looks), 0, -1), looks, strict=True):
        state = state_after(state, [replace(look, taken_at=days_ago(7 * back))])
    return state


def test_what_was_last_seen_is_told_with_its_day_while_it_is_missing() -> None:
    """Last post, how many waited, and the stars; the second failure tells the same day as the first."""
    full = snapshot(posts=posts(20), comments=WAITS, rating=Rating(average=4.5, count=9))
    known = LastFacts(at=days_ago(14), last_post_at=days_ago(20), waiting=2, rating=4.5)
    gone = snapshot(**BLIND, rating=DOWN)
    state = weeks(full, gone)
    assert last_facts(state.of("blog"), gone) == known
    assert last_facts(weeks(full).of("blog"), gone) == replace(known, at=days_ago(7))


def test_what_is_seen_now_needs_no_memory() -> None:
    """Only the missing parts are told from memory, and nothing where nothing is missing."""
    state = weeks(snapshot(posts=posts(20), comments=WAITS)).of("blog")
    assert last_facts(state, snapshot()) is None
    assert last_facts(state, snapshot(comments=DOWN)) == LastFacts(at=days_ago(7), waiting=2)
    assert last_facts(state, snapshot(posts=DOWN)) == LastFacts(at=days_ago(7), last_post_at=days_ago(20))


def test_nothing_is_told_of_what_was_never_seen() -> None:
    """A first look that fails has no memory, and neither has a part that the channel does not have."""
    assert last_facts(None, snapshot(**BLIND)) is None
    assert last_facts(weeks(snapshot(**BLIND)).of("blog"), snapshot(**BLIND)) is None
    quiet = weeks(snapshot(posts=NotOffered(), comments=NotOffered())).of("blog")
    assert last_facts(quiet, snapshot(posts=NotOffered(), comments=DOWN)) is None


def test_a_look_that_missed_something_replaces_no_fuller_one() -> None:
    """Two weeks ago both were seen, last week only the posts: the comments of two weeks ago are still known."""
    state = weeks(snapshot(comments=WAITS), snapshot(comments=DOWN)).of("blog")
    told = last_facts(state, snapshot(**BLIND))
    assert told == LastFacts(at=days_ago(14), last_post_at=days_ago(3), waiting=2)


def test_a_look_that_sees_everything_again_is_the_new_memory() -> None:
    """Nothing old is told after that."""
    state = weeks(snapshot(comments=WAITS), snapshot(comments=DOWN), snapshot()).of("blog")
    assert last_facts(state, snapshot(**BLIND)) == LastFacts(
        at=days_ago(7), last_post_at=days_ago(3), waiting=0
    )


def test_change_dates_are_no_posts_to_remember() -> None:
    """A sitemap says when pages were changed; that is nobody's last post."""
    changed = weeks(snapshot(posts=Posts((post(2),), dated_by="lastmod"), comments=NotOffered())).of("blog")
    assert last_facts(changed, snapshot(**BLIND)) is None


def test_what_waits_is_counted_without_what_is_done() -> None:
    """Also for the usual number of a week."""
    done = [Done(item="blog-blog-1")]
    (known,) = state_after(State(), [snapshot(comments=WAITS)], done).accounts
    assert known.last_facts is not None
    assert known.last_facts.waiting == 1
    assert known.waiting_weeks == (("2026-W48", 1),)
    assert known.noted == (Noted(item="blog-blog-1", note="", at=NOW),)


def said(value: str) -> Statements:
    """Return a profile with one phone number."""
    return statements(value)


@pytest.mark.parametrize("looks_between", [0, 1, 6])
def test_looks_in_between_leave_the_weekly_comparison_alone(looks_between: int) -> None:
    """A number that changed on Tuesday is compared with last Monday's, whoever looked since."""
    state = state_after(
        State(), [snapshot(taken_at=days_ago(7), phones=said("1"), rating=Rating(average=4.6, count=9))]
    )
    for day in range(looks_between):
        other = snapshot(
            taken_at=days_ago(5 - day * 0.8), phones=said("2"), rating=Rating(average=4.1, count=20)
        )
        state = state_after(state, [other])
    before = as_last_week(state.of("blog"), NOW)
    assert before is not None
    assert dict(before.profile)["phones"] == ("1",)
    assert before.rating == (4.6, 9)


def test_a_second_look_of_a_week_is_compared_with_the_week_before() -> None:
    """A repeated run finds what the first one found."""
    first = state_after(State(), [snapshot(taken_at=days_ago(7), phones=said("1"))])
    second = state_after(first, [snapshot(phones=said("2"))])
    later = as_last_week(second.of("blog"), NOW + timedelta(days=2))
    assert later is not None
    assert dict(later.profile)["phones"] == ("1",)
    assert as_last_week(None, NOW) is None


def test_in_its_first_week_an_account_is_compared_with_its_last_look() -> None:
    """There is nothing older."""
    state = state_after(State(), [snapshot(phones=said("1"))])
    again = as_last_week(state.of("blog"), NOW + timedelta(days=1))
    assert again is not None
    assert dict(again.profile)["phones"] == ("1",)


def test_two_weeks_are_kept_for_comparison() -> None:
    """However many there were."""
    known = weeks(*[snapshot()] * 6).of("blog")
    assert known is not None
    assert [one.week for one in known.baselines] == ["2026-W46", "2026-W47"]


def test_a_state_of_an_older_version_is_read() -> None:
    """What it does not know has its default."""
    old = b'{"accounts": [{"account": "blog", "first_look": "2026-11-16T07:00:00Z", "last_look": "2026-11-16T07:00:00Z"}]}'
    state = from_json(State, old)
    assert state.accounts[0].noted == ()
    assert from_json(State, to_json(state)) == state


def test_a_state_stays_small_whatever_a_profile_says() -> None:
    """A megabyte in one statement, or a hundred thousand statements: some kilobytes, week after week."""
    huge = statements("Weg " * 300_000, "Marktplatz 1")
    many = statements(*(f"089 {number}" for number in range(100_000)))
    state = State()
    for week in range(4):
        look = replace(snapshot(addresses=huge, phones=many), taken_at=NOW + timedelta(weeks=week))
        state = state_after(state, [look])
    assert len(to_json(state)) < 10_000
    assert from_json(State, to_json(state)) == state


@given(st.lists(st.text(max_size=400), max_size=150))
def test_what_a_profile_said_is_kept_once_and_for_all(values: list[str]) -> None:
    """Bounded, the same in any order, and kept again it is the same."""
    once = kept(values)
    assert once == kept(reversed(values)) == kept(once)
    assert len(once) <= MOST
    assert all(len(one) <= LONGEST for one in once)
    assert kept([*values, "x" * 500]) != kept([*values, "x" * 501])
