"""The one place where an address becomes a link: http(s) with a host that belongs to the report, or none at all."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from account_health.model.company import Company
from account_health.model.platform import PLATFORM_ROWS

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_SAFE = "/%:@!$&()*+,;=~-._"
_MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLink:
    """Where the whole report can be read by whoever has this address, and when that ends."""

    url: str
    end: datetime


@dataclass(frozen=True, slots=True)
class Links:
    """Knows the hosts that a report may lead to: the platforms and the company's own, with their sub-domains."""

    hosts: frozenset[str]

    def safe(self, url: str | None) -> str | None:
        """Return the address in the form that may stand in a link, None where it may not."""
        host = host_of(url)
        if url is None or host is None or not self._ours(host):
            return None
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        path = quote(parts.path, safe=_SAFE)
        return urlunsplit(
            (
                parts.scheme,
                host + port,
                path,
                quote(parts.query, safe=_SAFE + "?"),
                quote(parts.fragment, safe=_SAFE + "?"),
            )
        )

    def _ours(self, host: str) -> bool:
        return any(host == own or host.endswith("." + own) for own in self.hosts)


def links_of(urls: Iterable[str]) -> Links:
    """Return who makes links to the platforms and to the hosts of these addresses of the company."""
    own = {host.removeprefix("www.") for host in map(host_of, urls) if host}
    return Links(frozenset(host for row in PLATFORM_ROWS.values() for host in row.links) | own)


def logo_of(company: Company) -> str | None:
    """Return the address of the brand's logo where a mail may load it, None where there is none or it may not.

    Only over TLS, from a host of the company or of a mail address that its agency reads, and without a query:
    nobody else learns who opens a report, and when.
    """
    settings, logo = company.report, company.brand.logo
    if logo is None or not logo.startswith("https://") or "?" in logo:
        return None
    mailboxes = [*settings.copy_to, *([settings.reply_to] if settings.reply_to else [])]
    pages = [*company.facts.website, *(account.url for account in company.accounts)]
    domains = {mailbox.rpartition("@")[2] for mailbox in mailboxes}
    own = {host.removeprefix("www.") for host in map(host_of, pages) if host}
    return Links(frozenset(domains | own)).safe(logo)


@lru_cache(maxsize=1024)
def host_of(url: str | None) -> str | None:
    """Return the ASCII host of an http(s) address, None where the address is not one that people may follow."""
    if not url or len(url) > _MOST or re.search(r"[\x00-\x20\\<>\"`{}|^\x7f-\xa0]", url):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        valid = parts.port != 0  # reading the port is what refuses a wrong one
    except ValueError:
        return None
    if not valid or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return None
    return host if _HOST.fullmatch(host) and not _is_address(host) else None


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def mailto(address: str, subject: str) -> str:
    """Return a link that opens a mail to this address with this subject."""
    return f"mailto:{quote(address, safe='@+-._')}?subject={quote(subject, safe='')}"
