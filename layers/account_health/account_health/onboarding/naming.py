"""The id of a company, which is its file's name: made of its name or its domain, and possible on every system."""

from collections.abc import Container
from typing import Final

from account_health.model.company import is_id
from account_health.text.hosts import brand_of, readable_host
from account_health.text.normalise import words

LONGEST: Final = 50
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""Names that Windows keeps for devices, whatever ending follows."""
FALLBACK: Final = "company"


def id_of(name: str, taken: Container[str] = ()) -> str:
    """Return an id for a company's name or domain that none of `taken` has."""
    plain = "-".join(words(name))[:LONGEST].strip("-") or FALLBACK
    if plain in _RESERVED or not is_id(plain):
        plain = f"{FALLBACK}-{plain}"
    number, found = 1, plain
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    return found


def id_of_site(url: str, taken: Container[str] = ()) -> str:
    """Return an id for the company of a website: what people register of its domain."""
    return id_of(readable_host(brand_of(url)), taken)
