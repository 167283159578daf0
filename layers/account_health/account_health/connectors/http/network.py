"""The only door to the internet: how this process looks up names and opens connections, one for all looks.

What a customer registers or a site redirects to is checked before each connection (see `addresses`), a name is
resolved once, and the very address that was checked is the one connected to. Requests go through a `Fetcher`.
"""

import random
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from queue import Empty, SimpleQueue
from typing import Final, TypeAlias

import certifi

from account_health.connectors.http import addresses, trouble
from account_health.connectors.http.addresses import Target
from account_health.connectors.http.fetcher import DEADLINE_SECONDS, Fetcher
from account_health.connectors.http.gateway import Gateway
from account_health.connectors.http.pace import Turns
from account_health.connectors.http.wire import (
    BoundedTLSSocket,
    Bounds,
)
from account_health.model.errors import (
    CollectError,
    ForbiddenAddressError,
    NoNetworkError,
    PlatformUnavailableError,
)
from account_health.text.hosts import same_site

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
Connect: TypeAlias = Callable[[tuple[str, int], float], socket.socket]

_CONNECT_SECONDS = 5.0
_ALWAYS_THERE: Final = "a.root-servers.net"
"""The name of a root name server: where even that cannot be looked up, we are cut off from the internet."""
_NOBODY = frozenset(
    {
        socket.EAI_NONAME,
        *(getattr(socket, name) for name in ("EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)),
    }
)
_REMEMBERED_SECONDS = 900
"""So long a host that answered proves that others can be reached from here."""


def resolve_name(host: str, port: int) -> tuple[str, ...]:
    """Return every IP address of a name. Raises socket.gaierror."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[4][0]) for place in found))


def _user_agent() -> str:
    product = "account-health"
    with suppress(PackageNotFoundError):  # a copy of the source that was never installed
        product += f"/{version('account-health')}"
    return f"{product} (weekly check of a company's own public accounts)"


@dataclass(kw_only=True)
class Network:
    """How this process reaches the world; one for all looks.

    `gateway` is the address of a stand-in for the internet, None for the internet itself. The other fields are
    there for tests: `resolve` gives the IP addresses of a name or raises socket.gaierror, `connect` is like
    socket.create_connection, `spread` gives random numbers from 0 to 1 for the pauses, and `tls` says whom to trust.
    Every request waits for its turn in `turns`.

    Raises UsageError for a gateway that is not on this machine.
    """

    gateway: str | None = None
    resolve: Resolve = resolve_name
    connect: Connect = socket.create_connection
    sleep: Callable[[float], None] = time.sleep
    spread: Callable[[], float] = field(default_factory=lambda: random.SystemRandom().random)
    tls: ssl.SSLContext | None = None
    user_agent: str = field(default_factory=_user_agent)
    turns: Turns = field(default_factory=Turns)

    def __post_init__(self) -> None:
        self.through = None if self.gateway is None else Gateway.parse(self.gateway)
        self._lock = threading.Lock()
        self._reached: dict[str, float] = {}

    def note_reached(self, target: Target) -> None:
        """Remember a host that answered and proved who it is: over plain HTTP any gateway on the way may answer."""
        if target.scheme == "https":
            with self._lock:
                self._reached[target.host] = time.monotonic()

    def reached_beyond(self, host: str) -> bool:
        """Tell whether another site than this one answered lately."""
        since = time.monotonic() - _REMEMBERED_SECONDS
        with self._lock:
            others = [other for other, at in self._reached.items() if at >= since]
        return any(not same_site(f"https://{other}/", f"https://{host}/") for other in others)

    def fetcher(self, deadline_seconds: float = DEADLINE_SECONDS) -> Fetcher:
        """Return a fetcher for one look; each of its requests has this deadline, redirects and retries included."""
        return Fetcher(self, deadline_seconds)

    def dial(self, target: Target, bounds: Bounds) -> socket.socket:
        """Return a socket to the gateway, else to one of the target's addresses, none of which is forbidden.

        Raises CollectError, and OSError of connecting.
        """
        if self.through is not None:
            return self.connect((self.through.host, self.through.port), bounds.seconds())
        for address in self._addresses(target, bounds):
            seconds = min(bounds.seconds(), _CONNECT_SECONDS)
            try:
                opened = self.connect((str(address), target.port), seconds)
            except OSError:
                continue  # the next address may answer, such as IPv4 where there is no IPv6
            if _peer(opened) == address:
                return opened
            opened.close()
            raise ForbiddenAddressError(
                f"{target.host} was answered by another address than the one that we asked."
            )
        bounds.seconds()
        raise PlatformUnavailableError(f"{target.host} does not accept connections on port {target.port}.")

    def _addresses(self, target: Target, bounds: Bounds) -> tuple[addresses.Address, ...]:
        """Return the public addresses of the target's host. One forbidden address among them forbids all."""
        if (given := addresses.literal(target.host)) is not None:
            return (given,)
        texts = self._resolved(target, bounds)
        found = tuple(address for text in texts if (address := addresses.literal(text)) is not None)
        if len(found) < len(texts) or not all(addresses.is_public(address) for address in found):
            raise ForbiddenAddressError(
                f"We do not open {target.shown} because its name leads to an address inside a network."
            )
        if not found:
            raise trouble.unknown(target)
        return found

    def _resolved(self, target: Target, bounds: Bounds) -> Sequence[str]:
        """Return what the name server answers. Raises UnknownHostError only where it knows other names."""
        found = self._asked(target.host, target.port, bounds)
        if isinstance(found, socket.gaierror):
            if found.errno not in _NOBODY:
                # Our name server failed, which says nothing about theirs.
                raise PlatformUnavailableError(f"The name {target.host} could not be looked up just now.")
            # A machine without network answers like that for every name (macOS, many routers).
            if isinstance(self._asked(_ALWAYS_THERE, target.port, bounds), socket.gaierror):
                raise NoNetworkError(
                    "No name at all can be looked up from here. Check the network connection; a proxy is not used."
                )
        if isinstance(found, OSError | UnicodeError):
            raise trouble.unknown(target)
        return found

    def _asked(self, host: str, port: int, bounds: Bounds) -> Sequence[str] | OSError | UnicodeError:
        """Ask the name server in a thread of its own: the system's resolver knows no deadline."""
        box: SimpleQueue[Sequence[str] | OSError | UnicodeError] = SimpleQueue()

        def ask() -> None:
            try:
                box.put(self.resolve(host, port))
            except (OSError, UnicodeError) as error:
                box.put(error)

        threading.Thread(target=ask, name="resolve", daemon=True).start()
        try:
            return box.get(timeout=bounds.seconds())
        except Empty:
            raise TimeoutError from None

    def trust(self) -> ssl.SSLContext:
        """Return the one TLS context: making it costs more than a request."""
        with self._lock:
            if self.tls is None:
                self.tls = ssl.create_default_context(cafile=certifi.where())
                # Python 3.13 became stricter than browsers are; a report must not call a good site untrusted.
                self.tls.verify_flags &= ~ssl.VERIFY_X509_STRICT
            self.tls.sslsocket_class = BoundedTLSSocket
            return self.tls

    def refused_certificate(self, target: Target, bounds: Bounds) -> bytes:
        """Return the certificate that a site shows, whoever vouches for it: hands are shaken, and nothing is asked for.

        Empty where that fails: it is one fact more, and no reason for another error.
        """
        anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
        try:
            with self.dial(target, bounds) as opened:
                opened.settimeout(bounds.seconds())
                with anybody.wrap_socket(opened, server_hostname=target.host) as secured:
                    return secured.getpeercert(binary_form=True) or b""
        except (OSError, CollectError):
            return b""


def _peer(opened: socket.socket) -> addresses.Address | None:
    try:
        return addresses.literal(str(opened.getpeername()[0]))
    except OSError:
        return None
