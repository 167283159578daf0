"""Postal addresses that a page shows: the German pattern, `<address>` elements, JSON-LD."""

import re
from collections.abc import Iterator
from itertools import groupby, islice, zip_longest
from typing import Final

from account_health.connectors.blog.contacts import without_contacts
from account_health.connectors.blog.page import Block, Page
from account_health.connectors.blog.samples import is_sample_address
from account_health.connectors.blog.structured import owner_data
from account_health.model import Statement
from account_health.text.normalise import states_address

MOST = 50
MOST_PLACES = 500
LONGEST = 200
FIVE_DIGITS = frozenset({"DE"})
FOUR_DIGITS = frozenset({"AT", "CH", "LI"})

_TOWN = r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.\-/]{1,40}(?:\s(?:(?:am|an|im|in|bei|der|den|ob|vor|a\.|i\.)\s)*[A-ZÄÖÜ(][A-Za-zÄÖÜäöüß.\-/()]{1,40}){0,3}"
_PLACE_5 = re.compile(rf"(?<![\w-])(?:(?:D|DE|A|AT|CH)[-\s–])?\d{{5}}\s{_TOWN}")
_PLACE_4 = re.compile(rf"(?<![\w-])(?:(?:A|AT|CH|FL)[-\s–])?\d{{4}}\s{_TOWN}")
STATES: Final = "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
_PLACE_US = re.compile(rf"(?<!\w)[A-Z][A-Za-z.'’\- ]{{1,40}},? (?:{STATES}) \d{{5}}(?:-\d{{4}})?(?!\d)")
_STREET_US = re.compile(
    r"\d{1,6} [A-Za-z0-9.'’\- ]{3,60}(?:(?:,? (?:#|Suite|Ste\.?|Unit) ?)[A-Za-z0-9-]{1,6})?|P\.?O\.? ?Box \d{1,8}"
)
_STREET = re.compile(
    r"[A-ZÄÖÜ][A-Za-z0-9ÄÖÜäöüß.\-’' ]{1,60}?\s?\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-zA-Z]?)?"
    r"|[A-Z]{1,2}\s?\d{1,2}(?:,\s?\d{1,2}(?:[-–]\d{1,2})?)?"
)
_BOX = re.compile(r"(?:postfach|p\.?o\.? ?box|case postale)\b", re.IGNORECASE)
"""Nobody lives in a post box: it stands beside the address that counts, and is found where it is the registered one."""
_ELSEWHERE = re.compile(
    r"\w*gericht\b|\b(?:parkhaus|tiefgarage|parkplatz|parkplätze|parken|parking|car park|haltestelle)\b"
    r"|\b\d{1,2}\.\s?(?:\d{1,2}\.|(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*)",
    re.IGNORECASE,
)
"""What says, before an address in its own line, that it is another's or another day's: a court, a car park, a date."""
_NOT_STREET = re.compile(r"(?:tel|fax|fon|uhr|seit|hrb|mobil|e-?mail)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[,;|•·\n]|\s[–-]\s)\s*")
_HOUSE = re.compile(r"\d{1,4}\s?[a-zA-Z]?(?:\s?[-–]\s?\d{1,4})?")
_ENDS = (",", ";", ":", "|", "•", "·")
_LINES_ABOVE = 2
_LINES_TOGETHER = 4
_REACH = 90


def addresses_on(page: Page, country: str, known: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """Return the postal addresses of a page, each in one line and once; street and town stand as written.

    `known` are the addresses that ought to stand there: they are found in whatever pattern they are written.
    """
    blocks = [block for block in page.blocks if not block.post]
    found = [
        *_as_known(blocks, known),
        *_by_pattern(blocks, country),
        *_by_element(blocks, country),
        *owner_data(page.structured).addresses,
    ]
    own = [text for text in dict.fromkeys(found) if not is_sample_address(text)]
    return tuple(Statement(text, page.url) for text in own[:MOST])


def pattern_is_known(country: str) -> bool:
    """Say whether addresses of a country are found in plain text; elsewhere finding none proves nothing."""
    return country in FOUR_DIGITS or country in FIVE_DIGITS


def _as_known(blocks: list[Block], known: tuple[str, ...]) -> Iterator[str]:
    """Yield the few blocks in a row in which every word of a known address stands."""
    for address in known:
        for number, block in enumerate(blocks):
            near = ", ".join(one.text for one in blocks[number : number + _LINES_TOGETHER])
            if block.text and states_address(near[:LONGEST], address):
                yield " ".join(near[:LONGEST].split())
                break


def _by_pattern(blocks: list[Block], country: str) -> Iterator[str]:
    """Yield "Street 1, 12345 Town" wherever a postal code with a town has a street before it or in a line above."""
    place = _PLACE_US if country == "US" else _PLACE_4 if country in FOUR_DIGITS else _PLACE_5
    places = ((number, match) for number, block in enumerate(blocks) for match in place.finditer(block.text))
    for number, match in islice(places, MOST_PLACES):
        before = match.string[max(match.start() - _REACH, 0) : match.start()]
        begins = not before.strip() or before.rstrip().endswith(_ENDS)
        up = [line.text[-_REACH:] for line in blocks[max(number - _LINES_ABOVE - 1, 0) : number]][::-1]
        for line, above in zip_longest([before, *(up[:_LINES_ABOVE] if begins else ())], up, fillvalue=""):
            if street := _street_before(line, country):
                if not _is_elsewhere(street, line, above):
                    yield f"{street}, {match[0]}"
                break


def _is_elsewhere(street: str, line: str, above: str) -> bool:
    """Say whether the words before a street, or a label in the line above it, name a place that is not the company's."""
    label = line.partition(street)[0].strip(" :,")
    if not label and not any(letter.isdigit() for letter in above):
        label = above
    return _ELSEWHERE.search(label) is not None


def _street_before(text: str, country: str) -> str:
    """Return the last part of a text that looks like a street with a number, "" where none does."""
    parts = [part.strip(" ,:") for part in _SEPARATOR.split(text.rstrip(" ,;|•·–-"))]
    if len(parts) > 1 and _HOUSE.fullmatch(parts[-1]):
        parts[-2:] = [", ".join(parts[-2:])]
    for part in reversed(parts[-3:]):
        street = (_STREET_US if country == "US" else _STREET).fullmatch(part.rpartition(":")[2].strip())
        if street and not _NOT_STREET.search(street[0]) and not _BOX.match(street[0]):
            return street[0]
    return ""


def _by_element(blocks: list[Block], country: str) -> Iterator[str]:
    """Yield what stands in `<address>` elements, where it has a number that is no phone number.

    In countries whose pattern is known only what the pattern does not find already.
    """
    for _, group in groupby((block for block in blocks if block.address), key=lambda block: block.address):
        inside = list(group)
        text = ", ".join(block.text for block in inside)
        kept = " ".join(without_contacts(text).split())
        if not any(_by_pattern(inside, country)) and any(letter.isdigit() for letter in kept):
            yield text[:LONGEST]
