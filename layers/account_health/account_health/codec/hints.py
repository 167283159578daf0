"""Guesses what somebody meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

_GERMAN: Mapping[str, str] = MappingProxyType(
    {
        "telefon": "phone",
        "tel": "phone",
        "adresse": "address",
        "anschrift": "address",
        "oeffnungszeiten": "hours",
        "öffnungszeiten": "hours",
        "sprache": "language",
        "land": "country",
        "bundesland": "region",
        "zeitzone": "timezone",
        "empfaenger": "to",
        "empfänger": "to",
        "kopie": "copy_to",
        "cc": "copy_to",
        "mail": "email",
        "e-mail": "email",
        "webseite": "website",
        "homepage": "website",
        "farbe": "color",
        "colour": "color",
        "von": "from",
        "bis": "to",
        "until": "to",
        "grund": "reason",
        "handle": "username",
        "link": "url",
        "account": "accounts",
        "konten": "accounts",
        "pause": "pauses",
        "person": "people",
        "personen": "people",
        "anrede": "address_form",
        "firma": "name",
    }
)


def guess(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word that somebody probably meant, None where nothing is near."""
    names = list(allowed)
    plain = word.strip().lower().replace(" ", "_")
    for candidate in (plain, plain.replace("-", "_"), plain.replace("_", "-"), _GERMAN.get(plain, "")):
        if candidate in names:
            return candidate
    near = get_close_matches(plain, names, n=1, cutoff=0.7)
    return near[0] if near else None


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Return `; did you mean "…"?`, or nothing where no allowed word is near."""
    found = guess(word, allowed)
    return f'; did you mean "{found}"?' if found else ""
