"""The legal notice of a profile: one rule for every network. What a profile names is opened, since a dead link is none.

What an opened page said is remembered for a while (`followed`); that it is not there is asked again each time.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from account_health.connectors.connector import Look
from account_health.connectors.followed import Followed
from account_health.connectors.gaps import unavailable
from account_health.connectors.late_imports import ONE_AT_A_TIME
from account_health.connectors.values import inner
from account_health.model import LegalPage, Part, Reason, Unavailable
from account_health.model.errors import CollectError, NotFoundError, UnknownHostError
from account_health.model.platform import is_site
from account_health.text.hosts import brand_of, host_of, same_site
from account_health.text.normalise import words
from account_health.text.profile_texts import addresses_in, labelled_imprint

_COLLECTIONS: Final = re.compile(
    r"(?:^|\.)(?:linktr\.ee|bio\.link|campsite\.bio|lnk\.bio|linkin\.bio|beacons\.ai|taplink\.cc|linkpop\.com|msha\.ke|bio\.site|solo\.to|carrd\.co)$"
)
"""Hosts of pages that hold nothing but links."""

_LEAST_BRAND: Final = 4
"""Shorter names are parts of too many words."""


def profile_notice(
    followed: Followed, texts: Iterable[str | None], websites: tuple[str, ...]
) -> Part[LegalPage]:
    """Return the legal notice that a profile leads to.

    Named and opened it has to be one; a page that is not there convicts, any other trouble leaves the question open.
    Without a name the home page alone is no notice (OLG Braunschweig, 28 May 2025, 2 U 16/25), a collection of links may
    hold one, and of a strange page nobody knows. No link at all leads to none.

    Args:
        followed: the look, with the company whose profile it is, and what its links said before.
        texts: what the profile says in free text.
        websites: the addresses in the profile's own field for them.
    """
    written = [text for text in texts if text]
    named = labelled_imprint(written, websites)
    if named is not None:
        return _remembered(followed, "notice", named, _opened)
    links = (*websites, *(url for text in written for url in addresses_in(text)))
    if not links:
        return LegalPage(None, answers=False)
    home = next((link for link in links if _is_ours(followed.look, link)), None)
    collection = next((link for link in links if _COLLECTIONS.search(host_of(link))), None)
    if collection is not None:
        return _remembered(followed, "collection", collection, _in_collection)
    if home is not None:
        return LegalPage(home, answers=True, named=False)
    return Unavailable(
        Reason.NOT_LINKED, f"the profile leads to {host_of(links[0])}, where no legal notice was looked for"
    )


def _is_ours(look: Look, link: str) -> bool:
    """Say whether a link leads to the company's site: a registered one, else one that bears the company's name."""
    company = look.company
    ours = (*look.account.facts.website, *(one.url for one in company.accounts if is_site(one.platform)))
    if ours:
        return any(same_site(link, site) for site in ours)
    brand = "".join(words(brand_of(link)))
    names = (company.name, company.legal_name or "", look.account.username or "")
    return len(brand) >= _LEAST_BRAND and any(brand in "".join(words(name)) for name in names)


def _remembered(
    followed: Followed, what: str, url: str, ask: Callable[[Look, str], LegalPage | Unavailable]
) -> LegalPage | Unavailable:
    """Return what a page says, as an earlier look noted it or as it is asked now; trouble that may pass is not noted."""
    known = inner(followed.recall(what, url))
    place, clicks, why = known.get("url"), known.get("clicks"), known.get("why")
    if isinstance(place, str) and isinstance(clicks, int):
        return LegalPage(place, answers=True, clicks=clicks)
    if isinstance(why, str):
        return Unavailable(Reason.UNREADABLE, why)
    found = ask(followed.look, url)
    if isinstance(found, LegalPage):
        if found.answers:
            followed.note(what, url, {"url": found.url, "clicks": found.clicks})
    elif found.reason is Reason.UNREADABLE:
        followed.note(what, url, {"why": found.detail})
    return found


def _opened(look: Look, url: str) -> LegalPage | Unavailable:
    with ONE_AT_A_TIME:
        from account_health.connectors.blog.home import visit  # noqa: PLC0415 - only a profile that names a page pays
        from account_health.connectors.blog.legal_marks import in_directory, is_imprint  # noqa: PLC0415

    try:
        found = visit(look, url)
    except (NotFoundError, UnknownHostError):
        return LegalPage(url, answers=False, clicks=1)
    except CollectError as error:
        return unavailable(error)
    if is_imprint(found.page) or in_directory(found.url):
        return LegalPage(url, answers=True, clicks=1)
    return Unavailable(Reason.UNREADABLE, f"{host_of(url)} does not say that the page is a legal notice")


def _in_collection(look: Look, url: str) -> LegalPage | Unavailable:
    """Return the legal notice that a page of links names."""
    with ONE_AT_A_TIME:
        from account_health.connectors.blog.home import visit  # noqa: PLC0415 - only a profile that names a page pays
        from account_health.connectors.blog.legal_marks import imprint_link  # noqa: PLC0415

    try:
        link = imprint_link(visit(look, url).page, look.company.country)
    except CollectError as error:
        return unavailable(error)
    if link is not None and link.url:
        return LegalPage(link.url, answers=True, clicks=2)
    return Unavailable(
        Reason.UNREADABLE, f"{host_of(url)} shows no link to a legal notice that a program reads"
    )
