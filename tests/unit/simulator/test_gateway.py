"""The simulated internet that the integration tests, the demo and the benchmark stand on."""

import http.client
from collections.abc import Iterator

import pytest

from tests.simulator.gateway import Gateway, Reply, Request, html, json_reply, parse_request


def ask(gateway: Gateway, target: str, method: str = "GET", body: bytes | None = None) -> tuple[int, bytes]:
    """Return status and body of one plain request to the gateway."""
    connection = http.client.HTTPConnection(gateway.url.removeprefix("http://"), timeout=5)
    try:
        connection.request(method, target, body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """A running gateway with two sites."""

    def echo(request: Request) -> Reply:
        return json_reply({"url": request.url, "method": request.method, "body": request.body.decode()})

    with Gateway({"one.example": echo, "two.example:8443": lambda _: html("two")}) as running:
        yield running


def test_a_request_reaches_the_site_of_its_host_with_its_real_address(gateway: Gateway) -> None:
    """Path and query arrive as the real platform would see them."""
    status, body = ask(gateway, "/one.example/a/b?x=1&y=%C3%A4")
    assert status == 200
    assert b'"url": "https://one.example/a/b?x=1&y=%C3%A4"' in body


def test_plain_http_targets_are_told_from_https(gateway: Gateway) -> None:
    """`/http:HOST/` stands for an http address."""
    assert b'"url": "http://one.example/"' in ask(gateway, "/http:one.example/")[1]


def test_a_port_belongs_to_the_host(gateway: Gateway) -> None:
    """A site on a port of its own is a site of its own."""
    assert ask(gateway, "/two.example:8443/") == (200, b"two")


def test_bodies_of_posts_arrive(gateway: Gateway) -> None:
    """A token refresh is a POST with a form."""
    assert b'"body": "a=1"' in ask(gateway, "/one.example/token", "POST", b"a=1")[1]


def test_a_host_that_nobody_added_is_an_unknown_host(gateway: Gateway) -> None:
    """Nothing is answered in the name of a site that is not simulated."""
    assert ask(gateway, "/nowhere.example/")[0] == 502


def test_requests_are_noted_in_order(gateway: Gateway) -> None:
    """Tests count requests by this."""
    ask(gateway, "/one.example/1")
    ask(gateway, "/one.example/2")
    assert [request.path for request in gateway.requests] == ["/1", "/2"]
    gateway.forget()
    assert gateway.requests == ()


def test_a_truncated_reply_declares_more_than_it_sends(gateway: Gateway) -> None:
    """The client sees the connection end in the middle of the body."""
    gateway.add("short.example", lambda _: Reply(body=b"half", length=8))
    with pytest.raises(http.client.IncompleteRead):
        ask(gateway, "/short.example/")


def test_a_dropped_reply_is_no_reply(gateway: Gateway) -> None:
    """The connection closes without a status line."""
    gateway.add("down.example", lambda _: Reply(dropped=True))
    with pytest.raises(http.client.RemoteDisconnected):
        ask(gateway, "/down.example/")


def test_a_host_without_path_is_its_home_page() -> None:
    """`/HOST` and `/HOST/` are the same request."""
    assert parse_request("GET", "/one.example", {}).url == "https://one.example/"
