"""What each channel brought, in the month's first report: with its days, absent where unseen, never judged."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from account_health.judging.audit import audit
from account_health.judging.company import Judged, judge_company
from account_health.judging.history import History
from account_health.judging.results import results
from account_health.memory.state import State, state_after
from account_health.model import Brought, NotOffered, Rating, Reason, Results, Snapshot, Unavailable
from account_health.model.run import Run
from account_health.report import render
from tests import builders
from tests.builders import comment, conversation

FIRST = datetime(2026, 12, 7, 7, tzinfo=UTC)
"""The first Monday of December."""
GOOGLE = builders.account(id="google", platform="google_business_profile")
BAKERY = builders.company(GOOGLE, language="en")
NOVEMBER: dict[str, Any] = {"first": date(2026, 11, 1), "last": date(2026, 11, 28)}
DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")


def look(at: datetime = FIRST, **parts: Any) -> Snapshot:
    """Return a look at the listing that saw these parts."""
    return Snapshot(
        account="google", platform="google_business_profile", url=GOOGLE.url, taken_at=at, requests=1, **parts
    )


def brought(seen: Snapshot, state: State | None = None) -> tuple[Brought, ...]:
    """Return what a look in the month's first report says of the month before."""
    return results(BAKERY, {"google": seen}, state or State(), FIRST)


def one(**changes: Any) -> Brought:
    """Return one number of the listing."""
    return Brought(account="google", **changes)


def reviewed(*moments: datetime, **changes: Any) -> Any:
    """Return reviews of these moments."""
    items = (
        replace(comment(n, 1, "", kind="review", rating=5), at=at) for n, at in enumerate(moments, start=1)
    )
    return conversation(*items, **changes)


def test_counts_have_the_days_that_the_platform_counted() -> None:
    """A zero and what nobody says are not told."""
    found = Results(calls=12, directions=0, clicks=None, **NOVEMBER)
    assert brought(look(results=found)) == (one(kind="calls", value=12, **NOVEMBER),)
    assert brought(look(results=Results())) == ()
    assert brought(look(results=NotOffered())) == brought(look(results=DOWN)) == ()


def test_counts_of_an_older_month_are_not_told_again() -> None:
    """A look that could not ask remembers those of the month before; they were told then."""
    october: dict[str, Any] = {"first": date(2026, 10, 1), "last": date(2026, 10, 31)}
    assert brought(look(results=Results(calls=12, **october))) == ()


def test_followers_are_compared_with_the_first_look_of_the_month_before() -> None:
    """Looks in between and the look of this report change nothing; a month without a look keeps its day."""
    state = State()
    for day, count in ((date(2026, 11, 2), 100), (date(2026, 11, 30), 90), (date(2026, 12, 7), 130)):
        at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
        state = state_after(state, [look(at, results=Results(followers=count))])
    today = FIRST.date()
    since = date(2026, 11, 2)
    assert brought(look(results=Results(followers=130)), state) == (
        one(kind="followers", value=130, last=today, change=30, since=since),
    )
    assert brought(look(results=Results(followers=130))) == (one(kind="followers", value=130, last=today),)
    unseen = state_after(State(), [look(results=DOWN)])
    assert unseen.accounts[0].followers == ()


def test_followers_of_three_months_are_kept() -> None:
    """What is older is forgotten."""
    state = State()
    for month in range(6, 13):
        at = datetime(2026, month, 7, 7, tzinfo=UTC)
        state = state_after(state, [look(at, results=Results(followers=month))])
    assert [count for _, count in state.accounts[0].followers] == [10, 11, 12]


def test_reviews_of_the_month_are_counted_in_the_companys_zone_where_all_were_seen() -> None:
    """The last second of October in Berlin is the month before; a reading with a gap says nothing."""
    edges = (
        datetime(2026, 10, 31, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 10, 31, 23, tzinfo=UTC),
        datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 11, 30, 23, tzinfo=UTC),
    )
    month: dict[str, Any] = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}
    assert brought(look(reviews=reviewed(*edges))) == (one(kind="reviews", value=2, **month),)
    assert brought(look(reviews=reviewed(*edges, gap=DOWN))) == brought(look(reviews=DOWN)) == ()
    assert brought(look(reviews=reviewed(*edges[:1]))) == ()
    stars = Rating(average=4.6, count=80)
    assert brought(look(rating=stars)) == (one(kind="rating", value=4.6, last=FIRST.date()),)


def test_gone_reviews_are_counted_by_their_stars() -> None:
    """Those of the month before; others were told, or will be."""
    gone = ((date(2026, 10, 31), 1), (date(2026, 11, 1), 5), (date(2026, 11, 30), 5), (date(2026, 11, 9), 1))
    month: dict[str, Any] = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}
    assert brought(look(results=Results(gone=(*gone, (date(2026, 12, 1), 1))))) == (
        one(kind="reviews_gone", value=2, stars=5, **month),
        one(kind="reviews_gone", value=1, stars=1, **month),
    )


def test_results_change_no_verdict_and_no_number() -> None:
    """They are thanks, never a judgement; what is not there is not missing."""
    seen = look(reviews=conversation(), rating=Rating(average=4.6, count=80))
    plain = audit(seen, BAKERY, GOOGLE, FIRST, None)
    for found in (Results(calls=1, followers=1, **NOVEMBER), NotOffered()):
        assert audit(replace(seen, results=found), BAKERY, GOOGLE, FIRST, None) == plain


FULL = Results(calls=30, directions=1, clicks=140, followers=1200, gone=((date(2026, 11, 9), 1),), **NOVEMBER)


def year(*looks: Snapshot) -> list[Judged]:
    """Return what the weekly reports of these looks say, one after the other."""
    history, state, told = History(), State(), []
    for seen in looks:
        week = f"{seen.taken_at:%G-W%V}"
        run = Run(id=f"weekly-{week}", kind="weekly", period=week, week=week, now=seen.taken_at)
        told.append(judge_company(BAKERY, [seen], run, history, state))
        history, state = told[-1].history, told[-1].state
    return told


def test_the_months_first_mail_tells_them_with_source_and_days_and_every_page_does() -> None:
    """Other mails say nothing of it; the page has what the last month brought in every week."""
    parts = {
        "reviews": reviewed(datetime(2026, 11, 3, 7, tzinfo=UTC)),
        "rating": Rating(average=4.6, count=80),
        "results": FULL,
    }
    before = look(FIRST - timedelta(days=28), results=Results(followers=1188))
    first, *middle, told, after = year(
        before,
        *(look(FIRST - timedelta(days=days)) for days in (21, 14, 7)),
        look(**parts),
        look(FIRST + timedelta(days=7), **parts),
    )
    for other in (first, *middle, after):
        assert "What it brought" not in render(other.report, BAKERY).text
    assert "140 clicks on the website" in render(after.report, BAKERY).page
    text = " ".join(render(told.report, BAKERY).text.replace("\u200b", "").split())
    for line in (
        "What it brought",
        "1 November to 28 November: 30 calls, one request for directions and 140 clicks on the website.",
        "followers as of 7 December, twelve more than on 9 November.",
        "One new review in November, 4.6 of 5 stars as of 7 December.",
        "reviews gone since 1 November: one with one star.",
    ):
        assert line.casefold() in text.casefold(), text


# --- stars as a course, and one review that praises ---


def starred(*averages: float) -> Any:
    """Return the ratings that looks of the months before this one saw, at the first Monday of each, and the state after them."""
    state = State()
    for months, average in zip(range(len(averages), 0, -1), averages, strict=True):
        at = FIRST - timedelta(days=28 * months)
        state = state_after(state, [look(at, rating=Rating(average=average, count=80))])
    return state


def test_stars_have_the_course_of_the_months_before() -> None:
    """One number a month, oldest first; a month that was not seen is no point."""
    [rating] = brought(look(rating=Rating(average=4.6, count=80)), starred(4.4, 4.5))
    assert [stars for _, stars in rating.course] == [4.4, 4.5]
    unseen = state_after(starred(4.4), [look(FIRST - timedelta(days=20), rating=DOWN)])
    [rating] = brought(look(rating=Rating(average=4.6, count=80)), unseen)
    assert [stars for _, stars in rating.course] == [4.4]


def praising(text: str, stars: int = 5, day: int = 12, **changes: Any) -> Any:
    """Return one review of November with these words."""
    at = datetime(2026, 11, day, 9, tzinfo=UTC)
    return replace(comment(1, 1, text, kind="review", rating=stars), at=at, **changes)


GOOD = "Great bread, and everybody is friendly."


def praises(*items: Any, company: Any = BAKERY) -> list[str]:
    """Return the words that are quoted of these reviews."""
    seen = look(reviews=conversation(*items))
    return [one.text for one in results(company, {"google": seen}, State(), FIRST) if one.kind == "praise"]


def test_one_good_review_is_quoted_at_most_240_characters_long() -> None:
    """The newest of the month; a longer one is cut."""
    older = praising("Great service and friendly people.", day=3)
    assert praises(older, praising(GOOD, id="2")) == [GOOD]
    [long] = praises(praising(GOOD * 20))
    assert len(long) <= 240


@pytest.mark.parametrize(
    "item",
    [
        praising("Great bread, but the queue was endless."),
        praising("Great bread, and everybody is friendly.", stars=4),
        praising("Do you have great bread on Sundays, too?"),
        praising("Top!"),
        praising(""),
        praising(GOOD, hidden=True),
        praising(GOOD, ours=True),
        replace(praising(GOOD), at=FIRST),
    ],
    ids=["but", "four stars", "a question", "too short", "no words", "hidden", "ours", "another month"],
)
def test_what_is_not_plainly_praise_is_not_quoted(item: Any) -> None:
    """Nobody finds a complaint where the report thanks."""
    assert praises(item) == []


def test_who_wants_no_quotes_gets_no_praise_either() -> None:
    """With `quotes = false` neither the data nor a page holds the words."""
    silent = replace(BAKERY, report=replace(BAKERY.report, quotes=False))
    assert praises(praising(GOOD), company=silent) == []
