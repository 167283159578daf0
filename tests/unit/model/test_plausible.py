"""A date that cannot be true costs that date: never the account, never a person who waits, never an honest doubt."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from account_health.judging.audit import audit
from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.judging.unseen import every_account
from account_health.memory.state import State
from account_health.model import Audience, Certificate, Conversation, Snapshot, Status
from account_health.model.plausible import believed, may_be_since, possible
from account_health.model.run import Run
from account_health.report import render
from account_health.storage.jsons import from_json, to_json
from tests.builders import (
    NOW,
    account,
    answer,
    comment,
    company,
    conversation,
    days_ago,
    post,
    posts,
    snapshot,
)
from tests.model_companies import DECEMBER, MODELS

FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC, microsecond=0)
IMPOSSIBLE = (
    FIRST,
    FIRST.replace(tzinfo=timezone(timedelta(hours=14))),
    datetime(1970, 1, 1, tzinfo=UTC),
    NOW + timedelta(days=30),
    LAST.replace(tzinfo=timezone(timedelta(hours=-14))),
    LAST,
)
CRITICISM = "unanswered-criticism"


def status(seen: Snapshot, check: str) -> Status:
    """Return what a check says of what was seen, once it went where every snapshot goes."""
    whole = company()
    (one,) = every_account(whole.accounts, [seen], {}, NOW)
    report = audit(one, whole, whole.accounts[0], NOW, None)
    return next(row.status for row in report.findings if row.check == check)


def waits(seen: Snapshot) -> tuple[str, ...]:
    """Return the ids of what waits for an answer."""
    return tuple(item.id for item in audit(believed(seen), company(), account(), NOW, None).open_items)


def moments(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every moment inside a snapshot."""
    if isinstance(value, datetime):
        yield path
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from moments(each, (*path, index))
    elif is_dataclass(value):
        for each in fields(value):
            yield from moments(getattr(value, each.name), (*path, each.name))


def put(value: Any, path: tuple[Any, ...], moment: datetime) -> Any:
    """Return a value with another moment at the end of a way."""
    if not path:
        return moment
    first, *rest = path
    if isinstance(first, int):
        return (*value[:first], put(value[first], tuple(rest), moment), *value[first + 1 :])
    return replace(value, **{first: put(getattr(value, first), tuple(rest), moment)})


def every_moment(seen: Snapshot) -> list[tuple[Any, ...]]:
    """Return a way to each kind of moment that was seen, the first and the second of a list."""
    ways = {
        tuple(str(min(step, 1)) if isinstance(step, int) else step for step in way): way
        for way in moments(seen)
    }
    return [way for way in ways.values() if way != ("taken_at",)]


@pytest.mark.parametrize("model", sorted(MODELS))
@pytest.mark.parametrize("moment", [FIRST, LAST])
def test_whatever_moment_is_impossible_the_company_gets_its_report(model: str, moment: datetime) -> None:
    """Each moment of each part in turn, at both ends of the calendar: judged, kept, written, and read back."""
    made = MODELS[model]
    snapshots = made.snapshots(DECEMBER)
    run = Run(id="weekly-2026-W50", kind="weekly", period="2026-W50", week="2026-W50", now=DECEMBER)
    for index, seen in enumerate(snapshots):
        damaged = seen
        for way in every_moment(seen):
            one = put(seen, way, moment)
            damaged = put(damaged, way, moment)
            audit(believed(one), made.company, made.company.accounts[index], DECEMBER, None)
        mine = (*snapshots[:index], from_json(Snapshot, to_json(damaged)), *snapshots[index + 1 :])
        whole = every_account(made.company.accounts, mine, {}, DECEMBER)
        judged = judge_company(made.company, whole, run, History(), State())
        again = judge_company(made.company, whole, run, judged.history, judged.state)
        render(again.report, made.company, audience=Audience.OPERATOR)
        assert from_json(State, to_json(again.state)) == again.state


@pytest.mark.parametrize("moment", IMPOSSIBLE)
def test_a_post_with_an_impossible_date_is_listed_and_the_others_are_judged(moment: datetime) -> None:
    """It is no newest post, and the report names its date."""
    seen = snapshot(posts=replace(posts(3, 20), items=(replace(post(1), at=moment), post(3), post(20))))
    assert status(seen, "plausible-dates") is Status.WARN
    assert status(seen, "last-post-age") is Status.PASS
    assert status(replace(seen, posts=posts(100)), "last-post-age") is Status.FAIL


@pytest.mark.parametrize("moment", IMPOSSIBLE)
def test_whoever_waits_goes_on_waiting_whatever_the_date_says(moment: datetime) -> None:
    """Since when is not known, so nothing is overdue, and nothing is well either."""
    seen = snapshot(comments=conversation(comment(1, 3, "Wann habt ihr offen?", at=moment)))
    assert waits(seen) == ("blog-blog-1",)
    assert status(seen, CRITICISM) is Status.UNKNOWN
    also = (comment(1, 3, "Danke!", at=moment), comment(2, 9, "Wann habt ihr offen?"))
    assert status(replace(seen, comments=conversation(*also)), CRITICISM) is Status.FAIL


@pytest.mark.parametrize("moment", IMPOSSIBLE)
def test_a_word_of_ours_with_an_impossible_date_answers_nobody(moment: datetime) -> None:
    """It may have stood there before the question."""
    ours = replace(answer(2, 1, "1"), at=moment)
    seen = snapshot(comments=conversation(comment(1, 9, "Wann habt ihr offen?"), ours))
    assert waits(seen) == ("blog-blog-1",)
    assert status(seen, CRITICISM) is Status.FAIL


@pytest.mark.parametrize("moment", IMPOSSIBLE)
def test_an_impossible_edit_neither_hides_how_long_somebody_waits_nor_passes_for_none(
    moment: datetime,
) -> None:
    """The wait counts from the time of writing; whether it was edited after our answer is not known."""
    asked = comment(1, 9, "Schlecht.", kind="review", rating=1, changed_at=moment)
    assert status(snapshot(reviews=conversation(asked)), CRITICISM) is Status.FAIL
    answered = replace(answer(2, 8, "1"), kind="review")
    assert status(snapshot(reviews=conversation(asked, answered)), "review-changed") is Status.UNKNOWN


def test_a_certificate_without_a_real_end_carries_no_dates() -> None:
    """RFC 5280 writes the year 9999 where no end is meant."""
    endless = Certificate("www.baeckerei-morgenrot.example", days_ago(30), LAST)
    assert status(snapshot(certificate=endless), "certificate") is Status.NOT_APPLICABLE
    broken = replace(endless, problem="untrusted")
    assert status(snapshot(certificate=broken), "certificate") is Status.FAIL


def test_a_window_with_an_impossible_beginning_begins_with_what_is_there() -> None:
    """The months that answers are summed up for would else seem to be known since the year 1."""
    kept = believed(snapshot(comments=conversation(comment(1, 5, "Danke!"), since=FIRST))).comments
    assert isinstance(kept, Conversation)
    assert (kept.since, kept.gap) == (days_ago(5), None)


def test_what_is_possible_stays_the_same_object() -> None:
    """Nothing is built anew where nothing is wrong."""
    for model in MODELS.values():
        for seen in model.snapshots(DECEMBER):
            assert believed(seen) is seen


def test_what_is_possible() -> None:
    """From 1995 until two days after the look; what cannot be true may be as young as anything."""
    assert possible(datetime(1995, 1, 1, tzinfo=UTC), NOW)
    assert possible(NOW + timedelta(hours=48), NOW)
    assert not possible(NOW + timedelta(hours=49), NOW)
    assert not possible(datetime(1994, 12, 31, tzinfo=UTC), NOW)
    assert may_be_since(FIRST, days_ago(90), NOW)
    assert not may_be_since(days_ago(91), days_ago(90), NOW)
