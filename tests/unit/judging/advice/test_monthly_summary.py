"""What the last month brought: only what is known for the whole month, and each answer once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from account_health.judging.advice.monthly_summary import achieved
from account_health.judging.history import Entry, FindingEntry, History, Trouble
from account_health.memory.answer_times import KEPT, MOST_ANSWERS, Answer, Answers, answers_after
from account_health.memory.state import AccountState, State
from account_health.model import Conversation, Item, Reason, Severity, Snapshot, Status, Unavailable
from tests.builders import account, comment, company, conversation, snapshot

NOW = datetime(2026, 12, 7, 7, tzinfo=UTC)
"""A Monday; the month before is November."""
MONTH = datetime(2026, 11, 1, tzinfo=UTC) - timedelta(hours=1)
END = datetime(2026, 12, 1, tzinfo=UTC) - timedelta(hours=1)
DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")


def exchange(number: int, asked: datetime, answered: datetime) -> tuple[Item, Item]:
    """Return a question and our answer."""
    question = replace(comment(number, 0, "Gibt es Dinkelbrot?"), at=asked, thread=str(number))
    return question, replace(question, id=f"re-{number}", ours=True, at=answered, text="Ja, täglich.")


def seen(*items: Item, now: datetime = NOW, days: int = 60, gap: Unavailable | None = None) -> Snapshot:
    """Return a look that shows the conversations of so many days."""
    return snapshot(taken_at=now, comments=conversation(*items, since=now - timedelta(days=days), gap=gap))


def on(day: int, hour: int = 9) -> datetime:
    """Return an hour of a day of November."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


ASKED = [exchange(day, on(day), on(day, 9 + 2 * place)) for place, day in enumerate((3, 4, 5), 1)]
FLAT = [item for pair in ASKED for item in pair]


def state(answers: Answers | None, name: str = "blog") -> AccountState:
    """Return what a look left behind."""
    return AccountState(account=name, first_look=NOW, last_look=NOW, answers=answers)


def entry(day: int, *resolved: tuple[str, str]) -> Entry:
    """Return a weekly report of November that called these done."""
    now = on(day, 7)
    return Entry(
        run=f"weekly-{now:%G-W%V}",
        now=now,
        week=f"{now:%G-W%V}",
        rules_version="1",
        score=80,
        coverage=1.0,
        resolved=resolved,
    )


def test_answers_of_the_month_are_counted_with_their_typical_time() -> None:
    """Three answers after two, four and six hours."""
    month = achieved(company(), History(), State(accounts=(state(answers_after(None, seen(*FLAT))),)), NOW)
    assert month is not None
    assert (month.month, month.answered, month.complete, month.median_hours) == ("2026-11", 3, True, 4.0)


def test_two_answers_have_no_typical_time() -> None:
    """Their middle would be an accident."""
    known = answers_after(None, seen(*FLAT[:4]))
    month = achieved(company(), History(), State(accounts=(state(known),)), NOW)
    assert month is not None
    assert (month.answered, month.median_hours) == (2, None)


def test_answers_before_and_after_the_month_do_not_count() -> None:
    """By the company's midnight: an answer at 23:30 UTC on 30 November is one of December in Berlin."""
    edges = [
        exchange(1, MONTH - timedelta(hours=1), MONTH - timedelta(minutes=1)),
        exchange(2, MONTH - timedelta(hours=1), MONTH),
        exchange(3, on(30, 20), END - timedelta(minutes=1)),
        exchange(4, on(30, 20), datetime(2026, 11, 30, 23, 30, tzinfo=UTC)),
    ]
    known = answers_after(None, seen(*(item for pair in edges for item in pair)))
    month = achieved(company(), History(), State(accounts=(state(known),)), NOW)
    assert month is not None
    assert month.answered == 2


def test_each_answer_counts_once_however_often_it_is_seen() -> None:
    """Five weekly looks show the same exchange five times."""
    known: Answers | None = None
    for week in range(5):
        known = answers_after(known, seen(*FLAT, now=on(9) + week * timedelta(days=7)))
    assert known is not None
    assert len(known.items) == 3


def test_a_window_that_does_not_reach_back_makes_the_month_unknown() -> None:
    """What was answered between two looks that show a week each, four weeks apart, nobody knows."""
    early = answers_after(None, seen(*FLAT, now=on(9), days=7))
    late = answers_after(early, seen(now=NOW, days=7))
    assert late is not None
    assert not late.cover(MONTH, END)
    assert achieved(company(), History(), State(accounts=(state(late),)), NOW) is None


def test_short_windows_that_touch_make_a_month() -> None:
    """A week's look that reaches back to the last one leaves nothing out."""
    known: Answers | None = None
    for week in range(7):
        now = datetime(2026, 10, 26, 7, tzinfo=UTC) + week * timedelta(days=7)
        known = answers_after(known, seen(*FLAT, now=now, days=8))
    assert known is not None
    assert known.cover(MONTH, END)


@pytest.mark.parametrize(
    "look",
    [
        snapshot(taken_at=NOW, comments=DOWN),
        seen(gap=DOWN),
        snapshot(taken_at=NOW, comments=Conversation((), since=NOW, source="feed")),
        snapshot(taken_at=NOW, comments=Conversation((), since=NOW, counted_only=True)),
    ],
    ids=["an outage", "seen in part", "a feed", "only counted"],
)
def test_a_look_that_cannot_tell_changes_nothing(look: Snapshot) -> None:
    """What is known stays known, and ends where it ended."""
    known = Answers(since=MONTH, until=on(23), items=())
    assert answers_after(known, look) == known
    assert answers_after(None, look) is None


def test_what_is_kept_is_bounded_in_time_and_number() -> None:
    """With more answers than that, the time that is known becomes shorter instead of the count wrong."""
    many = [
        exchange(n, NOW - timedelta(minutes=3000 - n), NOW - timedelta(minutes=2000 - n)) for n in range(1500)
    ]
    known = answers_after(None, seen(*(item for pair in many for item in pair)))
    assert known is not None
    assert len(known.items) == MOST_ANSWERS
    assert known.since == known.items[0].answered_at
    old = Answers(
        since=NOW - timedelta(days=300),
        until=on(30),
        items=(Answer(item="a", asked_at=NOW - KEPT, answered_at=NOW - KEPT - timedelta(days=1)),),
    )
    after = answers_after(old, seen())
    assert after is not None
    assert (after.items, after.since) == ((), NOW - KEPT)


def test_a_channel_that_was_not_watched_makes_the_sum_a_lower_bound() -> None:
    """The others still count, and the report says that it may be more."""
    short = Answers(since=on(20), until=NOW, items=())
    whole = company(account(), account(id="other"))
    known = State(accounts=(state(answers_after(None, seen(*FLAT))), state(short, "other")))
    month = achieved(whole, History(), known, NOW)
    assert month is not None
    assert (month.answered, month.complete) == (3, False)


def test_facts_that_were_put_right_are_named_once() -> None:
    """From the month's reports, without what is no fact of the profile."""
    history = History(
        entries=(
            entry(2, ("blog", "phone"), ("blog", "unanswered-comments")),
            entry(9, ("blog", "phone"), ("blog", "profile-changed"), ("blog", "gone-check")),
        )
    )
    month = achieved(company(), history, State(), NOW)
    assert month is not None
    assert [(one.account, one.check) for one in month.corrected] == [("blog", "phone")]
    assert (month.answered, month.complete) == (None, False)


@pytest.mark.parametrize("status", [Status.FAIL, Status.UNKNOWN, Status.PASS])
def test_a_fact_that_is_wrong_again_was_not_put_right(status: Status) -> None:
    """Told again by the newest report, or lost sight of since: no praise. Seen right again: it counts."""
    again = FindingEntry(
        account="blog",
        check="phone",
        status=status,
        severity=Severity.MEDIUM,
        since=NOW,
        weeks=1,
        trouble=Trouble(status=Status.FAIL, severity=Severity.MEDIUM, since=NOW, weeks=1)
        if status is Status.UNKNOWN
        else None,
    )
    newest = replace(entry(30), now=NOW, findings=(again,))
    month = achieved(company(), History(entries=(entry(9, ("blog", "phone")), newest)), State(), NOW)
    assert (month is not None) == (status is Status.PASS)


def test_a_month_without_anything_to_say_says_nothing() -> None:
    """No praise for nothing."""
    assert achieved(company(), History(), State(), NOW) is None
    assert achieved(company(), History(), State(accounts=(state(answers_after(None, seen())),)), NOW) is None
