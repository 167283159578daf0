"""One credential's way to the Graph API: a request, its answer, and the pace that the platform asks for.

The token travels in the Authorization header, so no address that we ask for holds one; in the query only where the
stored credential says so, for Instagram's own host, whose documents show nothing else.
"""

import hashlib
import hmac
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import quote, urlencode, urlsplit

from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.http.retry import ATTEMPTS
from account_health.connectors.meta.graph.errors import TemporaryError, TokenRefusedError, error_of
from account_health.connectors.meta.graph.usage import pause_after, used_percent
from account_health.connectors.versions import GRAPH
from account_health.model.errors import RateLimitedError, UnreadableAnswerError

Carrier: TypeAlias = Literal["header", "query"]
Platform: TypeAlias = Literal["Facebook", "Instagram"]

GRAPH_VERSION: Final = GRAPH.version
"""The version that we ask for."""
FACEBOOK_HOST: Final = "graph.facebook.com"
INSTAGRAM_HOST: Final = "graph.instagram.com"

NO_PARAMETERS: Final[Mapping[str, str]] = MappingProxyType({})
_NEVER: Final[frozenset[int]] = frozenset()


@dataclass
class Pace:
    """What the answers so far said about speed, version and tokens; shared by all tokens of one look.

    `refused` holds each token that an answer refused, with that answer: no further request is made with it.
    """

    stopped: RateLimitedError | None = None
    refused: dict[str, TokenRefusedError] = field(default_factory=dict, repr=False)
    version: str | None = None
    pause: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def before(self, fetcher: Fetcher, token: str) -> None:
        """Wait where the allowance runs low.

        Raises RateLimitedError once the platform said stop, TokenRefusedError once it refused this token.
        """
        with self.lock:
            if self.stopped is not None:
                raise RateLimitedError(str(self.stopped), self.stopped.retry_after)
            refusal = self.refused.get(token)
            if refusal is not None:
                raise TokenRefusedError(str(refusal), refusal.problem)
            pause = self.pause
        if pause:
            fetcher.pause(pause)

    def note(self, headers: Mapping[str, str], asked: str) -> None:
        """Remember what an answer's headers say."""
        answered = headers.get("facebook-api-version")
        with self.lock:
            self.pause = pause_after(used_percent(headers))
            if answered and asked and answered != asked:
                self.version = answered[:20]

    def stop(self, error: RateLimitedError) -> None:
        """Ask no more in this look: every further request would lengthen the block."""
        with self.lock:
            self.stopped = error

    def refuse(self, token: str, error: TokenRefusedError) -> None:
        """Ask no more with this token; the first refusal says why."""
        with self.lock:
            self.refused.setdefault(token, error)


@dataclass(frozen=True, kw_only=True)
class GraphClient:
    """Asks one host with one token. `secret` is the app's, where one is stored; an empty `version` asks without one.

    `carrier` is where the token travels; `platform` is whom we look at, as people call it: both live behind one host.
    """

    fetcher: Fetcher
    token: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)
    host: str = FACEBOOK_HOST
    version: str = GRAPH_VERSION
    carrier: Carrier = "header"
    platform: Platform = "Facebook"
    pace: Pace = field(default_factory=Pace, repr=False, compare=False)

    @property
    def refusal(self) -> TokenRefusedError | None:
        """The answer that refused this token in this look, None where none did."""
        return self.pace.refused.get(self.token)

    def apart(self) -> "GraphClient":
        """Return the same way in for a question that may be refused without a doubt about the token."""
        return replace(self, pace=Pace(stopped=self.pace.stopped, pause=self.pace.pause))

    def get(self, path: str, parameters: Mapping[str, str] = NO_PARAMETERS) -> Mapping[str, Any]:
        """Return the JSON object at a path such as `/123/comments`.

        A fault that the platform calls temporary is tried three times in all; a rate limit stops the whole look.
        Raises a CollectError of `graph.errors`, or one of the wire.
        """
        version = f"/{self.version}" if self.version else ""
        query = urlencode(self._signed(parameters), errors="replace")
        url = f"https://{self.host}{version}{quote(path, errors='replace')}?{query}"
        failures = 0
        while True:
            try:
                return self._once(url)
            except TemporaryError:
                failures += 1
                if failures >= ATTEMPTS:
                    raise
                self.fetcher.back_off(failures)
            except RateLimitedError as error:
                self.pace.stop(error)
                raise
            except TokenRefusedError as error:
                self.pace.refuse(self.token, error)
                raise

    def _once(self, url: str) -> Mapping[str, Any]:
        self.pace.before(self.fetcher, self.token)
        headers = {"Authorization": f"Bearer {self.token}"} if self.carrier == "header" else {}
        answer = self.fetcher.fetch(url, headers, _NEVER)
        if urlsplit(answer.url).hostname != self.host:
            raise UnreadableAnswerError(f"{self.host} sent us to another host.")
        self.pace.note(answer.headers, self.version)
        error = error_of(answer, self.platform)
        if error is not None:
            raise error
        body = answer.json()
        if not isinstance(body, Mapping):
            raise UnreadableAnswerError(
                f"{self.platform} answered with JSON of another shape than documented."
            )
        return body

    def _signed(self, parameters: Mapping[str, str]) -> dict[str, str]:
        """Return the parameters with the proof that we know the app's secret; it is computed per token."""
        proof = {"appsecret_proof": appsecret_proof(self.secret, self.token)} if self.secret else {}
        named = {"access_token": self.token} if self.carrier == "query" else {}
        return {**parameters, **proof, **named}


def appsecret_proof(secret: str, token: str) -> str:
    """Return the hexadecimal HMAC-SHA256 of a token under an app's secret."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
