"""What is called done: only what was answered, never what grew old, fell out of sight or was never looked at again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from account_health.judging.company import Judged, judge_company
from account_health.judging.history import History
from account_health.memory.state import MOST_WAITING, State
from account_health.model import Conversation, Item, NotOffered, Reason, Unavailable
from account_health.model.company import Done
from account_health.model.run import Run
from tests.builders import NOW, answer, comment, company, conversation, snapshot

COMPLAINT = "Das Brot war hart und die Bedienung unfreundlich."
PLAIN = "Bei uns gab es gestern Kuchen mit Äpfeln und Zimt."
DOWN = Unavailable(Reason.TOO_SLOW, "10 s")


def weeks(looks: Sequence[Conversation | Unavailable], part: str = "comments", **changes: object) -> Judged:
    """Judge one look a week, each with these comments, and return the last judgement."""
    history, state = History(), State()
    for number, talk in enumerate(looks):
        now = NOW + timedelta(weeks=number)
        week = f"{now:%G-W%V}"
        run = Run(id=f"weekly-{week}", kind="weekly", period=week, week=week, now=now)
        parts: dict[str, Any] = {"comments": NotOffered(), part: talk}
        seen = replace(snapshot(**parts), taken_at=now)
        judged = judge_company(company(**changes), [seen], run, history, state)
        history, state = judged.history, judged.state
    return judged


def done(judged: Judged) -> list[str]:
    """Return which checks the report calls done."""
    return [change.check for change in judged.report.resolved]


def window(*items: Item, since: datetime = NOW) -> Conversation:
    """Return what was said, with nothing missing."""
    return conversation(*items, since=since - timedelta(days=90))


@pytest.mark.parametrize(
    ("words", "check"), [(COMPLAINT, "unanswered-criticism"), (PLAIN, "unanswered-comments")]
)
def test_whoever_was_answered_is_done_and_whoever_fell_out_of_the_window_is_not(
    words: str, check: str
) -> None:
    """Both pass; a complaint that nobody answered for three months is no success."""
    asked = comment(1, 30, words)
    assert done(weeks([window(asked), window(asked, answer(2, -2, "1"))])) == [check]
    gone = weeks([window(asked), window()])
    assert done(gone) == []
    assert ("blog", check) not in gone.history.entries[-1].resolved


def test_one_of_two_who_fell_out_of_the_window_keeps_both_from_being_called_done() -> None:
    """Nobody knows of an answer to the other one."""
    old, young = comment(1, 89, COMPLAINT), comment(2, 20, COMPLAINT)
    assert done(weeks([window(old, young), window(young, answer(3, -1, "2"))])) == []


def test_a_review_that_grew_too_old_to_be_a_fault_is_not_done() -> None:
    """It still has no answer, and the report says so beside."""
    asked = comment(1, 88, COMPLAINT, kind="review", rating=1)
    judged = weeks([window(asked), window(asked)], part="reviews")
    assert [item.id for item in judged.report.accounts[0].open_items] == ["blog-blog-1"]
    assert done(judged) == []


def test_somebody_who_waits_since_this_week_takes_nothing_from_what_was_answered() -> None:
    """Last week's complaint is done, and a comment of another kind neither helps nor hinders."""
    asked, plain = comment(1, 30, COMPLAINT), comment(4, 30, PLAIN)
    today = comment(3, -6.9, COMPLAINT)
    judged = weeks([window(asked, plain), window(asked, plain, answer(2, -2, "1"), today)])
    assert done(judged) == ["unanswered-criticism"]


def test_who_is_noted_as_done_is_done() -> None:
    """A person decided it."""
    asked = comment(1, 30, COMPLAINT)
    first = weeks([window(asked)])
    assert first.report.accounts[0].open_items
    noted = company(done=(Done(item="blog-blog-1", note="am Telefon geklärt"),))
    run = Run(
        id="weekly-2026-W49", kind="weekly", period="2026-W49", week="2026-W49", now=NOW + timedelta(weeks=1)
    )
    seen = replace(snapshot(comments=window(asked)), taken_at=run.now)
    assert done(judge_company(noted, [seen], run, first.history, first.state)) == ["unanswered-criticism"]


@pytest.mark.parametrize("blind", [DOWN, replace(window(), gap=DOWN)])
def test_a_week_without_sight_forgets_nobody_who_waited(blind: Conversation | Unavailable) -> None:
    """What fell out of the window meanwhile is not done; what was answered meanwhile is."""
    asked = comment(1, 80, COMPLAINT)
    assert done(weeks([window(asked), blind, window()])) == []
    assert done(weeks([window(asked), blind, window(asked, answer(2, -8, "1"))])) == ["unanswered-criticism"]


def test_who_waits_is_remembered_within_bounds() -> None:
    """A storm of comments does not make the state grow."""
    storm = window(*(comment(number, 30, COMPLAINT) for number in range(1000)))
    [state] = weeks([storm, storm, storm]).state.accounts
    assert [len(one.waiting) for one in state.baselines] == [MOST_WAITING] * 2
