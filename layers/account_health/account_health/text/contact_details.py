"""How to reach a company, as it stands in a few lines of free text: phone numbers, e-mail and postal addresses."""

import re
from collections.abc import Iterable
from typing import Final

from account_health.text.normalise import states_address

_DIGITS: Final = re.compile(r"(?:\d[^\d\n]{0,4}){6}")
"""Fewer digits than this near each other are no number that anybody can call."""
_FAX: Final = re.compile(r"\bf(?:ax)?\b[^\d\n]{0,12}$", re.IGNORECASE)
_LABEL: Final = 24
_AT: Final = r"(?:@|\s?[\[(]\s?(?:at|ät)\s?[\])]\s?)"
_DOT: Final = r"(?:\.|\s?[\[(]\s?(?:dot|punkt)\s?[\])]\s?)"
_EMAIL: Final = re.compile(
    rf"(?<![\w.+-])([\w.+-]{{1,64}}){_AT}((?:[^\W_][\w-]{{0,62}}{_DOT}){{1,5}}[^\W\d_]{{2,24}})(?![\w-])",
    re.IGNORECASE,
)
_TOWN: Final = r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.\-]{1,40}(?:[ ](?:am|an|im|in|bei|der|den|ob|vor|a\.|i\.)(?=[ ])|[ ][A-ZÄÖÜ][A-Za-zÄÖÜäöüß.\-]{1,40}){0,3}"
_CODES: Final = {"DE": 5, "AT": 4, "CH": 4, "LI": 4}
"""Country -> digits of its postal codes; elsewhere only an address that is known is found."""
_STREET: Final = re.compile(
    r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.\-’' ]{1,60}?\s?\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-zA-Z]?)?"
)
_BETWEEN: Final = re.compile(r"\s*[,;|•·\n📍🏠📌]\s*|\s[–-]\s")


def phones_in(text: str, country: str) -> tuple[str, ...]:
    """Return the phone numbers of a text as written, each once, without fax numbers.

    `country` reads numbers without a country's code.
    """
    if not _DIGITS.search(text):
        return ()
    import phonenumbers  # noqa: PLC0415 - 40 ms that only texts with numbers pay

    found: dict[str, str] = {}
    for match in phonenumbers.PhoneNumberMatcher(text, country):
        if not _FAX.search(text[max(match.start - _LABEL, 0) : match.start]):
            key = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            found.setdefault(key, match.raw_string.strip())
    return tuple(found.values())


def emails_in(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses of a text, each once, with a spelt-out @ or dot undone."""
    found = (
        f"{match[1]}@{re.sub(_DOT, '.', match[2], flags=re.IGNORECASE)}" for match in _EMAIL.finditer(text)
    )
    return tuple({address.casefold(): address for address in found}.values())


def postal_addresses_in(text: str, country: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the postal addresses of a text, each in one line and once.

    Found is a street with a number before a postal code with its town, and an address that is known, however written.
    """
    found = [address for address in known if states_address(text, address)]
    digits = _CODES.get(country)
    places = re.finditer(rf"(?<![\w-])(?:[A-Z]{{1,2}}[-– ])?\d{{{digits}}}[ ]{_TOWN}", text) if digits else ()
    for place in places:
        street = (
            _BETWEEN.split(text[: place.start()].rstrip(" ,;|•·–-\n📍🏠📌"))[-1].rpartition(":")[2].strip()
        )
        written = f"{street}, {place[0]}"
        if _STREET.fullmatch(street) and not any(states_address(written, one) for one in found):
            found.append(written)
    return tuple(dict.fromkeys(found))
