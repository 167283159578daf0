"""The tries to open a site, from look to look."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.memory.state import State, state_after
from account_health.memory.tries import FAILED, MOST, silent_since, tries_after, warned_since, with_tries
from account_health.model import NotOffered, Reach, Snapshot, Try
from tests.builders import NOW, snapshot

WHATS = ("worked", "error", "lost", "slow", "unknown_host", "certificate", "refused", "other", "cut_off")
MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    """Return a moment so many minutes after the first try."""
    return NOW + timedelta(minutes=minutes)


def seen(what: Any, minutes: float = 0, beyond: Any = "reached") -> Snapshot:
    """Return a look with one try."""
    return snapshot(taken_at=at(minutes), reach=Reach((Try(at(minutes), what),), beyond))


def after(*looks: Snapshot) -> tuple[Try, ...]:
    """Return the tries that are known after these looks."""
    known: tuple[Try, ...] = ()
    for look in looks:
        known = tries_after(known, look)
    return known


@pytest.mark.parametrize("what", sorted(FAILED))
@pytest.mark.parametrize("beyond", ["nothing", "distrusted"])
def test_a_failure_while_nothing_else_was_reached_is_no_try(what: str, beyond: str) -> None:
    """It may have been our own network, and is not remembered against the site."""
    assert after(seen(what, beyond=beyond)) == ()


def test_what_counts_although_nothing_else_was_reached() -> None:
    """An answer is one; a certificate is one unless every site shows a stranger's; no network never is."""
    assert [one.what for one in after(seen("worked", beyond="nothing"))] == ["worked"]
    assert [one.what for one in after(seen("certificate", beyond="nothing"))] == ["certificate"]
    assert after(seen("certificate", beyond="distrusted")) == ()
    assert after(seen("cut_off")) == ()


def test_a_row_of_failures_keeps_its_first_and_its_last() -> None:
    """A year of them is two tries, and still says since when."""
    known = after(*(seen("error" if day % 2 else "slow", 1440 * day) for day in range(365)))
    assert [one.at for one in known] == [NOW, at(1440 * 364)]
    assert silent_since(known, at(1440 * 364)) == NOW


@pytest.mark.parametrize("what", sorted(set(WHATS) - FAILED - {"cut_off"}))
def test_every_other_answer_ends_a_row(what: str) -> None:
    """It worked, it refused, it showed something else: in between the site was not silent."""
    known = after(seen("error"), seen(what, 10), seen("error", 20))
    assert silent_since(known, at(20)) == at(20)


def test_a_try_without_network_neither_ends_a_row_nor_belongs_to_it() -> None:
    """What we could not see says nothing in either direction."""
    known = after(seen("error"), seen("cut_off", 10), seen("lost", 15, "nothing"), seen("error", 20))
    assert silent_since(known, at(20)) == NOW


def test_later_tries_say_nothing_of_an_earlier_moment() -> None:
    """A look that is judged again later is judged by what was known then."""
    known = after(seen("error"), seen("error", 20), seen("worked", 40))
    assert silent_since(known, at(20)) == NOW
    assert silent_since(known, at(40)) is None
    assert silent_since((), NOW) is None


def test_since_when_a_certificate_is_refused() -> None:
    """As with silence: the first of those in a row."""
    known = after(seen("certificate"), seen("certificate", 10), seen("certificate", 20))
    assert warned_since(known, at(20)) == NOW
    assert warned_since(after(seen("certificate"), seen("worked", 5)), at(5)) is None


@given(st.lists(st.sampled_from(WHATS), max_size=60))
def test_what_is_remembered_stays_small_and_in_order(whats: list[str]) -> None:
    """At most twenty, and knowing a look twice changes nothing."""
    looks = [seen(what, number) for number, what in enumerate(whats)]
    known = after(*looks)
    assert len(known) <= MOST
    assert all(first.at < second.at for first, second in pairwise(known))
    assert all(tries_after(known, look) == known for look in looks[-1:])


def test_the_tries_of_an_account_go_from_look_to_look_in_its_state() -> None:
    """A platform without tries has none."""
    first = state_after(State(), [seen("error")])
    second = state_after(first, [seen("error", 20)])
    assert [one.at for one in second.accounts[0].tries] == [NOW, at(20)]
    assert state_after(State(), [snapshot()]).accounts[0].tries == ()


def test_a_repeated_step_keeps_the_tries_of_its_run_at_their_own_moments() -> None:
    """A run has one moment for all looks; a try has the one when it was made."""
    moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    once = with_tries(seen("error"), None, moment)
    assert isinstance(once.reach, Reach)
    assert once.reach.tries == (Try(moment, "error"),)
    twice = with_tries(seen("slow"), once, moment + MINUTE)
    assert isinstance(twice.reach, Reach)
    assert twice.reach.tries == (Try(moment, "error"), Try(moment + MINUTE, "slow"))
    assert with_tries(seen("slow"), snapshot(), moment).reach == Reach((Try(moment, "slow"),))
    assert with_tries(snapshot(), once, moment).reach == NotOffered()
