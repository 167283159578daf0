"""A list of clients becomes registry files and first reports in one command, over simulated sites on loopback."""

import threading
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from account_health.cli import main
from tests.company_sites import INN, JOINER, inn, joiner
from tests.simulator.gateway import Gateway, Reply, Request, Site, html
from tests.small_sites import bakery

NOW = "2026-11-23T07:00:00Z"
LIST = (
    "Firma;Webseite;Facebook;Instagram;E-Mail\r\n"
    f"Tischlerei Eibe;www.tischlerei-eibe.example;@tischlerei.eibe;tischlerei_eibe;chef@tischlerei-eibe.example\r\n"
    f"Zum alten Anker;https://{INN}/;;;wirt@anker.example, wirtin@anker.example\r\n"
    "Ohne alles;;;;\r\n"
    "Kaputt;nicht eine Adresse;;;\r\n"
    "Nur Facebook;;@nurfacebook;;\r\n"
)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """Yield a simulated internet with two companies."""
    with Gateway({JOINER: joiner(), INN: inn()}) as running:
        yield running


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(gateway: Gateway, *arguments: str) -> int:
    """Run the command."""
    return main(arguments, {"ACCOUNT_HEALTH_GATEWAY": gateway.url})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_becomes_files_and_reports(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    """One bad row stops nothing, everybody stands in one table, and what the list says wins."""
    (place / "clients.csv").write_bytes(LIST.encode(encoding))
    assert run(gateway, "import", "clients.csv", "--now", NOW) == 2
    files = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (place / "clients").iterdir()}
    assert set(files) == {"tischlerei-eibe", "zum-alten-anker", "nur-facebook"}
    assert files["zum-alten-anker"]["name"] == "Zum alten Anker"
    assert files["zum-alten-anker"]["report"] == {"to": ["wirt@anker.example", "wirtin@anker.example"]}
    accounts = [one["url"] for one in files["tischlerei-eibe"]["accounts"]]
    assert accounts == [
        f"https://{JOINER}/",
        "https://www.facebook.com/tischlerei.eibe",
        "https://www.instagram.com/tischlerei_eibe/",
    ]
    told = capsys.readouterr()
    rows = told.out.splitlines()
    assert [row.split()[0] for row in rows] == ["line", "2", "3", "4", "5", "6", "overview:"]
    assert "line 4: has neither a website nor a profile" in told.err
    assert "line 5: website" in told.err
    assert (place / "reports" / "tischlerei-eibe" / "report.html").is_file()


def test_a_file_that_is_there_stays_and_is_looked_at(gateway: Gateway, place: Path) -> None:
    """Whoever imports twice loses nothing of what was written by hand."""
    (place / "clients.csv").write_text(f"name,website\nEibe,https://{JOINER}/\n", encoding="utf-8")
    mine = f'name = "Von Hand"\n[report]\nto = ["a@b.example"]\n[[accounts]]\nurl = "https://{JOINER}/"\n'
    (place / "clients").mkdir()
    (place / "clients" / "tischlerei-eibe.toml").write_text(mine, encoding="utf-8")
    assert run(gateway, "import", "clients.csv", "--now", NOW) == 0
    assert (place / "clients" / "tischlerei-eibe.toml").read_text("utf-8") == mine


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04rest", "save it as CSV"),
        (b"Strasse;Ort\nWeg 1;Ulm\n", "has to name the columns"),
        (b"name;website\n", "names nobody"),
        (b"", "has to name the columns"),
    ],
)
def test_a_list_that_is_none_is_told_with_its_cure(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str], content: bytes, told: str
) -> None:
    """Workbooks, tables without the columns, and empty ones."""
    (place / "clients.csv").write_bytes(content)
    assert run(gateway, "import", "clients.csv") == 2
    assert told in capsys.readouterr().err


DELAY = 0.2
CLIENTS = 30


def test_thirty_clients_take_as_long_as_sixteen_threads_need(place: Path) -> None:
    """At 200 ms a request: at most 1.3 times the longest chain of one site, or the sixteenth part of all requests."""
    hosts = [f"www.baeckerei-{number}.example" for number in range(CLIENTS)]
    spans: dict[str, list[float]] = {}
    lock = threading.Lock()

    def slow(site: Site) -> Site:
        def answer(request: Request) -> Reply:
            with lock:
                spans.setdefault(request.host, []).append(time.monotonic())
            time.sleep(DELAY)
            if request.path == "/robots.txt":
                return html("not here", 404)
            return site(request)

        return answer

    sites = {host: slow(bakery(host, f"Bäckerei {number}")) for number, host in enumerate(hosts)}
    lines = [f"Bäckerei {number},{host}" for number, host in enumerate(hosts)]
    (place / "clients.csv").write_text("\n".join(["name,website", *lines]), encoding="utf-8")
    with Gateway(sites) as gateway:
        run(gateway, "import", "clients.csv", "--format", "json", "--files", "warm")  # modules are loaded now
        # The better of two: a machine may be busy with something else.
        tries = []
        for folder in ("clients", "again"):
            spans.clear()
            begun = time.monotonic()
            run(gateway, "import", "clients.csv", "--format", "json", "--files", folder)
            tries.append(time.monotonic() - begun)
    took = min(tries)
    requests = sum(map(len, spans.values()))
    longest = max(DELAY * _chain(times) for times in spans.values())
    bound = 1.3 * max(longest, requests * DELAY / 16)
    assert len(list((place / "clients").iterdir())) == CLIENTS
    assert took <= bound, (took, bound, requests, longest)


def _chain(times: list[float]) -> int:
    """Return how many requests of one site followed each other: those that began together count once."""
    chain, last = 0, float("-inf")
    for moment in sorted(times):
        if moment - last >= DELAY * 0.9:
            chain, last = chain + 1, moment
    return chain
