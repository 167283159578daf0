"""Measures looks at Google Business Profiles: requests of a quiet location, of one with 1,000 reviews, and of fifty.

Run: python -m benchmarks.google
"""

import contextlib
import io
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from account_health.cli import main
from tests.simulator.gateway import Gateway
from tests.simulator.google_api import ACCOUNTS, PERFORMANCE, SECRET, TOKEN, GoogleApis, SimulatedLocation
from tests.simulator.google_locations import quiet, thousand_reviews

WEEKS: Final = ("2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14")
"""The last of them lies in a month's second week."""
MOST_QUIET: Final = 6
"""Five, and one more in the look that asks for the figures of the month before."""
MOST_THOUSAND: Final = 26
LOCATIONS: Final = 50


def audited(
    locations: list[SimulatedLocation], registered: str, weeks: tuple[str, ...] = WEEKS
) -> list[tuple[dict[str, Any], list[str], float]]:
    """Return the report of each weekly audit, the hosts that were asked, and the seconds it took."""
    apis = GoogleApis(locations=locations)
    done = []
    with Gateway() as gateway, tempfile.TemporaryDirectory() as name:
        apis.join(gateway)
        folder = Path(name)
        (folder / "morgenrot.toml").write_text(
            f'name = "Bäckerei Morgenrot"\n[report]\nto = ["chefin@example.org"]\n'
            f'[[accounts]]\nplatform = "google_business_profile"\n{registered}\n',
            encoding="utf-8",
        )
        os.environ["ACCOUNT_HEALTH_GATEWAY"] = gateway.url
        os.environ["ACCOUNT_HEALTH_SECRET__MORGENROT__GOOGLE"] = json.dumps(SECRET)
        for week in weeks:
            gateway.forget()
            started = time.perf_counter()
            arguments = ["audit", str(folder / "morgenrot.toml"), "--out", name, "--format", "json"]
            with contextlib.redirect_stdout(io.StringIO()):
                code = main([*arguments, "--now", f"{week}T07:00:00Z"])
            seconds = time.perf_counter() - started
            assert code == 0, code
            report = json.loads((folder / "morgenrot" / "report.json").read_bytes())
            done.append((report, [request.host for request in gateway.requests], seconds))
    return done


def one_location(title: str, location: SimulatedLocation, most: int) -> None:
    """Print the requests of weekly looks at one location, the token included; fails where one asks for too many."""
    for registered in ('location_id = "2"\naccount_id = "1"', 'location_id = "2"'):
        runs = audited([location], registered)
        counts = [len(hosts) for _, hosts, _ in runs]
        listed = [hosts.count(ACCOUNTS) for _, hosts, _ in runs]
        how = "registered with account_id" if "account_id" in registered else "without account_id"
        print(
            f"{title}, {how}: {counts} requests in {len(counts)} weeks, {listed} of them for the list of accounts"
        )
        assert all(count - once <= most for count, once in zip(counts, listed, strict=True)), counts
        monthly = [hosts.count(PERFORMANCE) for _, hosts, _ in runs]
        assert sum(monthly) == len({week[:7] for week in WEEKS[1:]}), "once a month, not in the first look"
        assert sum(listed) <= 1, "the list of accounts is remembered"
        # A thousand reviews leave room for that list too.
        assert most == MOST_QUIET or max(counts) <= most, counts
        assert all(report["coverage"] == 1 for report, _, _ in runs), "not all was seen"


def run() -> None:
    """Print the figures; fails where one is above its goal."""
    one_location("quiet location", quiet(), MOST_QUIET)
    one_location("1,000 reviews", quiet(reviews=thousand_reviews()), MOST_THOUSAND)
    ((report, _, _),) = audited([quiet(reviews=thousand_reviews())], 'location_id = "2"', WEEKS[:1])
    (oldest,) = report["accounts"][0]["open_items"]
    print(f"1,000 reviews: the oldest one without an answer is found, of {oldest['at'][:10]}")
    ((report, hosts, seconds),) = audited(
        [quiet(str(n)) for n in range(100, 100 + LOCATIONS)], 'location_id = "*"', WEEKS[:1]
    )
    print(
        f"{LOCATIONS} locations behind one entry: {len(report['accounts'])} rows, {len(hosts)} requests,"
        f" {hosts.count(TOKEN)} for a token, {seconds:.2f} s"
    )
    assert len(report["accounts"]) == LOCATIONS
    assert hosts.count(TOKEN) == 1


if __name__ == "__main__":
    run()
