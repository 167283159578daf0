"""Fetches for one look: redirects, attempts, deadlines and headers. Every request of every connector goes through here.

Time, bytes, redirects and attempts are bounded (see `wire`, `answer`, `retry`). Every error is a `CollectError`, and no text
that is produced here holds a query, a user name or a header's value.
"""

import json
import re
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlencode

from account_health.connectors.http import addresses, gateway, retry, trouble
from account_health.connectors.http.addresses import Target
from account_health.connectors.http.answer import Answer, refusal, unpack
from account_health.connectors.http.session import Call, Reply, Request, Session
from account_health.connectors.http.shown_certificate import end_of, says_where_its_issuer_is
from account_health.connectors.http.wire import Bounds, MalformedError, OversizeError
from account_health.model.errors import (
    AccessDeniedError,
    CertificateError,
    CollectError,
    PlatformUnavailableError,
    RedirectError,
    UnknownHostError,
)

if TYPE_CHECKING:
    from account_health.connectors.http.network import Network

DEADLINE_SECONDS: Final = 10.0
REDIRECT_LIMIT: Final = 5

NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_EVERY_STATUS = frozenset(range(600))
ELSEWHERE: Final = ("https://www.iana.org/", "https://www.wikipedia.org/")
"""Pages of two other people, asked for where a site does not answer: where neither does, the trouble may be ours."""
_ELSEWHERE_SECONDS = 5.0
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")
# The client's and ours: a caller who sets them would undo what is promised above.
_OURS = frozenset({"host", "accept-encoding", "connection", "content-length", "transfer-encoding"})


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

    def __init__(self, network: "Network", deadline_seconds: float = DEADLINE_SECONDS) -> None:
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
