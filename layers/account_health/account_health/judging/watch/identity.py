"""Who the company is in the eyes of others: its names, the places that tell it from a namesake, its own addresses."""

import re
from dataclasses import dataclass
from typing import Final

from account_health.model.company import Company
from account_health.model.platform import is_site
from account_health.text.hosts import host_of
from account_health.text.normalise import LEGAL_FORMS, phone_key, words

_TOWN: Final = re.compile(r"(?:^|[\s,])(?:[A-Z]{1,2}[- ])?\d{4,5}\s+([^,;\d]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is known of the company where others write of it; all words are folded.

    `names` are lists of words, `near` words or lists of words of places, `towns` those of them that are towns. `sites` are
    the addresses of its own pages, `phones` in international form.
    """

    names: tuple[tuple[str, ...], ...]
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


def towns_of(company: Company) -> tuple[str, ...]:
    """Return the towns of the company's addresses, as written there."""
    found = (_TOWN.search(address) for address in company.facts.address)
    return tuple(dict.fromkeys(match[1].strip() for match in found if match))


def identity_of(company: Company) -> Identity:
    """Return who the company is in the eyes of others."""
    watch = company.watch
    towns = tuple(map(words, towns_of(company)))
    streets = tuple(map(_street, company.facts.address))
    named = tuple(map(words, watch.near if watch else ()))
    sites = (
        *company.facts.website,
        *(one.url for one in company.accounts if is_site(one.platform)),
    )
    return Identity(
        names=tuple(filter(None, map(words, names_of(company)))),
        near=tuple(filter(None, (*named, *towns, *(street[:-1] or street for street in streets)))),
        towns=tuple(filter(None, towns)),
        streets=tuple(filter(None, streets)),
        not_us=tuple(filter(None, map(words, watch.not_us if watch else ()))),
        sites=sites,
        phones=frozenset(phone_key(phone, company.country) for phone in company.facts.phone),
        country=company.country,
    )


def _street(address: str) -> tuple[str, ...]:
    """Return the words of an address before its first comma: the street with its number."""
    return words(address.partition(",")[0])
