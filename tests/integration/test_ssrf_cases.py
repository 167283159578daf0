"""No address that a customer registers, or a site redirects to, makes us connect inside a network."""

import ipaddress
import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from account_health.connectors.http.addresses import is_public, literal, parse
from account_health.connectors.http.answer import Answer
from account_health.connectors.http.network import Network
from account_health.model.errors import CollectError
from tests.internet import PUBLIC, Internet, Page, Site, site
from tests.shared_data import SHARED, shared

CASES = "data/hostile/ssrf/ssrf_cases.json"
ZONE = "data/hostile/ssrf/dns_zone.json"

OWN_NAMES = {
    "good.test": [PUBLIC],
    "lo.test": ["127.0.0.1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "metadata.test": ["169.254.169.254"],
    "both.test": [PUBLIC, "10.0.0.5"],
    "none.test": [],
}
OWN_TURNS = {"rebind.test": [[PUBLIC], ["127.0.0.1"]]}
OWN_BLOCKED = (
    "http://127.0.0.1:8080/canary",
    "http://127.1/canary",
    "http://2130706433/canary",
    "http://0x7f.1/canary",
    "http://0177.0.0.1/canary",
    "http://0/canary",
    "http://①②⑦.⓪.⓪.①/canary",
    "http://127。0。0。1/canary",
    "http://localhost/canary",
    "http://LOCALHOST./canary",
    "http://ip6-loopback/canary",
    "http://[::1]/canary",
    "http://[::ffff:127.0.0.1]/canary",
    "http://[64:ff9b::a9fe:a9fe]/canary",
    "http://[2002:7f00:1::]/canary",
    "http://[fe80::1%25eth0]/canary",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "http://168.63.129.16/",
    "http://100.64.0.1/",
    "http://lo.test/canary",
    "http://mapped.test/canary",
    "http://metadata.test/latest/meta-data/",
    "http://both.test/canary",
    "http://none.test/canary",
    "http://good.test@127.0.0.1/canary",
    "http://good.test\\@127.0.0.1/canary",
    "http://good.test:22/",
    "http://good.test/r/302?u=http://127.0.0.1/canary",
    "http://good.test/r/307?u=//[::1]/canary",
    "http://good.test/r/301?u=http://rebind.test/canary",
    "http://good.test/r/302?u=file:///etc/passwd",
    "file:///etc/passwd",
    "gopher://127.0.0.1:8080/_GET",
)


def answer(path: str) -> Page:
    """Redirect /r/<status>?u=<place>; answer everything else."""
    parts = urlsplit(path)
    if parts.path.startswith("/r/"):
        place = parse_qs(parts.query)["u"][0]
        return int(parts.path[3:6]), {"Location": place}, b"never read"
    return 200, {}, b"public"


@pytest.fixture(scope="module")
def public_site() -> Iterator[Site]:
    """The one server of the pretended internet."""
    with site(answer) as running:
        yield running


@cache
def cases() -> tuple[dict[str, Any], ...]:
    """The shared cases; none where they are absent."""
    found = SHARED / CASES
    return tuple(json.loads(found.read_text("utf-8"))) if found.exists() else ()


def world(running: Site) -> Internet:
    """A fresh internet with the shared zone."""
    zone = json.loads(shared(ZONE).read_text("utf-8"))
    return Internet(running.port, zone["zone"], zone["rebinding"], frozenset(zone["public"]))


def looks(internet: Internet, url: str) -> list[Answer | CollectError]:
    """Look three times at an address, so that a name that changes its mind has done so."""
    network = Network(resolve=internet.resolve, connect=internet.connect, sleep=lambda _: None)
    seen: list[Answer | CollectError] = []
    for _ in range(3):
        try:
            seen.append(network.fetcher().fetch(url))
        except CollectError as error:
            seen.append(error)
    return seen


def test_the_shared_cases_are_complete() -> None:
    """All 173 cases take part: 165 that have to be refused and 8 that have to work."""
    shared(CASES)
    expected = [case["expect"] for case in cases()]
    assert (expected.count("block"), expected.count("allow")) == (165, 8)


@pytest.mark.parametrize("port", ["8080", "9001"])
@pytest.mark.parametrize("case", [c for c in cases() if c["expect"] == "block"], ids=lambda case: case["id"])
def test_a_hostile_address_causes_no_connection_to_a_forbidden_address(
    case: dict[str, Any], port: str, public_site: Site
) -> None:
    """Whatever the spelling, the name server's answers or the redirect: nobody inside a network is asked."""
    internet = world(public_site)
    looks(internet, case["url"].replace("{P}", port))
    assert internet.forbidden == []


@pytest.mark.parametrize("case", [c for c in cases() if c["expect"] == "allow"], ids=lambda case: case["id"])
def test_a_harmless_address_works(case: dict[str, Any], public_site: Site) -> None:
    """Public names, addresses, redirects and ports are read."""
    internet = world(public_site)
    for seen in looks(internet, case["url"]):
        assert isinstance(seen, Answer)
        assert (seen.status, seen.body) == (200, b"public")
    assert {address for address, _ in internet.connected} <= internet.public


@pytest.mark.parametrize("url", OWN_BLOCKED)
def test_our_own_selection_is_refused(url: str, public_site: Site) -> None:
    """The most important forms, held wherever the tests run: refused, with no connection inside a network."""
    internet = Internet(public_site.port, OWN_NAMES, OWN_TURNS)
    seen = looks(internet, url)
    assert internet.forbidden == []
    assert isinstance(seen[-1], CollectError)


@pytest.mark.parametrize("url", ["http://good.test/", f"http://{PUBLIC}/", "http://good.test/r/302?u=/next"])
def test_our_own_harmless_selection_works(url: str, public_site: Site) -> None:
    """A filter that refuses everything would be safe and useless."""
    internet = Internet(public_site.port, OWN_NAMES, OWN_TURNS)
    assert all(isinstance(seen, Answer) and seen.body == b"public" for seen in looks(internet, url))


def test_the_special_ranges_of_another_product_are_all_forbidden() -> None:
    """First and last address of every range that a maintained list calls special are forbidden here too."""
    ranges = json.loads(
        shared("data/hostile/ssrf/special_ranges_microsoft_antissrf_1.0.0.json").read_text("utf-8")
    )
    networks = {ipaddress.ip_network(text) for texts in ranges.values() for text in texts}
    assert len(networks) > 30
    for network in networks:
        assert not is_public(network[0]), network
        assert not is_public(network[-1]), network


def test_urls_of_the_web_platform_tests_crash_nothing() -> None:
    """Of 891 URLs, each is refused or read; none of the 267 that browsers refuse is read as absolute."""
    found = json.loads(shared("data/hostile/wpt/urltestdata.json").read_text("utf-8"))
    urls = [case for case in found if isinstance(case, dict)]
    assert len(urls) == 891
    for case in urls:
        try:
            target = parse(case["input"])
        except CollectError:
            continue
        assert not case.get("failure"), case["input"]
        address = literal(target.host)
        assert address is None or is_public(address)
