"""Which of the profiles that a page links to belong to others: partners, bands, photographers, whoever made the site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from account_health.connectors.blog.page import Block, Link, Page
from account_health.connectors.blog.strangers import labels_on, opens_section
from account_health.text.hosts import brand_of, same_site
from account_health.text.listing_hosts import listing_at
from account_health.text.normalise import words
from account_health.text.profile_keys import LABELS, network_of, profile_of

_SHORTEST: Final = 4
"""Letters of a name that tells anybody apart."""
_SENTENCE: Final = 4
"""Words around a link that make it part of a sentence."""
_MOST_SITES: Final = 500
"""Links to own pages among them; a longer page names so many strangers that none of them stands beside a profile."""
_WHOLE: Final = 6
"""Letters of a name that stands inside another one by no accident."""
_UMLAUTS: Final = str.maketrans({"\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue", "\u00df": "ss"})
_PEOPLE: Final = re.compile(
    r"(?:(?:unser|das|our|meet the|notre) )?(?:team|staff|équipe|mitarbeiter(?:innen|\*innen|:innen)?)",
    re.IGNORECASE,
)
"""Headings over people, whose profiles are their own. What they are reached by is the company's."""
_OURS: Final = re.compile(r"\b(?:unser\w*|our|nos|notre)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """What surrounds a link: the block in which it stands, whether in a section about others or behind words about them."""

    block: Block | None
    others: bool


def others_profiles(page: Page, names: Iterable[str]) -> frozenset[str]:
    """Return the addresses of linked profiles that are somebody else's by where they stand or by their name, every time.

    Args:
        page: a page of the company's site.
        names: what the company is called; a profile that bears a word of it may always be its own.
    """
    ours = _distinct((*names, brand_of(page.url)))
    brands = _brands_beside(page)
    places = _places(page)
    found = [
        (link.url, _is_others(link, place, brands))
        for link, place in zip(page.links, places, strict=True)
        if (profile := profile_of(link.url)) is not None and not _bears(profile.name, ours)
    ]
    return frozenset(url for url, _ in found) - {url for url, others in found if not others}


def _is_others(link: Link, place: _Place, brands: frozenset[str]) -> bool:
    profile = profile_of(link.url)
    name = _letters(profile.name) if profile is not None else ""
    return (
        link.credit
        or place.others
        or any(brand in name or (len(name) >= _WHOLE and name in brand) for brand in brands)
        or _is_named_in_a_sentence(link, name, place.block)
    )


def _is_named_in_a_sentence(link: Link, name: str, block: Block | None) -> bool:
    """Say whether a sentence speaks of somebody by the name of the profile ("Am Freitag spielt The Crumbs")."""
    said = _letters(link.text)
    if block is None or len(said) < _SHORTEST or link.text.startswith("@") or _names_a_network(link.text):
        return False
    around = len(block.text.split()) - len(link.text.split())
    return around >= _SENTENCE and (said in name or name in said) and not _OURS.search(block.text)


def _names_a_network(text: str) -> bool:
    said = words(text)
    return any(label.casefold() in said for label in LABELS.values())


def _brands_beside(page: Page) -> frozenset[str]:
    """Return what the websites and mail addresses of others are called to which a page links."""
    mails = (
        link.href.partition("?")[0].rpartition("@")[2]
        for link in page.links
        if link.href.lower().startswith("mailto:")
    )
    sites = (
        link.url
        for link in page.links
        if link.url and network_of(link.url) is None and listing_at(link.url) is None
    )
    return frozenset(
        brand
        for url in islice(chain(sites, mails), _MOST_SITES)
        if not same_site(url, page.url) and len(brand := _letters(brand_of(url))) >= _SHORTEST
    )


def _places(page: Page) -> Iterator[_Place]:
    """Return the place of each link of a page, in their order.

    A section about others ends at a heading as high as its own, and with the page's foot.
    """
    blocks = tuple(_inside(page))
    for link in page.links:
        here = blocks[link.at] if link.at < len(blocks) else None
        if here is not None and here[0].part == link.part:
            block, section, begins = here
            yield _Place(block, section or (begins is not None and link.before >= begins))
            continue
        above = blocks[link.at - 1] if link.at else None
        yield _Place(None, above is not None and above[1] and above[0].footer == link.footer)


def _inside(page: Page) -> Iterator[tuple[Block, bool, int | None]]:
    """Return each block, whether it stands in a section about others, and behind how many letters it speaks of them."""
    opened: Block | None = None
    part = -1
    for block, start in labels_on(page):
        if opened is not None and (
            block.footer != opened.footer or (block.heading and block.level <= opened.level)
        ):
            opened = None
        if opens_section(block, start) or (block.heading and _PEOPLE.fullmatch(block.text)):
            opened = block
        begins = 0 if block.part == part else None if start is None else _count(block.text[:start])
        if begins is not None:
            part = block.part
        yield block, opened is not None, begins


def _count(text: str) -> int:
    return sum(map(len, text.split()))


def _distinct(names: Iterable[str]) -> frozenset[str]:
    return frozenset(
        letters
        for name in names
        for word in re.split(r"[\W_]+", name)
        if len(letters := _letters(word)) >= _SHORTEST
    )


def _bears(name: str, ours: frozenset[str]) -> bool:
    letters = _letters(name)
    return any(word in letters for word in ours)


def _letters(text: str) -> str:
    """Return the letters of a name as handles write them."""
    return "".join(letter for letter in text.casefold().translate(_UMLAUTS) if letter.isalnum())
