"""Links to profiles in the social networks, told from buttons that share a page there."""

import re
from typing import Final
from urllib.parse import urlsplit

from account_health.connectors.blog.page import Page
from account_health.connectors.blog.samples import is_sample_profile
from account_health.connectors.blog.structured import owner_data
from account_health.connectors.feeds.entry import absolute
from account_health.model import Statement
from account_health.text.hosts import host_of
from account_health.text.profile_keys import led_to, profile_of

MOST: Final = 100

_GOOGLE: Final = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}$")
_GOOGLE_SHORT: Final = frozenset({"g.page", "maps.app.goo.gl"})


def profiles_on(page: Page) -> tuple[Statement, ...]:
    """Return the addresses of profiles in known networks that a page links to, or names as its owner's in JSON-LD.

    What stands in posts and comments is their authors'.
    """
    said = [absolute(text, page.url) for text in owner_data(page.structured).profiles]
    urls = [led_to(link.url) for link in page.links if not link.post] + said
    found = dict.fromkeys(url for url in urls if url and is_profile(url) and not is_sample_profile(url))
    return tuple(Statement(url, page.url) for url in list(found)[:MOST])


def is_profile(url: str) -> bool:
    """Say whether an absolute address is one of a profile in a network that we know, or of a place on Google's map."""
    host = host_of(url)
    if _GOOGLE.search(host):
        return urlsplit(url).path.startswith("/maps/place/") or host.startswith("business.")
    if host in _GOOGLE_SHORT:
        return True
    found = profile_of(url)
    return found is not None and not found.post
