"""The command on a company with an X profile: what one run bought, the next one knows from its folder."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from account_health.cli import main
from tests.builders import NOW
from tests.simulator.gateway import Gateway
from tests.simulator.notice_site import WEBSITE, website
from tests.simulator.x_api import HOST, TOKEN, XApi
from tests.simulator.x_looks import NEW, OPEN, WEEK, Bakery

FILE = """
name = "Bäckerei Morgenrot"
[report]
to = ["chefin@baeckerei-morgenrot.example"]
[facts]
website = "https://www.baeckerei-morgenrot.example/"
[[accounts]]
url = "https://x.com/morgenrot_brot"
"""
SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"


def report_of(gateway: Gateway, now: str) -> dict[str, Any]:
    """Run the command for a time and return report.json."""
    secret = json.dumps({"bearer_token": TOKEN})
    environ = {"ACCOUNT_HEALTH_GATEWAY": gateway.url, "ACCOUNT_HEALTH_SECRET__MORGENROT__X": secret}
    assert main(["audit", "morgenrot.toml", "--now", now], environ) == 0
    found: dict[str, Any] = json.loads(Path("reports/morgenrot/report.json").read_text("utf-8"))
    return found


def test_two_runs_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run buys what is new, an overlap and what is quoted, shows all who wait, and says what it cost and what a month will.

    Both follow the profile's link.
    """
    monkeypatch.chdir(tmp_path)
    Path("morgenrot.toml").write_text(FILE, "utf-8")
    bakery = Bakery()
    bakery.many()
    api = XApi(bakery.world, NOW)
    with Gateway({HOST: api, WEBSITE: website}) as gateway:
        first = report_of(gateway, "2026-11-23T07:00:00Z")
        bakery.a_week_later()
        api.now = NOW + WEEK
        second = report_of(gateway, "2026-11-30T07:00:00Z")
    figures = [
        [report["accounts"][0][key] for key in ("requests", "reads", "cost_usd", "month_cost_usd")]
        for report in (first, second)
    ]
    assert figures == [[4, 1 + 3 + OPEN, 0.225, 0.261], [6, 1 + 1 + NEW + 3 + 3, 0.06, 0.261]]
    assert (second["reads"], second["cost_usd"], second["month_cost_usd"]) == (11, 0.06, 0.26)
    assert [len(report["accounts"][0]["open_items"]) for report in (first, second)] == [OPEN, OPEN + NEW]
    assert all(item["id"].startswith("x-") for item in second["accounts"][0]["open_items"])
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(second)
    for file in Path("reports").rglob("*"):
        assert file.is_dir() or TOKEN.encode() not in file.read_bytes(), file


def test_replaying_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved can be judged again without the network."""
    monkeypatch.chdir(tmp_path)
    Path("morgenrot.toml").write_text(FILE, "utf-8")
    bakery = Bakery()
    bakery.many()
    with Gateway({HOST: XApi(bakery.world, NOW)}) as gateway:
        first = report_of(gateway, "2026-11-23T07:00:00Z")
    assert main(["replay", "reports", "--out", "again"], {}) == 0
    again = json.loads(Path("again/morgenrot/report.json").read_text("utf-8"))
    assert again["accounts"][0]["open_items"] == first["accounts"][0]["open_items"]
    assert again["accounts"][0]["reads"] == first["accounts"][0]["reads"]
