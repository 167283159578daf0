"""Measures a look at blogs: requests, wall time against the longest chain of dependent requests, and CPU.

Run: python -m benchmarks.blogs
"""

import json
import os
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from account_health.cli import main
from tests.simulator.gateway import Gateway, Reply, Request, Site
from tests.simulator.sites import SimulatedPost
from tests.simulator.wordpress import SimulatedComment, WordPressSite

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
LATENCY = 0.2
BLOGS = 5
CHAIN = 2
"""Dependent requests of a WordPress blog: the home page names feed, interface, imprint and privacy page."""
COMMENTS = 100
MOST_REQUESTS = 8
MOST_RATIO = 1.15
ROUNDS = 5


def blog(host: str) -> Site:
    """Return a WordPress blog with a hundred recent comments."""
    posts = tuple(
        SimulatedPost(number=n, title=f"Brot {n}", at=NOW - timedelta(days=7 * n), slug=f"brot-{n}")
        for n in range(1, 11)
    )
    comments = tuple(
        SimulatedComment(
            number=n,
            post=1 + n % 10,
            at=NOW - timedelta(hours=20 * n),
            text=f"<p>Habt ihr Brot Nummer {n} auch samstags?</p>",
            author_name=f"Gast {n}",
        )
        for n in range(1, COMMENTS + 1)
    )
    return WordPressSite(host=host, posts=posts, comments=comments)


def delayed(site: Site, seconds: float) -> Site:
    """Return the same site behind a slow wire."""

    def answer(request: Request) -> Reply:
        reply = site(request)
        return replace(reply, delay=reply.delay + seconds)

    return answer


def registry(blogs: int) -> str:
    """Return a registry file of so many blogs."""
    lines = [
        'name = "Fünf Blogs"',
        "[report]",
        'to = ["a@firma.example"]',
        "[facts]",
        'phone = "089 23456780"',
    ]
    for number in range(blogs):
        lines += ["[[accounts]]", f'id = "blog{number}"', f'url = "https://blog{number}.example/"']
    return "\n".join(lines)


def audited(place: Path, latency: float) -> tuple[float, float, list[int]]:
    """Audit once and return (wall seconds, CPU seconds, requests per blog)."""
    with Gateway() as gateway:
        for number in range(BLOGS):
            host = f"blog{number}.example"
            gateway.add(host, delayed(blog(host), latency))
        os.environ["ACCOUNT_HEALTH_GATEWAY"] = gateway.url
        wall, cpu = time.perf_counter(), time.process_time()
        code = main(
            ["audit", str(place / "firma.toml"), "--out", str(place), "--now", "2026-11-23T07:00:00Z"]
        )
        spent = time.perf_counter() - wall, time.process_time() - cpu
        del os.environ["ACCOUNT_HEALTH_GATEWAY"]
    report = json.loads((place / "firma" / "report.json").read_text("utf-8"))
    assert code == 0
    assert all(account["coverage"] == 1.0 for account in report["accounts"]), "a blog was not seen whole"
    return *spent, [account["requests"] for account in report["accounts"]]


def measure() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "firma.toml").write_text(registry(BLOGS), encoding="utf-8")
        audited(place, 0.0)
        rounds = [audited(place, LATENCY) for _ in range(ROUNDS)]
        quick = [audited(place, 0.0) for _ in range(ROUNDS)]
    requests = max(rounds[0][2])
    wall = min(spent for spent, _, _ in rounds)
    cpu = min(spent for _, spent, _ in quick) / BLOGS
    chain = CHAIN * LATENCY
    print()
    print(f"requests per WordPress blog with {COMMENTS} comments: {requests} (goal: at most {MOST_REQUESTS})")
    print(
        f"wall time of {BLOGS} blogs at {LATENCY * 1000:.0f} ms: {wall:.3f} s, longest chain {chain:.3f} s,"
        f" ratio {wall / chain:.2f} (goal: at most {MOST_RATIO})"
    )
    print(f"CPU per blog, simulated sites and report included: {cpu * 1000:.0f} ms")


if __name__ == "__main__":
    measure()
