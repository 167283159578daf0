"""Which addresses we may ask: the rules for a URL and for an IP address, without any network.

A customer registers addresses and sites redirect to addresses, so each of them is hostile until it
passed here. The grammar is narrower than a browser's on purpose: what two parsers could read in two
ways is refused, and after this module nobody parses the text again.
"""

import ipaddress
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import quote, urljoin

from account_health.model.errors import ForbiddenAddressError, RedirectError
from account_health.text.hosts import HostFault, ascii_host, host_fault
from account_health.text.redact import shown

LONGEST_URL: Final = 2_048
PORTS: Final = frozenset({80, 443, 8080, 8443})

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_DEFAULT_PORT = MappingProxyType({"http": 80, "https": 443})
_URL = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(?:#.*)?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:]+)(?::([0-9]{0,5}))?")
_NEVER = re.compile(r"[\s\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# What stays unescaped in a path or query; everything else, also a letter like ü, is sent as %XX of its UTF-8.
_PLAIN = "%/:@!$&'()*+,;=-._~?"

# `is_global` is no filter: multicast, NAT64, 6to4 and Azure's 168.63.129.16 pass it. IANA's special-purpose
# registries of 2025, plus the deprecated ranges and the addresses that clouds keep for themselves.
_FORBIDDEN_IPV4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
_FORBIDDEN_IPV6 = tuple(
    ipaddress.IPv6Network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")
)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that passed the rules, in parts. `host` is ASCII without brackets, `resource` path and query."""

    scheme: str
    host: str
    port: int
    resource: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: whoever shares them is the same site."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """The host as it stands in a URL and in the Host header; a default port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORT[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address. May hold a secret in its query: for the wire, not for people."""
        return f"{self.scheme}://{self.authority}{self.resource}"

    @property
    def shown(self) -> str:
        """The address for people: without the query."""
        return shown(self.url)

    def __repr__(self) -> str:
        return f"<Target {self.shown}>"


def parse(url: str) -> Target:
    """Return the parts of an address that may be asked.

    Raises ForbiddenAddressError for everything else: other schemes and ports, user names, blanks, backslashes,
    control characters, `%` in the host, more than 2,048 characters, names and IP addresses of inner networks,
    IP addresses in unusual spellings.
    """
    if len(url) > LONGEST_URL:
        raise _forbidden(url, f"it has more than {LONGEST_URL:,} characters")
    if _NEVER.search(url):
        raise _forbidden(url, "it holds a blank, a backslash or a control character")
    parts = _URL.fullmatch(url)
    if parts is None:
        raise _forbidden(url, "it does not start with http:// or https://")
    scheme, authority, path, query = parts[1].lower(), parts[2], parts[3], parts[4]
    if "@" in authority or "%" in authority:
        raise _forbidden(url, "a user name, a password or a % does not belong into the host")
    place = _AUTHORITY.fullmatch(authority)
    if place is None:
        raise _forbidden(url, "its host or port cannot be read")
    port = int(place[2]) if place[2] else _DEFAULT_PORT[scheme]
    if port not in PORTS:
        raise _forbidden(url, f"port {port} is not one of {', '.join(str(each) for each in sorted(PORTS))}")
    host = _host(place[1], url)
    return Target(scheme, host, port, quote((path or "/") + (query or ""), safe=_PLAIN))


def follow(base: Target, location: str) -> Target:
    """Return where a redirect of `base` leads; `location` is the header as http.client reads it (Latin-1).

    Raises RedirectError where it cannot be read, ForbiddenAddressError where we do not go there.
    """
    try:
        onward = location.encode("latin-1").decode()
    except UnicodeError:
        onward = location
    # Sites do send blanks inside a path; in a host the % is then refused.
    onward = onward.strip(" \t").replace(" ", "%20")
    if _NEVER.search(onward):
        raise _forbidden(onward, "it holds a backslash or a control character", came_from=base)
    if _SCHEME.match(onward) and not _URL.fullmatch(onward):
        raise _forbidden(onward, "it does not start with http:// or https://", came_from=base)
    try:
        joined = urljoin(base.url, onward)
    except ValueError:
        joined = None
    if joined is None:
        raise RedirectError(f"{base.shown} redirects to an address that cannot be read.")
    return parse(joined)


def is_public(address: Address) -> bool:
    """Return whether an address is one of the public internet: the only ones that we connect to."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _FORBIDDEN_IPV4)
    if address.scope_id is not None or address not in _PUBLIC_IPV6:
        return False
    return not any(address in network for network in _FORBIDDEN_IPV6)


def literal(host: str) -> Address | None:
    """Return the IP address that a target's host is, or None where it is a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host(text: str, url: str) -> str:
    """Return the host in the one spelling that is used from here on."""
    if text.startswith("["):
        address = literal(text[1:-1])
        if address is None:
            raise _forbidden(url, "its IP address cannot be read")
        return _public(address, url)
    name = ascii_host(text)
    match host_fault(name):
        case None:
            return name
        case HostFault.IMPOSSIBLE:
            raise _forbidden(url, "its host is not a name that can exist")
        case HostFault.NUMBER:
            address = literal(name)
            if address is None:
                raise _forbidden(url, "its host is a number in an unusual spelling")
            return _public(address, url)
        case HostFault.ONE_LABEL | HostFault.INNER:
            raise _forbidden(url, "its host is a name inside a network, not on the internet")


def _public(address: Address, url: str) -> str:
    if not is_public(address):
        raise _forbidden(url, "its IP address is not one of the public internet")
    return str(address)


def _forbidden(url: str, reason: str, came_from: Target | None = None) -> ForbiddenAddressError:
    origin = "" if came_from is None else f", where {came_from.shown} redirects to,"
    return ForbiddenAddressError(
        f"We do not open {shown(url) or 'an empty address'}{origin} because {reason}. "
        "Only public addresses with http:// or https:// are looked at."
    )
