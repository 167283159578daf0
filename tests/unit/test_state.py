"""What one look leaves for the next, and how overlapping runs merge."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from account_health.model import Reason, Unavailable
from account_health.state import AccountState, State, merge_states, state_after
from tests.builders import NOW, days_ago, snapshot

DOWN = Unavailable(Reason.TOO_SLOW, "10 s")
moments = st.integers(0, 40).map(lambda days: NOW - timedelta(days=days))
account_states = st.builds(
    AccountState,
    account=st.sampled_from(["blog", "x", "google"]),
    first_look=moments,
    last_look=moments,
    last_complete=st.none() | moments,
    certificate_not_after=st.none() | moments,
    memory=st.none() | st.sampled_from(["a", "b"]),
    unavailable_since=st.sampled_from([(), (("posts", NOW),)]),
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


def test_accounts_that_were_not_looked_at_keep_their_state() -> None:
    """A run over one account forgets nothing about the others."""
    both = state_after(State(), [snapshot(), snapshot(account="x")])
    assert state_after(both, [snapshot(comments=DOWN)]).of("x") == both.of("x")


@given(states, states, states)
def test_merging_is_commutative_associative_and_idempotent(a: State, b: State, c: State) -> None:
    """Whoever writes first, the result is the same."""
    assert merge_states(a, b) == merge_states(b, a)
    assert merge_states(merge_states(a, b), c) == merge_states(a, merge_states(b, c))
    assert merge_states(a, a) == a
