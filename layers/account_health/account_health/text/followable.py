"""Which addresses people may follow, and which logo a mail may load."""

import ipaddress
import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from account_health.model.company import Company
from account_health.text.hosts import ascii_host, is_within

_LONGEST_URL: Final = 2000
_NEVER: Final = re.compile(r"[\x00-\x20\\<>\"`{}|^\x7f-\xa0]")
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")


@lru_cache(maxsize=1024)
def followable_host(url: str | None) -> str | None:
    """Return the ASCII host of an http(s) address, None where the address is not one that people may follow."""
    if not url or len(url) > _LONGEST_URL or _NEVER.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = ascii_host(parts.hostname or "")
        valid = parts.port != 0  # reading the port is what refuses a wrong one
    except ValueError:
        return None
    if not valid or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return None
    return host if _HOST.fullmatch(host) and not _is_ip_address(host) else None


def may_load_logo(company: Company) -> bool:
    """Say whether a mail may load the brand's logo: nobody else must learn who opens a report, and when.

    So only over TLS, from a host of the company or of a mail address that its agency reads, and without a query.
    """
    logo, settings = company.brand.logo or "", company.report
    host = followable_host(logo)
    if host is None or not logo.startswith("https://") or "?" in logo:
        return False
    mailboxes = [*settings.copy_to, *([settings.reply_to] if settings.reply_to else [])]
    pages = [*company.facts.website, *(account.url for account in company.accounts)]
    own = {found.removeprefix("www.") for found in map(followable_host, pages) if found}
    return is_within(host, own | {mailbox.rpartition("@")[2] for mailbox in mailboxes})


def _is_ip_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
