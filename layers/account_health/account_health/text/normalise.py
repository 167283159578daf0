"""Phone numbers, postal and web addresses brought into one form, so that only real differences count."""

import re
import unicodedata
from functools import lru_cache

STREET = re.compile(r"(?:strasse|str)(?=\s|\d|,|$)")
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


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and punctuation; ß becomes ss, Straße and Str. become str."""
    folded = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return tuple(NOT_WORD.sub(" ", STREET.sub("str ", plain)).split())


def company_key(text: str) -> tuple[str, ...]:
    """Return the words of a company's name without its legal form."""
    return tuple(word for word in words(re.sub(r"&", " und ", text)) if word not in LEGAL_FORMS)


def states_address(text: str, address: str) -> bool:
    """Say whether a text contains every word of a postal address, in any order; country names do not matter."""
    needed = [word for word in words(address) if word not in COUNTRY_WORDS]
    return bool(needed) and set(needed) <= set(words(text))


def email_key(text: str) -> str:
    """Return an e-mail address without case."""
    return text.strip().casefold()
