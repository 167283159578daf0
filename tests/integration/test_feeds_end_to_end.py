"""Every feed of the wild, served as a company's blog through the gateway and audited by the command."""

import json
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main
from tests.real_feeds import expected
from tests.shared_data import shared
from tests.simulator.gateway import Gateway, Reply, Request, Site, html

RIGHT_SHARE = 0.98


def site(body: bytes, kind: str) -> Site:
    """Return a blog whose home page names this feed and nothing else."""
    home = html(
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Blog</body></html>'
    )

    def answer(request: Request) -> Reply:
        if request.path == "/":
            return home
        if request.path == "/feed":
            return Reply(headers=(("Content-Type", kind),), body=body)
        return html("<h1>404</h1>", 404)

    return answer


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Audit one company with a blog per feed and return its accounts by the file of their feed."""
    names = sorted(expected())
    place = tmp_path_factory.mktemp("feeds")
    lines = ['name = "Alle Blogs"', "[report]", 'to = ["blogs@alle.example"]']
    with Gateway() as gateway, pytest.MonkeyPatch.context() as patch:
        for number, name in enumerate(names):
            kind = "application/json" if name.endswith(".json") else "text/xml"
            gateway.add(f"blog{number}.example", site((shared("data/feeds") / name).read_bytes(), kind))
            lines += ["[[accounts]]", f'id = "blog{number}"', f'url = "https://blog{number}.example/"']
        (place / "alle.toml").write_text("\n".join(lines), encoding="utf-8")
        patch.setenv("ACCOUNT_HEALTH_GATEWAY", gateway.url)
        patch.chdir(place)
        assert main(["audit", "alle.toml", "--now", "2026-11-23T08:00:00Z", "--format", "json"]) == 0
    report = json.loads(Path(place, "reports", "alle", "report.json").read_text("utf-8"))
    by_id = {account["id"]: account for account in report["accounts"]}
    return {name: by_id[f"blog{number}"] for number, name in enumerate(names)}


def test_no_date_is_wrong(audited: dict[str, dict[str, Any]]) -> None:
    """A date that cannot be read is unknown, never invented."""
    wrong = {
        name: (account["last_post_at"], right)
        for name, right in expected().items()
        if (account := audited[name])["last_post_at"] not in {None, right}
    }
    assert wrong == {}


def test_nearly_every_date_is_found(audited: dict[str, dict[str, Any]]) -> None:
    """At least 98 % of the blogs that have a dated post."""
    dated = {name: right for name, right in expected().items() if right}
    found = [name for name, right in dated.items() if audited[name]["last_post_at"] == right]
    assert len(found) >= RIGHT_SHARE * len(dated), sorted(set(dated) - set(found))


def test_blogs_without_a_date_are_unknown(audited: dict[str, dict[str, Any]]) -> None:
    """No date is not an old date, and no fresh one."""
    for name, right in expected().items():
        if right is None:
            status = {one["check"]: one["status"] for one in audited[name]["findings"]}["last-post-age"]
            assert status == "unknown", name
