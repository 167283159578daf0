"""The entrance of a site: a page that says hardly anything and has one way in, or one for each language."""

import re
from typing import Final
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from account_health.connectors.blog.legal_marks import imprint_link
from account_health.connectors.blog.page import Link, Page
from account_health.text.hosts import same_site

SAYS_LITTLE: Final = 250
"""Characters; whoever says more has begun to speak."""
_ONE_WAY: Final = 60
_CODES: Final = "de|en|fr|it|nl|es|pl|cs|cz|da|dk|ru|tr|hu|sl|hr|pt|sv|uk|zh|ja|at|ch"
_PATH: Final = re.compile(
    rf"(?:/[\w-]+)?/(?P<code>{_CODES})(?:[-_][a-z]{{2}})?(?:/(?:index\.\w{{2,5}}|home|start)?)?|/(?:index|start|home)[-_.](?P<named>{_CODES})(?:\.\w{{2,5}})?",
    re.IGNORECASE,
)
_NAMES: Final = re.compile(
    r"\W*(?:deutsch|german|english|englisch|français|französisch|french|italiano|italienisch|nederlands|niederländisch|español|spanisch|polski|polnisch"
    r"|čeština|tschechisch|dansk|dänisch|русский|russisch|türkçe|magyar|slovenščina|hrvatski|português|svenska|de|en|fr|it|nl|es)\W*",
    re.IGNORECASE,
)
_NO_WAY_IN: Final = re.compile(
    r"impressum|imprint|legal|datenschutz|privacy|agb|terms|contact|kontakt|login|anmelden|suche|search|mentions|cookie|feed|rss",
    re.IGNORECASE,
)
_FILE: Final = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|svg|webp|ico|css|js|xml|zip|docx?|ics|vcf)$", re.IGNORECASE
)


def way_in(page: Page) -> str:
    """Return where the entrance of a site leads, "" where a page is none.

    Of several languages German is the first choice, else the one that is named first. A page that leads to a legal notice is
    no bare entrance: what it says and where it leads can be judged.
    """
    characters = sum(len(block.text) for block in page.blocks)
    if characters >= SAYS_LITTLE or imprint_link(page) is not None:
        return ""
    ways = {urldefrag(link.url).url: link for link in page.links if _leads_in(link, page)}
    languages = {url: _language(link) for url, link in ways.items()}
    if ways and all(languages.values()):
        return next((url for url, said in languages.items() if said == "de"), next(iter(ways)))
    return next(iter(ways)) if len(ways) == 1 and characters < _ONE_WAY else ""


def _leads_in(link: Link, page: Page) -> bool:
    if not link.url or not same_site(link.url, page.url):
        return False
    there, here = urlsplit(link.url), urlsplit(page.url)
    same = (there.path.rstrip("/"), there.query) in {
        (here.path.rstrip("/"), here.query),
        (urlsplit(urljoin(page.url, "/")).path.rstrip("/"), ""),
    }
    return not (same or _FILE.search(there.path) or _NO_WAY_IN.search(f"{there.path} {link.text}"))


def _language(link: Link) -> str:
    """Return the language to which a link leads, by its address, else by its words; "" where it names none."""
    parts = urlsplit(link.url)
    found = _PATH.fullmatch(parts.path)
    code = (
        (found["code"] or found["named"]) if found else next(iter(parse_qs(parts.query).get("lang", ())), "")
    )
    if code:
        return code.lower()
    if not _NAMES.fullmatch(link.text):
        return ""
    return "de" if link.text.strip().lower() in {"de", "deutsch", "german"} else "other"
