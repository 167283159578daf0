"""A pretended internet on loopback: names and public addresses, with one local server behind all of them."""

import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any, TypeAlias

PUBLIC = "93.184.216.34"
PUBLIC_IPV6 = "2606:2800:220:1::1"
ROOT_SERVER = "a.root-servers.net"
ROOT_ADDRESS = "198.41.0.4"

Page: TypeAlias = tuple[int, Mapping[str, str], bytes]


class Pretended(socket.socket):
    """A socket to loopback that says it is connected to somebody else."""

    peer: tuple[str, int] = ("", 0)

    def getpeername(self) -> tuple[str, int]:
        """Return the pretended peer."""
        return self.peer


@dataclass
class Internet:
    """Names and where they lead. `turns` are names that answer differently each time; the last answer stays.

    A root name server is known as well, unless the machine is not `online`.
    `connected` notes every address that a connection was asked for, also those that are refused here.
    """

    port: int = 0
    names: Mapping[str, Sequence[str]] = field(default_factory=lambda: {"good.example": (PUBLIC,)})
    turns: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    public: frozenset[str] = frozenset({PUBLIC, PUBLIC_IPV6})
    online: bool = True
    connected: list[tuple[str, int]] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._turns = {name: deque(answers) for name, answers in self.turns.items()}

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Answer from the zone; numbers in odd spellings are read as the C library reads them."""
        self.resolved.append(host)
        if host in self._turns:
            answers = self._turns[host]
            return answers.popleft() if len(answers) > 1 else answers[0]
        if host in self.names:
            return self.names[host]
        if host == ROOT_SERVER and self.online:
            return (ROOT_ADDRESS,)
        if host in ("localhost", "localhost.localdomain"):
            return ("127.0.0.1", "::1")
        found = socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
        return tuple(str(place[4][0]) for place in found)

    def connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        """Connect to the local server in place of a public address."""
        self.connected.append(address)
        if address[0] not in self.public:
            raise ConnectionRefusedError
        opened = Pretended(socket.AF_INET, socket.SOCK_STREAM)
        opened.settimeout(timeout)
        opened.peer = address
        try:
            opened.connect(("127.0.0.1", self.port))
        except OSError:
            opened.close()
            raise
        return opened

    @property
    def forbidden(self) -> list[tuple[str, int]]:
        """The connections that should never have been asked for."""
        return [address for address in self.connected if address[0] not in self.public]


@dataclass
class Site:
    """A running server: its port and the requests it saw, as (method, path, headers in lower case, body)."""

    port: int
    requests: list[tuple[str, str, Mapping[str, str], bytes]] = field(default_factory=list)
    connections: int = 0


@contextmanager
def site(answer: Callable[[str], Page], tls: SSLContext | None = None) -> Iterator[Site]:
    """Run a server that answers each path with what `answer` returns for it."""
    running = Site(0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            running.connections += 1
            super().setup()

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            headers = {name.lower(): value for name, value in self.headers.items()}
            running.requests.append((self.command, self.path, headers, self.rfile.read(length)))
            status, given, body = answer(self.path)
            self.send_response(status)
            for name, value in given.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name is http.server's

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def get_request(self) -> tuple[socket.socket, Any]:
            opened, address = super().get_request()
            # The handshake belongs into the request's thread, and it may fail there.
            return (
                tls.wrap_socket(opened, server_side=True, do_handshake_on_connect=False) if tls else opened
            ), address

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that leaves is no event."""

    with Server(("127.0.0.1", 0), Handler) as server:
        running.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()
