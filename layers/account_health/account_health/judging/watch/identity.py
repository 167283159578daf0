"""Who the company is in the eyes of others: its names, the places that tell it from a namesake, its own addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from account_health.model.company import Company
from account_health.model.platform import is_site
from account_health.text.hosts import host_of
from account_health.text.normalise import LEGAL_FORMS, phone_keys, words
from account_health.text.watch_words import EXONYMS, STREET_WORDS

_DROPPED: Final = str.maketrans("äöüÄÖÜ", "aouAOU")
"""Umlauts as who has no key for them writes them."""
_LEAST_JOINED: Final = 6
_TOWN: Final = re.compile(r"(?:^|[\s,])(?:[A-Z]{1,2}[- ])?\d{4,5}\s+([^,;\d]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is known of the company where others write of it; all words are folded.

    `names` are lists of words, `spellings` the same in every way in which others write them, the plain one first; `near` words or lists of words of places, `towns` those of them that are towns. `sites` are
    the addresses of its own pages, `phones` in international form, a switchboard's with and without its 0.
    """

    names: tuple[tuple[str, ...], ...]
    spellings: tuple[tuple[str, ...], ...]
    near: tuple[tuple[str, ...], ...]
    towns: tuple[tuple[str, ...], ...]
    streets: tuple[tuple[str, ...], ...]
    not_us: tuple[tuple[str, ...], ...]
    sites: tuple[str, ...]
    phones: frozenset[str]
    country: str

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of the company's own pages."""
        return frozenset(host_of(url) for url in self.sites)


def names_of(company: Company) -> tuple[str, ...]:
    """Return by which names others call the company: as registered, else its name and its legal name without the form."""
    if company.watch and company.watch.names:
        return company.watch.names
    legal = " ".join(
        word for word in (company.legal_name or "").split() if not set(words(word)) <= LEGAL_FORMS
    )
    return tuple(dict.fromkeys(name for name in (company.name, legal) if name))


def _spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name in the ways in which others write it.

    As it stands, with umlauts dropped (Muller), with "und" for & and without it, and as one word (OptikHahn, #optikhahn).
    """
    written = (text, text.translate(_DROPPED), text.replace("&", " und "), re.sub(r"\bund\b|\+", " ", text))
    spelled = [words(one) for one in written]
    joined = tuple("".join(word for word in one if word not in LEGAL_FORMS) for one in spelled)
    return tuple(
        dict.fromkeys(
            (
                *spelled,
                *((one,) for one in joined if one and len(spelled[0]) > 1 and len(one) >= _LEAST_JOINED),
            )
        )
    )


def _named(places: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the words of places as others write them: with umlauts dropped, and by their names in English, where they have one."""
    ways = (words(way) for place in places for way in dict.fromkeys((place, place.translate(_DROPPED))))
    return tuple(
        name for way in ways for name in (way, *((EXONYMS[word],) for word in way if word in EXONYMS))
    )


def towns_of(company: Company) -> tuple[str, ...]:
    """Return the towns of the company's addresses, as written there."""
    found = (_TOWN.search(address) for address in company.facts.address)
    return tuple(dict.fromkeys(match[1].strip() for match in found if match))


def identity_of(company: Company) -> Identity:
    """Return who the company is in the eyes of others."""
    watch = company.watch
    towns = _named(towns_of(company))
    streets = tuple(map(_street, company.facts.address))
    named = _named(watch.near if watch else ())
    sites = (
        *company.facts.website,
        *(one.url for one in company.accounts if is_site(one.platform)),
    )
    return Identity(
        names=tuple(filter(None, map(words, names_of(company)))),
        spellings=tuple(dict.fromkeys(one for name in names_of(company) for one in _spellings(name) if one)),
        near=tuple(filter(None, (*named, *towns, *(street[:-1] or street for street in streets)))),
        towns=tuple(filter(None, towns)),
        streets=tuple(filter(None, streets)),
        not_us=tuple(filter(None, map(words, watch.not_us if watch else ()))),
        sites=sites,
        phones=frozenset(key for phone in company.facts.phone for key in phone_keys(phone, company.country)),
        country=company.country,
    )


def street_words(text: str) -> tuple[str, ...]:
    """Return the words of a street, those that are cut short in full: Av. as Avenue."""
    return tuple(STREET_WORDS.get(word, word) for word in words(text))


def _street(address: str) -> tuple[str, ...]:
    """Return the words of an address before its first comma: the street with its number."""
    return street_words(address.partition(",")[0])
