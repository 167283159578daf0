"""The profiles that a site links to: whose they are, and which of them an audit can look at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from account_health.connectors.blog.page import Link, Page
from account_health.connectors.blog.samples import is_sample_profile
from account_health.connectors.blog.structured import owner_data
from account_health.connectors.feeds.entry import absolute
from account_health.model import Message, message
from account_health.onboarding.found import Found
from account_health.text.hosts import host_of, is_within
from account_health.text.listing_hosts import LISTS_OF_LINKS, listing_at
from account_health.text.normalise import words
from account_health.text.profile_keys import led_to, profile_of

_GOOGLE: Final = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}$")
_GOOGLE_SHORT: Final = ("maps.app.goo.gl", "g.page", "goo.gl", "g.co")
_SHARES: Final = re.compile(
    r"/(?:share|sharer|intent|dialog|search|login|signup|policies|privacy|legal|terms|help|about/legal)(?:[/?.]|$)",
    re.IGNORECASE,
)
_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|igsh|igshid|ref|ref_src|ref_|fref|hl|locale|lang|mibextid|trk|si|feature|_rdr|s|t|originalsubdomain|viewassembly",
    re.IGNORECASE,
)
_WHOLE_HOSTS: Final = {
    "facebook.com": "www.facebook.com",
    "fb.com": "www.facebook.com",
    "twitter.com": "x.com",
    "instagram.com": "www.instagram.com",
}
"""How people write the hosts of networks; a page for telephones is the same profile."""
AUDITED: Final = ("facebook", "instagram", "x")
_FEW: Final = 3
"""Letters: shorter words tell nobody apart."""


@dataclass(frozen=True, slots=True)
class _Link:
    """One link to a profile: its address, what tells it from others, and where it stands."""

    url: str
    key: tuple[str, str]
    source: str
    shown: bool
    frame: bool
    person: bool = False
    text: str = ""


def profiles_of(pages: Sequence[Page], names: Sequence[str]) -> tuple[Found, ...]:
    """Return every profile that a site links to, each once, the sure ones first.

    Args:
        pages: the site's pages without passages about others, the home page first.
        names: what the company and its people are called; they settle whose a profile is where two claim a network.
    """
    known = {word for name in names for word in words(name) if len(word) >= _FEW}
    links: dict[tuple[str, str], _Link] = {}
    for page in pages:
        for link in (*_shown(page), *_in_data(page)):
            before = links.get(link.key)
            if before is None or (link.shown and not before.shown):
                links[link.key] = link
    found = [_judged(link, tuple(links.values()), known) for link in links.values()]
    return tuple(sorted(found, key=lambda one: not one.certain))


def network_of(url: str) -> str:
    """Return the network or host of a profile's address."""
    profile = profile_of(url)
    if profile is not None:
        return profile.network
    return "google" if is_google_place(url) else host_of(url)


def is_google_place(url: str) -> bool:
    """Say whether an address is that of a place on Google's map."""
    host = host_of(url)
    if is_within(host, _GOOGLE_SHORT):
        return bool(urlsplit(url).path.strip("/"))
    return bool(_GOOGLE.search(host)) and (
        urlsplit(url).path.startswith("/maps/place/") or "cid=" in urlsplit(url).query
    )


def _shown(page: Page) -> Iterator[_Link]:
    frame = {block.text for block in page.blocks if block.footer}
    for link in page.links:
        if link.url and not link.post and (key := _key(link.url)) is not None:
            yield _Link(
                _tidy(link.url),
                key,
                page.url,
                shown=True,
                frame=link.footer or _is_bare(link, frame),
                person=_is_person(link.url),
                text=link.text,
            )


def _is_bare(link: Link, frame: set[str]) -> bool:
    """Say whether a link is no part of a sentence: the name of its network, or nothing but a picture."""
    return link.text in frame or len(link.text.split()) <= 2  # noqa: PLR2004 - an icon's words


def _in_data(page: Page) -> Iterator[_Link]:
    for text in owner_data(page.structured).profiles:
        url = absolute(text, page.url)
        if url and (key := _key(url)) is not None:
            yield _Link(_tidy(url), key, page.url, shown=False, frame=False, person=_is_person(url))


def _key(url: str) -> tuple[str, str] | None:
    """Return what tells a profile from others, None for an address that is nobody's profile."""
    if is_sample_profile(url):
        return None
    found = profile_of(url)
    if found is not None:
        return None if found.post else (found.network, found.name)
    host, path = host_of(url), urlsplit(url).path.strip("/")
    if is_google_place(url):
        return "google", f"{path}?{urlsplit(url).query}"
    place = listing_at(url) is not None or is_within(host, LISTS_OF_LINKS)
    if not place or not path or _SHARES.search(urlsplit(url).path):
        return None
    return host, path.casefold()


def _is_person(url: str) -> bool:
    found = profile_of(url)
    return found is not None and found.person


def _tidy(url: str) -> str:
    """Return an address without what only counts visitors."""
    parts = urlsplit(led_to(url))
    host = _WHOLE_HOSTS.get((parts.hostname or "").removeprefix("www.").removeprefix("m."), parts.netloc)
    kept = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    return urlunsplit(("https", host, parts.path, urlencode(kept), ""))


def _judged(link: _Link, links: Sequence[_Link], known: set[str]) -> Found:
    """Return a profile, with the reason why it may be somebody else's."""
    rivals = [one for one in links if one.key[0] == link.key[0] and one is not link]
    named = _names_us(link, known)
    doubt: Message | None = None
    if not link.shown and (not named or any(one.shown for one in rivals)):
        doubt = message("is only in the data for search engines; is it still yours?")
    elif link.person and not named:
        doubt = message("the profile of a person; is it the company's?")
    elif not named and _bears_its_own_name(link):
        doubt = message("the link has another name; is the profile yours?")
    elif not named and any(_names_us(one, known) for one in rivals):
        doubt = message("another profile of the same network bears your name; is this one yours, too?")
    elif not named and not link.frame:
        doubt = message("is linked in a sentence and does not bear your name; is it yours?")
    return Found(link.url, link.source, doubt)


def _bears_its_own_name(link: _Link) -> bool:
    """Say whether the words on a link are the profile's name: whoever made the site is linked so, and partners."""
    said = words(link.text)
    return (
        bool(said)
        and not link.text.startswith("@")
        and link.key[0] not in said
        and all(word in _plain(link.url) for word in said)
    )


def _names_us(link: _Link, known: set[str]) -> bool:
    return any(word in _plain(link.url) for word in known)


def _plain(url: str) -> str:
    """Return what an address says behind its host, in one word."""
    return "".join(words(url.partition("//")[2].partition("/")[2]))
