"""The only door to the internet: every request of every connector goes through `Fetcher`.

What a customer registers or a site redirects to is checked before each connection (see `addresses`), a name is
resolved once and the very address that was checked is the one connected to, and time, bytes, redirects and
attempts are bounded (see `wire`, `answer`, `retry`). Every error is a `CollectError`, and no text that is
produced here holds a query, a user name or a header's value.
"""

import json
import random
import re
import socket
import ssl
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from queue import Empty, SimpleQueue
from types import MappingProxyType
from typing import Final, Literal, TypeAlias
from urllib.parse import urlencode

import certifi

from account_health.connectors.http import addresses, gateway, retry, trouble
from account_health.connectors.http.addresses import Target
from account_health.connectors.http.answer import DECODED_LIMIT, Answer, refusal, unpack
from account_health.connectors.http.gateway import Gateway
from account_health.connectors.http.pace import Turns
from account_health.connectors.http.session import Call, Reply, Request, Session
from account_health.connectors.http.shown_certificate import end_of, says_where_its_issuer_is
from account_health.connectors.http.wire import (
    WIRE_LIMIT,
    BoundedTLSSocket,
    Bounds,
    MalformedError,
    OversizeError,
)
from account_health.model.errors import (
    AccessDeniedError,
    CertificateError,
    CollectError,
    ForbiddenAddressError,
    NoNetworkError,
    PlatformUnavailableError,
    RedirectError,
    UnknownHostError,
)
from account_health.text.hosts import same_site

__all__ = [
    "DEADLINE_SECONDS",
    "DECODED_LIMIT",
    "REDIRECT_LIMIT",
    "WIRE_LIMIT",
    "Answer",
    "Fetcher",
    "Network",
]

DEADLINE_SECONDS: Final = 10.0
REDIRECT_LIMIT: Final = 5

NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
Connect: TypeAlias = Callable[[tuple[str, int], float], socket.socket]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_EVERY_STATUS = frozenset(range(600))
_CONNECT_SECONDS = 5.0
_ALWAYS_THERE: Final = "a.root-servers.net"
"""The name of a root name server: where even that cannot be looked up, we are cut off from the internet."""
_NOBODY = frozenset(
    {
        socket.EAI_NONAME,
        *(getattr(socket, name) for name in ("EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)),
    }
)
ELSEWHERE: Final = ("https://www.iana.org/", "https://www.wikipedia.org/")
"""Pages of two other people, asked for where a site does not answer: where neither does, the trouble may be ours."""
_ELSEWHERE_SECONDS = 5.0
_REMEMBERED_SECONDS = 900
"""So long a host that answered proves that others can be reached from here."""
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")
# The client's and ours: a caller who sets them would undo what is promised above.
_OURS = frozenset({"host", "accept-encoding", "connection", "content-length", "transfer-encoding"})


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

    def fetcher(self, deadline_seconds: float = DEADLINE_SECONDS) -> "Fetcher":
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


@dataclass(slots=True)
class _Patience:
    """What is left for one fetch: until when (`time.monotonic`), and how often it failed so far."""

    deadline: float
    failures: int = 0

    def pause(
        self, attempts: int, backoff: Callable[[int], float], asked: float | None = None
    ) -> float | None:
        """Note a failure; return how long to wait before the next attempt, None where there is none."""
        self.failures += 1
        if self.failures >= attempts:
            return None
        pause = backoff(self.failures) if asked is None else asked
        return pause if time.monotonic() + pause < self.deadline else None


class Fetcher:
    """Fetches for one look at an account; threads may share it. Connections are kept and reused until it goes."""

    def __init__(self, network: Network, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self._network = network
        self._seconds = deadline_seconds
        self._lock = threading.Lock()
        self._requests = 0
        self._session = Session(network.trust)
        weakref.finalize(self, self._session.close)

    @property
    def requests(self) -> int:
        """How many requests went on the wire so far; each hop of a redirect and each retry counts."""
        return self._requests

    def fetch(
        self,
        url: str,
        headers: Mapping[str, str] = NO_HEADERS,
        retried: frozenset[int] = retry.RETRIED_STATUSES,
    ) -> Answer:
        """Return the answer, whatever its status, after at most five redirects and three attempts.

        `retried` holds the statuses that are tried again. The headers go to the URL's own origin only.
        Raises a CollectError where there is no answer: ForbiddenAddressError, UnknownHostError, TooSlowError,
        TooLargeError, CertificateError, RedirectError, UnreadableAnswerError, PlatformUnavailableError.
        """
        return self._followed(url, Request("GET", "", self._headers(headers), skip_body=_REDIRECTS), retried)

    def peek(self, url: str) -> Answer:
        """Return the answer without its body, whatever its status; no status is tried again.

        It is a GET all the same, since many sites answer HEAD wrongly. Raises what `fetch` raises.
        """
        request = Request("GET", "", self._headers(NO_HEADERS), skip_body=_EVERY_STATUS)
        return self._followed(url, request, frozenset())

    def _followed(self, url: str, request: Request, retried: frozenset[int]) -> Answer:
        target = addresses.parse(url)
        patience = _Patience(time.monotonic() + self._seconds)
        hops: list[str] = []
        while True:
            self._admit(target)
            answer = self._patiently(target, request, patience, retried)
            hops.append(answer.url)
            location = answer.headers.get("location", "").strip()
            if answer.status not in _REDIRECTS or not location:
                return replace(answer, hops=tuple(hops))
            if len(hops) > REDIRECT_LIMIT:
                raise RedirectError(
                    f"{addresses.parse(url).shown} redirects more than {REDIRECT_LIMIT} times."
                )
            onward = addresses.follow(target, location)
            if onward.origin != target.origin:
                request = replace(request, headers=self._headers(NO_HEADERS))
            target = onward

    def _admit(self, target: Target) -> None:
        """Let every address through that `addresses` allows; a stricter fetcher raises a CollectError here."""

    def get(self, url: str, headers: Mapping[str, str] = NO_HEADERS) -> Answer:
        """Return the answer if its status is 2xx or 304.

        Raises what `fetch` raises, and for other statuses, with the answer as `answer`: AccessDeniedError (401, 403,
        451), NotFoundError (404, 410), RateLimitedError (429), PlatformUnavailableError (5xx), RedirectError
        (3xx without a place to go), UnreadableAnswerError (the others).
        """
        answer = self.fetch(url, headers)
        refused = refusal(answer)
        if refused is not None:
            raise refused
        return answer

    def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str] = NO_HEADERS) -> Answer:
        """Send a form once and return the answer, whatever its status; no redirect is followed, nothing is retried.

        Raises a CollectError where there is no answer, like `fetch`.
        """
        body = urlencode(form, errors="replace").encode("ascii")
        return self._posted(url, body, {**headers, "Content-Type": "application/x-www-form-urlencoded"})

    def post_json(
        self, url: str, document: Mapping[str, object], headers: Mapping[str, str] = NO_HEADERS
    ) -> Answer:
        """Send a JSON document once and return the answer; as `post`."""
        body = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
        return self._posted(url, body, {**headers, "Content-Type": "application/json; charset=UTF-8"})

    def _posted(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        target = addresses.parse(url)
        content = {"Content-Type": headers["Content-Type"]}
        theirs = {name: value for name, value in headers.items() if name != "Content-Type"}
        request = Request("POST", "", self._headers(theirs) | content, body, _REDIRECTS)
        answer = self._exchange(target, request, time.monotonic() + self._seconds)
        return replace(answer, hops=(answer.url,))

    def beyond(self, host: str) -> Literal["reached", "nothing", "distrusted"]:
        """Tell whether any other site than this one can be reached from here, by others that answered lately or are asked now.

        "distrusted" means that something answers for them whose certificate is not theirs.
        """
        found: Literal["nothing", "distrusted"] = "nothing"
        if self._network.reached_beyond(host):
            return "reached"
        request = Request("GET", "", self._headers(NO_HEADERS), skip_body=_EVERY_STATUS)
        for url in ELSEWHERE:
            try:
                self._exchange(addresses.parse(url), request, time.monotonic() + _ELSEWHERE_SECONDS)
            except CertificateError:
                found = "distrusted"
            except CollectError:
                continue
            else:
                return "reached"
        return found

    def pause(self, seconds: float) -> None:
        """Wait because a platform asks for a slower pace."""
        self._network.sleep(seconds)

    def back_off(self, failures: int) -> None:
        """Wait before another attempt after so many failures that only the caller could recognise."""
        self._network.sleep(self._backoff(failures))

    def _headers(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return the caller's headers with ours. Raises AccessDeniedError for one that cannot be sent."""
        for name, value in given.items():
            if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
                raise AccessDeniedError(
                    f"The header {name!r} cannot be sent: it holds a line break or a letter that HTTP does not know. "
                    "Was the access pasted with a blank line?"
                )
        ours = {"User-Agent": self._network.user_agent, "Accept": "*/*"}
        theirs = {name.title(): value for name, value in given.items() if name.lower() not in _OURS}
        return ours | theirs | {"Accept-Encoding": "gzip, identity"}

    def _patiently(
        self, target: Target, request: Request, patience: _Patience, retried: frozenset[int]
    ) -> Answer:
        """Ask one address until it answers or the attempts are used up."""
        while True:
            try:
                answer = self._exchange(target, request, patience.deadline)
            except UnknownHostError:
                pause = patience.pause(retry.UNKNOWN_HOST_ATTEMPTS, self._backoff)
                if pause is None:
                    raise
            except PlatformUnavailableError:
                pause = patience.pause(retry.ATTEMPTS, self._backoff)
                if pause is None:
                    raise
            else:
                if answer.status not in retried:
                    return answer
                pause = patience.pause(retry.ATTEMPTS, self._backoff, retry.retry_after(answer.headers))
                if pause is None:
                    return answer
            self._network.sleep(pause)

    def _backoff(self, failures: int) -> float:
        return retry.backoff(failures, self._network.spread)

    def _exchange(self, target: Target, request: Request, deadline: float) -> Answer:
        """Ask one address once. Every trouble becomes a CollectError that holds nothing of the one below."""
        through = self._network.through
        if through is None:
            resource, authority, origin = target.resource, target.authority, target.origin
        else:
            resource, authority = through.resource(target), through.authority
            origin = ("http", through.host, through.port)
        sent = replace(request, resource=resource, headers={"Host": authority, **request.headers})
        call = Call(
            sent, origin, partial(self._network.dial, target), Bounds(deadline), fresh=sent.body is not None
        )
        self._network.turns.take()
        try:
            reply = self._session.ask(call)
        except (OSError, OversizeError, MalformedError) as error:
            failure = trouble.translated(error, target, self._seconds)
            if isinstance(failure, CertificateError):
                failure = self._read_closely(failure, target, call.bounds)
        else:
            answer = self._answer(target, reply)
            self._network.note_reached(target)
            self._network.turns.hear(answer.status, answer.headers)
            return answer
        finally:
            self._count(call)
        raise failure

    def _read_closely(self, error: CertificateError, target: Target, bounds: Bounds) -> CertificateError:
        """Return the error with what the certificate itself says: when it ended, or that nobody can complete its chain."""
        if error.problem not in {"expired", "incomplete"}:
            return error
        shown = self._network.refused_certificate(target, bounds)
        if error.problem == "incomplete" and shown and not says_where_its_issuer_is(shown):
            return trouble.uncertified(target, "untrusted")
        error.ended = end_of(shown) if error.problem == "expired" else None
        return error

    def _answer(self, target: Target, reply: Reply) -> Answer:
        headers, certificate = reply.headers, reply.certificate
        if self._network.through is not None:
            simulated = gateway.simulated_error(headers)
            if simulated is not None:
                raise trouble.simulated(simulated, target, self._seconds)
            certificate = gateway.simulated_certificate(headers, target)
            headers = {name: value for name, value in headers.items() if not name.startswith(gateway.PREFIX)}
        body = unpack(reply.body, headers.get("content-encoding", ""), target.shown)
        return Answer(
            target.url, reply.status, MappingProxyType(dict(headers)), body, (target.url,), certificate
        )

    def _count(self, call: Call) -> None:
        with self._lock:
            self._requests += call.sent


def _peer(opened: socket.socket) -> addresses.Address | None:
    try:
        return addresses.literal(str(opened.getpeername()[0]))
    except OSError:
        return None
