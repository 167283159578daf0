"""Since when, for how many weeks, what is new, what is resolved, and the trend."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.judging.assemble import assemble
from account_health.judging.audit import audit
from account_health.judging.history import (
    ENTRIES_WITH_FINDINGS,
    MOST_ALERTED,
    MOST_ENTRIES,
    Alerted,
    Entry,
    FindingEntry,
    History,
    merge_histories,
    remember,
    remember_alerts,
    trend,
)
from account_health.model import (
    CompanyReport,
    Conversation,
    Finding,
    LegalPage,
    Reason,
    ReportRhythm,
    Severity,
    Site,
    Snapshot,
    Status,
    TrendWeek,
    Unavailable,
)
from account_health.model.company import Company, Mute, Pause, ReportSettings
from account_health.report import render
from account_health.storage.jsons import from_json, to_json
from tests.builders import NOW, account, comment, company, conversation, posts, snapshot, statements

DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
WRONG = statements("089 7654321")
WEEK = timedelta(days=7)


def told(
    seen: Snapshot, history: History, now: datetime = NOW, whole: Company | None = None
) -> CompanyReport:
    """Judge one week."""
    whole = whole or company()
    seen = replace(seen, taken_at=now)
    return assemble(whole, [audit(seen, whole, account(), now, None)], f"weekly-{now:%G-W%V}", now, history)


def weeks(*snapshots: Snapshot | None) -> tuple[History, CompanyReport]:
    """Judge week after week, the last one at NOW; None is a week without a run."""
    history, report = History(), None
    for back, seen in zip(range(len(snapshots) - 1, -1, -1), snapshots, strict=True):
        if seen is None:
            continue
        report = told(seen, history, NOW - back * WEEK)
        history = remember(history, report)
    assert report is not None
    return history, report


def finding(report: CompanyReport, check: str) -> Finding:
    """Return one finding of the only account."""
    return next(one for one in report.accounts[0].findings if one.check == check)


def test_a_first_report_has_nothing_new_and_nothing_resolved() -> None:
    """Everything is new, so nothing is called new."""
    _, report = weeks(snapshot(phones=WRONG))
    assert report.first
    assert (report.new, report.resolved, report.change) == ((), (), None)
    assert report.trend == (TrendWeek(week="2026-W48", score=report.score, coverage=report.coverage),)
    one = finding(report, "phone")
    assert (one.first_seen, one.weeks, one.due) == (NOW, 1, date(2026, 11, 26))


def test_a_finding_counts_its_weeks_and_keeps_its_due_date() -> None:
    """Three weeks old, due three working days after the first report."""
    _, report = weeks(snapshot(phones=WRONG), snapshot(phones=WRONG), snapshot(phones=WRONG))
    one = finding(report, "phone")
    assert (one.first_seen, one.weeks, one.due) == (NOW - 2 * WEEK, 3, date(2026, 11, 12))
    assert report.new == ()


def test_what_passes_by_a_milder_limit_is_not_called_done() -> None:
    """Somebody changed the registry file; nobody published anything. The number moves all the same, and says so."""
    stale = snapshot(posts=posts(60, 90))
    history = from_json(History, to_json(remember(History(), told(stale, History(), NOW - WEEK))))
    milder = account(thresholds=(("last-post-age", (("warn_days", 70),)),))
    seen = replace(stale, taken_at=NOW)
    report = assemble(
        company(milder), [audit(seen, company(milder), milder, NOW, None)], "weekly-2026-W48", NOW, history
    )
    assert finding(report, "last-post-age").status is Status.PASS
    assert report.resolved == ()
    assert report.change == (report.score or 0) - (history.entries[-1].score or 0) > 0
    assert [change.check for change in told(snapshot(), history).resolved] == ["last-post-age"]


def test_a_second_run_in_the_same_week_counts_no_further_week() -> None:
    """Weeks are ISO weeks with a run, not runs."""
    history, _ = weeks(snapshot(phones=WRONG))
    report = told(snapshot(phones=WRONG), history, NOW + timedelta(days=2))
    report = replace(report, run="weekly-2026-W48-r2")
    assert finding(report, "phone").weeks == 1
    assert [one.run for one in remember(history, report).entries] == ["weekly-2026-W48-r2"]


def test_a_repeated_week_is_compared_with_the_week_before() -> None:
    """What was new on Monday is still new in Wednesday's repetition, and what was resolved still is."""
    history, _ = weeks(snapshot(addresses=statements("Am Ring 7, 80331 München")), snapshot(phones=WRONG))
    again = told(snapshot(phones=WRONG), history, NOW + timedelta(days=2))
    assert [change.check for change in again.new] == ["phone"]
    assert [change.check for change in again.resolved] == ["address"]
    assert not again.first


def test_a_week_that_is_repeated_often_leaves_the_week_before_comparable() -> None:
    """However often somebody presses the button, last week's findings stay."""
    history, _ = weeks(snapshot(phones=WRONG), snapshot(phones=WRONG))
    for hours in range(1, 9):
        history = remember(history, told(snapshot(phones=WRONG), history, NOW + timedelta(hours=hours)))
    assert [one.week for one in history.entries] == ["2026-W47", "2026-W48"]
    assert finding(told(snapshot(phones=WRONG), history, NOW + timedelta(days=1)), "phone").weeks == 2


def test_the_due_date_stays_whatever_the_severity_and_the_calendar_become() -> None:
    """A date that was told once is not moved by a pause that is registered later, nor by a graver verdict."""
    waits = conversation(comment(1, 2, "Das Brot war hart und die Bedienung unfreundlich."))
    history = remember(History(), told(snapshot(phones=WRONG, comments=waits), History()))
    assert finding(told(snapshot(phones=WRONG), History()), "phone").due == date(2026, 11, 26)
    paused = company(pauses=(Pause(first=date(2026, 11, 24), last=date(2026, 12, 31)),))
    later = told(snapshot(phones=WRONG), history, NOW + WEEK, paused)
    assert finding(later, "phone").due == date(2026, 11, 26)


def test_the_due_date_stands_through_a_week_that_saw_nothing() -> None:
    """An outage postpones nothing."""
    history, _ = weeks(snapshot(phones=WRONG), snapshot(phones=DOWN), snapshot(phones=DOWN))
    back = told(snapshot(phones=WRONG), history, NOW + WEEK)
    assert finding(back, "phone").due == date(2026, 11, 12)
    assert finding(back, "phone").weeks == 2


def test_a_history_without_due_dates_goes_on() -> None:
    """What an older version left is counted from the day on which it was first told."""
    history, _ = weeks(snapshot(phones=WRONG))
    old = replace(
        history,
        entries=tuple(
            replace(one, findings=tuple(replace(row, due=None, said="") for row in one.findings))
            for one in history.entries
        ),
    )
    assert finding(told(snapshot(phones=WRONG), old, NOW + WEEK), "phone").due == date(2026, 11, 26)


def test_who_wrote_after_the_last_report_is_a_new_matter() -> None:
    """Last week's complaint was answered; this week's has a day of its own, and is not overdue since last week."""

    def complaint(number: int, days: float) -> Conversation:
        return conversation(comment(number, days, "Das Brot war hart und die Bedienung unfreundlich."))

    history = remember(History(), told(snapshot(comments=complaint(1, 11)), History(), NOW - WEEK))
    same = told(snapshot(comments=complaint(1, 11)), history)
    other = told(snapshot(comments=complaint(2, 4)), history)
    assert (finding(same, "unanswered-criticism").weeks, same.new) == (2, ())
    assert finding(other, "unanswered-criticism").weeks == 1
    assert finding(other, "unanswered-criticism").due == date(2026, 11, 24)
    assert [change.check for change in other.new] == ["unanswered-criticism"]


def test_a_matter_behind_another_cause_is_not_new_when_that_goes() -> None:
    """The web address was lost for a week; the wrong number was there before and is there again."""
    lost = snapshot(phones=WRONG, site=Site(url="https://a.example/", final_url=None, lost="gone"))
    history, hidden = weeks(snapshot(phones=WRONG), lost)
    assert finding(hidden, "phone").yields_to == "domain-lost"
    assert hidden.resolved == ()
    back = told(snapshot(phones=WRONG), history, NOW + WEEK)
    assert (back.new, finding(back, "phone").weeks) == ((), 2)
    assert [change.check for change in back.resolved] == ["domain-lost"]
    assert [change.check for change in told(snapshot(), history, NOW + WEEK).resolved] == ["domain-lost"]


def test_one_revived_channel_is_one_thing_done() -> None:
    """A silent channel told of its age first; when it speaks again, that is resolved once."""
    history, _ = weeks(snapshot(posts=posts(60)), snapshot(posts=posts(200)))
    back = told(snapshot(posts=posts(1, 90)), history, NOW + WEEK)
    assert [change.check for change in back.resolved] == ["dormant-account"]


def test_what_a_mute_kept_silent_is_told_again_and_is_not_new() -> None:
    """The mute's end is said by itself; the day to be done by is counted from then."""
    muted = company(account(mute=(Mute(check="phone", reason="kommt noch", until=NOW.date()),)))
    wrong = snapshot(phones=WRONG)
    report = assemble(muted, [audit(wrong, muted, muted.accounts[0], NOW, None)], "r", NOW, History())
    after = told(wrong, remember(History(), report), NOW + WEEK)
    assert after.new == ()
    assert finding(after, "phone").due == date(2026, 12, 3)


def test_other_rules_make_nothing_new_and_nothing_resolved() -> None:
    """What they find or let pass was the same last week; only what people wrote since is new."""
    history, _ = weeks(snapshot(emails=statements("info@other.example")))
    old = replace(history, entries=tuple(replace(one, rules_version="2025.1") for one in history.entries))
    waits = conversation(comment(1, -3, "Das Brot war hart und die Bedienung unfreundlich."))
    report = told(snapshot(phones=WRONG, comments=waits), old, NOW + WEEK)
    assert report.rules_changed
    assert [change.check for change in report.new] == ["unanswered-criticism"]
    assert report.resolved == ()
    assert finding(report, "phone").weeks == 1


def test_weeks_in_which_nothing_else_is_said_are_counted_as_unchanged() -> None:
    """A span of time grows by itself; another number, or a week out of sight, begins anew or goes on."""
    one = finding(weeks(*[snapshot(phones=WRONG)] * 3)[1], "phone")
    assert (one.weeks, one.unchanged) == (3, 3)
    other = finding(weeks(snapshot(phones=WRONG), snapshot(phones=statements("089 5555555")))[1], "phone")
    assert (other.weeks, other.unchanged) == (2, 1)
    silent = finding(weeks(*[snapshot(posts=posts(200))] * 2)[1], "dormant-account")
    assert (silent.weeks, silent.unchanged) == (2, 2)
    back = finding(weeks(snapshot(phones=WRONG), snapshot(phones=DOWN), snapshot(phones=WRONG))[1], "phone")
    assert (back.weeks, back.unchanged) == (2, 2)
    healthy = finding(weeks(snapshot(), snapshot())[1], "phone")
    assert healthy.unchanged is None


def test_the_month_begins_with_its_first_report_whenever_that_comes() -> None:
    """Also when the month's first Monday had no report."""
    history, report = weeks(snapshot(), snapshot())
    assert not report.month_begins
    assert told(snapshot(), history, NOW + WEEK).month_begins is False
    assert told(snapshot(), history, NOW + 3 * WEEK).month_begins
    assert told(snapshot(), History()).month_begins


def test_what_appears_is_new_and_what_goes_is_resolved() -> None:
    """By name, with the check's title."""
    history, report = weeks(snapshot(), snapshot(phones=WRONG))
    assert [change.check for change in report.new] == ["phone"]
    cured = told(snapshot(), history, NOW + WEEK)
    assert [change.check for change in cured.resolved] == ["phone"]
    assert finding(cured, "phone").first_seen is None


def test_what_could_not_be_seen_is_neither_resolved_nor_new_again() -> None:
    """One hiccup does not make an old matter new."""
    history, report = weeks(snapshot(phones=WRONG), snapshot(phones=DOWN))
    assert report.resolved == ()
    back = told(snapshot(phones=WRONG), history, NOW + WEEK)
    assert back.new == ()
    assert finding(back, "phone").first_seen == NOW - WEEK
    cured = told(snapshot(), history, NOW + WEEK)
    assert [change.check for change in cured.resolved] == ["phone"]


def test_an_unknown_finding_says_since_when() -> None:
    """Not seen has a duration."""
    _, report = weeks(snapshot(), snapshot(phones=DOWN), snapshot(phones=DOWN))
    one = finding(report, "phone")
    assert (one.status, one.first_seen, one.weeks, one.due) == (Status.UNKNOWN, NOW - WEEK, 2, None)


def test_what_goes_out_of_sight_is_unknown_since_that_week_and_not_since_it_was_wrong() -> None:
    """The weeks out of sight are counted by themselves."""
    history, report = weeks(snapshot(phones=WRONG), snapshot(phones=WRONG), snapshot(phones=DOWN))
    one = finding(report, "phone")
    assert (one.status, one.first_seen, one.weeks) == (Status.UNKNOWN, NOW, 1)
    again = told(snapshot(phones=DOWN), history, NOW + WEEK)
    assert (finding(again, "phone").first_seen, finding(again, "phone").weeks) == (NOW, 2)


def test_what_is_kept_of_a_repeated_week_counts_that_week_once() -> None:
    """By the schedule once more, or by a command on another day of it."""
    history, _ = weeks(snapshot(phones=WRONG), snapshot(phones=WRONG))
    for run in ("weekly-2026-W48-r2", "command-7"):
        again = replace(told(snapshot(phones=WRONG), history, NOW + timedelta(hours=5)), run=run)
        kept = remember(history, again).entries[-1].finding("blog", "phone")
        assert kept is not None
        assert (kept.weeks, kept.since) == (2, NOW - WEEK)


def test_the_trend_shows_a_missed_week_as_a_gap() -> None:
    """A gap is no zero."""
    _, report = weeks(snapshot(), None, snapshot(phones=WRONG))
    assert report.trend == (
        TrendWeek(week="2026-W46", score=100, coverage=1.0),
        TrendWeek(week="2026-W47", score=None, coverage=None),
        TrendWeek(week="2026-W48", score=79, coverage=1.0),
    )


def test_where_the_run_of_monday_comes_on_sunday_no_week_is_missing_and_none_twice() -> None:
    """Berlin's clocks change a week before Chicago's: midnight there once, an hour before it in the other weeks."""
    there = company(timezone="America/Chicago", country="US", region=None)
    history, seen = History(), []
    for monday in (12, 19, 26, 33, 40):
        now = (
            datetime(2026, 10, 1, 6, tzinfo=ZoneInfo("Europe/Berlin")) + timedelta(days=monday - 1)
        ).astimezone(UTC)
        run = f"weekly-{now:%G-W%V}"
        made = [audit(replace(snapshot(phones=WRONG), taken_at=now), there, account(), now, None)]
        report = assemble(there, made, run, now, history)
        history = remember(history, report)
        seen.append((report.week, finding(report, "phone").weeks))
    assert seen == [("2026-W42", 1), ("2026-W43", 2), ("2026-W44", 3), ("2026-W45", 4), ("2026-W46", 5)]
    assert [one.week for one in report.trend] == [week for week, _ in seen]


def test_the_trend_is_at_most_twelve_weeks_long() -> None:
    """Oldest first, this week last."""
    _, report = weeks(*[snapshot()] * 15)
    assert len(report.trend) == 12
    assert report.trend[-1].week == "2026-W48"


def test_the_trend_begins_again_with_new_rules() -> None:
    """A number of other rules beside one of these would look like a fall; two weeks later, too."""
    history, _ = weeks(snapshot(), snapshot(), snapshot())
    with patch("account_health.judging.assemble.RULES_VERSION", "other"):
        first = told(snapshot(phones=WRONG), history, NOW + WEEK)
        second = told(snapshot(phones=WRONG), remember(history, first), NOW + 2 * WEEK)
    assert first.rules_changed
    assert [one.score for one in first.trend] == [79]
    assert [one.score for one in second.trend] == [79, 79]


def test_what_is_told_once_a_month_is_due_from_then_on() -> None:
    """It is found in the middle of a month and told with the next one's first report: nobody is late before that."""
    wrong = snapshot(emails=statements("other@elsewhere.example"))
    history, _ = weeks(snapshot(), wrong)
    second = told(wrong, history, NOW + WEEK)
    assert (finding(second, "email").due, finding(second, "email").weeks) == (None, 2)
    history = remember(history, second)
    month = told(wrong, history, NOW + 2 * WEEK)
    assert month.month_begins
    assert (finding(month, "email").due, finding(month, "email").weeks) == (date(2026, 12, 14), 3)
    history = remember(history, month)
    assert finding(told(wrong, history, NOW + 3 * WEEK), "email").due == date(2026, 12, 14)


def test_the_trend_crosses_the_turn_of_a_year_with_53_weeks() -> None:
    """2026 has a week 53."""
    shown = trend(
        History(entries=(entry(datetime(2026, 12, 28, 7, tzinfo=UTC)),)),
        "2027-W01",
        datetime(2027, 1, 4, tzinfo=UTC),
        7,
        0.5,
    )
    assert shown == (
        TrendWeek(week="2026-W53", score=50, coverage=1.0),
        TrendWeek(week="2027-W01", score=7, coverage=0.5),
    )


@pytest.mark.parametrize(
    "looks",
    [
        (snapshot(), snapshot(phones=WRONG)),
        (snapshot(phones=WRONG), snapshot()),
        (snapshot(emails=DOWN, phones=WRONG), snapshot()),
        (snapshot(phones=WRONG), snapshot(emails=statements("other@example.org"))),
        (snapshot(), snapshot(emails=DOWN, phones=WRONG)),
    ],
    ids=["worse", "better", "seen again", "one better, one worse", "lost and worse"],
)
def test_the_change_is_the_difference_of_the_two_printed_numbers(looks: tuple[Snapshot, Snapshot]) -> None:
    """Whatever was seen between them: "15 points less" beside the same number twice is believed by nobody."""
    history, report = weeks(*looks)
    before, now = (entry.score for entry in history.entries[-2:])
    assert before is not None
    assert now is not None
    assert (now, report.change) == (report.score, now - before)
    if report.change:
        points = "point" if abs(report.change) == 1 else "points"
        direction = "more" if report.change > 0 else "less"
        english = company(language="en")
        assert f"{abs(report.change)} {points} {direction} than last week." in render(report, english).text


def test_no_change_is_shown_where_too_little_was_judged_in_both_runs() -> None:
    """Under 80 % of the weight a change would compare different things."""
    blind = dict.fromkeys(("phones", "emails", "addresses", "imprint", "certificate"), DOWN)
    history, _ = weeks(snapshot(**blind))
    entry_then = replace(history.entries[0], score=90)
    report = told(snapshot(), History(entries=(entry_then,)), NOW + WEEK)
    assert report.change is None


def test_no_change_is_shown_when_the_rules_changed() -> None:
    """Another measure is no drop."""
    history, _ = weeks(snapshot())
    old = History(entries=(replace(history.entries[0], rules_version="2025.1"),))
    report = told(snapshot(phones=WRONG), old, NOW + WEEK)
    assert report.change is None
    assert report.rules_changed
    assert not told(snapshot(phones=WRONG), history, NOW + WEEK).rules_changed
    assert not told(snapshot(), History(), NOW).rules_changed


def test_the_legal_notice_is_told_weekly_once_and_monthly_afterwards() -> None:
    """It is not repeated every Monday."""
    missing = snapshot(imprint=LegalPage(None, answers=False))
    _, first = weeks(missing)
    _, second = weeks(missing, missing)
    assert finding(first, "imprint").report_rhythm is ReportRhythm.WEEKLY
    assert finding(second, "imprint").report_rhythm is ReportRhythm.MONTHLY


def test_at_most_three_things_to_do_and_the_worst_first() -> None:
    """Three things can be done in a week."""
    seen = snapshot(
        comments=conversation(comment(1, 9, "Das Brot war hart und die Bedienung unfreundlich.")),
        phones=WRONG,
        addresses=statements("Am Ring 7, 80331 München"),
        posts=posts(60),
    )
    _, report = weeks(seen)
    assert len(report.todo) == 3
    assert report.todo[0].check == "unanswered-criticism"
    assert report.todo[0].owner == "jana"


def test_people_are_left_out_where_the_company_wants_it() -> None:
    """No name and no id."""
    quiet = company(report=ReportSettings(to=("a@b.example",), people="none"))
    report = told(snapshot(phones=WRONG), History(), whole=quiet)
    assert {one.owner for one in report.accounts[0].findings} == {None}
    assert {task.owner for task in report.todo} == {None}


def test_the_same_run_takes_its_own_place_in_the_history() -> None:
    """Running again leaves one entry."""
    history, report = weeks(snapshot(), snapshot(phones=WRONG))
    assert remember(history, report) == history


def test_the_history_keeps_what_has_a_story_and_names_what_passed() -> None:
    """What does not apply leaves nothing, so that a person can read the file."""
    history, _ = weeks(snapshot(phones=WRONG, emails=DOWN))
    (entry_,) = history.entries
    assert {(one.check, one.status) for one in entry_.findings} >= {
        ("phone", Status.FAIL),
        ("email", Status.UNKNOWN),
    }
    assert not {one.status for one in entry_.findings} & {Status.PASS, Status.NOT_APPLICABLE}
    assert entry_.has_passed("blog", "address")
    assert not entry_.has_passed("blog", "phone")
    assert not entry_.has_passed("other", "address")


def test_a_history_that_held_every_check_is_compared_as_before() -> None:
    """An older version kept a row for each check that passed."""
    history, _ = weeks(snapshot())
    (entry_,) = history.entries
    rows = tuple(
        FindingEntry(
            account="blog", check=check, status=Status.PASS, severity=Severity.HIGH, since=NOW, weeks=1
        )
        for check in dict(entry_.passed)["blog"]
    )
    old = History(entries=(replace(entry_, findings=rows, passed=()),))
    assert told(snapshot(phones=WRONG), old, NOW + WEEK).change == -21
    assert told(snapshot(phones=WRONG), history, NOW + WEEK).change == -21


def test_the_history_is_bounded_and_only_the_newest_entries_keep_their_findings() -> None:
    """However long it runs, it stays small."""
    history, _ = weeks(*[snapshot()] * (MOST_ENTRIES + 5))
    assert len(history.entries) == MOST_ENTRIES
    assert sum(1 for one in history.entries if one.passed) == ENTRIES_WITH_FINDINGS


def entry(now: datetime, score: int | None = 50, repeat: int = 1, details: int = 1) -> Entry:
    """Return a small entry of the week of `now`."""
    row = FindingEntry(
        account="blog",
        check="phone",
        status=Status.FAIL,
        severity=Severity.HIGH,
        since=now,
        weeks=details,
        due=now.date(),
    )
    return Entry(
        run=f"weekly-{now:%G-W%V}" + (f"-r{repeat}" if repeat > 1 else ""),
        now=now + timedelta(hours=repeat),
        week=f"{now:%G-W%V}",
        rules_version="1",
        score=score,
        coverage=1.0,
        findings=(row,) * bool(details),
        passed=(("blog", ("address", "imprint")),) * (details > 1),
        resolved=(("blog", "email"),) * (details % 2),
    )


def some_entries(number: int, seed: int) -> tuple[Entry, ...]:
    """Return so many entries of the last 81 weeks, as a seed picks them: drawn one by one they cost a hundred times more."""
    pick = Random(seed)  # noqa: S311 - a drawn example, no secret
    return tuple(
        entry(
            NOW - pick.randint(0, 80) * WEEK,
            pick.choice([None, 0, 50, 100]),
            pick.randint(1, 3),
            pick.randint(0, 3),
        )
        for _ in range(number)
    )


FEW = 20
"""So many alerts are remembered while merging is tried: the true bound, a hundred times that, has a test of its own."""


def alerted(ids: Iterable[int], days: int) -> tuple[Alerted, ...]:
    """Return alerts about these items, told so many days ago and a little earlier for each."""
    at = NOW - timedelta(days=days)
    return tuple(Alerted(id=f"fb-1_{one}", at=at - timedelta(minutes=one % 7)) for one in ids)


alerts = st.builds(alerted, st.sets(st.integers(0, 40), max_size=8), st.integers(0, 3)) | st.builds(
    lambda first, days: alerted(range(first, first + FEW + 5), days),
    st.integers(0, 40),
    st.integers(0, 3),
)
histories = st.builds(
    lambda some, told: History(entries=some, alerted=told),
    st.builds(some_entries, st.integers(0, 70), st.integers(0, 2**32)),
    alerts,
)


def test_an_alert_is_remembered_through_the_weekly_run() -> None:
    """The week's entry leaves the alerts as they are, and their number is bounded."""
    told_of = remember_alerts(History(), (f"fb-1_{n}" for n in range(MOST_ALERTED + 100)), NOW)
    assert len(told_of.alerted) == MOST_ALERTED
    after = remember(told_of, told(snapshot(), told_of, NOW + WEEK))
    assert after.alerted == told_of.alerted


@given(histories, histories, histories)
def test_merging_is_commutative_associative_and_idempotent(a: History, b: History, c: History) -> None:
    """Overlapping runs cannot undo each other."""
    with patch("account_health.judging.history.MOST_ALERTED", FEW):
        a, b, c = (merge_histories(History(), one) for one in (a, b, c))
        assert merge_histories(a, b) == merge_histories(b, a)
        assert merge_histories(merge_histories(a, b), c) == merge_histories(a, merge_histories(b, c))
        assert merge_histories(a, a) == a


def test_somebody_who_waits_comes_before_a_silent_channel_of_the_same_weight() -> None:
    """Both are critical and failed; the person cannot wait as long as the channel already did."""
    seen = snapshot(
        posts=posts(400),
        comments=conversation(comment(1, 9, "Das Brot war hart und die Bedienung unfreundlich.")),
    )
    _, report = weeks(seen)
    assert [task.check for task in report.todo[:2]] == ["unanswered-criticism", "dormant-account"]


def test_a_history_of_an_older_version_is_read() -> None:
    """What it does not know has its default, and what is written reads back the same."""
    old = b"""{"entries": [{"run": "weekly-2026-W47", "now": "2026-11-16T07:00:00Z", "week": "2026-W47",
        "rules_version": "2026.1", "score": 79, "coverage": 1.0, "findings": [{"account": "blog", "check": "phone",
        "status": "fail", "severity": "high", "since": "2026-11-09T07:00:00Z", "weeks": 2}]}]}"""
    history = from_json(History, old)
    report = told(snapshot(phones=WRONG), history)
    assert finding(report, "phone").weeks == 3
    assert finding(report, "phone").due == date(2026, 11, 12)
    assert report.new == ()
    after = remember(history, report)
    assert from_json(History, to_json(after)) == after


def test_a_run_of_the_command_is_compared_with_the_one_before_it_also_within_a_week() -> None:
    """A matter of Monday is no news on Tuesday, nor a second week; put right on Wednesday, it is told as done."""
    history, reports = History(), []
    for day, seen in enumerate((snapshot(phones=WRONG), snapshot(phones=WRONG), snapshot())):
        now, whole = NOW + timedelta(days=day), company()
        judged = audit(replace(seen, taken_at=now), whole, account(), now, None)
        report = assemble(whole, [judged], f"manual-{day}", now, history)
        history = remember(history, report)
        reports.append(report)
    assert [one.run for one in history.entries] == ["manual-0", "manual-1", "manual-2"]
    assert (finding(reports[1], "phone").weeks, finding(reports[1], "phone").first_seen) == (1, NOW)
    assert [change.check for change in reports[1].new] == []
    assert [change.check for change in reports[2].resolved] == ["phone"]
    assert [week.week for week in reports[2].trend] == ["2026-W48"]
