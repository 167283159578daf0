"""What a site asks of programs in its robots.txt."""

from collections.abc import Mapping

import pytest

from account_health.connectors.http.robots import PoliteNetwork, read_robots
from account_health.model.errors import AccessDeniedError, NotFoundError
from tests.internet import site

HOST = "https://www.eibe.example"


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow:\n", "/", True),
        ("User-agent: *\nDisallow: /\n", "/", False),
        ("User-agent: *\nDisallow: /wp-admin/\n", "/impressum", True),
        ("User-agent: *\nDisallow: /impressum\nAllow: /impressum/kurz\n", "/impressum/kurz", True),
        ("User-agent: *\nDisallow: /impressum\nAllow: /impressum\n", "/impressum", True),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/agb.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/agb.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*?s=\n", "/?s=brot", False),
        ("User-agent: *\nDisallow: /f%C3%BCr\n", "/für", False),
        ("User-agent: Googlebot\nDisallow: /\n", "/", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: account-health\nAllow: /\n", "/", True),
        ("User-agent: Googlebot\nUser-agent: *\nDisallow: /intern\n", "/intern", False),
        ("user-AGENT: * # everybody\nDISALLOW: /intern # nobody\n", "/intern", False),
        ("Sitemap: /sitemap.xml\nDisallow: /\n", "/", True),
        ("User-agent: *\nCrawl-delay: 10\nDisallow: /a\nUser-agent: b\nDisallow: /\n", "/c", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(robots: str, path: str, *, allowed: bool) -> None:
    """Groups, wildcards, ends and ties as RFC 9309 defines them."""
    assert read_robots(robots).allows(f"{HOST}{path}") is allowed


def test_patterns_are_read_in_linear_time() -> None:
    """A thousand stars are no way to keep us busy."""
    rules = read_robots(f"User-agent: *\nDisallow: /{'*a' * 1_000}$\n")
    assert rules.allows(f"{HOST}/{'b' * 2_000}")


def network(port: int) -> PoliteNetwork:
    """Return a polite network whose internet is one local server."""
    return PoliteNetwork(gateway=f"http://127.0.0.1:{port}", sleep=lambda _: None)


def test_what_is_kept_from_programs_is_not_asked_for() -> None:
    """The rules are asked for once, and a redirect into a forbidden place is not followed."""

    def answer(path: str) -> tuple[int, Mapping[str, str], bytes]:
        if path.endswith("/robots.txt"):
            return 200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /intern"
        if path.endswith("/alt"):
            return 301, {"Location": f"{HOST}/intern"}, b""
        return 200, {"Content-Type": "text/html"}, b"<p>Brot</p>"

    with site(answer) as running:
        fetcher = network(running.port).fetcher()
        assert fetcher.get(f"{HOST}/").status == 200
        for kept in ("/intern", "/alt"):
            with pytest.raises(AccessDeniedError, match=r"robots\.txt"):
                fetcher.get(f"{HOST}{kept}")
        paths = [path.rpartition("www.eibe.example")[2] for _, path, _, _ in running.requests]
        assert paths == ["/robots.txt", "/", "/alt"]


@pytest.mark.parametrize(
    ("status", "kind", "readable"),
    [(404, "text/html", True), (403, "text/html", True), (200, "text/html", True), (503, "text/html", False)],
)
def test_a_site_without_rules_allows_everything(status: int, kind: str, *, readable: bool) -> None:
    """A page in the place of robots.txt is none; where the server fails nobody can say what may be read."""

    def answer(path: str) -> tuple[int, Mapping[str, str], bytes]:
        if path.endswith("/robots.txt"):
            return status, {"Content-Type": kind}, b"<html>User-agent: *\nDisallow: /</html>"
        return 200, {"Content-Type": "text/html"}, b"<p>Brot</p>"

    with site(answer) as running:
        fetcher = network(running.port).fetcher()
        if readable:
            assert fetcher.get(f"{HOST}/").status == 200
        else:
            with pytest.raises(AccessDeniedError, match="status 503"):
                fetcher.get(f"{HOST}/")


def test_an_address_is_asked_for_once() -> None:
    """Two looks of one command share an answer, errors by their status included."""

    def answer(path: str) -> tuple[int, Mapping[str, str], bytes]:
        return (
            (404 if path.endswith(("/robots.txt", "/weg")) else 200),
            {"Content-Type": "text/html"},
            b"<p>Brot</p>",
        )

    with site(answer) as running:
        polite = network(running.port)
        for _ in range(2):
            assert polite.fetcher().get(f"{HOST}/#oben").status == 200
            with pytest.raises(NotFoundError):
                polite.fetcher().get(f"{HOST}/weg")
        assert len(running.requests) == 3
