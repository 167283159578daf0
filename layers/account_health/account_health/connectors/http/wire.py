"""A socket to a site, on which neither time nor bytes can run away.

Everything that an HTTP client reads passes `recv_into` of a socket, so the deadline and the number of bytes are
held there: a status line, a header, a chunk size or a trailer that drips or never ends is stopped like a body.
"""

import socket
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from account_health.model import Certificate

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

WIRE_LIMIT: Final = 2_000_000


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


def certificate(sock: ssl.SSLSocket, host: str) -> Certificate:
    """Return what a site showed when hands were shaken; `host` is the name that it had to be for."""
    shown = sock.getpeercert() or {}
    return Certificate(host, _time(shown.get("notBefore")), _time(shown.get("notAfter")))


def _time(text: object) -> datetime | None:
    """Return the moment that a certificate writes like "Nov 23 07:00:00 2026 GMT"."""
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC) if isinstance(text, str) else None
