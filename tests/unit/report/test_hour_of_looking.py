"""Looks are made in the night before the mail; the mail names the hour of the oldest look that it tells of, not its own."""

import json
from datetime import UTC, datetime, timedelta

from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.judging.unseen import unseen
from account_health.memory.state import State
from account_health.model import CompanyReport, Reason, Snapshot, Unavailable
from account_health.model.run import Run
from account_health.report import Line, Reader, brief_of, render, render_mail, render_overview
from tests import builders

SEVEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
RUN = Run(id="weekly-2026-W48", kind="weekly", period="2026-W48", week="2026-W48", now=SEVEN)
BLOG, SECOND = builders.account(), builders.account(id="second", url="https://second.example/")
COMPANY = builders.company(BLOG, SECOND, language="en")


def at(hour: int, minute: int) -> datetime:
    """Return a moment of the night before the mail, by the clock of Berlin."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def report_of(*looks: Snapshot) -> CompanyReport:
    """Return the week's report on these looks."""
    return judge_company(COMPANY, looks, RUN, History(), State()).report


def foot(report: CompanyReport) -> str:
    """Return the mail's foot on one line."""
    return " ".join(render_mail(report, COMPANY).text.split("\n-- \n")[1].split())


def test_the_foot_names_the_oldest_look_of_which_something_is_told() -> None:
    """Two looks, half past three and six: nobody is told that half past three was seven."""
    report = report_of(
        builders.snapshot(taken_at=at(6, 0)),
        builders.snapshot(account="second", url="https://second.example/", taken_at=at(3, 30)),
    )
    assert "Data as of 23 November 2026, 3:30 (CET)." in foot(report)
    document = json.loads(render(report, COMPANY).json)
    assert document["run"]["looked"] == "2026-11-23T02:30:00Z"
    assert document["run"]["now"] == "2026-11-23T06:00:00Z"
    reader = Reader(language="en", timezone="Europe/Berlin", reply_to="office@agency.example")
    overview = render_overview((Line(company="one", brief=brief_of(document, COMPANY)),), reader, SEVEN)
    assert "Data as of 23 November 2026, 3:30 (CET)." in " ".join(overview.text.split())


def test_a_look_that_saw_nothing_makes_no_data_older() -> None:
    """What could not be seen at one o'clock is told as that; of it there are no data."""
    nothing = unseen(SECOND, Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503"), at(1, 0))
    report = report_of(builders.snapshot(taken_at=at(6, 0)), nothing)
    assert report.looked == at(6, 0)
    assert "Data as of 23 November 2026, 6:00 (CET)." in foot(report)


def test_where_nothing_was_seen_the_foot_names_the_hour_of_the_mail() -> None:
    """There is nothing that could be older."""
    why = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
    report = report_of(unseen(BLOG, why, at(1, 0)), unseen(SECOND, why, at(1, 0)))
    assert report.looked is None
    assert "Data as of 23 November 2026, 7:00 (CET)." in foot(report)
