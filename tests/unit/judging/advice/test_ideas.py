"""Three things to ask colleagues for, other ones every week, where a channel has been quiet for too long."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from account_health.judging.account import judge_account
from account_health.judging.advice.ideas import POOL, ideas
from account_health.model import AccountReport, Conversation, Message, Snapshot, Status
from account_health.model.company import Company, Pause, Team
from account_health.text.i18n import translator
from tests.builders import NOW, account, comment, company, conversation, posts, snapshot

WEEK = timedelta(days=7)
QUIET = snapshot(posts=posts(60))


def judged(seen: Snapshot = QUIET, whole: Company | None = None) -> AccountReport:
    """Judge a blog of which a post a month is expected."""
    whole = whole or company()
    return judge_account(seen, whole, whole.accounts[0], NOW, None)


def test_a_quiet_channel_gets_three_ideas_and_the_task_promises_no_number() -> None:
    """A mail has room for one of them or none, the page for all."""
    report = judged()
    assert len(set(report.ideas)) == 3
    (stale,) = [one for one in report.findings if one.check == "last-post-age"]
    assert stale.action is not None
    assert translator("en").text(stale.action) == "Publish a post this week."


def test_a_silent_channel_gets_ideas_and_its_decision_stays_as_it_is() -> None:
    """First somebody decides whether to go on at all."""
    report = judged(snapshot(posts=posts(200)))
    assert len(report.ideas) == 3
    (silent,) = [one for one in report.findings if one.check == "dormant-account"]
    assert silent.action is not None
    assert "ideas" not in translator("en").text(silent.action)


@pytest.mark.parametrize(
    "whole",
    [
        company(account(posts="none")),
        company(account(state="dormant")),
        company(pauses=(Pause(first=NOW.date(), last=NOW.date()),)),
    ],
    ids=["no posts expected", "dormant by choice", "in the holidays"],
)
def test_who_is_not_expected_to_post_gets_none(whole: Company) -> None:
    """No ideas for a channel without cadence, one that rests, or a company that is away."""
    assert judged(whole=whole).ideas == ()


def test_a_listing_of_which_a_post_is_only_a_remark_gets_none() -> None:
    """Ideas every week would say more than the month's remark."""
    report = judged(whole=company(account(platform="google_business_profile")))
    (stale,) = [one for one in report.findings if one.check == "last-post-age"]
    assert (stale.status, report.ideas) == (Status.WARN, ())


def test_a_channel_in_use_gets_none() -> None:
    """Whoever posts has ideas."""
    assert judged(snapshot()).ideas == ()


def weekly(whole: Company, weeks: int, start: datetime = NOW) -> list[tuple[Message, ...]]:
    """Return the ideas of so many weeks."""
    return [ideas(whole, start + number * WEEK, ()) for number in range(weeks)]


def test_no_idea_comes_again_within_a_month() -> None:
    """Five weeks bring fifteen different thoughts, whenever they begin."""
    for start in range(60):
        said = [one for week in weekly(company(), 5, NOW + start * WEEK) for one in week]
        assert len(set(said)) == len(POOL) == 15


def test_the_same_week_and_company_give_the_same_ideas() -> None:
    """Also on Thursday, and over the turn of a year with 53 weeks."""
    assert ideas(company(), NOW, ()) == ideas(company(), NOW + timedelta(days=3), ())
    turn = datetime.fromisoformat("2026-12-28T07:00:00+00:00")
    assert not set(ideas(company(), turn, ())) & set(ideas(company(), turn + WEEK, ()))


def test_two_companies_do_not_ask_for_the_same_in_the_same_week() -> None:
    """The customers of an agency read each other."""
    asked = {ideas(company(id=name), NOW, ()) for name in ("kern", "hahn", "sommer", "morgenrot", "nord")}
    assert len(asked) > 1


def test_departments_take_turns() -> None:
    """Three departments are each asked in every week, two of them alternate."""

    def asked(names: tuple[str, ...], week: int) -> list[str]:
        whole = company(team=Team(departments=names))
        return [str(dict(one.values)["department"]) for one in ideas(whole, NOW + week * WEEK, ())]

    assert set(asked(("Backstube", "Verkauf", "Büro"), 0)) == {"Backstube", "Verkauf", "Büro"}
    first, second = asked(("Backstube", "Verkauf"), 0), asked(("Backstube", "Verkauf"), 1)
    assert first != second
    said = translator("de").text(ideas(company(team=Team(departments=("Backstube",))), NOW, ())[0])
    assert said.endswith("Fragen Sie das Team Backstube.")


def test_what_was_said_is_read_only_in_the_week_that_may_speak_of_it() -> None:
    """Hearing how a hundred comments sound costs more than all the rest of a judgement."""
    reads = []

    def talk() -> Iterator[Conversation]:
        reads.append(NOW)
        yield conversation()

    for week in range(5):
        ideas(company(), NOW + week * WEEK, talk())
    assert len(reads) == 1


def test_what_customers_ask_is_an_idea_only_where_they_ask() -> None:
    """With how many questions there are, once in five weeks, and otherwise another thought stands there."""
    asking = snapshot(
        posts=posts(60),
        comments=conversation(
            comment(1, 9, "Haben Sie am Samstag geöffnet?"), comment(2, 8, "Gibt es auch Dinkelbrot?")
        ),
    )

    def said(seen: Snapshot) -> list[str]:
        whole = company()
        return [
            translator("en").text(one)
            for week in range(5)
            for one in judge_account(seen, whole, whole.accounts[0], NOW + week * WEEK, None).ideas
        ]

    asked = [one for one in said(asking) if one.startswith("What customers ask")]
    assert asked == [
        "What customers ask: there are two questions in the comments, and one of them deserves a whole post."
    ]
    assert not [one for one in said(QUIET) if one.startswith("What customers ask")]


def test_while_the_company_is_away_nobody_is_asked_to_post() -> None:
    """The report says that no posts are expected, so none is asked for; what was late before stays late."""
    away = company(pauses=(Pause(first=date(2026, 11, 20), last=date(2026, 12, 4)),))
    for seen in (QUIET, snapshot(posts=posts())):
        told, asked = (
            next(one for one in judged(seen, whole).findings if one.check == "last-post-age")
            for whole in (away, company())
        )
        assert asked.action is not None
        assert (told.status, told.message, told.action) == (asked.status, asked.message, None)
