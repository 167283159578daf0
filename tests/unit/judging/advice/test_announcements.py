"""What was agreed is said when it begins or ends: mutes, pauses, rules, time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from account_health.judging.advice.announcements import notices_of
from account_health.judging.history import History, remember
from account_health.model import CompanyReport, Notice
from account_health.model.company import Account, Company, Mute, Pause, Team
from account_health.storage.jsons import from_json, to_json
from account_health.text.i18n import translator
from tests import report_samples as samples
from tests.builders import account, company

MONDAY = date(2026, 12, 14)
HOLIDAYS = Pause(first=date(2026, 12, 24), last=date(2027, 1, 6), note="Betriebsferien")
WEEK = timedelta(days=7)


def told(whole: Company, day: date, last: date | None = None, **report: Any) -> tuple[Notice, ...]:
    """Return the notices of a report on a day; by default a week after the last one, which knew the same."""
    before = made_on(last or day - WEEK)
    known = replace(before, notices=notices_of(whole, before, None))
    (entry,) = remember(History(), known).entries
    return notices_of(whole, made_on(day, **report), entry)


def made_on(day: date, **report: Any) -> CompanyReport:
    """Return a report of a day."""
    return replace(
        samples.good_week(), now=datetime(day.year, day.month, day.day, 7, tzinfo=UTC), run=f"{day}", **report
    )


def muted(until: date | None, *more: Mute) -> Company:
    """Return a company with a mute until a day."""
    return company(account(mute=(Mute(check="imprint", reason="kommt noch", until=until), *more)))


def kinds(notices: tuple[Notice, ...]) -> list[str]:
    """Return which kinds of notices these are."""
    return [one.kind for one in notices]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (MONDAY - 2 * WEEK, []),
        (MONDAY - WEEK - timedelta(days=1), []),
        (MONDAY - WEEK, ["mute_ended"]),
        (MONDAY - timedelta(days=1), ["mute_ended"]),
        (MONDAY, []),
        (None, []),
    ],
)
def test_a_mute_that_ended_is_said_once(until: date | None, expected: list[str]) -> None:
    """By the first weekly report after its last day, and by no other."""
    assert kinds(told(muted(until), MONDAY)) == expected


def test_a_mute_that_ended_in_a_missed_week_is_still_said() -> None:
    """The comparison is with the last report, not with seven days ago."""
    whole = muted(MONDAY - 2 * WEEK)
    assert kinds(told(whole, MONDAY, MONDAY - 3 * WEEK)) == ["mute_ended"]


def test_a_first_report_says_nothing_of_mutes_that_ended_before_it() -> None:
    """It never kept silent about anything."""
    assert notices_of(muted(MONDAY - timedelta(days=1)), made_on(MONDAY), None) == ()


def test_a_mute_that_was_followed_by_another_goes_on() -> None:
    """Nothing is told again, so nothing is said."""
    assert told(muted(MONDAY - timedelta(days=1), Mute(check="imprint", reason="dauert")), MONDAY) == ()


def test_a_mute_of_a_check_that_was_switched_off_ends_without_a_word() -> None:
    """It is not told again."""
    mute = Mute(check="imprint", reason="kommt noch", until=MONDAY - timedelta(days=1))
    assert told(company(account(mute=(mute,), checks=(("imprint", "off"),))), MONDAY) == ()


def test_a_mute_says_check_day_and_reason() -> None:
    """So that somebody can decide whether to mute it again."""
    (notice,) = told(muted(date(2026, 12, 12)), MONDAY)
    assert notice.account == "blog"
    translate = translator("de", now=datetime(2026, 12, 14, tzinfo=UTC))
    assert translate.text(notice.message) == (
        "„Impressum“ war bis zum 12. Dezember ausgelassen und wird wieder gemeldet. Der Grund war: „kommt noch“."
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 7), []),
        (date(2026, 12, 14), ["pause_ahead"]),
        (date(2026, 12, 21), []),
        (date(2026, 12, 28), ["pause_now"]),
        (date(2027, 1, 4), ["pause_now"]),
        (date(2027, 1, 11), []),
    ],
)
def test_a_pause_is_told_a_week_ahead_and_while_it_lasts(day: date, expected: list[str]) -> None:
    """Once before it begins, by the last report that leaves a whole week."""
    assert kinds(told(company(pauses=(HOLIDAYS,)), day)) == expected


def test_a_pause_is_told_late_rather_than_never() -> None:
    """When the right week had no report, or somebody registers it late."""
    whole = company(pauses=(HOLIDAYS,))
    assert kinds(told(whole, date(2026, 12, 21), date(2026, 12, 7))) == ["pause_ahead"]
    assert kinds(notices_of(whole, made_on(date(2026, 12, 23)), None)) == ["pause_ahead"]


@pytest.mark.parametrize("days", [0, 1, 6, 7])
def test_a_pause_that_is_registered_late_is_told_once_by_the_next_report(days: int) -> None:
    """The last report could not tell what it did not know; and it is not told again after that."""
    late = company(pauses=(replace(HOLIDAYS, first=MONDAY + timedelta(days=days)),))
    history = remember(History(), made_on(MONDAY - WEEK))
    report = made_on(MONDAY)
    report = replace(report, notices=notices_of(late, report, history.entries[-1]))
    assert kinds(report.notices) == (["pause_ahead"] if days else ["pause_now"])
    history = from_json(History, to_json(remember(history, report)))
    again = [
        one
        for later in range(1, days)
        for one in kinds(notices_of(late, made_on(MONDAY + timedelta(days=later)), history.entries[-1]))
    ]
    assert again == []


def test_a_pause_that_begins_in_exactly_a_week_has_been_told_by_then() -> None:
    """Seven days are a whole week."""
    whole = company(pauses=(replace(HOLIDAYS, first=date(2026, 12, 21)),))
    assert kinds(told(whole, date(2026, 12, 14))) == ["pause_ahead"]


def test_a_pause_says_what_to_do_before_as_far_as_the_channels_have_it() -> None:
    """Special hours where there is a listing, a post where posts are expected."""
    listing = Account(id="google", platform="google_business_profile", url="https://g.example/", posts="none")
    quiet = account(posts="none")

    def action(*accounts: Account) -> str:
        (notice,) = told(company(*accounts, pauses=(HOLIDAYS,)), MONDAY)
        assert notice.action is not None
        return translator("en").text(notice.action)

    assert action(quiet) == "Before that: set up an automatic answer for your mail."
    assert action(quiet, listing) == (
        "Before that: enter special hours on Google and set up an automatic answer for your mail."
    )
    assert "publish a post about it" in action(account(), listing)


def test_a_pause_says_until_when_no_posts_are_expected() -> None:
    """In its own name; the longer of two that overlap counts."""
    short = Pause(first=date(2026, 12, 27), last=date(2026, 12, 30))
    (notice,) = told(company(pauses=(short, HOLIDAYS)), date(2026, 12, 28))
    translate = translator("de", now=datetime(2027, 1, 1, tzinfo=UTC))
    assert (
        translate.text(notice.message)
        == "Betriebsferien bis 6. Januar: So lange erwarten wir keine Beiträge."
    )
    (unnamed,) = told(company(pauses=(replace(HOLIDAYS, note=""),)), date(2026, 12, 28))
    assert translator("en").text(unnamed.message).startswith("Company holidays until 6 January")


def test_other_rules_are_said() -> None:
    """Instead of a drop."""
    assert kinds(told(company(), MONDAY, rules_changed=True)) == ["rules_changed"]


def test_time_is_said_at_first_and_once_a_month_while_it_is_short() -> None:
    """Not every Monday."""
    short, enough = (company(team=Team(hours_per_week=hours)) for hours in (0.5, 5))
    assert kinds(told(short, MONDAY, month_begins=True)) == ["time"]
    assert kinds(told(short, MONDAY)) == []
    assert kinds(told(enough, MONDAY, month_begins=True)) == []
    assert kinds(told(enough, MONDAY, month_begins=True, first=True)) == ["time"]
