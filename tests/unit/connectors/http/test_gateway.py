"""A gateway that stands in for the internet."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

from account_health.connectors.http.addresses import parse
from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.http.gateway import Gateway, simulated_certificate
from account_health.connectors.http.network import Network
from account_health.model.errors import (
    CertificateError,
    CollectError,
    ForbiddenAddressError,
    PlatformUnavailableError,
    TooSlowError,
    UnknownHostError,
    UnreadableAnswerError,
    UsageError,
)
from tests.internet import Page, Site, site

CERTIFICATE = {
    "host": "www.example.org",
    "not_before": "2026-01-01T00:00:00Z",
    "not_after": "2026-06-01T02:00:00+02:00",
}


def answer(path: str) -> Page:
    """The pretended platforms."""
    pages: Mapping[str, Page] = {
        "/www.example.org/moved?x=1": (301, {"Location": "/new"}, b""),
        "/www.example.org/away": (302, {"Location": "http://old.example:8080/there?y=2"}, b""),
        "/www.example.org/inside": (302, {"Location": "http://127.0.0.1/"}, b""),
        "/www.example.org/tls": (200, {"X-Gateway-Certificate": json.dumps(CERTIFICATE)}, b""),
    }
    if "/trouble/" in path:
        return 200, {"X-Gateway-Error": path.rsplit("/", 1)[-1]}, b""
    return pages.get(path, (200, {}, path.encode()))


@pytest.fixture
def platforms() -> Iterator[Site]:
    """The gateway's server."""
    with site(answer) as running:
        yield running


@pytest.fixture
def fetcher(platforms: Site) -> Fetcher:
    """A fetcher that goes through the gateway and never asks a name server."""

    def resolve(host: str, port: int) -> tuple[str, ...]:
        raise AssertionError(f"{host}:{port} was resolved")

    url = f"http://127.0.0.1:{platforms.port}"
    return Network(gateway=url, resolve=resolve, sleep=lambda _: None).fetcher()


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://www.example.org/feed?a=b&c=%20", "/www.example.org/feed?a=b&c=%20"),
        ("https://www.example.org", "/www.example.org/"),
        ("http://www.example.org/", "/http:www.example.org/"),
        ("https://www.example.org:8443/x", "/www.example.org:8443/x"),
        ("http://[2606:2800:220:1::1]:8080/", "/http:[2606:2800:220:1::1]:8080/"),
    ],
)
def test_the_gateway_gets_host_and_path(fetcher: Fetcher, url: str, path: str) -> None:
    """The real host is the first part of the path; http is marked, a port stays."""
    seen = fetcher.get(url)
    assert seen.text() == path
    assert seen.url == parse(url).url


def test_redirects_stay_in_the_real_world(fetcher: Fetcher) -> None:
    """A relative place is resolved against the real address, and no hop mentions the gateway."""
    seen = fetcher.get("https://www.example.org/moved?x=1")
    assert seen.hops == ("https://www.example.org/moved?x=1", "https://www.example.org/new")
    assert seen.text() == "/www.example.org/new"
    seen = fetcher.get("https://www.example.org/away")
    assert seen.url == "http://old.example:8080/there?y=2"
    assert seen.text() == "/http:old.example:8080/there?y=2"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/",
        "https://example.org:22/",
        "https://a@example.org/",
        "file:///etc/passwd",
        "http://localhost/",
        "https://www.example.org/inside",
    ],
)
def test_the_rules_for_addresses_hold_behind_a_gateway(fetcher: Fetcher, url: str) -> None:
    """Only names are not resolved."""
    with pytest.raises(ForbiddenAddressError):
        fetcher.fetch(url)


def test_the_certificate_is_the_simulated_one(fetcher: Fetcher) -> None:
    """Its dates are in UTC, also when it has expired, and the header does not reach the caller."""
    seen = fetcher.get("https://www.example.org/tls")
    assert seen.certificate is not None
    assert seen.certificate.host == "www.example.org"
    assert seen.certificate.not_before == datetime(2026, 1, 1, tzinfo=UTC)
    assert seen.certificate.not_after == datetime(2026, 6, 1, tzinfo=UTC)
    assert not [name for name in seen.headers if "gateway" in name]


def test_no_certificate_where_none_is_simulated(fetcher: Fetcher) -> None:
    """Nothing is made up."""
    assert fetcher.get("https://www.example.org/").certificate is None


def test_http_has_no_certificate() -> None:
    """Whatever the gateway says."""
    headers = {"x-gateway-certificate": json.dumps(CERTIFICATE)}
    assert simulated_certificate(headers, parse("http://www.example.org/")) is None


def test_a_certificate_of_another_host_is_an_error() -> None:
    """As it would be with the real site."""
    with pytest.raises(CertificateError) as caught:
        simulated_certificate(
            {"x-gateway-certificate": json.dumps(CERTIFICATE)}, parse("https://example.org/")
        )
    assert caught.value.problem == "wrong_host"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"host": "example.org", "not_after": "soon"}',
        '{"host": "example.org", "not_after": 5}',
    ],
)
def test_a_malformed_certificate_header_is_unreadable(text: str) -> None:
    """A mistake in a test's gateway shows as one."""
    with pytest.raises(UnreadableAnswerError):
        simulated_certificate({"x-gateway-certificate": text}, parse("https://example.org/"))


@pytest.mark.parametrize(
    ("trouble", "kind", "requests"),
    [
        ("unknown_host", UnknownHostError, 2),
        ("refused", PlatformUnavailableError, 3),
        ("timeout", TooSlowError, 1),
        ("expired_certificate", CertificateError, 1),
        ("wrong_host_certificate", CertificateError, 1),
        ("untrusted_certificate", CertificateError, 1),
    ],
)
def test_trouble_that_http_cannot_tell_is_simulated(
    fetcher: Fetcher, trouble: str, kind: type[CollectError], requests: int
) -> None:
    """Each becomes the error of the real thing, retried as often."""
    with pytest.raises(kind) as caught:
        fetcher.fetch(f"https://www.example.org/trouble/{trouble}")
    assert type(caught.value) is kind
    assert fetcher.requests == requests
    if isinstance(caught.value, CertificateError):
        assert f"{caught.value.problem}_certificate" == trouble


def test_connections_to_the_gateway_are_reused_for_all_hosts(fetcher: Fetcher, platforms: Site) -> None:
    """Ten requests, one connection."""
    for number in range(10):
        fetcher.get(f"https://host{number}.example/")
    assert (platforms.connections, fetcher.requests) == (1, 10)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8099",
        "http://127.0.0.1:8099/",
        "http://localhost:1",
        "http://host.docker.internal:80",
        "http://[::1]:8099",
    ],
)
def test_a_gateway_on_this_machine_is_accepted(url: str) -> None:
    """Loopback in its spellings, and Docker's name for the machine below."""
    assert Gateway.parse(url).port in (1, 80, 8099)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:8099",
        "https://127.0.0.1:1",
        "http://example.org:1",
        "http://10.0.0.1:1",
        "http://127.0.0.1:1/path",
        "http://127.0.0.1:1?q",
        "http://127.0.0.1@example.org:1",
        "http://a@127.0.0.1:1",
        "http://127.0.0.1:99999",
        "http://[::1",
    ],
)
def test_a_gateway_elsewhere_is_refused(url: str) -> None:
    """Nobody may lead our requests, and the tokens in them, to another machine."""
    with pytest.raises(UsageError, match="ACCOUNT_HEALTH_GATEWAY"):
        Network(gateway=url)
