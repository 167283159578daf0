"""Measures a look at blogs: requests, wall time against the longest chain of dependent requests, and CPU.

Run: python -m benchmarks.blogs
"""

import io
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from account_health.cli import main
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.registry import read_company
from account_health.storage.local import EmlMailer, EnvironmentSecrets, FolderStorage
from account_health.workflow.collect import collect_account
from account_health.workflow.run import name_run
from account_health.workflow.services import Services, Settings
from tests.simulator.gateway import Gateway, Reply, Request, Site
from tests.simulator.sites import SimulatedPost
from tests.simulator.wordpress import SimulatedComment, WordPressSite

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
LATENCY = 0.2
BLOGS = 5
CHAIN = 2
"""Dependent requests of a WordPress blog: the home page names feed, interface, imprint and privacy page."""
MANY = 100
USUAL = 5
"""Comments of the last weeks."""
MOST_REQUESTS = 8
MOST_RATIO = 1.15
ROUNDS = 5


def blog(host: str, comments: int) -> Site:
    """Return a WordPress blog with so many recent comments."""
    posts = tuple(
        SimulatedPost(number=n, title=f"Brot {n}", at=NOW - timedelta(days=7 * n), slug=f"brot-{n}")
        for n in range(1, 11)
    )
    said = tuple(
        SimulatedComment(
            number=n,
            post=1 + n % 10,
            at=NOW - timedelta(hours=20 * n),
            text=f"<p>Habt ihr Brot Nummer {n} auch samstags?</p>",
            author_name=f"Gast {n}",
        )
        for n in range(1, comments + 1)
    )
    return WordPressSite(host=host, posts=posts, comments=said)


def delayed(site: Site, seconds: float) -> Site:
    """Return the same site behind a slow wire: so many seconds after a request arrives, its answer leaves.

    What the simulator needs to draw a page is its own affair: every page is drawn once, and counts as part of the wait.
    """
    drawn: dict[tuple[str, str], Reply] = {}

    def answer(request: Request) -> Reply:
        arrived = time.perf_counter()
        key = request.path, request.raw_query
        reply = drawn.get(key) or drawn.setdefault(key, site(request))
        left = seconds - (time.perf_counter() - arrived)
        return replace(reply, delay=reply.delay + max(left, 0.0))

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


def serve(line: Connection, latency: float, comments: int) -> None:
    """Serve the blogs until the other end hangs up."""
    with Gateway() as gateway:
        for number in range(BLOGS):
            host = f"blog{number}.example"
            gateway.add(host, delayed(blog(host, comments), latency))
        line.send(gateway.url)
        line.recv()


@contextmanager
def internet(latency: float, comments: int) -> Iterator[str]:
    """Run the simulated sites in a process of their own, so that their CPU is not ours; yield the gateway."""
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=serve, args=(there, latency, comments), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        here.send(None)
        process.join(10)


def audited(place: Path, gateway: str) -> tuple[float, float, list[int]]:
    """Audit once and return (wall seconds, CPU seconds, requests per blog)."""
    environ = {"ACCOUNT_HEALTH_GATEWAY": gateway}
    arguments = ["audit", str(place / "firma.toml"), "--out", str(place), "--now", "2026-11-23T07:00:00Z"]
    wall, cpu = time.perf_counter(), time.process_time()
    with redirect_stdout(io.StringIO()):
        code = main(arguments, environ)
    spent = time.perf_counter() - wall, time.process_time() - cpu
    report = json.loads((place / "firma" / "report.json").read_text("utf-8"))
    assert code == 0
    assert all(account["coverage"] == 1.0 for account in report["accounts"]), "a blog was not seen whole"
    return *spent, [account["requests"] for account in report["accounts"]]


def looked(place: Path, gateway: str) -> float:
    """Look at the company and judge it, without rendering and writing, and return the wall seconds."""
    company = read_company((place / "firma.toml").read_bytes(), "firma.toml")
    with Pool() as pool:
        services = Services(
            storage=FolderStorage(place),
            secrets=EnvironmentSecrets({}),
            mailer=EmlMailer(place),
            network=Network(gateway=gateway),
            pool=pool,
            settings=Settings(zone=ZoneInfo(company.timezone), sender="benchmark@firma.example"),
            clock=lambda: NOW,
            new_id=lambda: "benchmark",
        )
        run = name_run({"kind": "manual", "company": company.id}, NOW, services.settings.zone)
        start = time.perf_counter()
        snapshots = pool.map(
            lambda account: collect_account(company, account, services, NOW), company.accounts
        )
        judged = judge_company(company, snapshots, run, History(), State())
        spent = time.perf_counter() - start
    assert judged.report.score is not None, "a blog was not seen whole"
    return spent


def rounds(place: Path, latency: float, comments: int) -> list[tuple[float, float, list[int]]]:
    """Audit several times, the first time for warming up."""
    with internet(latency, comments) as gateway:
        return [audited(place, gateway) for _ in range(ROUNDS + 1)][1:]


def measure() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "firma.toml").write_text(registry(BLOGS), encoding="utf-8")
        busy = rounds(place, 0.0, MANY)
        slow = rounds(place, LATENCY, USUAL)
        with internet(LATENCY, USUAL) as gateway:
            looks = [looked(place, gateway) for _ in range(2 * ROUNDS + 1)][1:]
        quick = rounds(place, 0.0, USUAL)
    wall = min(spent for spent, _, _ in slow)
    chain = CHAIN * LATENCY
    print(
        f"requests per WordPress blog with {MANY} comments: {max(busy[0][2])} (goal: at most {MOST_REQUESTS})"
    )
    print(f"{BLOGS} blogs at {LATENCY * 1000:.0f} ms, longest chain of requests {chain:.3f} s:")
    best, usual = min(looks) / chain, median(looks) / chain
    print(
        f"  looked at and judged, ratio {best:.2f} at best, {usual:.2f} usually (goal: at most {MOST_RATIO})"
    )
    print(f"  the whole command, every form of the report written: {wall:.3f} s, ratio {wall / chain:.2f}")
    for comments, times in ((USUAL, quick), (MANY, busy)):
        cpu = min(spent for _, spent, _ in times) / BLOGS
        print(f"CPU per blog with {comments} comments, report included: {cpu * 1000:.0f} ms")


if __name__ == "__main__":
    measure()
