"""Measures looks at Google Business Profiles: requests of a quiet location, of one with 1,000 reviews, and of fifty.

Run: python -m benchmarks.google
"""

import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from account_health.cli import main
from tests.simulator.gateway import Gateway
from tests.simulator.google_api import SECRET, TOKEN, GoogleApis, SimulatedLocation
from tests.simulator.google_locations import quiet, thousand_reviews

NOW = "2026-11-23T07:00:00Z"
MOST_QUIET = 5
MOST_THOUSAND = 26
LOCATIONS = 50


def audited(locations: list[SimulatedLocation], location_id: str) -> tuple[dict[str, Any], list[str], float]:
    """Return the report of one audit, the hosts that were asked, and the seconds it took."""
    apis = GoogleApis(locations=locations)
    with Gateway() as gateway, tempfile.TemporaryDirectory() as name:
        apis.join(gateway)
        folder = Path(name)
        (folder / "morgenrot.toml").write_text(
            f'name = "Bäckerei Morgenrot"\n[report]\nto = ["chefin@example.org"]\n'
            f'[[accounts]]\nplatform = "google_business_profile"\nlocation_id = "{location_id}"\n',
            encoding="utf-8",
        )
        os.environ["ACCOUNT_HEALTH_GATEWAY"] = gateway.url
        os.environ["ACCOUNT_HEALTH_SECRET__MORGENROT__GOOGLE"] = json.dumps(SECRET)
        started = time.perf_counter()
        code = main(
            ["audit", str(folder / "morgenrot.toml"), "--out", name, "--now", NOW, "--format", "json"]
        )
        seconds = time.perf_counter() - started
        assert code == 0, code
        report = json.loads((folder / "morgenrot" / "report.json").read_bytes())
        return report, [request.host for request in gateway.requests], seconds


def run() -> None:
    """Print the figures; fails where one is above its goal."""
    for title, location, goal in (
        ("quiet location", quiet(), MOST_QUIET + 1),
        ("1,000 reviews", quiet(reviews=thousand_reviews()), MOST_THOUSAND),
    ):
        report, hosts, seconds = audited([location], "2")
        shared = hosts.count(TOKEN) + sum(host.startswith("mybusinessaccount") for host in hosts)
        print(f"{title}: {len(hosts)} requests, {shared} of them once per process, {seconds:.2f} s")
        assert len(hosts) <= goal, (title, hosts)
        assert report["accounts"][0]["open_items"] or title == "quiet location"
    report, hosts, seconds = audited([quiet(str(n)) for n in range(100, 100 + LOCATIONS)], "*")
    print(
        f"{LOCATIONS} locations behind one entry: {len(report['accounts'])} rows, {len(hosts)} requests,"
        f" {hosts.count(TOKEN)} for a token, {seconds:.2f} s"
    )
    assert len(report["accounts"]) == LOCATIONS
    assert hosts.count(TOKEN) == 1


if __name__ == "__main__":
    run()
