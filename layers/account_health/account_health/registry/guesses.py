"""Guesses what somebody meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

_MEANT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "telefon": ("phone",),
        "tel": ("phone",),
        "adresse": ("address",),
        "anschrift": ("address",),
        "oeffnungszeiten": ("hours",),
        "öffnungszeiten": ("hours",),
        "sprache": ("language",),
        "lang": ("language",),
        "land": ("country",),
        "bundesland": ("region",),
        "zeitzone": ("timezone",),
        "empfaenger": ("to",),
        "empfänger": ("to",),
        "kopie": ("copy_to",),
        "cc": ("copy_to",),
        "mail": ("email",),
        "e-mail": ("email",),
        "webseite": ("website", "blog"),
        "website": ("blog",),
        "homepage": ("website", "blog"),
        "wordpress": ("blog",),
        "farbe": ("color",),
        "colour": ("color",),
        "von": ("from",),
        "bis": ("to",),
        "until": ("to",),
        "grund": ("reason",),
        "handle": ("username",),
        "link": ("url",),
        "account": ("accounts",),
        "konten": ("accounts",),
        "pause": ("pauses",),
        "person": ("people",),
        "personen": ("people",),
        "anrede": ("address_form",),
        "firma": ("name",),
        "impressum": ("imprint",),
        "datenschutz": ("privacy-policy",),
        "zertifikat": ("certificate",),
        "deutsch": ("de",),
        "german": ("de",),
        "englisch": ("en",),
        "english": ("en",),
        "formal": ("Sie",),
        "informal": ("du",),
        "fb": ("facebook",),
        "insta": ("instagram",),
        "ig": ("instagram",),
        "twitter": ("x",),
        "google": ("google_business_profile",),
        "gmb": ("google_business_profile",),
        "gbp": ("google_business_profile",),
        "daily": ("weekly",),
        "täglich": ("weekly",),
        "wöchentlich": ("weekly",),
        "woechentlich": ("weekly",),
        "14-tägig": ("biweekly",),
        "monatlich": ("monthly",),
        "never": ("none",),
        "nie": ("none",),
        "aktiv": ("active",),
        "ruhend": ("dormant",),
        "an": ("on",),
        "ja": ("on",),
        "yes": ("on",),
        "true": ("on",),
        "aus": ("off",),
        "nein": ("off",),
        "no": ("off",),
        "false": ("off",),
        "deutschland": ("DE",),
        "germany": ("DE",),
        "österreich": ("AT",),
        "oesterreich": ("AT",),
        "austria": ("AT",),
        "schweiz": ("CH",),
        "switzerland": ("CH",),
        "bavaria": ("Bayern",),
        "nrw": ("NW",),
    }
)


def guess(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word that somebody probably meant, None where nothing is near."""
    names = list(allowed)
    plain = word.strip().lower().replace(" ", "_")
    by_small = {name.lower(): name for name in reversed(names)}
    for candidate in (plain, plain.replace("-", "_"), plain.replace("_", "-")):
        if candidate in by_small:
            return by_small[candidate]
    for meant in _MEANT.get(plain, ()):
        if meant in names:
            return meant
    near = get_close_matches(plain, by_small, n=1, cutoff=0.7)
    return by_small[near[0]] if near else None


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Return `; did you mean "…"?`, or nothing where no allowed word is near."""
    found = guess(word, allowed)
    return f'; did you mean "{found}"?' if found else ""
