"""Requests as our client: it asks exactly for what was checked, and neither adds, keeps nor tells anything."""

import http.client
import logging
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from account_health.connectors.http.addresses import parse
from account_health.connectors.http.network import Network
from account_health.connectors.http.session import unreadable
from account_health.connectors.http.trouble import below
from account_health.connectors.http.wire import MalformedError, OversizeError
from account_health.model.errors import PlatformUnavailableError, TooSlowError, UnreadableAnswerError
from tests.internet import Internet

HOME = "http://good.example/"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
HANG_UP = b""
SECRET = "CAN" + "ARY"


@dataclass
class Wire:
    """What a server saw, byte for byte: the requests of each connection."""

    port: int
    connections: list[list[bytes]] = field(default_factory=list)

    @property
    def heads(self) -> list[bytes]:
        """All requests in order."""
        return [head for heads in self.connections for head in heads]


def read(connection: socket.socket) -> bytes:
    """One request with its body, or nothing where the client has left."""
    got = b""
    while piece := connection.recv(65_536):
        got += piece
        head, ended, body = got.partition(b"\r\n\r\n")
        length = head.partition(b"Content-Length: ")[2].split(b"\r\n")[0]
        if ended and len(body) >= int(length or b"0"):
            break
    return got


@contextmanager
def wire(*connections: Sequence[bytes]) -> Iterator[Wire]:
    """A server that gives each connection its answers, one a request; an empty one hangs up instead."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        seen = Wire(listener.getsockname()[1])
        listener.settimeout(0.05)
        ended = threading.Event()

        def accept() -> socket.socket | None:
            while not ended.is_set():
                try:
                    return listener.accept()[0]
                except TimeoutError:
                    continue
            return None

        def serve() -> None:
            for answers in connections:
                connection = accept()
                if connection is None:
                    return
                with connection:
                    connection.settimeout(10)
                    seen.connections.append([])
                    for answer in answers:
                        head = read(connection)
                        if not head:
                            break
                        seen.connections[-1].append(head)
                        connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield seen
        finally:
            ended.set()
            thread.join()


def network(seen: Wire) -> Network:
    """A network into an internet that is this server."""
    internet = Internet(seen.port)
    return Network(
        resolve=internet.resolve, connect=internet.connect, sleep=lambda _: None, spread=lambda: 0.0
    )


@pytest.mark.parametrize(
    "resource",
    [
        "/a/../b/./c",
        "/..",
        "//double",
        "/%2f%2e%2E",
        "/100%",
        "/50%25?y=%zz",
        "/a;b=c?d=e;f=[1]&g='",
        "/?",
        "/?a=http://127.0.0.1/",
        "/@127.0.0.1:80/",
        "/ü?ß=é",
        "/{x}|^`",
    ],
)
def test_what_was_checked_is_what_is_asked(resource: str) -> None:
    """Requests and urllib3 would normalise dots, double slashes and percent signs; here they get nothing to read."""
    url = f"http://good.example{resource}"
    with wire([OK]) as seen:
        assert network(seen).fetcher().get(url).body == b"ok"
    assert seen.heads[0].startswith(f"GET {parse(url).resource} HTTP/1.1\r\n".encode("ascii"))


def test_only_our_headers_are_sent() -> None:
    """Neither the client's name nor settings of its own are added."""
    with wire([OK]) as seen:
        network(seen).fetcher().get(HOME, {"Authorization": "Bearer x"})
    lines = seen.heads[0].decode("ascii").split("\r\n")[1:-2]
    assert [line.split(":")[0] for line in lines] == [
        "Host",
        "User-Agent",
        "Accept",
        "Authorization",
        "Accept-Encoding",
    ]


def test_no_cookie_is_sent_back() -> None:
    """What one request was given, the next one does not show, and nothing of it is kept."""
    given = b"HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"
    with wire([given, OK]) as seen:
        fetcher = network(seen).fetcher()
        fetcher.get(HOME)
        fetcher.get(HOME)
    assert len(seen.heads) == 2
    assert b"cookie" not in b"".join(seen.heads).lower()
    assert not fetcher._session.cookies  # noqa: SLF001 - nobody else may see the session


def test_a_kept_connection_that_dies_while_it_is_used_is_no_failure() -> None:
    """The site may close it at the very moment of our request: asked once more on a new one, and counted once."""
    with wire([OK, HANG_UP], [OK]) as seen:
        fetcher = network(seen).fetcher()
        assert [fetcher.get(HOME).body for _ in range(2)] == [b"ok", b"ok"]
    assert [len(heads) for heads in seen.connections] == [2, 1]
    assert fetcher.requests == 2


def test_a_form_never_goes_over_a_kept_connection() -> None:
    """Where that one dies, nobody would know whether the form arrived, and it must not be sent twice."""
    with wire([OK, OK, OK], [OK, OK]) as seen:
        fetcher = network(seen).fetcher()
        fetcher.get(HOME)
        fetcher.post(HOME, {"a": "b"})
        fetcher.get(HOME)
    assert [len(heads) for heads in seen.connections] == [1, 2]
    assert seen.connections[1][0].startswith(b"POST / HTTP/1.1\r\n")
    assert b"\r\nContent-Length: 3\r\n" in seen.connections[1][0]
    assert seen.connections[1][0].endswith(b"\r\n\r\na=b")


def test_a_form_whose_connection_dies_is_not_sent_again() -> None:
    """The caller hears of it."""
    with wire([HANG_UP], [OK]) as seen:
        fetcher = network(seen).fetcher()
        with pytest.raises(PlatformUnavailableError):
            fetcher.post(HOME, {"a": "b"})
    assert len(seen.heads) == fetcher.requests == 1


def test_the_connection_of_a_redirect_is_closed_with_its_body_unread() -> None:
    """A body of no bytes leaves it usable, another one does not."""
    unread = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 5\r\n\r\nhello"
    empty = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    with wire([unread], [empty, OK]) as seen:
        assert network(seen).fetcher().fetch(HOME).hops == (HOME, f"{HOME}b", f"{HOME}b")
    assert [len(heads) for heads in seen.connections] == [1, 2]


def test_no_log_line_shows_a_query(caplog: pytest.LogCaptureFixture) -> None:
    """The client's own notes hold scheme, host and status, also at the level DEBUG."""
    caplog.set_level(logging.DEBUG)
    with wire([OK]) as seen:
        network(seen).fetcher().get(f"{HOME}x?access_token={SECRET}", {"Authorization": SECRET})
    assert "good.example" in caplog.text
    assert SECRET not in caplog.text
    assert "/x" not in caplog.text


def test_header_lines_that_cannot_be_read_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A site could else fill our log with what it likes; the answer is read as browsers do."""
    garbled = (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nno colon here\r\n" + b"X-Y: flood\r\n" * 50 + b"\r\nok"
    )
    with wire([garbled]) as seen:
        assert network(seen).fetcher().get(HOME).body == b"ok"
    assert "flood" not in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_folded_header_is_one_line() -> None:
    """An old way to write long headers; no line break reaches the reader."""
    folded = b"HTTP/1.1 200 OK\r\nX-Long: one\r\n  two\r\nContent-Length: 2\r\n\r\nok"
    with wire([folded]) as seen:
        assert network(seen).fetcher().get(HOME).headers["x-long"] == "one two"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n",
    ],
)
def test_a_body_that_is_cut_off_is_called_so(answer: bytes) -> None:
    """It is never taken for a shorter one."""
    with wire([answer]) as seen, pytest.raises(UnreadableAnswerError, match="cut off"):
        network(seen).fetcher().get(HOME)


def test_an_answer_that_ends_with_its_connection_is_read(caplog: pytest.LogCaptureFixture) -> None:
    """HTTP/1.0 knows no other way; the next request opens another one."""
    old = b"HTTP/1.0 200 OK\r\n\r\nold"
    with wire([old], [old]) as seen:
        fetcher = network(seen).fetcher()
        assert [fetcher.get(HOME).body for _ in range(2)] == [b"old"] * 2
    assert len(seen.connections) == 2
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_deadline_that_is_over_when_connected_leaves_no_socket_behind() -> None:
    """An open socket would warn when it goes, and warnings fail this test."""
    ended = threading.Event()

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        opened = internet.connect(address, timeout)
        ended.wait(0.3)
        return opened

    with wire([OK]) as seen:
        internet = Internet(seen.port)
        fetcher = Network(resolve=internet.resolve, connect=connect).fetcher(0.2)
        with pytest.raises(TooSlowError):
            fetcher.get(HOME)
    assert fetcher.requests == 0


def test_the_environment_chooses_neither_certificates_nor_credentials(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A `.netrc` or a bundle of certificates that lies about is not ours."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine good.example login me password CANARY\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere")
    with wire([OK]) as seen:
        assert network(seen).fetcher().get(HOME).body == b"ok"
    assert b"authorization" not in seen.heads[0].lower()


def test_the_error_at_the_bottom_is_found() -> None:
    """Whether a library keeps it as an argument or as the cause."""
    bottom = TimeoutError()
    wrapped = OSError("text", ValueError("text", bottom))
    caused = OSError("text")
    caused.__cause__ = wrapped
    assert below(caused) is bottom
    assert below(bottom) is bottom


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (http.client.HTTPException("got more than 100 trailers"), OversizeError),
        (http.client.HTTPException("got more than 100 interim responses"), OversizeError),
        (http.client.HTTPException("got more than 100 headers"), MalformedError),
        (http.client.LineTooLong("header line"), MalformedError),
        (http.client.BadStatusLine("got more than 100 trailers"), MalformedError),
        (http.client.IncompleteRead(b"got more"), MalformedError),
    ],
)
def test_what_goes_on_for_ever_is_too_large_whoever_counts(
    cause: http.client.HTTPException, kind: type[Exception]
) -> None:
    """New patches of Python stop at a hundred trailers or interim answers; to us it is the same as before."""
    assert type(unreadable(cause)) is kind
