"""A simulated internet on loopback: one threaded HTTP server that answers for any host that it was given.

`ACCOUNT_HEALTH_GATEWAY=<gateway.url>` sends `https://HOST/PATH?QUERY` to `/HOST/PATH?QUERY`
and `http://HOST/…` to `/http:HOST/…`; the gateway hands each request to the site of its host.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, TypeAlias
from urllib.parse import parse_qsl

HOP_HEADERS = frozenset({"connection", "content-length", "transfer-encoding"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as the real platform would see it: header names in lower case, query decoded."""

    method: str
    scheme: str
    host: str
    path: str
    raw_query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def query(self) -> dict[str, str]:
        """The query's parameters; of a repeated one the last."""
        return dict(parse_qsl(self.raw_query, keep_blank_values=True))

    @property
    def url(self) -> str:
        """The address that was asked for."""
        return f"{self.scheme}://{self.host}{self.path}" + (f"?{self.raw_query}" if self.raw_query else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a site answers, and how badly it does so.

    `delay` is in seconds before the first byte; `drip` in seconds between single bytes of the body;
    `length` is the content length that is declared where it differs from the body's;
    `dropped` closes the connection without a word.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delay: float = 0.0
    drip: float = 0.0
    length: int | None = None
    dropped: bool = False

    def with_headers(self, *headers: tuple[str, str]) -> "Reply":
        """Return the same reply with further headers."""
        return replace(self, headers=(*self.headers, *headers))


Site: TypeAlias = Callable[[Request], Reply]
"""A site answers any request for its host."""


def html(text: str, status: int = 200) -> Reply:
    """Return a page."""
    return Reply(status=status, headers=(("Content-Type", "text/html; charset=UTF-8"),), body=text.encode())


def xml(text: str, content_type: str = "application/rss+xml; charset=UTF-8") -> Reply:
    """Return a feed or a sitemap."""
    return Reply(headers=(("Content-Type", content_type),), body=text.encode())


def json_reply(value: Any, status: int = 200) -> Reply:
    """Return JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status=status, headers=(("Content-Type", "application/json; charset=UTF-8"),), body=body)


def redirect(location: str, status: int = 301) -> Reply:
    """Return a redirect to the address."""
    return Reply(status=status, headers=(("Location", location),))


def certificate_header(host: str, not_before: datetime, not_after: datetime) -> tuple[str, str]:
    """Return the header by which a gateway tells the certificate that the real site would show."""
    shown = {"host": host, "not_before": not_before.isoformat(), "not_after": not_after.isoformat()}
    return ("X-Gateway-Certificate", json.dumps(shown))


def unknown_host(request: Request) -> Reply:
    """Answer for a host that nobody put into the gateway."""
    text = f"the gateway knows no site {request.host}"
    return replace(html(text, 502), headers=(("X-Gateway-Error", "unknown_host"),))


class Gateway:
    """The server; use it as a context manager. Sites may be added and changed while it runs."""

    def __init__(
        self, sites: Mapping[str, Site] | None = None, *, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self._sites: dict[str, Site] = dict(sites or {})
        self._requests: list[Request] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server((host, port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """The value for `ACCOUNT_HEALTH_GATEWAY`."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far, in the order of arrival."""
        with self._lock:
            return tuple(self._requests)

    def add(self, host: str, site: Site) -> None:
        """Put a site behind a host, replacing the one that was there."""
        with self._lock:
            self._sites[host] = site

    def forget(self) -> None:
        """Forget the requests so far."""
        with self._lock:
            self._requests.clear()

    def answer(self, request: Request) -> Reply:
        """Note the request and return what the site of its host says."""
        with self._lock:
            self._requests.append(request)
            site = self._sites.get(request.host, unknown_host)
        return site(request)

    def pause(self, seconds: float) -> bool:
        """Wait, but not longer than until the gateway closes; return whether it still runs."""
        return not self._closing.wait(seconds)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    """One thread a connection; none outlives the gateway's process."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], gateway: Gateway) -> None:
        super().__init__(address, _Handler)
        self.gateway = gateway

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up early are what the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    """Turns a connection's bytes into a `Request` and a `Reply` into bytes."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _Server

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._send(
            self.server.gateway.answer(parse_request(self.command, self.path, dict(self.headers), body))
        )

    def _send(self, reply: Reply) -> None:
        gateway = self.server.gateway
        if not gateway.pause(reply.delay) or reply.dropped:
            self.close_connection = True
            return
        length = len(reply.body) if reply.length is None else reply.length
        if length != len(reply.body):
            self.close_connection = True
        head = [
            f"HTTP/1.1 {reply.status} {responses.get(reply.status, 'Unknown')}",
            f"Content-Length: {length}",
        ]
        head += [f"{name}: {value}" for name, value in reply.headers if name.lower() not in HOP_HEADERS]
        if self.close_connection:
            head.append("Connection: close")
        start = ("\r\n".join(head) + "\r\n\r\n").encode("utf-8")
        body = b"" if self.command == "HEAD" else reply.body
        if not reply.drip:
            self.wfile.write(start + body)
            return
        self.wfile.write(start)
        for byte in body:
            if not gateway.pause(reply.drip):
                self.close_connection = True
                return
            self.wfile.write(bytes((byte,)))

    do_GET = do_POST = do_HEAD = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - names that http.server asks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Say nothing."""


def parse_request(method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Request:
    """Return the request that was meant for the real platform by a request to the gateway."""
    path, _, query = target.partition("?")
    host, _, rest = path.removeprefix("/").partition("/")
    scheme = "https"
    if host.startswith("http:"):
        scheme, host = "http", host.removeprefix("http:")
    return Request(
        method=method,
        scheme=scheme,
        host=host.lower(),
        path=f"/{rest}",
        raw_query=query,
        headers={name.lower(): value for name, value in headers.items()},
        body=body,
    )
