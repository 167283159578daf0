"""Measures looks at a Facebook Page and an Instagram account, beside a plain script that uses python-facebook-api.

Run: python -m benchmarks.graph

Both read the same simulated account behind 200 ms of latency: 25 posts, 50 comments each, replies below some of them.
The other package never enters this project's environment: the first run makes one for it below build/, with the
pinned versions of requirements/plain.txt, or says how.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any, Final

from account_health.model import Conversation, Snapshot
from tests.builders import NOW
from tests.simulator.gateway import Gateway, Reply, Request
from tests.simulator.graph import Graph, Token
from tests.simulator.graph_looks import APP, Lab, lab
from tests.simulator.graph_world import (
    ADVERT_SCOPES,
    INSTAGRAM_SCOPES,
    INSTAGRAM_TOKEN,
    PAGE_SCOPES,
    PAGE_TOKEN,
    FacebookWorld,
    InstagramWorld,
)
from tests.simulator.notice_site import WEBSITE, website

LATENCY: Final = 0.2
POSTS: Final = 25
COMMENTS: Final = 50
REPLIED: Final = 2
"""Comments of each post that have replies, three each."""
ROUNDS: Final = 3
SHARED: Final = "shared-token"
PINNED: Final = Path(__file__).parents[1] / "requirements" / "plain.txt"
PLACE: Final = Path("build/python-facebook-api")
INSTALL: Final = ("-m", "pip", "install", "--quiet", "--require-hashes", "-r")
LEAST_FEWER: Final = 10
LEAST_FASTER: Final = 5
MOST_PAGE: Final = 2
MOST_WITH_ALBUM: Final = 3
MOST_WITH_ADVERTS: Final = 4
MOST_INSTAGRAM: Final = 2
MOST_ASIDE: Final = 2
IMPORTS: Final = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"


def platform() -> Graph:
    """Return the Page and its Instagram account, with a token of the Page's own and one shared by an agency."""
    page, account = FacebookWorld(NOW), InstagramWorld(NOW)
    for number in range(1, POSTS + 1):
        post, medium = page.post(number, number), account.medium(1000 + number, number)
        for at in range(COMMENTS):
            own = number * 1000 + at * 10
            asked = page.comment(post, own, number - 0.5, "Wann habt ihr am Samstag offen?")
            said = account.comment(medium, own, number - 0.5, "Wann habt ihr am Samstag offen?")
            for reply in range(3 if at < REPLIED else 0):
                page.answer(asked, own + reply + 1, number - 0.6)
                account.reply(medium, said, own + reply + 1, number - 0.6, "Bis 13 Uhr.")
    for number in range(3):
        account.tag(number, number + 1, "Beim Bäcker")
        page.reel(900 + number, 100 + number)
    page.page.fields["instagram_business_account"] = account.account
    graph = page.graph()
    graph.add(account.account)
    scopes = PAGE_SCOPES | INSTAGRAM_SCOPES
    for token in (SHARED, INSTAGRAM_TOKEN):
        graph.tokens[token] = Token("SYSTEM_USER", "5005", scopes, roles=(page.page.id,))
    graph.tokens[PAGE_TOKEN] = Token("PAGE", page.page.id, scopes)
    return graph


def fuller(*, adverts: bool) -> Graph:
    """Return a Page of which one post shows several photos, with a token that may list advertisements or not."""
    page = FacebookWorld(NOW)
    for number in range(1, POSTS):
        page.comment(page.post(number, number), number * 10, number - 0.5, "Wann habt ihr am Samstag offen?")
    album = page.album(POSTS, POSTS, photos=10)
    page.comment(page.photo(album, 2), 901, 5, "Wann habt ihr am Samstag offen?")
    page.comment(page.advert(990, 30), 902, 5, "Wann habt ihr am Samstag offen?")
    return page.graph(scopes=PAGE_SCOPES | (ADVERT_SCOPES if adverts else frozenset()))


def requests_of(graph: Graph) -> int:
    """Return the requests of one look at a Page, beside those about the token."""
    with lab(graph) as bench:
        snapshot = bench.facebook()
        assert isinstance(snapshot.comments, Conversation)
        assert snapshot.comments.gap is None
        return sum(not path.endswith("/debug_token") for path in bench.paths)


def serve(line: Connection) -> None:
    """Serve the platform, and tell the paths since the last question, until the other end has enough."""
    graph = platform()

    def slow(request: Request) -> Reply:
        return replace(graph(request), delay=LATENCY)

    with Gateway({"graph.facebook.com": slow, WEBSITE: website}) as gateway:
        line.send(gateway.url)
        while line.recv():
            line.send([request.path for request in gateway.requests])
            gateway.forget()


@dataclass(frozen=True, slots=True)
class Internet:
    """The platform in a process of its own, so that its CPU is nobody's here."""

    url: str
    line: Connection

    def asked(self) -> list[str]:
        """Return the paths that were asked for since the last time."""
        self.line.send("asked")
        paths: list[str] = self.line.recv()
        return paths


@contextmanager
def internet() -> Iterator[Internet]:
    """Run the platform."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there,), daemon=True)
    process.start()
    try:
        yield Internet(here.recv(), here)
    finally:
        here.send("")
        process.join(10)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one way of reading cost; `aside` are requests about the token, `seconds` include them."""

    requests: int
    aside: int
    seconds: float
    comments: int


class Elsewhere:
    """A gateway in another process, as a laboratory wants it."""

    def __init__(self, url: str) -> None:
        self.url = url


def ours(world: Internet, look: Callable[[Lab, str | None], Snapshot]) -> Figures:
    """Look once, and several times with what that look remembers; the time is the median's."""
    bench: Any = Lab(Elsewhere(world.url))  # type: ignore[arg-type] # only its address is used
    memory = look(bench, None).memory
    seconds: list[float] = []
    for _ in range(ROUNDS):
        world.asked()
        started = time.perf_counter()
        snapshot = look(bench, memory)
        seconds.append(time.perf_counter() - started)
    assert isinstance(snapshot.comments, Conversation), snapshot.comments
    assert snapshot.comments.gap is None
    paths = world.asked()
    # The question for the Page's own token goes to the Page, before the look itself.
    aside = sum(path.endswith("/debug_token") for path in paths) + (len(set(paths)) < len(paths))
    return Figures(len(paths) - aside, aside, median(seconds), len(snapshot.comments.items))


def theirs(world: Internet, python: Path, what: str, token: str, named: str) -> Figures:
    """Run the plain script and return its figures."""
    world.asked()
    script = Path(__file__).with_name("graph_plain.py")
    done = subprocess.run(  # noqa: S603 - our own script
        [python, script, what, world.url, token, named], check=True, capture_output=True, text=True
    )
    said = json.loads(done.stdout)
    return Figures(len(world.asked()), 0, said["seconds"], said["comments"])


def environment() -> Path | None:
    """Return the Python of the other package's environment, made at the first run; None where that is impossible."""
    python = PLACE / "bin" / "python"
    if not (PLACE / "ready").exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)  # noqa: S603 - ours
            subprocess.run([str(python), *INSTALL, str(PINNED)], check=True)  # noqa: S603 - ours
        except subprocess.CalledProcessError:
            by_hand = " ".join(map(str, (python, *INSTALL, PINNED)))
            print(f"to compare: python -m venv {PLACE} && {by_hand} && touch {PLACE}/ready")
            return None
        (PLACE / "ready").touch()
    return python


def import_seconds(python: Path, module: str) -> float:
    """Return how long an import takes in a fresh process, the shortest of a few."""
    command = [str(python), "-c", IMPORTS.format(module)]
    done = [subprocess.run(command, check=True, capture_output=True) for _ in range(5)]  # noqa: S603 - ours
    return min(float(one.stdout) for one in done)


def show(title: str, figures: Figures) -> None:
    """Print one line."""
    print(
        f"  {title:<34} {figures.requests:>4} requests  {figures.aside} about the token"
        f"  {figures.seconds:>6.2f} s  {figures.comments} comments"
    )


def compare(mine: Figures, others: dict[str, Figures]) -> None:
    """Print the plain scripts with their ratios; fails below the goals."""
    for title, figures in others.items():
        show(title, figures)
        fewer, faster = figures.requests / mine.requests, figures.seconds / mine.seconds
        print(f"  {'':<34} {fewer:.1f} times the requests, {faster:.1f} times the time")
        assert figures.comments == mine.comments, "not the same was read"
        assert fewer >= LEAST_FEWER, title
        assert faster >= LEAST_FASTER, title


def measure() -> None:
    """Print the figures; fails where a goal is missed."""
    python = environment()
    page_id, user_id = "111222333", "17841400000000001"
    print(f"{POSTS} posts, {COMMENTS} comments each, {REPLIED} of them with replies, {LATENCY * 1000:.0f} ms")
    with internet() as world:
        print("Facebook Page, from the second run on")
        page = ours(world, lambda bench, memory: bench.facebook(pinned_id=page_id, memory=memory))
        agency = bench_secret(SHARED)
        shared = ours(
            world, lambda bench, memory: bench.facebook(pinned_id=page_id, secret=agency, memory=memory)
        )
        show("we, with the Page's own token", page)
        show("we, with a shared token", shared)
        others = {}
        if python:
            for title, what in (("a plain script", "page"), ("the leanest script", "lean_page")):
                others[title] = theirs(world, python, what, PAGE_TOKEN, page_id)
            compare(page, others)
        print("Instagram account, from the second run on")
        account = ours(world, lambda bench, memory: bench.instagram(pinned_id=user_id, memory=memory))
        show("we", account)
        if python:
            figures = theirs(world, python, "instagram", INSTAGRAM_TOKEN, user_id)
            compare(account, {"the leanest script": figures})
    mine = "account_health.connectors.meta.facebook, account_health.connectors.meta.instagram"
    print(f"import: we {import_seconds(Path(sys.executable), mine) * 1000:.0f} ms")
    if python:
        print(f"import: python-facebook-api {import_seconds(python, 'pyfacebook') * 1000:.0f} ms")
    with_album, with_adverts = requests_of(fuller(adverts=False)), requests_of(fuller(adverts=True))
    print(f"a Page with an album in the window: {with_album} requests, with advertisements {with_adverts}")
    assert with_album <= MOST_WITH_ALBUM
    assert with_adverts <= MOST_WITH_ADVERTS
    assert page.requests <= MOST_PAGE
    assert shared.requests <= MOST_PAGE
    assert account.requests <= MOST_INSTAGRAM
    assert max(page.aside, shared.aside, account.aside) <= MOST_ASIDE


def bench_secret(token: str) -> dict[str, str]:
    """Return a stored credential."""
    return {"access_token": token, **APP}


if __name__ == "__main__":
    measure()
