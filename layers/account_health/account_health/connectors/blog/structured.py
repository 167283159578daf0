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
# They carry addresses and numbers of somebody else: an event's place, a job's office, an author.
_OTHERS = frozenset(
    "person event musicevent theaterevent jobposting review product offer article newsarticle blogposting".split()
)


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
    for node in _nodes(scripts):
        phones += _texts(node.get("telephone"))
        emails += [text.removeprefix("mailto:") for text in _texts(node.get("email"))]
        addresses += [line for one in _several(node.get("address")) if (line := _one_line(one))]
        profiles += _texts(node.get("sameAs"))
    return OwnerData(_unique(phones), _unique(emails), _unique(addresses), _unique(profiles))


def _nodes(scripts: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Yield every object of the scripts that speaks of the owner, outer ones first."""
    waiting: deque[object] = deque()
    for script in scripts[:MOST_SCRIPTS]:
        if len(script) <= LONGEST_SCRIPT:
            with suppress(ValueError, RecursionError):
                waiting.append(json.loads(_CDATA.sub("", script), strict=False))
    for _ in range(MOST_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting += value[:MOST_NODES]
        elif isinstance(value, dict) and not _OTHERS & set(_types(value)):
            yield value
            waiting += [inner for inner in value.values() if isinstance(inner, dict | list)]


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
