"""Google's consent in the browser: a page of Google's, an answer to this machine alone, a refresh token.

Source: developers.google.com/identity/protocols/oauth2/native-app (loopback redirect), RFC 8252, RFC 7636 (S256).
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from account_health.connectors.google.errors import SCOPE
from account_health.connectors.google.token import TOKEN_URL
from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.values import inner, text
from account_health.model.errors import CollectError, UsageError

AUTHORISE: Final = "https://accounts.google.com/o/oauth2/v2/auth"
WAITS_SECONDS: Final = 300
_DONE: Final = b"<!doctype html><title>account-health</title><p>Thank you. You can close this page and go back to the terminal."


class Consent:
    """One consent: it listens on 127.0.0.1 for a single answer; use it as a context manager."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id
        self._state = secrets.token_urlsafe(24)
        self._verifier = secrets.token_urlsafe(48)
        self._heard: dict[str, str] = {}
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()

    @property
    def redirect(self) -> str:
        """Where Google sends the browser back to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        """The page of Google's to open."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self._verifier.encode()).digest()).rstrip(b"=")
        asked = {
            "client_id": self._client_id,
            "redirect_uri": self.redirect,
            "response_type": "code",
            "scope": SCOPE,
            "access_type": "offline",
            "prompt": "consent",
            "state": self._state,
            "code_challenge": challenge.decode(),
            "code_challenge_method": "S256",
        }
        return f"{AUTHORISE}?{urlencode(asked)}"

    def wait(self) -> str:
        """Return the code that the browser brings. Raises UsageError where nobody agreed, or nobody came."""
        # A browser may ask for an icon as well: only an answer with our state counts.
        end = time.monotonic() + WAITS_SECONDS
        while not self._heard and (left := end - time.monotonic()) > 0:
            self._server.timeout = left
            self._server.handle_request()
        if not self._heard:
            raise UsageError("Nobody came back from Google's page; run the command again.")
        if "error" in self._heard:
            raise UsageError("Google's page was left without agreeing; run the command again.")
        return self._heard["code"]

    def exchange(self, code: str, client_secret: str, fetcher: Fetcher) -> str:
        """Return the refresh token for a code. Raises UsageError with what to do where Google gives none."""
        form = {
            "client_id": self._client_id,
            "client_secret": client_secret,
            "code": code,
            "code_verifier": self._verifier,
            "grant_type": "authorization_code",
            "redirect_uri": self.redirect,
        }
        try:
            body = inner(fetcher.post(TOKEN_URL, form).json())
        except CollectError:
            raise UsageError("Google's token endpoint did not answer; run the command again.") from None
        if SCOPE not in (text(body.get("scope")) or SCOPE).split():
            raise UsageError(
                "The box of the permission was not ticked on Google's page; run the command again."
            )
        found = text(body.get("refresh_token"))
        if found is None:
            raise UsageError(
                "Google gave no refresh token: client id and client secret are to be those of a client of the type Desktop app."
            )
        return found

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hear: Callable[[Mapping[str, str]], None] = self._hear

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hear({name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()})
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(_DONE)

            def log_message(self, *_: Any) -> None:  # noqa: ANN401 - the library's own
                """Say nothing: the address holds the code."""

        return Handler

    def _hear(self, said: Mapping[str, str]) -> None:
        if secrets.compare_digest(said.get("state", ""), self._state) and ("code" in said or "error" in said):
            self._heard = dict(said)
