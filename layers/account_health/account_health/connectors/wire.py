"""One connection to a site, on which neither time nor bytes can run away.

Everything that http.client reads passes `recv_into` of a socket, so the deadline and the number of bytes are
held there: a status line, a header, a chunk size or a trailer that drips or never ends is stopped like a body.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from account_health.model import Certificate

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

WIRE_LIMIT: Final = 2_000_000

_PIECE = 65_536


class OversizeError(Exception):
    """More bytes arrive than we read."""


class MalformedError(Exception):
    """What arrives is not HTTP, or says two things at once."""


@dataclass(slots=True)
class Bounds:
    """What is left for one request: until when (`time.monotonic`), and how many bytes may still arrive."""

    deadline: float
    budget: int = WIRE_LIMIT

    def seconds(self) -> float:
        """Return the seconds left. Raises TimeoutError where there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def take(self, count: int) -> None:
        """Note that so many bytes arrived. Raises OversizeError where they are too many."""
        self.budget -= count
        if self.budget < 0:
            raise OversizeError


class BoundedSocket(socket.socket):
    """A plain socket that checks its bounds at every read."""

    bounds: Bounds

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:
        """Read what is there, or wait for it until the deadline."""
        self.settimeout(self.bounds.seconds())
        count = super().recv_into(buffer, nbytes, flags)
        self.bounds.take(count)
        return count


class BoundedTLSSocket(ssl.SSLSocket):
    """The same under TLS."""

    bounds: Bounds

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0) -> int:
        """Read what is there, or wait for it until the deadline."""
        self.settimeout(self.bounds.seconds())
        count = super().recv_into(buffer, nbytes, flags)
        self.bounds.take(count)
        return count


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request brought, still packed. `headers` have lower-case names; `reusable` where nothing is left over."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    reusable: bool


@dataclass(frozen=True, slots=True)
class Request:
    """One request in the words of HTTP. The body of an answer with a status in `skip_body` is not read."""

    method: str
    resource: str
    headers: Mapping[str, str]
    body: bytes | None = None
    skip_body: frozenset[int] = frozenset()


class Connection(http.client.HTTPConnection):
    """An open connection. `certificate` is what the site showed, None for http."""

    def __init__(self, opened: socket.socket, tls: ssl.SSLContext | None, host: str, bounds: Bounds) -> None:
        """Take over an open socket and shake hands; `host` is the name that the certificate has to be for.

        Raises OSError (ssl.SSLCertVerificationError and TimeoutError are two of them).
        """
        super().__init__(host)
        self.certificate: Certificate | None = None
        try:
            opened.settimeout(bounds.seconds())
            if tls is None:
                self._bounded: BoundedSocket | BoundedTLSSocket = BoundedSocket(
                    opened.family, opened.type, opened.proto, fileno=opened.detach()
                )
            else:
                tls.sslsocket_class = BoundedTLSSocket
                self._bounded = _shaken(tls.wrap_socket(opened, server_hostname=host))
                self.certificate = _certificate(self._bounded, host)
        except BaseException:
            opened.close()
            raise
        self._bounded.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = self._bounded
        # A connection that was lost is never opened again behind our back, past the address rules.
        self.auto_open = 0

    def ask(self, request: Request, bounds: Bounds) -> Reply:
        """Send a request and read its answer within the bounds; the connection is closed unless it is reusable.

        Raises OSError (TimeoutError too), http.client.HTTPException, OversizeError, MalformedError, and ValueError for
        a chunk of impossible size.
        """
        try:
            self._bounded.bounds = bounds
            self._bounded.settimeout(bounds.seconds())
            super().request(request.method, request.resource, request.body, dict(request.headers))
            # A site that sends its headers and its body apart would else wait 40 ms for our acknowledgement.
            if hasattr(socket, "TCP_QUICKACK"):
                self._bounded.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            with self.getresponse() as response:
                reply = _read(response, request)
        except BaseException:
            self.close()
            raise
        if not reply.reusable:
            self.close()
        return reply


def _shaken(wrapped: ssl.SSLSocket) -> BoundedTLSSocket:
    if not isinstance(wrapped, BoundedTLSSocket):
        raise TypeError("the context makes sockets of another class")
    return wrapped


def _read(response: http.client.HTTPResponse, request: Request) -> Reply:
    """Return the whole answer. A truncated or ambiguous one is an error, never a shorter body."""
    if response.status < 200:  # noqa: PLR2004 - 100 was skipped by http.client; other 1xx are no final answers
        raise MalformedError("an interim answer that we did not ask for")
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    _check_length(headers)
    if headers.get("transfer-encoding", "chunked").strip().lower() != "chunked":
        raise MalformedError("an unknown transfer encoding")
    if response.status in request.skip_body:
        return Reply(response.status, headers, b"", reusable=response.length == 0 and not response.will_close)
    if response.length is not None and response.length > WIRE_LIMIT:
        raise OversizeError
    expected = response.length
    pieces: list[bytes] = []
    while piece := response.read(_PIECE):
        pieces.append(piece)
    body = b"".join(pieces)
    if expected is not None and len(body) != expected:
        raise MalformedError("a body that is cut off")
    return Reply(response.status, headers, body, reusable=not response.will_close)


def _check_length(headers: Mapping[str, str]) -> None:
    """Raise MalformedError for a Content-Length that is no number, or two different ones (RFC 9112, 6.3)."""
    said = {each.strip() for each in headers.get("content-length", "").split(",")} - {""}
    if len(said) > 1 or not all(text.isascii() and text.isdigit() for text in said):
        raise MalformedError("a length that cannot be")


def _certificate(sock: ssl.SSLSocket, host: str) -> Certificate:
    shown = sock.getpeercert() or {}
    return Certificate(host, _time(shown.get("notBefore")), _time(shown.get("notAfter")))


def _time(text: object) -> datetime | None:
    """Return the moment that a certificate writes like "Nov 23 07:00:00 2026 GMT"."""
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC) if isinstance(text, str) else None
