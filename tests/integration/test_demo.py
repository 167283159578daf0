"""`make demo`: every platform is shown, each company tells what its file says, and nothing of the demo stays behind."""

import email
import json
import os
from email import policy
from pathlib import Path
from typing import Any

import pytest

from tests.leaks import holding
from tests.simulator import demo
from tests.simulator.demo_watch import FEED


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the demo's reports."""
    folder = tmp_path_factory.mktemp("demo")
    before = dict(os.environ)
    demo.run(folder)
    assert dict(os.environ) == before, "the invented credentials live in the demo alone"
    return folder


def report(out: Path, company: str) -> Any:
    """Return a company's second report."""
    return json.loads((out / company / "report.json").read_text("utf-8"))


def failed(report: Any, account: str) -> set[str]:
    """Return the checks that an account fails."""
    [row] = [row for row in report["accounts"] if row["id"] == account]
    return {finding["check"] for finding in row["findings"] if finding["status"] == "fail"}


def test_every_platform_is_there(out: Path) -> None:
    """Five platforms, and three branches behind one entry."""
    rows = [row for file in out.glob("*/report.json") for row in json.loads(file.read_text())["accounts"]]
    assert {row["platform"] for row in rows} == {
        "blog",
        "facebook",
        "instagram",
        "x",
        "google_business_profile",
    }
    assert [row["id"] for row in rows if row["id"].startswith("google-")] == [
        "google-701",
        "google-702",
        "google-703",
    ]


def test_bakery_has_people_waiting_and_wrong_hours(out: Path) -> None:
    """A complaint on Facebook, two questions on Instagram; the phone number there was put right meanwhile."""
    made = report(out, "baeckerei-sommer")
    assert {"unanswered-criticism", "hours"} <= failed(made, "facebook")
    [instagram] = [row for row in made["accounts"] if row["id"] == "instagram"]
    assert [item["tone"] for item in instagram["open_items"]] == ["question", "question"]
    assert [(row["account"], row["check"]) for row in made["resolved"]] == [("facebook", "phone")]


def test_bikes_have_a_silent_channel_and_branches_that_differ(out: Path) -> None:
    """One branch with a bad review, one without its special hours, one all right."""
    made = report(out, "harbour-bikes")
    assert "dormant-account" in failed(made, "x")
    assert failed(made, "google-701") == {"unanswered-criticism"}
    assert failed(made, "google-702") == {"holiday-hours"}
    assert failed(made, "google-703") == set()


def test_the_name_of_the_bikes_is_watched(out: Path) -> None:
    """An article of the week, a listing that nobody looks after, and a fake that a person found; the pub next door is silent."""
    watch = report(out, "harbour-bikes")["watch"]
    assert {line["kind"] for line in watch["lines"]} == {"critical", "fake"}
    history = json.loads((out / "harbour-bikes" / "history.json").read_text("utf-8"))
    assert "ours" in {one["matter"].partition("/")[0] for one in history["watched"]}, "the week before"
    assert [one["name"] for one in watch["found"]] == ["Harbour Bikes Repairs"]
    assert watch["unseen"] == []
    texts = {str(file): file.read_text("utf-8", "replace") for file in out.rglob("*") if file.is_file()}
    assert holding([FEED.rpartition("/")[2]], texts) == []


def test_what_cannot_be_seen_is_no_number(out: Path) -> None:
    """A site that is down for a week and an access that has expired: both are told, and beside that nothing has a number."""
    made = report(out, "autohaus-kern")
    assert made["score"] is None
    assert made["coverage"] < 0.05
    assert "site-answers" in failed(made, "blog")
    assert "credential-valid" in failed(made, "facebook")


def test_december_s_first_report_says_what_november_brought(out: Path) -> None:
    """Followers on Facebook and Instagram, calls, directions and clicks from Google."""
    bakery, optician = (report(out / "december", name) for name in ("baeckerei-sommer", "optik-hahn"))
    assert {(row["account"], row["kind"], row["value"]) for row in bakery["results"]} >= {
        ("facebook", "followers", 1284),
        ("instagram", "followers", 2310),
    }
    assert {row["kind"] for row in optician["results"]} >= {"calls", "directions", "clicks", "reviews"}
    assert {(row["from"], row["to"]) for row in optician["results"] if row["kind"] == "calls"} == {
        ("2026-11-01", "2026-11-30")
    }


def text_of(mail: Path) -> str:
    """Return the text of a mail, in one line."""
    read = email.message_from_bytes(mail.read_bytes(), policy=policy.default)
    body = read.get_body(("plain",))
    assert body is not None
    return f"{read['To']} {read['Subject']} " + " ".join(body.get_content().split())


def test_an_alert_and_the_overview_lie_beside_the_reports(out: Path) -> None:
    """Thursday's complaint is told to its company, and Monday's overview names the worst of four first."""
    alert, overview = text_of(out / "alert.eml"), text_of(out / "overview.eml")
    assert alert.startswith("hallo@optik-hahn.example Eine Beschwerde wartet – Optik Hahn")
    assert "Ute K." in alert
    assert " von 4 Firmen" in overview
    assert overview.index("Bäckerei Sommer") < overview.index("Optik Hahn")


def test_good_week_is_perfectly_good(out: Path) -> None:
    """Nothing fails, warns or is unknown, on the website and on Google."""
    made = report(out, "optik-hahn")
    assert (made["score"], made["coverage"], made["todo"]) == (100, 1.0, [])
    worse = [
        finding["check"]
        for row in made["accounts"]
        for finding in row["findings"]
        if finding["status"] in {"fail", "warn", "unknown"}
    ]
    assert worse == []


def test_no_invented_credential_is_written_down(out: Path) -> None:
    """Neither a report nor a snapshot holds one."""
    secret = [value for fields in demo.SECRETS.values() for value in fields.values()]
    for file in out.rglob("*"):
        text = file.read_text("utf-8") if file.is_file() else ""
        assert not [value for value in secret if value in text], file


def test_the_agencys_overview_tells_since_when_nothing_was_seen(out: Path) -> None:
    """The stack has lived both Mondays: what was gone on the first is told with that day, after the site that is down."""
    mail = email.message_from_bytes((out / "overview.eml").read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    said = " ".join(body.get_content().split())
    assert (
        "Autohaus Kern [–]: Website nicht erreichbar (seit 16. November) · Facebook nicht lesbar seit 16. November (Zugang)"
        in said
    )
