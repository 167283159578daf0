"""Phone numbers, postal and web addresses brought into one form, so that only real differences count."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from account_health.text.invisible import as_seen

STREET = re.compile(r"(?:strasse|str)(?=\s|\d|,|$)")
WRITTEN = (
    (re.compile(r"(?:(?<=[a-z])platz|(?<=[a-z])pl\.|\bplatz\b|\bpl\.)"), "pl "),
    (re.compile(r"\b(?:sankt|st\.?)(?=[\s-])"), "st "),
    (re.compile(r"\b(\d{1,4}) ?([a-z])\b"), r"\1\2 "),
    (re.compile(r"\b([a-z]) (\d{1,2})\b"), r"\1\2"),
    (re.compile(r"ener(?=\s|-|str|allee|weg|ring|pl\b)"), "ner"),
    (re.compile(r"\((main|oder|saale|ruhr|lahn|neckar|donau|rhein|isar|inn)\)"), r"\1"),
    (
        re.compile(
            r"\s(?:am|an der|a\. ?d\.|a\.)(?=\s?(?:main|oder|saale|ruhr|lahn|neckar|donau|rhein|isar|inn)\b)"
        ),
        " ",
    ),
    (re.compile(r"\b(frankfurt)[\s/]*(?:a\. ?m\.|/m\.)"), r"\1 main "),
)
"""Ways to write one address: Platz and Pl., Sankt and St., 2 a and 2a, Q 7 and Q7, Münchener and Münchner, towns with their rivers."""
_NAME: Final = 64
"""The longest text, in characters, that is a name or a word and not a sentence."""
_DASHES: Final = re.compile("[\u2013\u2014\u00b7\u2022]")
_IN_BRACKETS: Final = re.compile(r"\([^()]{0,60}\)")
_TOWN: Final = r"(\b\d{4,5}\s+[^\d,;/]{0,40}?[^\W\d_])"
_LIES_AT: Final = (
    r"\s+(?:im|am|an|ob|vor|bei|in|unter|sur|sous|en|près)\s+(?:(?:der|dem|den|die|das|de|du|la|le|les)\s+)?"
)
_WHERE_IT_LIES: Final = re.compile(
    rf"{_TOWN}(?:{_LIES_AT}[^\d,;]{{1,40}}|\s(?:[aboiv]\.\s?)+[^\d,;]{{1,40}}|\s?/\s?[^\d,;]{{1,40}})(?=$|[,;])",
    re.IGNORECASE,
)
"""What follows a town's name behind its postal code, German and French: the river, the valley, the mountain."""
_LIES_SOMEWHERE: Final = re.compile(rf"{_TOWN}{_LIES_AT}[^\W\d_]{{3}}", re.IGNORECASE)
"""The same written out."""
_EXCHANGE: Final = re.compile(r"\d\s?[-–/]\s?0\s*$")
_EXTENSION: Final = re.compile(r"(.*\d{4})\s?[-–]\s?[1-9]\d{0,3}\s*")
NOT_WORD = re.compile(r"[^a-z0-9]+")
COUNTRY_WORDS = frozenset(
    {"deutschland", "germany", "osterreich", "austria", "schweiz", "switzerland", "d", "de", "at", "ch"}
)
LEGAL_FORMS = frozenset(
    "gmbh ggmbh ag kg ohg gbr ug ek e k eg ev co mbh haftungsbeschraenkt se kgaa inc ltd llc plc limited sarl sa gesmbh"
    " und and inh inhaber inhaberin".split()
)


@lru_cache(maxsize=1024)
def phone_key(text: str, country: str) -> str:
    """Return a phone number in E.164 ("+49891234567"); only its digits where it is no valid number."""
    import phonenumbers  # noqa: PLC0415 - 40 ms that only accounts with phone numbers pay

    try:
        number = phonenumbers.parse(text.replace("(0)", ""), country)
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", text)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_keys(text: str, country: str) -> frozenset[str]:
    """Return the forms of a number: of a switchboard ("225588-0") with and without its 0, which names the same line."""
    key = phone_key(text, country)
    return frozenset({key, key[:-1]} if _EXCHANGE.search(text) else {key})


def is_phone_of(text: str, phones: Iterable[str], country: str) -> bool:
    """Say whether a number is one of these, however either is written; an extension ("225588-12") of a switchboard is its number."""
    keys = phone_keys(text, country)
    extension = _EXTENSION.fullmatch(text)
    trunk = phone_key(extension[1], country) if extension else None
    return any(
        not keys.isdisjoint(mine := phone_keys(one, country)) or (len(mine) > 1 and trunk in mine)
        for one in phones
    )


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and punctuation; ß becomes ss, Straße and Str. become str."""
    return _known_words(text) if len(text) <= _NAME else _words(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(NOT_WORD.sub(" ", STREET.sub("str ", folded(text))).split())


def folded(text: str) -> str:
    """Return a text without case and accents, one character after the other: whatever `words` finds in it stands in this."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    spelled = plain.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    if spelled.isascii():
        return spelled
    # A dash of any length parts two words or numbers; it is not ASCII, and would vanish.
    return unicodedata.normalize("NFKD", _DASHES.sub(" ", spelled)).encode("ascii", "ignore").decode()


_known_words: Final = lru_cache(maxsize=4096)(_words)
"""Names and single words come again and again; whole texts are not worth keeping."""


def company_key(text: str) -> tuple[str, ...]:
    """Return the words of a company's name without its legal form."""
    return tuple(word for word in words(re.sub(r"&", " und ", text)) if word not in LEGAL_FORMS)


def states_address(text: str, address: str) -> bool:
    """Say whether a text contains every word of a postal address, in any order.

    Country names do not matter, nor what an address says in brackets: the postal code names the town. Where the town lies
    ("im Pongau") may be left out or cut short ("/Pg."), and is another town's where it is written out as something else.
    """
    needed, stated = _needed(address), frozenset(_address_words(text))
    if not needed or needed <= stated:
        return bool(needed)
    short = _needed(_WHERE_IT_LIES.sub(r"\1", address))
    return short <= stated and not _LIES_SOMEWHERE.search(text)


# Kept: each page and profile is held against the same few addresses.
@lru_cache(maxsize=1024)
def _needed(address: str) -> frozenset[str]:
    """Return the words of a registered address that have to stand wherever it is stated."""
    return frozenset(_address_words(_IN_BRACKETS.sub(" ", address))) - COUNTRY_WORDS


def _address_words(text: str) -> tuple[str, ...]:
    """Return the words of an address with what people write in several ways brought into one."""
    written = " ".join(as_seen(text).casefold().replace("ß", "ss").split())
    for pattern, one in WRITTEN:
        written = pattern.sub(one, written)
    return words(written)


def email_key(text: str) -> str:
    """Return an e-mail address without case."""
    return text.strip().casefold()
