"""Since when, for how many weeks, what is new, what is resolved, and the trend."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from account_health.assemble import assemble
from account_health.audit import audit
from account_health.company import Company, ReportSettings
from account_health.history import (
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
    Cadence,
    CompanyReport,
    Finding,
    LegalPage,
    Reason,
    Severity,
    Snapshot,
    Status,
    TrendWeek,
    Unavailable,
)
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


def test_a_second_run_in_the_same_week_counts_no_further_week() -> None:
    """Weeks are ISO weeks with a run, not runs."""
    history, _ = weeks(snapshot(phones=WRONG))
    report = told(snapshot(phones=WRONG), history, NOW + timedelta(days=2))
    report = replace(report, run="weekly-2026-W48-r2")
    assert finding(report, "phone").weeks == 1


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


def test_the_trend_shows_a_missed_week_as_a_gap() -> None:
    """A gap is no zero."""
    _, report = weeks(snapshot(), None, snapshot(phones=WRONG))
    assert report.trend == (
        TrendWeek(week="2026-W46", score=100, coverage=1.0),
        TrendWeek(week="2026-W47", score=None, coverage=None),
        TrendWeek(week="2026-W48", score=79, coverage=1.0),
    )


def test_the_trend_is_at_most_twelve_weeks_long() -> None:
    """Oldest first, this week last."""
    _, report = weeks(*[snapshot()] * 15)
    assert len(report.trend) == 12
    assert report.trend[-1].week == "2026-W48"


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


def test_the_change_counts_only_checks_judged_in_both_runs() -> None:
    """A phone number that turns wrong moves the score; a check that was unknown before does not."""
    _, report = weeks(snapshot(), snapshot(phones=WRONG))
    assert report.change == -21
    _, same = weeks(snapshot(emails=DOWN), snapshot())
    assert same.change == 0


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
    assert finding(first, "imprint").cadence is Cadence.WEEKLY
    assert finding(second, "imprint").cadence is Cadence.MONTHLY


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


def test_the_history_is_bounded_and_only_the_newest_entries_keep_their_findings() -> None:
    """However long it runs, it stays small."""
    history, _ = weeks(*[snapshot()] * (MOST_ENTRIES + 5))
    assert len(history.entries) == MOST_ENTRIES
    assert sum(1 for one in history.entries if one.findings) == ENTRIES_WITH_FINDINGS


def entry(now: datetime, score: int | None = 50) -> Entry:
    """Return a small entry of the week of `now`."""
    row = FindingEntry(
        account="blog", check="phone", status=Status.FAIL, severity=Severity.HIGH, since=now, weeks=1
    )
    return Entry(
        run=f"weekly-{now:%G-W%V}",
        now=now,
        week=f"{now:%G-W%V}",
        rules_version="1",
        score=score,
        coverage=1.0,
        findings=(row,),
    )


entries = st.builds(
    entry, st.integers(0, 80).map(lambda back: NOW - back * WEEK), st.none() | st.integers(0, 100)
)
alerts = st.builds(
    Alerted,
    id=st.integers(0, 600).map(lambda n: f"fb-1_{n}"),
    at=st.integers(0, 30).map(lambda days: NOW - timedelta(days=days)),
)
storms = st.builds(
    lambda first, step, more: [
        Alerted(id=f"fb-1_{first + n}", at=NOW - timedelta(days=n * step % 31))
        for n in range(MOST_ALERTED + more)
    ],
    st.integers(0, 300),
    st.integers(1, 30),
    st.integers(0, 100),
)
"""More than a history remembers, drawn with three numbers."""
histories = st.builds(
    lambda some, told: merge_histories(History(), History(entries=tuple(some), alerted=tuple(told))),
    st.lists(entries, max_size=70, unique_by=lambda one: one.run),
    st.lists(alerts, max_size=20) | storms,
)


def test_an_alert_is_remembered_through_the_weekly_run() -> None:
    """The week's entry leaves the alerts as they are, and their number is bounded."""
    told_of = remember_alerts(History(), (f"fb-1_{n}" for n in range(MOST_ALERTED + 100)), NOW)
    assert len(told_of.alerted) == MOST_ALERTED
    after = remember(told_of, told(snapshot(), told_of, NOW + WEEK))
    assert after.alerted == told_of.alerted


@settings(deadline=None)  # the speed of a busy machine is no fault
@given(histories, histories, histories)
def test_merging_is_commutative_associative_and_idempotent(a: History, b: History, c: History) -> None:
    """Overlapping runs cannot undo each other."""
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
