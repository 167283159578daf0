"""Which pages of single products a shop's home page leads to: links with a price on them or beside them."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from account_health.connectors.blog.elements import Element, read_tree, text_of
from account_health.connectors.feeds.entry import absolute
from account_health.text.hosts import same_site

MOST_LINKS: Final = 400
LONGEST_BOX: Final = 300
"""Letters that stand about one product in a list."""
HIGHEST_BOX: Final = 5
"""So many elements around a link may be the box of its product."""

_PRICE = re.compile(r"\d{1,4}[.,](?:\d{2}|-+|–)\s?(?:€|EUR\b|CHF\b|£|\$)|(?:€|EUR|CHF|Fr\.|£|\$)\s?\d{1,4}")
_ON_THE_WAY = re.compile(
    r"cart|basket|warenkorb|merkliste|wishlist|wunschliste|compare|vergleich|checkout|panier|login|account",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:pdf|jpe?g|png|webp|gif|zip|docx?)$", re.IGNORECASE)


def products_of(html: str, url: str) -> tuple[str, ...]:
    """Return the addresses of products that a page lists with their prices, in its order."""
    if not _PRICE.search(html):
        return ()
    links = islice((one for one in read_tree(html).walk() if one.tag == "a"), MOST_LINKS)
    found = (_address(one, url) for one in links if _is_priced(one))
    return tuple(dict.fromkeys(address for address in found if address))


def _is_priced(link: Element) -> bool:
    """Say whether a link, or the box around it that leads nowhere else, names a price."""
    for box in islice((link, *link.above()), HIGHEST_BOX):
        text = text_of(box)
        if len(text) > LONGEST_BOX or len(set(_ways(box))) > 1:
            return False
        if _PRICE.search(text):
            return True
    return False


def _ways(box: Element) -> Iterator[str]:
    """Yield where the links of a box lead, but for those to the till."""
    for one in (box, *box.walk()):
        href = one.get("href").partition("#")[0]
        if one.tag == "a" and href and not _ON_THE_WAY.search(href):
            yield href


def _address(link: Element, url: str) -> str:
    address = absolute(link.get("href"), url).partition("#")[0]
    path = urlsplit(address).path if address else ""
    leads_in = path.strip("/") and not _ON_THE_WAY.search(path) and not _FILE.search(path)
    return address if leads_in and same_site(address, url) else ""
