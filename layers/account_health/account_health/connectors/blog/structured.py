"""What a page says of its owner for machines: JSON-LD of schema.org (Organization, LocalBusiness and their kinds)."""

import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

MOST_SCRIPTS = 20
MOST_NODES = 5_000
LONGEST_SCRIPT = 300_000
LONGEST_VALUE = 300

_CDATA = re.compile(r"^\s*(?://\s*)?<!\s?(?:\[CDATA\[|--)|(?://\s*)?(?:\]\]>|-->)\s*$")
_OTHERS = frozenset(
    "person festival hackathon courseinstance eventseries product productgroup aggregateoffer service apartment house residence"
    " accommodation comment".split()
)
_OTHERS_END = ("event", "posting", "article", "offer", "review", "rating", "listing")
"""Kinds of schema.org that carry addresses and numbers of somebody else: events and their places, jobs, goods, authors.

Names of kinds end with their family (ExhibitionEvent, NewsArticle, RealEstateListing); the rest is named one by one.
"""
_OF_OTHERS = frozenset(
    "parentorganization sponsor funder memberof affiliation alumniof organizer performer author creator contributor offers"
    " makesoffer itemoffered review itemreviewed hiringorganization mentions event events subjectof worksfor".split()
)
"""Properties that lead from the owner to somebody else."""


@dataclass(frozen=True, slots=True)
class OwnerData:
    """Phones, e-mail addresses, postal addresses (in one line) and profiles as written."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


def owner_data(scripts: tuple[str, ...]) -> OwnerData:
    """Return what the JSON-LD scripts say of the page's owner; what is no JSON is passed over."""
    phones: list[str] = []
    emails: list[str] = []
    addresses: list[str] = []
    profiles: list[str] = []
    for node in owner_nodes(scripts):
        phones += _texts(node.get("telephone"))
        emails += [text.removeprefix("mailto:") for text in _texts(node.get("email"))]
        addresses += [line for one in _several(node.get("address")) if (line := _one_line(one))]
        profiles += _texts(node.get("sameAs"))
    return OwnerData(_unique(phones), _unique(emails), _unique(addresses), _unique(profiles))


def owner_nodes(scripts: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Yield every object of the JSON-LD scripts that speaks of the page's owner, outer ones first."""
    seen, strangers = _walked(scripts)
    ours = {one for node in seen for one in _references(node.get("publisher"))}
    for node in seen:
        if not (strangers - ours) & set(_texts(node.get("@id"))):
            yield node


def _walked(scripts: tuple[str, ...]) -> tuple[list[dict[str, object]], set[str]]:
    """Return the objects that speak of nobody else by their kind, and the names of those that only strangers bear."""
    waiting: deque[object] = deque()
    for script in scripts[:MOST_SCRIPTS]:
        if len(script) <= LONGEST_SCRIPT:
            with suppress(ValueError, RecursionError):
                waiting.append(json.loads(_CDATA.sub("", script), strict=False))
    seen: list[dict[str, object]] = []
    strangers: set[str] = set()
    for _ in range(MOST_NODES):
        if not waiting:
            break
        value = waiting.popleft()
        if isinstance(value, list):
            waiting += value[:MOST_NODES]
        elif isinstance(value, dict) and not _is_of_others(value):
            seen.append(value)
            for name, inner in value.items():
                if name.lower() in _OF_OTHERS:
                    strangers |= _references(inner)
                elif isinstance(inner, dict | list):
                    waiting.append(inner)
    return seen, strangers


def _is_of_others(node: dict[str, object]) -> bool:
    """Say whether a node speaks of somebody else; of several kinds at once one of the owner's is enough."""
    types = _types(node)
    return bool(types) and all(one in _OTHERS or one.endswith(_OTHERS_END) for one in types)


def _references(value: object) -> set[str]:
    return {one for node in _several(value) if isinstance(node, dict) for one in _texts(node.get("@id"))}


def _types(node: dict[str, object]) -> list[str]:
    return [text.lower().rpartition("/")[2] for text in _texts(node.get("@type"))]


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _texts(value: object) -> list[str]:
    return [
        text
        for one in _several(value)
        if isinstance(one, str) and (text := " ".join(one[:LONGEST_VALUE].split()))
    ]


def _one_line(address: object) -> str:
    """Return a PostalAddress as people write it, a text as it is, "" where there is neither street nor code."""
    if isinstance(address, str):
        return " ".join(address[:LONGEST_VALUE].split())
    if not isinstance(address, dict):
        return ""
    street = ", ".join(_texts(address.get("streetAddress")))
    code = " ".join(_texts(address.get("postalCode")))
    town = " ".join([code, *_texts(address.get("addressLocality"))]).strip()
    return ", ".join(filter(None, (street, town))) if street or code else ""


def _unique(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
