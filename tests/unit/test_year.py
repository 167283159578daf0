"""A year of one company through the whole pure path: what each week says, and what must hold in every week."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from account_health.checks import BY_ID
from account_health.judging.history import ENTRIES_WITH_FINDINGS, History
from account_health.memory.state import State
from account_health.model import CompanyReport, Finding, ReportRhythm, Severity, Status, Topic
from account_health.report.context import context_of
from account_health.report.verdict import verdict
from account_health.storage.jsons import from_json, to_json
from account_health.text.i18n import translator
from tests.year import GOLDEN, MISSED, REPEATED, WEEKS, ZONE, Told, judge, table, year

TOLD = {Status.WARN, Status.FAIL}
MOST_BYTES = 64_000
"""Four channels after a year."""


@pytest.fixture(scope="module")
def told() -> tuple[Told, ...]:
    """Every weekly report of the year."""
    return tuple(year())


def findings(report: CompanyReport) -> dict[tuple[str, str], Finding]:
    """Return the findings of a report by account and check."""
    return {
        (account.account, finding.check): finding
        for account in report.accounts
        for finding in account.findings
    }


def weekly(told: tuple[Told, ...]) -> list[CompanyReport]:
    """Return the reports of the year, the last of each week."""
    return list({one.report.week: one.report for one in told}.values())


def test_each_week_says_what_the_golden_table_says(told: tuple[Told, ...]) -> None:
    """`make golden` renews it; look at the difference before you commit it."""
    assert table(iter(told)) == GOLDEN.read_text("utf-8")


def test_every_week_but_the_missed_one_has_its_report(told: tuple[Told, ...]) -> None:
    """The missed week is a gap in every trend that spans it, never a zero."""
    weeks = [one.report.week for one in told]
    assert len(weeks) == WEEKS
    assert weeks.count(REPEATED) == 2
    assert MISSED not in weeks
    for one in told:
        gaps = [week.week for week in one.report.trend if week.coverage is None]
        assert gaps == [MISSED] * (MISSED in [week.week for week in one.report.trend])


def test_no_finding_is_lost(told: tuple[Told, ...]) -> None:
    """What was told is told on, called done, out of sight with its count kept, or silenced by somebody's decision.

    A mere question, such as who changed the profile, stands for one week only.
    """
    for before, after in pairwise(weekly(told)):
        now, done = findings(after), {(change.account, change.check) for change in after.resolved}
        for key, finding in findings(before).items():
            if finding.status not in TOLD or now[key].status in TOLD or finding.severity is Severity.INFO:
                continue
            causes = {(key[0], cause) for cause in BY_ID[key[1]].because}
            decided = now[key].status is Status.MUTED or after.rules_changed
            decided |= now[key].status is Status.NOT_APPLICABLE
            out_of_sight = now[key].status is Status.UNKNOWN
            assert key in done or causes & done or out_of_sight or decided, (after.week, key)


def test_nothing_old_is_called_new(told: tuple[Told, ...]) -> None:
    """Between two times of being new a matter passed, was muted, or people wrote again."""
    reported: set[tuple[str, str]] = set()
    for report in weekly(told):
        rows = findings(report)
        for change in report.new:
            key = (change.account, change.check)
            assert key not in reported or rows[key].topic is Topic.CONVERSATION, (report.week, key)
        for key, finding in rows.items():
            if finding.status in TOLD:
                reported.add(key)
            elif finding.status in {Status.PASS, Status.MUTED}:
                reported.discard(key)


def test_no_change_contradicts_its_two_numbers(told: tuple[Told, ...]) -> None:
    """Each number is printed, and whoever keeps last week's mail subtracts."""
    for before, after in pairwise(weekly(told)):
        if after.change is not None:
            assert after.score is not None
            assert before.score is not None
            assert after.change == after.score - before.score, after.week


HURTS_TODAY, WRONG, WAITS, MISSING, SILENT = range(5)
BY_HARM = (
    (HURTS_TODAY, {"site-answers", "certificate", "domain-lost", "closed-status", "account-public"}),
    (HURTS_TODAY, {"reply-rejected", "review-wave", "comment-surge"}),
    (
        WRONG,
        {
            "profile-changed",
            "phone",
            "email",
            "address",
            "name",
            "website",
            "hours",
            "outdated-text",
            "expired-promotion",
        },
    ),
    (WAITS, {"credential-valid", "permissions-complete", "last-complete-look", "reply-pending"}),
    (MISSING, {"imprint", "privacy-policy", "description", "dormancy-notice", "credential-expiry"}),
    (SILENT, {"last-post-age", "posting-frequency", "posting-gap", "dormant-account"}),
)
"""The order by harm as it was agreed, written down a second time: what hurts today, is wrong, waits, is missing, is silent."""
QUIET_WEEKS = 4


def harm_of(finding: Finding) -> int:
    """Return the place of a finding in the agreed order."""
    if finding.check == "holiday-hours":
        return HURTS_TODAY if finding.status is Status.FAIL else MISSING
    return next(place for place, checks in BY_HARM if finding.check in checks)


def matters(one: Told) -> list[tuple[tuple[int, bool], str]]:
    """Return all that this week has to tell, without the month's profile care: its place in the order, the overdue first, and the words of it."""
    say = translator("de", timezone="Europe/Berlin", now=one.report.now)
    today = one.report.now.astimezone(ZONE).date()
    found = []
    for account in one.report.accounts:
        for item in account.unanswered:
            place = HURTS_TODAY if item.tone == "criticism" else WAITS
            found.append(((place, True), "auf Antwort"))
        for finding in account.findings:
            quiet = (finding.unchanged or 0) > QUIET_WEEKS and not one.report.month_begins
            small = finding.severity not in {Severity.CRITICAL, Severity.HIGH}
            told = finding.report_rhythm is ReportRhythm.WEEKLY and finding.status in TOLD
            if not told or (quiet and small) or finding.check.startswith("unanswered-"):
                continue
            late = finding.due is not None and finding.due < today
            found.append(((harm_of(finding), not late), say.text(finding.message)))
    return found


def first_sentence(one: Told) -> str:
    """Return the sentence that this week's mail begins with."""
    return str(verdict(context_of(one.report, one.company)))


def test_each_week_begins_with_its_worst_matter(told: tuple[Told, ...]) -> None:
    """By the agreed order, worked out here from the findings alone; and only a week without any begins with a calm sentence."""
    for one in told:
        said = first_sentence(one)
        found = matters(one)
        worst = min((place for place, _ in found), default=None)
        if worst is None:
            assert "nichts" in said or said.startswith("Alles") or "nicht" in said, (one.report.run, said)
            continue
        words = [text for place, text in found if place == worst]
        assert any(text in said for text in words), (one.report.run, said, words)


def test_the_printed_change_is_the_difference_of_the_printed_numbers() -> None:
    """Read off the table that people read, not off the report's own fields."""
    rows = re.findall(r"^(\S+) .*? \| score (\S+) \((\S+)\)", GOLDEN.read_text("utf-8"), flags=re.MULTILINE)
    assert len(rows) == WEEKS
    latest: dict[str, str] = {}
    for run, score, change in rows:
        week = run[:8]
        before = [number for known, number in latest.items() if known < week]
        if change != "None":
            assert int(score) - int(before[-1]) == int(change), run
        latest[week] = score


def test_each_week_names_the_day_of_the_next_report(told: tuple[Told, ...]) -> None:
    """It comes on that day, unless a week is missed; a repeat and a look between two weeks name the same day."""
    days = {one.report.now.astimezone(ZONE).date() for one in told}
    for one in told:
        named = one.report.next_day
        assert named is not None, one.report.run
        assert named in days or f"{named:%G-W%V}" in {MISSED, "2027-W01"}, one.report.run
    last = told[-1]
    between = judge(date(2026, 12, 30), "daily", last.history, last.state)
    assert between.report.next_day == date(2027, 1, 4)


def test_a_repeated_week_moves_no_later_report(told: tuple[Told, ...]) -> None:
    """What is repeated on a Wednesday, and an alert of the day after it, name the Monday that was to come anyway."""
    repeat = next(one for one in told if one.report.run.endswith("-r2"))
    day = repeat.report.now.astimezone(ZONE).date()
    monday = day + timedelta(days=5)
    alert = judge(day + timedelta(days=1), "daily", repeat.history, repeat.state)
    assert (f"{day:%a}", f"{monday:%a}") == ("Wed", "Mon")
    assert (repeat.report.next_day, alert.report.next_day) == (monday, monday)


def test_a_due_date_never_moves_while_the_matter_stands(told: tuple[Told, ...]) -> None:
    """Holidays, a pause, an outage and a graver verdict come and go."""
    for before, after in pairwise(weekly(told)):
        for key, finding in findings(after).items():
            if finding.status in TOLD and (finding.weeks or 0) > 1:
                then = findings(before)[key]
                assert then.due in {finding.due, None}, (after.week, key)
                assert (then.first_seen == finding.first_seen) or then.status not in TOLD


def test_weeks_count_reports_and_never_runs(told: tuple[Told, ...]) -> None:
    """A repeat, a run on demand and a missed week count nothing."""
    for before, after in pairwise(weekly(told)):
        for key, finding in findings(after).items():
            then = findings(before)[key]
            if finding.status in TOLD and then.status in TOLD and (finding.weeks or 0) > 1:
                assert finding.weeks == (then.weeks or 0) + 1, (after.week, key)


def test_runs_between_leave_the_comparison_alone(told: tuple[Told, ...]) -> None:
    """Each report was compared with the history that the report before it had left."""
    for before, after in pairwise(told):
        assert after.history_before == before.history


def test_what_is_kept_stays_small(told: tuple[Told, ...]) -> None:
    """After the first weeks the files of a year grow by a line a week."""
    early, last = told[ENTRIES_WITH_FINDINGS + 6], told[-1]
    weeks = len(told) - ENTRIES_WITH_FINDINGS - 7
    assert len(last.history) < len(early.history) + weeks * 400
    assert len(last.state) < 2 * len(early.state)
    history = from_json(History, last.history)
    assert sum(1 for entry in history.entries if entry.passed) == ENTRIES_WITH_FINDINGS
    assert len(last.history) < MOST_BYTES
    assert from_json(State, last.state).of("facebook") is not None


def test_the_same_year_is_the_same_to_the_byte(told: tuple[Told, ...]) -> None:
    """The same world gives the same files."""
    again = next(iter(year()))
    assert (again.history, again.state) == (told[0].history, told[0].state)


@pytest.mark.parametrize("week", ["2026-W02", "2026-W07", "2026-W16", "2026-W28", "2026-W34", "2026-W40"])
def test_a_step_that_is_repeated_says_and_leaves_the_same(told: tuple[Told, ...], week: str) -> None:
    """State and history hold the run already, and nothing is counted, compared or noted twice."""
    one = next(one for one in told if one.report.week == week)
    day = one.report.now.astimezone(ZONE).date()
    again = judge(day, "weekly", one.history, one.state)
    assert again.report == one.report
    assert to_json(again.history) == one.history
    assert to_json(again.state) == one.state


def test_what_the_channels_brought_is_told_once_a_month_and_adds_up(told: tuple[Told, ...]) -> None:
    """In the month's first report, of the month before; what nobody counted is not there, and no zero is."""
    brought = {
        one.report.now.astimezone(ZONE).date(): one.report.results
        for one in told
        if one.report.month_begins and one.report.results and not one.report.first
    }
    assert [day.month for day in brought] == list(range(2, 13))
    followers = [next(row for row in rows if row.kind == "followers") for rows in brought.values()]
    starts = [one.value - (one.change or 0) for one in followers]
    assert starts[1:] == [one.value for one in followers[:-1]]
    calls = {day.month: row for day, rows in brought.items() for row in rows if row.kind == "calls"}
    assert set(calls) == set(range(2, 13)) - {5}, "nobody counted April"
    assert all(
        row.first is not None and row.first.month == row.last.month == month - 1
        for month, row in calls.items()
    )
    assert all(row.value > 0 for rows in brought.values() for row in rows)
    assert [day.month for day, rows in brought.items() for row in rows if row.kind == "reviews_gone"] == [9]
