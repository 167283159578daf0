"""One registry entry for every location, from the command and from the steps of a run."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main
from account_health.connectors.http.network import Network
from account_health.memory.state import AccountState, State
from account_health.model.errors import UnknownAccountError
from account_health.registry import read_company
from account_health.storage.local import EnvironmentSecrets
from account_health.workflow.audit_company import audit_company
from account_health.workflow.expand import expanded, narrowed
from account_health.workflow.plan_run import plan_run
from account_health.workflow.records import keep_state
from account_health.workflow.run import run_to_json
from account_health.workflow.send_report import send_report
from tests.simulator.gateway import Gateway, json_reply
from tests.simulator.google_api import OLD, SECRET, TOKEN, GoogleApis, invalid_grant, service_disabled
from tests.simulator.google_locations import facts, quiet, review
from tests.world import NOW, World, world

FILE = """\
name = "Bäckerei Morgenrot"
[report]
to = ["chefin@example.org"]
[facts]
phone = "089 1234567"
[[accounts]]
platform = "google_business_profile"
location_id = "*"
"""
BRANCH = """\
[[accounts]]
id = "bahnhof"
platform = "google_business_profile"
location_id = "102"
credential = "google"
facts = { phone = "089 7654321" }
"""


@pytest.fixture
def apis() -> GoogleApis:
    """Fifty locations; the one at the station has a number of its own."""
    locations = [quiet(str(number)) for number in range(100, 150)]
    locations[2].facts = facts(phoneNumbers={"primaryPhone": "089 7654321"})
    return GoogleApis(locations=locations)


@pytest.fixture
def gateway(apis: GoogleApis) -> Iterator[Gateway]:
    """Google, and nobody else."""
    with Gateway() as running:
        apis.join(running)
        yield running


@pytest.fixture
def here(tmp_path: Path, gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world whose network leads to the gateway, with the credential of one company."""
    secrets = EnvironmentSecrets({"ACCOUNT_HEALTH_SECRET__ACME__GOOGLE": json.dumps(SECRET)})
    with world(tmp_path, monkeypatch) as one:
        monkeypatch.undo()
        one.services = replace(
            one.services, secrets=secrets, network=Network(gateway=gateway.url, sleep=lambda _: None)
        )
        one.register("acme", FILE)
        yield one


def command(gateway: Gateway, folder: Path, *arguments: str) -> tuple[int, Any]:
    """Run the command in a folder with the registry file; return its exit code and the report: the company's, or the account's."""
    environ = {
        "ACCOUNT_HEALTH_GATEWAY": gateway.url,
        "ACCOUNT_HEALTH_SECRET__ACME__GOOGLE": json.dumps(SECRET),
    }
    out = ("--out", str(folder / "out"), "--format", "json")
    fixed = arguments[0] == "audit" and "--now" not in arguments
    now = ("--now", "2026-11-23T07:00:00Z") if fixed else ()
    code = main([*arguments, *out, *now], environ)
    path = folder / "out" / "acme"
    if "--account" in arguments:
        path /= f"accounts/{arguments[arguments.index('--account') + 1]}"
    path /= "report.json"
    return code, json.loads(path.read_bytes()) if path.exists() else None


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Write the registry file."""
    path = tmp_path / "acme.toml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def test_fifty_locations_are_fifty_rows_and_one_token(gateway: Gateway, tmp_path: Path, file: str) -> None:
    """Each row has its own id; a replay without a network shows the same fifty."""
    code, report = command(gateway, tmp_path, "audit", file)
    ids = [account["id"] for account in report["accounts"]]
    assert (code, ids) == (0, [f"google-{number}" for number in range(100, 150)])
    assert [request.host for request in gateway.requests].count(TOKEN) == 1
    assert max(account["requests"] for account in report["accounts"]) <= 5
    gateway.forget()
    code, again = command(gateway, tmp_path, "replay", str(tmp_path / "out"))
    assert (code, [account["id"] for account in again["accounts"]]) == (0, sorted(ids))
    assert [account["score"] for account in again["accounts"]] == [
        account["score"] for account in report["accounts"]
    ]
    assert gateway.requests == ()


def test_the_table_says_how_many_wait_and_a_dash_where_nobody_knows(
    gateway: Gateway, apis: GoogleApis, tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A review that waits, none that does, and an interface that is switched off."""
    apis.locations = apis.locations[:3]
    apis.locations[0].reviews = [review(1, 10, "ONE", "Unfreundlich.")]
    apis.troubles[f"{OLD}/locations/102/reviews"] = service_disabled()
    command(gateway, tmp_path, "audit", file)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert {line[0]: line[-2] for line in lines if line and line[0].startswith("google-")} == {
        "google-100": "1",
        "google-101": "0",
        "google-102": "-",
    }


def test_a_branch_with_an_entry_of_its_own_keeps_it(gateway: Gateway, tmp_path: Path, file: str) -> None:
    """Its own facts are what it is compared with, and it is not audited twice."""
    Path(file).write_text(FILE + BRANCH, encoding="utf-8")
    _, report = command(gateway, tmp_path, "audit", file)
    rows = {account["id"]: account for account in report["accounts"]}
    assert len(rows) == 50
    assert "google-102" not in rows
    phone = {row: _finding(rows[row], "phone")["status"] for row in ("bahnhof", "google-101")}
    assert phone == {"bahnhof": "pass", "google-101": "pass"}
    Path(file).write_text(FILE, encoding="utf-8")
    _, report = command(gateway, tmp_path, "audit", file)
    rows = {account["id"]: account for account in report["accounts"]}
    assert _finding(rows["google-102"], "phone")["status"] == "fail"


def test_a_location_that_the_access_does_not_see_any_more_stays_a_row(
    gateway: Gateway, apis: GoogleApis, tmp_path: Path, file: str
) -> None:
    """Four weeks long the report says that it is gone, then it is forgotten; one with an entry of its own is not doubled."""
    del apis.locations[5:]
    command(gateway, tmp_path, "audit", file)
    lost = apis.locations.pop()
    for now in ("2026-11-30T07:00:00Z", "2026-12-07T07:00:00Z", "2026-12-21T07:00:00Z"):
        _, report = command(gateway, tmp_path, "audit", file, "--now", now)
        rows = {account["id"]: account for account in report["accounts"]}
        assert len(rows) == 5
        gone = rows[f"google-{lost.number}"]
        assert _finding(gone, "account-public")["status"] == "fail"
        assert _finding(gone, "unanswered-reviews")["status"] == "unknown"
        assert gone["score"] is None
    _, report = command(gateway, tmp_path, "audit", file, "--now", "2027-01-04T07:00:00Z")
    assert len(report["accounts"]) == 4
    Path(file).write_text(FILE + BRANCH, encoding="utf-8")
    _, report = command(gateway, tmp_path, "audit", file, "--now", "2027-01-04T08:00:00Z")
    assert [
        account["id"] for account in report["accounts"] if account["id"].endswith(("102", "bahnhof"))
    ] == ["bahnhof"]


def test_one_location_on_demand(gateway: Gateway, tmp_path: Path, file: str) -> None:
    """By the id that the report shows; one that nobody knows is told."""
    code, report = command(gateway, tmp_path, "audit", file, "--account", "google-102")
    assert (code, [account["id"] for account in report["accounts"]]) == (0, ["google-102"])
    alone = str(tmp_path / "out/acme/accounts/google-102")
    code, again = command(gateway, tmp_path, "replay", alone, "--account", "google-102")
    assert (code, [account["id"] for account in again["accounts"]]) == (0, ["google-102"])
    assert command(gateway, tmp_path, "audit", file, "--account", "google-999")[0] == 2
    assert command(gateway, tmp_path, "audit", file, "--account", "facebook")[0] == 2


def test_where_locations_cannot_be_listed_the_entry_is_a_row_with_the_reason(
    gateway: Gateway, apis: GoogleApis, tmp_path: Path, file: str
) -> None:
    """Also when one location alone was asked for."""
    apis.troubles[f"{TOKEN}/token"] = invalid_grant()
    for arguments in ((), ("--account", "google-102")):
        code, report = command(gateway, tmp_path, "audit", file, *arguments)
        (row,) = report["accounts"]
        assert (code, row["id"], row["score"]) == (0, "google", None)
        assert {gap["reason"] for gap in row["unavailable"]} == {"credential_refused"}


def test_a_test_grant_behind_many_locations_is_recognised_by_what_they_remember(
    gateway: Gateway, apis: GoogleApis, tmp_path: Path, file: str
) -> None:
    """The entry itself was never looked at before."""
    command(gateway, tmp_path, "audit", file, "--now", "2026-11-16T07:00:00Z")
    apis.troubles[f"{TOKEN}/token"] = invalid_grant()
    _, report = command(gateway, tmp_path, "audit", file)
    (row,) = report["accounts"]
    assert {gap["reason"] for gap in row["unavailable"]} == {"test_grant"}


WEEK = {"kind": "weekly", "scheduled_time": "2026-11-23T07:00:00Z"}


def test_the_steps_of_a_run_freeze_one_account_per_location(here: World, gateway: Gateway) -> None:
    """The plan asks nobody; a look at the entry lists what stands behind it, once for the whole run."""
    run, _ = here.plan(WEEK)
    assert gateway.requests == ()
    listed = here.look(run, account="google").more
    assert listed == tuple(f"google-{number}" for number in range(100, 150))
    frozen = here.json(f"runs/acme/{run.id}/listed/google.json")["accounts"]
    assert [one["id"] for one in frozen] == list(listed)


def test_the_steps_of_a_run_keep_a_location_that_is_missed(here: World, apis: GoogleApis) -> None:
    """The list of accounts names it, so that its look can say what is wrong."""
    known = AccountState(account="google-777", first_look=NOW, last_look=NOW)
    keep_state(here.services.storage, "acme", State(accounts=(known,)))
    run, _ = here.plan(WEEK)
    listed = here.look(run, account="google").more
    assert listed == (*(f"google-{one.number}" for one in apis.locations), "google-777")


def test_a_whole_run_looks_at_every_location(here: World, apis: GoogleApis) -> None:
    """What an entry lists joins the next round of its line, and the report has a row for each."""
    here.run(WEEK)
    report = here.json("runs/acme/weekly-2026-W48/report.json")
    assert [one["id"] for one in report["accounts"]] == [f"google-{one.number}" for one in apis.locations]
    assert not [one for one in report["accounts"] if one["unavailable"]]


def test_an_entry_that_cannot_be_listed_now_is_asked_again(here: World, apis: GoogleApis) -> None:
    """An outage while listing is a passing trouble like any other: the row that says so goes when the list comes."""
    apis.troubles[f"{TOKEN}/token"] = json_reply({}, 503)
    run, (row,) = here.plan(WEEK)
    looked = here.look(run, account="google")
    assert (looked.again, looked.more) == (True, ())
    del apis.troubles[f"{TOKEN}/token"]
    assert len(here.look(run, account="google").more) == len(apis.locations)
    send_report({**row, "run": run_to_json(run)}, here.services)
    report = here.json(f"runs/acme/{run.id}/report.json")
    assert "google" not in [one["id"] for one in report["accounts"]]


def test_a_run_about_one_location_is_planned_without_asking_anybody(here: World, gateway: Gateway) -> None:
    """The entry then stands for this location alone; one that it does not list has no report, and that is said."""
    run, _ = here.plan({"company": "acme", "account": "google-102"})
    assert gateway.requests == ()
    assert here.look(run, account="google").more == ("google-102",)
    here.run({"company": "acme", "account": "google-102"})
    [report] = [key for key in here.storage.keys("runs/acme/") if key.endswith("report.json")]
    assert [one["id"] for one in here.json(report)["accounts"]] == ["google-102"]
    wrong = here.named({"company": "acme", "account": "blog"})
    with pytest.raises(UnknownAccountError):
        plan_run({"run": run_to_json(wrong)}, here.services)
    here.run({"company": "acme", "account": "google-999"})
    [error] = [key for key in here.storage.keys("runs/acme/") if key.endswith("error.json")]
    assert here.json(error)["error"] == "UnknownAccountError"


def test_the_short_way_audits_every_location(here: World, gateway: Gateway) -> None:
    """One process, one token."""
    answer = audit_company({"company": "acme"}, here.services)
    findings = answer["findings"]
    assert isinstance(findings, list)
    assert len({finding["account"] for finding in findings}) == 50
    assert [request.host for request in gateway.requests].count(TOKEN) == 1


def test_an_entry_that_is_wholly_registered_by_hand_disappears(here: World, apis: GoogleApis) -> None:
    """No row without a location."""
    apis.locations = apis.locations[2:3]
    company = read_company((FILE + BRANCH).encode(), "acme.toml", {}, company="acme")
    found = expanded(company, None, here.services, NOW, State())
    assert [one.id for one in found.accounts] == ["bahnhof"]


def test_what_an_id_may_mean_is_known_without_asking() -> None:
    """A registered id means itself; one that begins like an entry for many may be behind it."""
    company = read_company((FILE + BRANCH).encode(), "acme.toml", {}, company="acme")
    assert [one.id for one in narrowed(company, None).accounts] == ["google", "bahnhof"]
    assert [one.id for one in narrowed(company, "bahnhof").accounts] == ["bahnhof"]
    assert [one.id for one in narrowed(company, "google-7").accounts] == ["google"]
    for unknown in ("bahnhof-7", "goog", "x"):
        with pytest.raises(UnknownAccountError):
            narrowed(company, unknown)


def _finding(account: Any, check: str) -> Any:
    return next(one for one in account["findings"] if one["check"] == check)
