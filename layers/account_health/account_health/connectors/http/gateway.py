"""A gateway on this machine that stands in for the internet: for tests, the demo and benchmarks.

A request for `https://HOST/PATH?QUERY` goes to `http://GATEWAY/HOST/PATH?QUERY`, one for `http://…`
to `/http:HOST/PATH`; a port other than the default stays in HOST. Redirects name real addresses.

Two headers of a gateway's answer tell what HTTP cannot:

- `X-Gateway-Certificate: {"host", "not_before", "not_after"}`: the certificate that the real site would show.
- `X-Gateway-Error: unknown_host | refused | timeout | expired_certificate | wrong_host_certificate |
  untrusted_certificate`: the request fails as if the real site could not be reached in this way.
"""

import ipaddress
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from account_health.connectors.http.addresses import Target
from account_health.model import Certificate
from account_health.model.errors import CertificateError, UnreadableAnswerError, UsageError

PREFIX = "x-gateway-"

_NAMES = frozenset({"localhost", "host.docker.internal"})


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where the gateway listens."""

    host: str
    port: int

    @classmethod
    def parse(cls, url: str) -> "Gateway":
        """Return the gateway of an address like http://127.0.0.1:8099.

        Raises UsageError unless it is http, names loopback or host.docker.internal, and has no path.
        """
        host, port = None, None
        with suppress(ValueError):
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or 80
            if parts.scheme != "http" or parts.path not in ("", "/") or parts.query or "@" in parts.netloc:
                host = None
        if host is None or port is None or not (host in _NAMES or _is_loopback(host)):
            raise UsageError(
                "ACCOUNT_HEALTH_GATEWAY has to look like http://127.0.0.1:8099: "
                "http, a loopback address or host.docker.internal, a port, and no path."
            )
        return cls(host, port)

    def resource(self, target: Target) -> str:
        """Return the path and query under which the gateway answers for a target."""
        mark = "http:" if target.scheme == "http" else ""
        return f"/{mark}{target.authority}{target.resource}"

    @property
    def authority(self) -> str:
        """Host and port for the Host header."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def simulated_error(headers: Mapping[str, str]) -> str | None:
    """Return the trouble that an answer of the gateway stands for, None for an answer that is one."""
    return headers.get(f"{PREFIX}error")


def simulated_certificate(headers: Mapping[str, str], target: Target) -> Certificate | None:
    """Return the certificate that the real site would show, None where the gateway does not say.

    Raises CertificateError where it is one of another host, UnreadableAnswerError where the header is malformed.
    """
    text = headers.get(f"{PREFIX}certificate")
    if text is None or target.scheme != "https":
        return None
    certificate = None
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        said = json.loads(text)
        certificate = Certificate(
            host=str(said["host"]).lower(),
            not_before=_time(said.get("not_before")),
            not_after=_time(said.get("not_after")),
        )
    if certificate is None:
        raise UnreadableAnswerError(f"The gateway's certificate for {target.host} cannot be read.")
    if certificate.host != target.host:
        raise CertificateError(f"{target.host} shows a certificate of another host.", "wrong_host")
    return certificate


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    time = datetime.fromisoformat(text)
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
