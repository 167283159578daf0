"""The one place where an address becomes a link, and the only one that makes a `SafeUrl`.

Three makers: ours (the company's own hosts, a mail to whoever answers, the page of the whole report), a platform's, and a
stranger's. A stranger's is shown as text with its host, and may be followed on the page only, never out of a mail.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias
from urllib.parse import quote, urlsplit, urlunsplit

from account_health.model.company import Company
from account_health.model.platform import PLATFORM_ROWS
from account_health.text.followable import followable_host, may_load_logo
from account_health.text.hosts import is_within

_SAFE = "/%:@!$&()*+,;=~-._"


Whose: TypeAlias = Literal["ours", "platform", "stranger"]


@dataclass(frozen=True, slots=True)
class SafeUrl:
    """An address that may be followed. Templates take nothing else in `href` and `src` (`href` in `setting.py`)."""

    text: str
    whose: Whose

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLink:
    """Where the whole report can be read by whoever has this address, and when that ends."""

    url: str
    end: datetime


@dataclass(frozen=True, slots=True)
class Links:
    """Knows the hosts that a report may lead to: the company's own and the platforms', with their sub-domains."""

    own: frozenset[str]
    platforms: frozenset[str]

    def safe(self, url: str | None) -> SafeUrl | None:
        """Return the link to an address of the company or of a platform, None where it is neither."""
        return self.ours(url) or self.platform(url)

    def ours(self, url: str | None) -> SafeUrl | None:
        """Return the link to an address on the company's own hosts, None for any other."""
        return _link(url, "ours", self.own)

    def platform(self, url: str | None) -> SafeUrl | None:
        """Return the link to an address on a platform, None for any other."""
        return _link(url, "platform", self.platforms)


def stranger(url: str | None) -> SafeUrl | None:
    """Return the link to anybody's address, which only a page takes; None where it is none that people may follow."""
    return _link(url, "stranger", None)


def _link(url: str | None, whose: Whose, hosts: frozenset[str] | None) -> SafeUrl | None:
    host = followable_host(url)
    if url is None or host is None or not (hosts is None or is_within(host, hosts)):
        return None
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    path, query = quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE + "?")
    fragment = quote(parts.fragment, safe=_SAFE + "?")
    return SafeUrl(urlunsplit((parts.scheme, host + port, path, query, fragment)), whose)


def links_of(urls: Iterable[str]) -> Links:
    """Return who makes links to the platforms and to the hosts of these addresses of the company."""
    own = frozenset(host.removeprefix("www.") for host in map(followable_host, urls) if host)
    return Links(own, frozenset(host for row in PLATFORM_ROWS.values() for host in row.links))


def logo_of(company: Company) -> SafeUrl | None:
    """Return the address of the brand's logo, None where there is none or a mail may not load it."""
    return _link(company.brand.logo, "ours", None) if may_load_logo(company) else None


def mailto(address: str, subject: str) -> SafeUrl:
    """Return a link that opens a mail to this address with this subject."""
    return SafeUrl(f"mailto:{quote(address, safe='@+-._')}?subject={quote(subject, safe='')}", "ours")


def report_url(link: ReportLink) -> SafeUrl:
    """Return the link to the whole report; its address is the stack's own, checked when the functions start."""
    return SafeUrl(link.url, "ours")
