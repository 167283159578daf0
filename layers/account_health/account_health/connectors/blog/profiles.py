"""Links to profiles in the social networks, told from buttons that share a page there."""

import re
from typing import Final
from urllib.parse import urlsplit

from account_health.connectors.blog.others_profiles import others_profiles
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.samples import is_sample_profile
from account_health.connectors.blog.structured import owner_data
from account_health.connectors.feeds.entry import absolute
from account_health.model import Statement
from account_health.model.company import Company
from account_health.text.hosts import host_of
from account_health.text.profile_keys import (
    keys_of,
    leads_onward,
    led_to,
    profile_of,
    same_place,
)

MOST: Final = 100

_GOOGLE: Final = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}$")
_GOOGLE_SHORT: Final = frozenset({"g.page", "maps.app.goo.gl"})


def profiles_on(page: Page) -> tuple[Statement, ...]:
    """Return the addresses of profiles in known networks that a page links to or shows, or names as its owner's in JSON-LD.

    What stands in posts and comments is their authors'.
    """
    said = [absolute(text, page.url) for text in owner_data(page.structured).profiles]
    linked = [link.url for link in page.links if not link.post]
    urls = [*map(led_to, (*linked, *page.embedded)), *said]
    found = dict.fromkeys(url for url in urls if url and is_profile(url) and not is_sample_profile(url))
    return tuple(Statement(url, page.url) for url in list(found)[:MOST])


def own_profiles_on(page: Page, ours: Page, company: Company) -> tuple[Statement, ...]:
    """Return the profiles on a page that may be the company's, and links behind which one may be.

    Args:
        page: the page as it stands.
        ours: the same without passages about others.
        company: whose the page is; a profile that it registered, or on which a person decided, is never left out.
    """
    kept = {link.url for link in ours.links}
    names = (company.name, company.legal_name or "")
    others = others_profiles(page, names) | {link.url for link in page.links if link.url not in kept}
    strangers = {led_to(url) for url in others if not _is_known(url, company)}
    found = [one for one in profiles_on(page) if one.value not in strangers]
    onward = dict.fromkeys(
        link.url for link in page.links if not link.post and leads_onward(link.url, page.url)
    )
    return (*found, *(Statement(url, page.url) for url in list(onward)[: MOST - len(found)]))


def _is_known(url: str, company: Company) -> bool:
    profile = profile_of(url)
    return any(profile in keys_of(account) for account in company.accounts) or any(
        same_place(url, known.url) for known in company.known
    )


def is_profile(url: str) -> bool:
    """Say whether an absolute address is one of a profile in a network that we know, or of a place on Google's map."""
    host = host_of(url)
    if _GOOGLE.search(host):
        return urlsplit(url).path.startswith("/maps/place/") or host.startswith("business.")
    if host in _GOOGLE_SHORT:
        return True
    found = profile_of(url)
    return found is not None and not found.post
