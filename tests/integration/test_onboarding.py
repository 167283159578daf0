"""From a web address to a registry file and a first report, over simulated sites on loopback."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main
from tests.company_sites import INN, JOINER, CompanySite, inn, joiner, page
from tests.simulator.gateway import Gateway, html, redirect

NOW = "2026-11-23T07:00:00Z"


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


def written(file: Path) -> dict[str, Any]:
    """Return the tables of a registry file."""
    return tomllib.loads(file.read_text("utf-8"))


def test_a_site_tells_its_registry_file(gateway: Gateway, place: Path) -> None:
    """Name, legal name, facts, hours, region, feed and profiles stand in the file; the agency of the footer does not."""
    assert run(gateway, "init", f"https://{JOINER}/", "--to", "chef@tischlerei-eibe.example") == 0
    assert written(place / "tischlerei-eibe.toml") == {
        "name": "Tischlerei Eibe",
        "legal_name": "Eibe Holzwerk GmbH",
        "language": "de",
        "country": "DE",
        "region": "BY",
        "report": {"to": ["chef@tischlerei-eibe.example"]},
        "facts": {
            "website": f"https://{JOINER}/",
            "phone": "0821 4455660",
            "email": "post@tischlerei-eibe.example",
            "address": "Lechgasse 4, 86150 Augsburg",
            "hours": "Mo-Do 7:00-16:30\nFr 7:00-12:00",
        },
        "accounts": [
            {"url": f"https://{JOINER}/", "feed": f"https://{JOINER}/feed/"},
            {"url": "https://www.facebook.com/tischlerei.eibe"},
            {"url": "https://www.instagram.com/tischlerei_eibe/"},
        ],
        "known": [{"url": "https://www.linkedin.com/company/tischlerei-eibe", "is": "ours"}],
    }


def test_what_stands_beside_the_values_is_a_comment(gateway: Gateway, place: Path) -> None:
    """Legal notice, newest post, and what is doubtful with its reason, in the language of the site."""
    run(gateway, "init", JOINER)
    text = (place / "tischlerei-eibe.toml").read_text("utf-8")
    assert f"# Impressum: https://{JOINER}/impressum/" in text
    assert "# Neuester Beitrag: 2026-11-09" in text
    doubt = next(line for line in text.splitlines() if "studio.flussblick" in line)
    assert doubt.startswith("# Bitte prüfen: ")
    assert "Uferweg" not in text
    assert "0731" not in text


def test_a_site_without_a_blog_is_a_website(gateway: Gateway, place: Path) -> None:
    """Austria is read off its numbers, and the account is a site that owes no posts."""
    assert run(gateway, "init", f"https://{INN}", "--out", "anker.toml") == 0
    found = written(place / "anker.toml")
    assert found["accounts"] == [{"platform": "website"}]
    assert (found["name"], found["legal_name"]) == ("Gasthaus Zum alten Anker", "Anker Wirtshaus e.U.")
    assert (found["country"], found["region"], found["timezone"]) == ("AT", "9", "Europe/Vienna")
    assert run(gateway, "validate", "anker.toml") == 0


def test_a_file_is_never_overwritten(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a person wrote stays, to the byte, and the command says so."""
    (place / "tischlerei-eibe.toml").write_text("mine", encoding="utf-8")
    assert run(gateway, "init", JOINER) == 2
    assert (place / "tischlerei-eibe.toml").read_text("utf-8") == "mine"
    assert "is there already and stays as it is" in capsys.readouterr().err


def test_a_first_look_is_small_and_asks_for_nothing_twice(gateway: Gateway) -> None:
    """About ten requests; the first report of the same command asks for what is new alone, but for one link to look at."""
    assert run(gateway, "init", JOINER, "--audit", "--now", NOW) == 0
    asked = [request.url for request in gateway.requests]
    assert len(asked) <= len(set(asked)) + 1
    assert len(asked) <= 16


@pytest.mark.parametrize("word", [f"https://{JOINER}/", JOINER, JOINER.removeprefix("www.")])
def test_an_address_is_enough_for_a_report(
    gateway: Gateway, place: Path, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    """`audit` with an address reports without a file, and says how to keep it."""
    gateway.add(JOINER.removeprefix("www."), lambda _: redirect(f"https://{JOINER}/"))
    assert run(gateway, "audit", word, "--now", NOW) == 0
    report = json.loads((place / "reports" / "tischlerei-eibe" / "report.json").read_text("utf-8"))
    site = report["accounts"][0]
    statuses = {one["check"]: one["status"] for one in site["findings"]}
    assert statuses["phone"] == statuses["address"] == statuses["imprint"] == "pass"
    assert f"account-health init {word}" in capsys.readouterr().out
    assert not list(place.glob("*.toml"))


def test_robots_are_respected_where_nobody_is_a_customer() -> None:
    """What a site keeps from programs is not asked for; the registered company's own audit asks all the same."""
    with Gateway({INN: inn("User-agent: *\nDisallow: /impressum\n")}) as gateway:
        assert run(gateway, "init", INN) == 0
        assert "/impressum" not in {request.path for request in gateway.requests}
        run(gateway, "audit", "zum-alten-anker.toml", "--now", NOW)
        assert "/impressum" in {request.path for request in gateway.requests}


def test_a_site_that_wants_no_programs_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing but robots.txt is asked for, nothing is written, and the reason is told."""
    with Gateway({INN: inn("User-agent: *\nDisallow: /\n")}) as gateway:
        assert run(gateway, "init", INN) == 2
        assert {request.path for request in gateway.requests} == {"/robots.txt"}
    told = capsys.readouterr().err
    assert "robots.txt" in told
    assert "Nothing was written. Open it in a browser" in told


def test_a_site_that_cannot_be_read_writes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A parked or broken domain says nothing of a company; its audit is truthful all the same."""
    with Gateway({INN: lambda _: html("Service Unavailable", 503), JOINER: CompanySite({})}) as gateway:
        assert run(gateway, "init", INN) == 2
        assert run(gateway, "init", JOINER) == 2
        assert not list(place.iterdir())
        assert run(gateway, "audit", JOINER, "--now", NOW) == 0
    report = json.loads((place / "reports" / "tischlerei-eibe" / "report.json").read_text("utf-8"))
    failed = {one["check"] for one in report["accounts"][0]["findings"] if one["status"] == "fail"}
    assert "domain-lost" in failed
    assert "imprint" not in failed
    assert "Traceback" not in capsys.readouterr().err


def imprint(lines: str) -> str:
    """Return a legal notice with these lines."""
    return page("Impressum", f"<h1>Impressum</h1><p>Angaben gemäß § 5 DDG</p><p>{lines}</p>")


WORK = (
    "Wir reparieren Räder aller Art und verkaufen neue, mit Geduld und einem Kaffee für alle, die warten. "
    * 3
)
WORK_IN_ENGLISH = (
    "We mend bikes of every kind and sell new ones, with patience and a coffee for all who wait for theirs. "
    * 3
)
NOTICE = (
    "Zweirad Blitz GmbH<br>Ringgasse 3<br>86150 Augsburg</p><p>Telefon: +49 (0) 821 / 99 88 77-0<br>"
    "E-Mail: post@zweirad-blitz.example"
)
ODD: dict[str, tuple[dict[str, str], dict[str, object]]] = {
    "a question about cookies names nobody": (
        {
            "/": page("Ihre Privatsphäre", "<h2>Wir verwenden Cookies</h2><p>Wir und 312 Partner. Bitte wählen Sie.</p>"
                      '<button>Alle akzeptieren</button><a href="/impressum">Impressum</a>'),
            "/impressum": imprint(NOTICE),
        },
        {"name": "Zweirad Blitz", "legal_name": "Zweirad Blitz GmbH", "phone": "+49 (0) 821 / 99 88 77-0"},
    ),
    "a page to come names nobody": (
        {"/": page("Hier entsteht eine neue Website", "<h1>Hier entsteht eine neue Internetpräsenz</h1>")},
        {"name": "Zweirad Blitz", "legal_name": None, "phone": None},
    ),
    "a picture's text is a name without the word logo": (
        {"/": page("Startseite", f'<a href="/"><img src="/l.png" alt="Zweirad Blitz Logo"></a><p>{WORK}</p>')},
        {"name": "Zweirad Blitz", "legal_name": None},
    ),
    "signs that nobody sees break no file": (
        {
            "/": page('Zweirad\u2028Blitz\u202e"""', f'<p>{WORK}</p><a href="/impressum">Impressum</a>'),
            "/impressum": imprint(NOTICE.replace("Zweirad Blitz", 'Zweirad "\u202eBlitz\x1b[31m"')),
        },
        {"phone": "+49 (0) 821 / 99 88 77-0", "address": "Ringgasse 3, 86150 Augsburg"},
    ),
    "the legal notice names the company beside its branches": (
        {
            "/": page("Zweirad Blitz", f"<h1>Zweirad Blitz</h1><p>{WORK}</p><h2>Filialen</h2><p>Marktgasse 1, 86720 Nördlingen</p>"
                      '<p>Torgasse 2, 86609 Donauwörth</p><a href="/impressum">Impressum</a>'),
            "/impressum": imprint(NOTICE),
        },
        {"name": "Zweirad Blitz", "legal_name": "Zweirad Blitz GmbH",
         "address": ["Marktgasse 1, 86720 Nördlingen", "Torgasse 2, 86609 Donauwörth"]},
    ),
    "a shop in Oregon writes its address as people there do": (
        {"/": page("Zweirad Blitz", f"<h1>Zweirad Blitz</h1><p>{WORK_IN_ENGLISH}</p>"
                   "<p>1234 SE Spoke Blvd, Portland, OR 97214</p><p>Call (503) 234-5678</p><p>Mon-Fri 9am-5pm, Sat 10-4</p>")},
        {"country": "US", "region": "OR", "address": "1234 SE Spoke Blvd, Portland, OR 97214", "phone": "(503) 234-5678",
         "hours": "Mon-Fri 9:00-17:00\nSat 10:00-16:00"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ODD)
def test_odd_sites_invent_nothing(place: Path, kind: str) -> None:
    """What stands in place of a page, beside a name or across an ocean makes neither a wrong value nor a file that nobody can read."""
    pages, expected = ODD[kind]
    with Gateway({"www.zweirad-blitz.example": CompanySite(pages)}) as gateway:
        assert run(gateway, "init", "www.zweirad-blitz.example") == 0
    file = written(place / "zweirad-blitz.toml")
    assert {key: (file | file["facts"]).get(key) for key in expected} == expected


def test_a_framed_site_gets_the_whole_search(place: Path) -> None:
    """The frames that lead to a site's first page are not taken from the requests that look for its posts."""
    frames = '<frameset cols="20,80"><frame src="navi.htm"><frame src="start.htm"></frameset>'
    site = CompanySite(
        {
            "/": f"<html><head><title>Zweirad Blitz</title></head>{frames}</html>",
            "/navi.htm": page("Navigation", '<a href="start.htm">Start</a><a href="impr.htm">Impressum</a>'),
            "/start.htm": page("Willkommen", f"<h2>Zweirad Blitz</h2><p>{WORK}</p>"),
            "/impr.htm": imprint(NOTICE),
        }
    )
    with Gateway({"www.zweirad-blitz.example": site}) as gateway:
        assert run(gateway, "init", "www.zweirad-blitz.example") == 0
    assert [one.get("platform") for one in written(place / "zweirad-blitz.toml")["accounts"]] == ["website"]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("https://www.facebook.com/tischlerei.eibe", "is a profile on Facebook"),
        ("https://localhost/", "needs a dot"),
        ("https://user:secret@eibe.example/", "user name or password"),
    ],
)
def test_an_address_that_is_none_is_told_with_its_cure(
    gateway: Gateway, capsys: pytest.CaptureFixture[str], word: str, told: str
) -> None:
    """Profiles, names inside a network and addresses with passwords are no websites."""
    assert run(gateway, "init", word) == 2
    assert told in capsys.readouterr().err


def test_a_first_check_is_a_page_for_whoever_is_no_customer(gateway: Gateway, place: Path) -> None:
    """It looks at what everybody can see, under the sender's brand, and claims nothing about closed networks."""
    (place / "_defaults.toml").write_text('[brand]\nname = "Agentur Nordlicht"\n', encoding="utf-8")
    assert run(gateway, "audit", JOINER, "--first-check", "--now", NOW) == 0
    folder = place / "reports" / "tischlerei-eibe"
    page = (folder / "first-check.html").read_text("utf-8")
    assert "Tischlerei Eibe" in page
    assert "Agentur Nordlicht" in page
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert [one["platform"] for one in report["accounts"]] == ["blog"]
    links = next(one for one in report["accounts"][0]["findings"] if one["check"] == "linked-accounts")
    assert "facebook" not in json.dumps(links).casefold()


def test_a_fault_of_ours_is_a_sentence(
    gateway: Gateway, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever a page holds, nobody reads a traceback, and nothing is written."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("account_health.cli.first_looks.facts_of", broken)
    assert run(gateway, "init", JOINER) == 2
    told = capsys.readouterr().err
    assert "by a fault of account-health itself: ZeroDivisionError" in told
    assert "Traceback" not in told
    assert not list(place.iterdir())
