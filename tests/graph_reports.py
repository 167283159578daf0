"""From a simulated Page or account to the report that a person reads, by the command itself."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from account_health.cli import main
from tests.simulator.gateway import Gateway
from tests.simulator.graph import APP_ID, APP_SECRET, Graph
from tests.simulator.graph_world import PAGE_TOKEN

FILE: Final = """\
name = "Morgenrot"
[report]
to = ["chefin@morgenrot.example"]
copy_to = ["team@agentur.example"]
[[accounts]]
url = "https://www.facebook.com/baeckerei.morgenrot"
"""
INSTAGRAM: Final = FILE.replace("www.facebook.com/baeckerei.morgenrot", "www.instagram.com/morgenrot/")
CLEAR: Final = ("Nobody waits", "Niemand wartet", "wartet niemand", "nobody is waiting")


def settle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder, with nobody who really waits between two attempts."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr("account_health.connectors.http.retry.backoff", lambda *_: 0.0)
    monkeypatch.setattr("account_health.connectors.meta.graph.client.pause_after", lambda _: 0.0)
    return folder


def reports(graph: Graph, file: str = FILE, token: str = PAGE_TOKEN) -> tuple[Any, str, str, list[str]]:
    """Audit with the command; return the account's row, the German and the English text, and what was asked for."""
    Path("morgenrot.toml").write_text(file, encoding="utf-8")
    secret = json.dumps({"access_token": token, "app_id": APP_ID, "app_secret": APP_SECRET})
    hosts = ("graph.facebook.com", "graph.instagram.com")
    with Gateway(dict.fromkeys(hosts, graph)) as gateway:
        environ = {
            "ACCOUNT_HEALTH_GATEWAY": gateway.url,
            "ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOOK": secret,
            "ACCOUNT_HEALTH_SECRET__MORGENROT__INSTAGRAM": secret,
        }
        forms = ("--format", "json,text,html")
        assert main(["audit", "morgenrot.toml", "--now", "2026-11-23T07:00:00Z", *forms], environ) in (0, 3)
        asked = [request.path for request in gateway.requests]
    folder = Path("reports/morgenrot")
    (row,) = json.loads((folder / "report.json").read_bytes())["accounts"]
    german = flowing(folder / "report.txt")
    assert main(["replay", "reports", "--out", "again", "--language", "en", "--format", "text"], {}) in (0, 3)
    return row, german, flowing(Path("again/morgenrot/report.txt")), asked


def flowing(path: Path) -> str:
    """Return a text without its line breaks."""
    return " ".join(path.read_text(encoding="utf-8").split())


def never_healthy(row: Any, *texts: str) -> None:
    """Check that nothing of a channel that was not seen is well: no number, no pass, no all-clear."""
    assert row["score"] is None
    assert row["areas"].get("conversation") is None
    assert row["coverage"] == 0.0
    seen = {one["check"]: one["status"] for one in row["findings"]}
    assert {seen[check] for check in ("unanswered-criticism", "unanswered-comments", "last-post-age")} == {
        "unknown"
    }
    assert row["seen"]["comments"] is None
    for text in texts:
        assert not [phrase for phrase in CLEAR if phrase in text]
