"""One credential's way to Google's APIs: a request, its answer, a fresh token where the old one ended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias
from urllib.parse import quote, urlencode, urlsplit

from account_health.connectors.connector import Look
from account_health.connectors.google.errors import (
    SCOPE,
    ScopeMissingError,
    SignInNeededError,
    error_of,
)
from account_health.connectors.google.token import Grant, Token, token_for
from account_health.connectors.http.answer import Answer
from account_health.connectors.http.retry import ATTEMPTS
from account_health.connectors.values import inner, text
from account_health.model.errors import PlatformUnavailableError, RateLimitedError, UnreadableAnswerError

ACCOUNTS_HOST: Final = "mybusinessaccountmanagement.googleapis.com"
INFORMATION_HOST: Final = "mybusinessbusinessinformation.googleapis.com"
VERIFICATIONS_HOST: Final = "mybusinessverifications.googleapis.com"
PERFORMANCE_HOST: Final = "businessprofileperformance.googleapis.com"
REVIEWS_HOST: Final = "mybusiness.googleapis.com"
"""Reviews, posts and photos: version 4, which never moved to a newer one and is switched on by itself."""

SERVICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ACCOUNTS_HOST: "My Business Account Management API",
        INFORMATION_HOST: "My Business Business Information API",
        VERIFICATIONS_HOST: "My Business Verifications API",
        PERFORMANCE_HOST: "Business Profile Performance API",
        REVIEWS_HOST: "Google My Business API v4 (reviews, posts, photos)",
    }
)
"""Host -> the name under which the interface is switched on in Google Cloud."""

Parameters: TypeAlias = Mapping[str, str | tuple[str, ...]]
NO_PARAMETERS: Final[Parameters] = MappingProxyType({})
LONGEST_PAUSE: Final = 5.0
_NEVER: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleClient:
    """Asks Google's APIs for one look, with the token that all looks of this credential share."""

    look: Look
    grant: Grant

    def token(self) -> Token:
        """Return the access token. Raises GrantRefusedError, ScopeMissingError, or a CollectError of the wire."""
        token = token_for(self.look, self.grant)
        if token.lacks_scope:
            raise ScopeMissingError(f"Google: the access was given without the permission {SCOPE}.")
        return token

    def get(self, host: str, path: str, parameters: Parameters = NO_PARAMETERS) -> Mapping[str, Any]:
        """Return the JSON object at a path such as `/v1/accounts`; a parameter with several values is asked with each.

        Troubles of the platform and rate limits are tried three times in all; a quota of zero is not tried again.
        Raises a CollectError of `google.errors`, or one of the wire.
        """
        url = f"https://{host}{quote(path, safe='/:')}"
        if parameters:
            url += f"?{urlencode(parameters, doseq=True)}"
        failures = 0
        while True:
            try:
                return self._signed_in(url, host)
            except (PlatformUnavailableError, RateLimitedError) as error:
                failures += 1
                if failures >= ATTEMPTS:
                    raise
                self._wait(error, failures)

    def post(self, host: str, path: str, document: Mapping[str, object]) -> Mapping[str, Any]:
        """Return the JSON object that is answered to a document, asked once: whoever asks once a month can wait.

        Raises a CollectError of `google.errors`, or one of the wire.
        """
        headers = {"Authorization": f"Bearer {self.token().value}"}
        answer = self.look.fetcher.post_json(f"https://{host}{quote(path, safe='/:')}", document, headers)
        return self._object(answer, host)

    def pages(self, host: str, path: str, parameters: Parameters, most: int) -> Iterator[Mapping[str, Any]]:
        """Yield the pages of a list, at most so many; a page that names itself as the next one is the last.

        Raises what `get` raises.
        """
        token: str | None = None
        seen: set[str] = set()
        for _ in range(most):
            page = self.get(host, path, {**parameters, **({"pageToken": token} if token else {})})
            yield page
            token = text(page.get("nextPageToken"))
            if token is None or token in seen:
                return
            seen.add(token)

    def _signed_in(self, url: str, host: str) -> Mapping[str, Any]:
        token = self.token()
        try:
            return self._once(url, host, token)
        except SignInNeededError:
            return self._once(url, host, token_for(self.look, self.grant, token.value))

    def _once(self, url: str, host: str, token: Token) -> Mapping[str, Any]:
        answer = self.look.fetcher.fetch(url, {"Authorization": f"Bearer {token.value}"}, _NEVER)
        return self._object(answer, host)

    def _object(self, answer: Answer, host: str) -> Mapping[str, Any]:
        if urlsplit(answer.url).hostname != host:
            raise UnreadableAnswerError(f"{SERVICES[host]} sent us to another host.")
        error = error_of(answer, SERVICES[host])
        if error is not None:
            raise error
        body = answer.json()
        if not isinstance(body, Mapping):
            raise UnreadableAnswerError(
                f"{SERVICES[host]} answered with JSON of another shape than documented."
            )
        return inner(body)

    def _wait(self, error: PlatformUnavailableError | RateLimitedError, failures: int) -> None:
        asked = error.retry_after if isinstance(error, RateLimitedError) else None
        if asked is None:
            self.look.fetcher.back_off(failures)
        elif asked <= LONGEST_PAUSE:
            self.look.fetcher.pause(asked)
        else:
            raise error
