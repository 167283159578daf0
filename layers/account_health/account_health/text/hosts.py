"""Hosts: how a name is written for a name server, which names can exist, and which belong together.

The one place that turns names.
"""

import re
from collections.abc import Container
from enum import StrEnum
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import idna

from account_health.text.lenders import LENDERS

_LONGEST: Final = 253
_SECOND_LEVEL: Final = frozenset({"co", "com", "org", "net", "ac", "gov", "gv", "or", "ltd", "plc"})
_TWO_LETTERS: Final = 2
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Names that never lead to a public site (RFC 6761, 6762, 8375 and the usual names of home routers and clouds).
_INNER_NAMES: Final = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa")


class HostFault(StrEnum):
    """Why no public website can have this name."""

    IMPOSSIBLE = "impossible"
    NUMBER = "number"
    ONE_LABEL = "one label"
    INNER = "inner"


def host_fault(name: str) -> HostFault | None:
    """Return why no public website can be called so, None where one can; `name` is what `ascii_host` returned.

    A number may still be an IP address: whoever allows those reads it.
    """
    labels = name.split(".")
    if not all(map(_LABEL.fullmatch, labels)):
        return HostFault.IMPOSSIBLE
    if _NUMBER.fullmatch(labels[-1]):
        return HostFault.NUMBER
    if len(labels) == 1:
        return HostFault.ONE_LABEL
    return HostFault.INNER if is_within(name, _INNER_NAMES) else None


def is_within(host: str, domains: Container[str]) -> bool:
    """Say whether a host is one of these domains or lies below one."""
    return any(each in domains for each in domains_of(host))


@lru_cache(maxsize=1024)
def domains_of(host: str) -> tuple[str, ...]:
    """Return a host and every domain above it: shop.example.com, example.com, com."""
    labels = host.split(".")
    return tuple(".".join(labels[n:]) for n in range(len(labels)))


@lru_cache(maxsize=4096)
def ascii_host(name: str) -> str:
    """Return a host as it is asked of a name server, lower case; empty where it cannot be one.

    By IDNA 2008 with the mapping of UTS 46, as browsers do: ß stays a letter of its own. An older rule (Python's codec
    "idna") makes ss of it, and so leads to somebody else.
    """
    name = name.removesuffix(".").lower()
    if name.isascii():
        return name if len(name) <= _LONGEST else ""
    if len(name) > _LONGEST:
        return ""
    try:
        return idna.encode(name, uts46=True).decode("ascii").lower().removesuffix(".")
    except UnicodeError:  # idna.IDNAError is one
        return ""


def readable_host(host: str) -> str:
    """Return a host as people write it, `weiße-taube.example` for its `xn--` form; itself where it is no such name."""
    try:
        return idna.decode(host)
    except UnicodeError:  # idna.IDNAError is one
        return host


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """Return the host of an address, lower case, in ASCII, without `www.`; empty where there is none."""
    try:
        found = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:  # brackets without an address between them
        return ""
    return ascii_host(found).removeprefix("www.")


def lender_of(host: str) -> str:
    """Return the domain that lends this host its name: "wordpress.com" for linden.wordpress.com, empty for most."""
    return next((each for each in domains_of(host)[1:] if each in LENDERS), "")


def same_site(first: str, second: str) -> bool:
    """Say whether two addresses lie on the same host, or one on a sub-domain of the other.

    A lent name is never the same site as its lender or as another lent name: strangers live there.
    """
    one, two = sorted((host_of(first), host_of(second)), key=len)
    if not one or one == two:
        return bool(one)
    lender = lender_of(two)
    return two.endswith(f".{one}") and one not in LENDERS and (not lender or one.endswith(f".{lender}"))


def brand_of(url: str) -> str:
    """Return the label that people register: "example" of www.example.co.uk, of example.de, of example.wordpress.com."""
    host = host_of(url)
    lender = lender_of(host)
    if lender:
        return host.removesuffix(f".{lender}").rpartition(".")[2]
    labels = host.split(".")
    if len(labels) > _TWO_LETTERS and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == _TWO_LETTERS:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else labels[0]
