"""Requests as our HTTP client: it asks only for what passed the address rules, and only within our bounds.

`Session.ask` hands one `Call` through requests and urllib3 down to a connection of ours. That connection dials as
the call says, reads through a bounded socket (see `wire`) and asks for the very resource of the call. What requests
and urllib3 see of the address is scheme, host and port: they have nothing to normalise, log or put into an error.
"""

import http.client
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import requests  # noqa: TID251 - the one place where it belongs
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse
from urllib3.util import Retry, Timeout

from account_health.connectors.http.trouble import below
from account_health.connectors.http.wire import (
    WIRE_LIMIT,
    BoundedSocket,
    BoundedTLSSocket,
    Bounds,
    MalformedError,
    OversizeError,
    certificate,
)
from account_health.model import Certificate

_PIECE = 65_536
_HOSTS: Final = 32  # whose connections one look keeps
_CONNECTIONS: Final = 16  # kept for one host; more are opened where more threads ask, and closed after use
# What requests and urllib3 get in the place of path and query.
_NOTHING = "/"


@dataclass(frozen=True, slots=True)
class Request:
    """One request in the words of HTTP. The body of an answer with a status in `skip_body` is not read."""

    method: str
    resource: str
    headers: Mapping[str, str]
    body: bytes | None = None
    skip_body: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request brought, still packed. `headers` have lower-case names; `certificate` is None for http."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    certificate: Certificate | None


@dataclass(slots=True)
class Call:
    """One request on its way.

    `origin` is scheme, host and port of the connection, `dial` opens it (called only where none is kept), and with
    `fresh` no kept one is used. `kept` and `sent` tell afterwards whether a kept connection was used, and whether
    the request got as far as the wire.
    """

    request: Request
    origin: tuple[str, str, int]
    dial: Callable[[Bounds], socket.socket]
    bounds: Bounds
    fresh: bool = False
    kept: bool = False
    sent: bool = False
    certificate: Certificate | None = None


class _Timeout(Timeout):
    """The seconds left for a call, and the call: a timeout is what urllib3 hands down to the connection."""

    def __init__(self, call: Call) -> None:
        super().__init__(connect=call.bounds.seconds(), read=call.bounds.seconds())
        self.call = call

    def clone(self) -> "_Timeout":
        """Return the timeout as of now."""
        return _Timeout(self.call)


_ENDLESS: Final = re.compile(r"got more than \d+ (?:trailers|interim responses)")
"""Newer patches of Python count these themselves; elsewhere they are read until the budget of bytes is spent."""


class _Response(http.client.HTTPResponse):
    """An answer that is given up where its headers cannot be: nothing above has to make sense of them."""

    def begin(self) -> None:
        """Read the status and the headers. Raises MalformedError where the answer is not final or ambiguous."""
        super().begin()
        # urllib3 would log header lines that cannot be read, megabytes of them if a site likes.
        self.msg.set_payload("")
        self.msg.defects.clear()
        if self.status < 200:  # noqa: PLR2004 - 100 was skipped; other 1xx are no final answers
            raise MalformedError("an interim answer that we did not ask for")
        lengths = ",".join(self.msg.get_all("content-length", ())).split(",")
        said = {each.strip() for each in lengths} - {""}
        # A length that is no number, or two different ones (RFC 9112, 6.3).
        if len(said) > 1 or not all(text.isascii() and text.isdigit() for text in said):
            raise MalformedError("a length that cannot be")
        if ", ".join(self.msg.get_all("transfer-encoding", ("chunked",))).strip().lower() != "chunked":
            raise MalformedError("an unknown transfer encoding")


class _Connection(HTTPConnection):
    """A connection that is dialled and bounded by the call that uses it."""

    response_class = _Response
    call: Call
    certificate: Certificate | None = None

    def take(self, call: Call) -> None:
        """Be ready for a call: connected, and within its bounds. Raises CollectError and OSError."""
        self.call = call
        if call.fresh:
            self.close()
        call.kept = self.sock is not None
        if not call.kept:
            self.connect()
        if not isinstance(self.sock, BoundedSocket | BoundedTLSSocket):
            raise TypeError("the connection has no bounds")
        self.sock.bounds = call.bounds
        call.certificate = self.certificate
        call.sent = True

    def putrequest(self, method: str, url: str, *skipped: bool, **named: bool) -> None:
        """Send the first line, with the resource of the call in the place of the stand-in `url`."""
        del url
        super().putrequest(method, self.call.request.resource, *skipped, **named)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override] # urllib3's own, which is no http.client answer
        """Return the answer as soon as its headers are there."""
        # A site that sends its headers and its body apart would else wait 40 ms for our acknowledgement.
        if self.sock is not None and hasattr(socket, "TCP_QUICKACK"):
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return super().getresponse()

    def _new_conn(self) -> socket.socket:
        opened = self.call.dial(self.call.bounds)
        bounded = BoundedSocket(opened.family, opened.type, opened.proto, fileno=opened.detach())
        try:
            bounded.settimeout(self.call.bounds.seconds())
            bounded.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            bounded.close()
            raise
        return bounded


class _SecureConnection(_Connection, HTTPSConnection):
    """The same under TLS; urllib3 shakes hands, and the certificate has to be one for the call's host."""

    def connect(self) -> None:
        """Dial, shake hands and note the certificate."""
        super().connect()
        if isinstance(self.sock, ssl.SSLSocket):
            self.certificate = certificate(self.sock, self.host)


class _Pool(HTTPConnectionPool):
    """Kept connections to one host; urllib3's pools are made for threads."""

    ConnectionCls = _Connection

    def _make_request(self, conn: Any, method: str, url: str, **options: Any) -> Any:  # type: ignore[override]  # noqa: ANN401 - urllib3's, passed on
        conn.take(options["timeout"].call)
        return super()._make_request(conn, method, url, **options)


class _SecurePool(_Pool, HTTPSConnectionPool):
    """The same under TLS."""

    ConnectionCls = _SecureConnection


_POOLS = MappingProxyType({"http": _Pool, "https": _SecurePool})


class _Prepared(requests.PreparedRequest):
    """A call as requests wants it. Its URL says which adapter is meant and where to, not what is asked for."""

    def __init__(self, call: Call) -> None:
        super().__init__()
        self.call = call
        scheme, host, _ = call.origin
        self.method = call.request.method
        self.url = f"{scheme}://{host}/"
        self.headers = requests.structures.CaseInsensitiveDict(call.request.headers)
        self.body = call.request.body
        if call.request.body is not None:
            self.headers["Content-Length"] = str(len(call.request.body))


class _Adapter(requests.adapters.HTTPAdapter):
    """Connects as a call says; nothing is read from the request's URL, from files or from the environment."""

    def __init__(self, trust: Callable[[], ssl.SSLContext]) -> None:
        # False switches off what urllib3 would try again or follow by itself.
        super().__init__(_HOSTS, _CONNECTIONS, max_retries=Retry(total=False, redirect=False))
        self.poolmanager.pool_classes_by_scheme = dict(_POOLS)
        self._trust = trust

    def get_connection_with_tls_context(self, request: Any, *_: Any, **__: Any) -> HTTPConnectionPool:  # noqa: ANN401 - requests' signature
        """Return the connections to the origin of a call; what is trusted is ours to say."""
        scheme, host, port = request.call.origin
        tls = {"ssl_context": self._trust()} if scheme == "https" else None
        pool: HTTPConnectionPool = self.poolmanager.connection_from_host(host, port, scheme, tls)
        return pool

    def cert_verify(self, *_: object) -> None:
        """Leave the connections as they are: requests would load its certificates into our context."""

    def request_url(self, *_: object) -> str:
        """Return the stand-in for path and query."""
        return _NOTHING

    def build_response(self, req: Any, resp: Any) -> requests.Response:  # noqa: ANN401 - requests' signature
        """Return the answer as it is: no cookies are kept, no encoding is guessed."""
        response = requests.Response()
        response.status_code, response.raw, response.request = resp.status, resp, req
        return response


class _NoCookies(requests.cookies.RequestsCookieJar):
    """Keeps nothing, so one look never depends on what another one left."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Do nothing."""


class Session(requests.Session):
    """Connections that are kept for one look. Threads may share it: nothing in it changes but urllib3's pools."""

    def __init__(self, trust: Callable[[], ssl.SSLContext]) -> None:
        """Make a session without any connection; `trust` gives the TLS context as soon as one is needed."""
        super().__init__()
        self.trust_env = False
        self.cookies = _NoCookies()
        adapter = _Adapter(trust)
        self.adapters.clear()
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return None: requests would read the whole body of a redirect before it lets us follow it."""

    def ask(self, call: Call) -> Reply:
        """Send a request and read its answer within the bounds.

        Raises CollectError of dialling, OSError (TimeoutError too), OversizeError, MalformedError.
        """
        try:
            return self._once(call)
        except (
            requests.RequestException,
            HTTPError,
            http.client.HTTPException,
            OSError,
            ValueError,
        ) as error:
            cause = below(error)
        if call.kept and isinstance(cause, (ConnectionError, ssl.SSLError)):
            # The site closed the kept connection in the meantime; that is no failure.
            call.fresh, call.sent = True, False
            return self.ask(call)
        raise cause if isinstance(cause, OSError) else unreadable(cause)

    def _once(self, call: Call) -> Reply:
        timeout: Any = _Timeout(call)  # requests takes urllib3's timeouts; its type hints say numbers only
        prepared = _Prepared(call)
        with self.send(prepared, stream=True, allow_redirects=False, timeout=timeout, proxies={}) as response:
            return _read(response.raw, call)


def _read(raw: HTTPResponse, call: Call) -> Reply:
    """Return the whole answer. A truncated one is an error, never a shorter body."""
    headers: dict[str, str] = {}
    for name, value in raw.headers.items():
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    pieces: list[bytes] = []
    # A body of no bytes is read all the same, for that gives the connection back.
    if call.request.skip_body.isdisjoint((raw.status,)) or raw.length_remaining == 0:
        if (raw.length_remaining or 0) > WIRE_LIMIT:
            raise OversizeError
        while piece := raw.read1(_PIECE, decode_content=False):
            pieces.append(piece)
    return Reply(raw.status, headers, b"".join(pieces), call.certificate)


def unreadable(cause: BaseException) -> OversizeError | MalformedError:
    """Return what is wrong with an answer that http.client gave up on."""
    if type(cause) is http.client.HTTPException and _ENDLESS.match(str(cause)):
        return OversizeError()
    cut = isinstance(cause, http.client.IncompleteRead)
    return MalformedError("a body that is cut off or garbled" if cut else "something that is not HTTP")
