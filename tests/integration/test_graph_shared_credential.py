"""One shared credential for three companies: each sees its own accounts, and no derived token is kept anywhere."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main
from account_health.connectors.http.network import Network
from account_health.storage.local import EnvironmentSecrets
from tests.leaks import files_below, holding, readable
from tests.simulator.gateway import Gateway
from tests.simulator.graph_agency import LOGIN_TOKEN, NAMES, PAGE_TOKEN, SHARED_TOKEN, Agency, agency
from tests.world import WEEKLY, World, world


@pytest.fixture
def companies() -> Agency:
    """Three companies of one agency."""
    return agency()


@pytest.fixture
def gateway(companies: Agency) -> Iterator[Gateway]:
    """Meta, and nobody else."""
    hosts = ("graph.facebook.com", "graph.instagram.com")
    with Gateway(dict.fromkeys(hosts, companies.graph)) as running:
        yield running


@pytest.fixture
def place(tmp_path: Path, companies: Agency, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three registry files in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for branch in companies.branches:
        Path(f"{branch.name}.toml").write_text(branch.file, encoding="utf-8")
    return tmp_path


def audited(gateway: Gateway, companies: Agency, now: str = "2026-11-23T07:00:00Z") -> dict[str, Any]:
    """Audit all three with the command and return their reports."""
    files = [f"{name}.toml" for name in NAMES]
    environ = {"ACCOUNT_HEALTH_GATEWAY": gateway.url, **companies.environ}
    assert main(["audit", *files, "--now", now], environ) == 0
    return {name: json.loads(Path(f"reports/{name}/report.json").read_bytes()) for name in NAMES}


def held_apart(files: dict[str, str]) -> None:
    """Check that a company's words stand in its own files only, and that they do stand there."""
    for name in NAMES:
        word = f"geheim{name}"
        where = {path for path, body in files.items() if word in body}
        assert where
        assert all(name in path for path in where), where


def without_tokens(files: dict[str, str]) -> None:
    """Check that no token stands in any file, neither a stored nor a derived one."""
    assert files
    assert holding((SHARED_TOKEN, PAGE_TOKEN, LOGIN_TOKEN), files) == []


def test_each_company_sees_its_own_accounts_only(gateway: Gateway, companies: Agency, place: Path) -> None:
    """Page tokens are derived from the shared one; reports, snapshots, state and history hold none of them."""
    reports = audited(gateway, companies)
    for name, report in reports.items():
        rows = {row["id"]: row for row in report["accounts"]}
        assert {row: len(rows[row]["open_items"]) for row in rows} == {
            "facebook": 3,
            "instagram": 3,
            "cafe": 3,
        }
        assert all(row["unavailable"] == [] for row in rows.values()), name
    about = [request for request in gateway.requests if request.path.endswith("/debug_token")]
    assert len(about) == 1, "three companies share a credential, and Meta is asked about it once"
    asked = {
        request.headers["authorization"] for request in gateway.requests if request.host.startswith("graph.")
    }
    others = [request for request in gateway.requests if not request.host.startswith("graph.")]
    assert not [request for request in others if "authorization" in request.headers], (
        "a website gets no token"
    )
    assert {one for one in asked if PAGE_TOKEN in one} == {
        f"Bearer {PAGE_TOKEN}{branch.page.page.id}" for branch in companies.branches
    }
    files = files_below(place / "reports")
    assert {path for path in files if path.endswith(("state.json", "history.json", "report.eml"))}
    without_tokens(files)
    held_apart(files)


def test_a_company_without_a_role_gets_nothing(gateway: Gateway, companies: Agency, place: Path) -> None:
    """The shared credential reaches two Pages: the third company is told so and sees nobody else's comments."""
    lost = companies.branches[2]
    token = companies.graph.tokens[SHARED_TOKEN]
    companies.graph.tokens[SHARED_TOKEN] = replace(token, roles=token.roles[:2])
    reports = audited(gateway, companies)
    rows = {row["id"]: row for row in reports[lost.name]["accounts"]}
    for row in ("facebook", "instagram"):
        assert rows[row]["score"] is None
        assert rows[row]["open_items"] == []
        assert {gap["reason"] for gap in rows[row]["unavailable"]} == {"credential_refused"}
    assert len(rows["cafe"]["open_items"]) == 3
    assert all(len(row["open_items"]) == 3 for row in reports["sommer"]["accounts"])
    held_apart(files_below(place / "reports"))


def test_the_steps_of_a_run_keep_no_token(
    gateway: Gateway, companies: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plan, snapshots, judgements, reports, state, history, ledger and mails: two weeks of them."""
    with world(tmp_path / "store", monkeypatch) as here:
        monkeypatch.undo()
        week(here, gateway, companies)
        held_apart({path: body for path, body in files_below(tmp_path / "store").items() if "runs/" in path})
        without_tokens(files_below(tmp_path / "store"))
        assert len(here.outbox.sent) == len(NAMES) + 1
        without_tokens({mail.recipient: readable(mail.raw) for mail in here.outbox.sent})


def week(here: World, gateway: Gateway, companies: Agency) -> None:
    """Do a weekly run."""
    secrets = EnvironmentSecrets(companies.environ)
    network = Network(gateway=gateway.url, sleep=lambda _: None)
    here.services = replace(here.services, secrets=secrets, network=network)
    for branch in companies.branches:
        here.register(branch.name, branch.file)
    here.run(WEEKLY)


@pytest.mark.parametrize("account", ["facebook", "instagram", "cafe"])
def test_what_is_done_stays_done(gateway: Gateway, companies: Agency, place: Path, account: str) -> None:
    """`account-health done` closes one item for good: in the next audit, and in the one after; all others wait on."""
    del place
    first = open_items(audited(gateway, companies), account)
    closed = sorted(first)[1]
    assert main(["done", "sommer.toml", closed, "--note", "Spam"], {}) == 0
    for now in ("2026-11-24T07:00:00Z", "2026-11-30T07:00:00Z"):
        assert open_items(audited(gateway, companies, now), account) == first - {closed}


def open_items(reports: dict[str, Any], account: str) -> set[str]:
    """Return what waits on one account of the first company."""
    row = next(one for one in reports["sommer"]["accounts"] if one["id"] == account)
    return {item["id"] for item in row["open_items"]}
