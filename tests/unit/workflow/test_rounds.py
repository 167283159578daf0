"""The rounds of a line: whoever waits is looked at, at a moment, by a batch; nobody is lost and nobody is there twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.model.lines import PACES, ROUND_BATCHES, Pace, Stop
from account_health.workflow.rounds import FAULTS, Answer, Round, Waiting, after_round, plan_round

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WELL = Stop(until=NOW)
FOUR = replace(PACES["google"], batch=4)


def waiting(number: int, minutes: float = 0, looks: int = 0, *, alone: bool = False) -> Waiting:
    """Return an account that waits."""
    return Waiting(company=f"c{number}", account="blog", due=NOW + minutes * MINUTE, looks=looks, alone=alone)


def test_who_is_due_is_looked_at_in_batches_and_in_order() -> None:
    """Whoever is due later waits beside the round."""
    all_of_them = [waiting(number) for number in range(6)] + [waiting(9, 15, 1)]
    planned = plan_round(all_of_them, FOUR, WELL, NOW)
    assert [[one.company for one in batch] for batch in planned.batches] == [
        ["c0", "c1", "c2", "c3"],
        ["c4", "c5"],
    ]
    assert (planned.begins, planned.rest) == (NOW, (waiting(9, 15, 1),))


def test_where_nobody_is_due_yet_the_round_begins_later() -> None:
    """As early as the first one is due."""
    planned = plan_round([waiting(1, 15, 1), waiting(2, 30, 2)], FOUR, WELL, NOW)
    assert planned.begins == NOW + 15 * MINUTE
    assert planned.batches == ((waiting(1, 15, 1),),)


def test_a_line_that_was_stopped_asks_with_one_account_first() -> None:
    """At the moment that its clock says, and everybody else waits for the answer."""
    stop = Stop(until=NOW + 4 * MINUTE, failures=3, why="rate_limited")
    planned = plan_round([waiting(number) for number in range(6)], FOUR, stop, NOW)
    assert (planned.begins, len(planned.batches), len(planned.rest)) == (stop.until, 1, 5)
    assert planned.batches[0] == (waiting(0),)


def test_a_clock_that_is_well_holds_nobody_back() -> None:
    """A line that was released says so with a moment that may lie before or after ours."""
    planned = plan_round([waiting(1)], FOUR, Stop(until=NOW + 99 * MINUTE), NOW)
    assert planned.begins == NOW


def test_a_round_is_bounded() -> None:
    """Of ten thousand accounts the first so many are planned; the line plans anew after them."""
    planned = plan_round([waiting(number) for number in range(10_000)], FOUR, WELL, NOW)
    assert len(planned.batches) == ROUND_BATCHES
    assert len(planned.rest) == 10_000 - 4 * ROUND_BATCHES


def test_a_batch_that_died_is_looked_at_one_by_one_and_who_dies_alone_is_given_up() -> None:
    """The other accounts of the batch are each in a batch of their own: nobody suffers for a neighbour twice."""
    died = after_round(
        Round(batches=((waiting(1), waiting(2)),), begins=NOW), {0: Answer(error="Runtime.ExitError")}, NOW
    )
    assert died.died == ()
    planned = plan_round(died.waiting, FOUR, WELL, NOW)
    assert planned.batches == ((waiting(1, alone=True),), (waiting(2, alone=True),))
    answers = {0: Answer(), 1: Answer(error="Runtime.ExitError")}
    left = after_round(planned, answers, NOW)
    assert left.waiting == ()
    assert left.died == ((waiting(2, alone=True), "Runtime.ExitError"),)


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_fault_of_lambda_says_nothing_of_an_account(fault: str) -> None:
    """No place for an hour: the batch goes back as it was, and nobody is given up."""
    for batch in ((waiting(1), waiting(2)), (waiting(1),)):
        left = after_round(Round(batches=(batch,), begins=NOW), {0: Answer(error=fault)}, NOW)
        assert left.died == ()
        assert [one.due for one in left.waiting] == [NOW + MINUTE] * len(batch)
        assert not any(one.alone for one in left.waiting)


def test_too_little_memory_is_no_fault_of_lambda() -> None:
    """Some runtimes say no more than that: the account that ends its process is found all the same."""
    left = after_round(Round(batches=((waiting(1),),), begins=NOW), {0: Answer(error="Lambda.Unknown")}, NOW)
    assert left.died


ACCOUNTS = st.integers(0, 40).flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(-30, 30), st.integers(0, 8), st.booleans()), min_size=size, max_size=size
    )
)


@given(rows=ACCOUNTS, batch=st.integers(1, 7), failures=st.integers(0, 5), data=st.data())
def test_nobody_is_lost_and_nobody_is_there_twice(
    rows: list[tuple[int, int, bool]], batch: int, failures: int, data: st.DataObject
) -> None:
    """Whatever waits, stops, dies or answers: each account is in one batch or beside the round, and after it waits, died or is done."""
    everybody = [waiting(number, *row[:2], alone=row[2]) for number, row in enumerate(rows)]
    pace = Pace(width=1, batch=batch, seconds=1.0)
    planned = plan_round(everybody, pace, Stop(until=NOW + 3 * MINUTE, failures=failures), NOW)
    placed = [one for group in planned.batches for one in group] + list(planned.rest)
    assert sorted(placed, key=str) == sorted(everybody, key=str)
    assert bool(planned.batches) == bool(everybody)
    assert all(one.due <= planned.begins for group in planned.batches for one in group)
    assert all(len(group) == 1 for group in planned.batches if any(one.alone for one in group))
    assert not failures or len(planned.batches) <= 1
    answers = {}
    for number, group in enumerate(planned.batches):
        kind = data.draw(st.sampled_from(["done", "left", "died", "fault", "none"]))
        if kind != "none":
            error = {"died": "MemoryError", "fault": "Lambda.TooManyRequestsException"}.get(kind)
            answers[number] = Answer(left=group if kind == "left" else (), error=error)
    left = after_round(planned, answers, NOW)
    after = [one.company for one in left.waiting] + [one.company for one, _ in left.died]
    assert len(after) == len(set(after))
    done = {
        one.company
        for number, group in enumerate(planned.batches)
        for one in group
        if answers.get(number) == Answer()
    }
    assert {one.company for one in everybody} - set(after) == done
