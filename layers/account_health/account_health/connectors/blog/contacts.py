"""Phone numbers and e-mail addresses that a page shows, as written: no fax numbers, spam protection undone."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from account_health.connectors.blog.page import Block, Link, Page
from account_health.connectors.blog.samples import is_sample_email, is_sample_phone
from account_health.connectors.blog.structured import owner_data
from account_health.model import Statement

MOST = 50
MOST_CANDIDATES = 500
"""More numbers than this on one page are a table of something else."""

_NUMBER = re.compile(
    r"(?<![\w/+(\-])(?<!\d[.,])(?<!\d\s)(?:\+|\(\+|\(?0)[\d](?:(?!\s?/\s?0\d)[ \u00a0()/.\-–]{0,3}\d){4,17}(?![\w@])"
)
"""Behind "/ 0" begins another number: "089 1234567 / 089 1234568"."""
_NUMBER_US = re.compile(
    rf"{_NUMBER.pattern}|(?<![\w/+(\-.])(?:\(\d{{3}}\) ?|\d{{3}}[-.])\d{{3}}[-.]\d{{4}}(?![\w@-])"
)
"""In North America numbers begin with no 0."""
_LABEL_LENGTH = 40
_SHORT_BLOCK = 40
_FAX = re.compile(
    r"(?:📠|🖷|\b(?:tele)?fax|\bfaks|\bt[ée]l[ée]copie)[\w-]*|(?<![\w.])Fx?\s*(?:[.:]|$)", re.IGNORECASE
)
_PHONE = re.compile(
    r"\b(?:tel(?:efon|ephone|éphone)?|fon|phone|mobil(?:e|telefon|funk)?|handy|hotline|ruf(?:en)?|anruf|call|notruf"
    r"|durchwahl|whatsapp|zentrale|festnetz|service|t|m)(?:-?(?:nummern?|nr))?\b|[☎📞📱✆]",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:\bHR[AB]|steuer|\bu?st\b|ust-?id|\bvat\b|iban|\bbic\b|blz|konto|\bkto|register|handels|kunden|bestell|artikel"
    r"|rechnung|siren|siret|\bu?id\b|isbn|\bnr\b|\b\w{2,}-?(?:nr|nummern?)\b|\b(?:IK|BSNR|LANR|ZANR|GLN|EAN|GTIN|PZN|WEEE|EORI|GISA|DVR|FN)\b)[^,;|]*$",
    re.IGNORECASE,
)
"""Numbers of registers, taxes, banks, practices and goods by their label."""
_EXAMPLE = re.compile(
    r"(?:z\.\s?b\.|beispiel|\be\.\s?g\.|example|par exemple|p\.\s?ex\.)\W{0,3}$", re.IGNORECASE
)
"""What a form shows to be filled in is nobody's number."""
_OTHER_ENDING = re.compile(r"\s?/\s?(\d{1,2})$")
_WHOLE = 8
"""Digits from which on what stands before a slash is a number and not an area code."""
_VANITY = re.compile(
    r"(?<![\w+])0(?:[79]00|800|18\d\d|810|820|84[048])[ /\-]?(?=[\d \-]{0,8}[A-Z]{3})[A-Z\d][A-Z\d \-]{3,9}(?<=\w)(?!\w)"
)
"""A service number with a word in it: 0800 LINDE 00."""
_LOCAL = re.compile(
    r"(?:\b(?:tel(?:efon)?|fon|phone|ruf(?:nummer)?)\b|[☎📞✆])[.:\s]{0,4}([1-9]\d{0,4}(?:[ /\-]?\d{1,4}){1,3})(?!\d)",
    re.IGNORECASE,
)
"""A number behind its label without an area code, as villages write them."""
_DATE_OR_TIME = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?(?:(?:19|20)\d\d|\d\d(?![.\d]))|\d{1,2}[.:]\d{2}\s?[–-]\s?\d|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}\b"
)
_HOUR = re.compile(r"\s*(?:uhr|h\b|€|eur\b|%|km\b)", re.IGNORECASE)

_SPELT_AT = r"(?:at|ät|@|a\.t\.?|a|klammeraffe|arobase)"
_AT = rf"(?:@|\s?[\[({{<]\s?{_SPELT_AT}\s?[\])}}>]\s?|\s?[*#~|]at[*#~|]\s?|\s(?:ät|(?-i:AT)|@)\s)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punkt|pkt|\.)\s?[\])}]\s?|\s(?-i:DOT|PUNKT)\s)"
_EMAIL = re.compile(
    rf"(?<![\w.+-])([\w.+-]{{1,64}}){_AT}((?:[^\W_](?:[\w-]{{0,61}}[^\W_])?{_DOT}){{1,6}}[^\W\d_]{{2,24}})(?![\w-])",
    re.IGNORECASE,
)
_ANY_DOT = re.compile(_DOT, re.IGNORECASE)
_AGAINST_ROBOTS = re.compile(
    r"[._-]?(?:no-?spam|remove-?this|ohne-?spam|spamfrei|spam-?schutz|bitte-?entfernen)(?:[._-]|$)|(?-i:NO-?SPAM|REMOVE)[._-]?",
    re.IGNORECASE,
)
"""Words that a reader takes out of an address before writing to it."""
_NO_DOMAIN = frozenset("png jpg jpeg gif svg webp avif css js php html pdf".split())
_HINT = re.compile(rf"@|[\[({{<]\s?{_SPELT_AT}|[*#~|]at[*#~|]|\s(?:ät|(?-i:AT))\s", re.IGNORECASE)


_DIALS = re.compile(
    r"(?:tel|callto):(?://)?([^?#]{3,60})|https?://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?(\d{6,15})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something with the digits of a phone number, and the words before it."""

    text: str
    label: str
    after: str


def phones_on(page: Page, country: str, known: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """Return the phone numbers of a page as written, each once; `country` reads numbers without +49.

    `known` are the numbers that ought to stand there: they are found without their area code, too.
    """
    found: dict[str, str] = {}
    faxes: set[str] = set()
    for candidate in islice(
        _candidates(page.blocks, _NUMBER_US if country == "US" else _NUMBER), MOST_CANDIDATES
    ):
        fax, phone = _last(_FAX, candidate.label), _last(_PHONE, candidate.label)
        key = _key(candidate.text, country, labelled=max(fax, phone) >= 0)
        if key is None or is_sample_phone(key) or _EXAMPLE.search(candidate.label):
            continue
        # "Tel. und Fax: 089 …" is both, "Tel. 089 … Fax: 089 …" has the label of each before it.
        if fax >= 0 and phone < 0:
            faxes.add(key)
        elif phone >= 0 or not _is_something_else(candidate):
            found.setdefault(key, candidate.text)
    elsewhere = (
        *_dialled(page),
        *owner_data(page.structured).phones,
        *(text for text in _vanity(page.blocks) if _key(text, country, labelled=False)),
        *_without_area_code(page.blocks, known, country),
    )
    for text in elsewhere:
        key = _key(text, country, labelled=True)
        if key is not None and key not in faxes and not is_sample_phone(key):
            found.setdefault(key, text.strip())
    shown = _shown_by_links(page, country, faxes)
    return tuple(Statement(text, page.url, shown.get(key, "")) for key, text in list(found.items())[:MOST])


def emails_on(page: Page) -> tuple[Statement, ...]:
    """Return the e-mail addresses of a page, each once, with spam protection like `(at)` undone."""
    found: dict[str, str] = {}
    for address in _emails(page):
        if not is_sample_email(address):
            found.setdefault(address.casefold(), address)
    shown = {
        mailed.casefold(): read[0]
        for link in page.links
        if (read := tuple(_addresses(link.text)))
        for mailed in _addresses(_mailed(link))
        if mailed.casefold() not in map(str.casefold, read)
    }
    return tuple(
        Statement(address, page.url, shown.get(key, "")) for key, address in list(found.items())[:MOST]
    )


def made_up_emails_on(page: Page) -> tuple[str, ...]:
    """Return the e-mail addresses of a page that a maker of sites put there for show."""
    return tuple(dict.fromkeys(address for address in _emails(page) if is_sample_email(address)))[:MOST]


def _emails(page: Page) -> Iterator[str]:
    linked = [_mailed(link) for link in page.links]
    shown = [block.text for block in page.blocks if not block.post and _HINT.search(block.text)]
    for text in (*linked, *page.hidden_emails, *owner_data(page.structured).emails, *shown):
        yield from _addresses(text)


def _mailed(link: Link) -> str:
    """Return what stands behind mailto: in a link, "" where nothing does."""
    return unquote(link.href[7:]).partition("?")[0] if link.href[:7].lower() == "mailto:" else ""


def _shown_by_links(page: Page, country: str, faxes: AbstractSet[str]) -> Mapping[str, str]:
    """Return the number that a link shows, by the other one that it dials; an extension and its switchboard are one."""
    found: dict[str, str] = {}
    for link in page.links:
        dials = _DIALS.match(link.href)
        dialled = _key(unquote(dials[1]), country, labelled=True) if dials and dials[1] else None
        if dialled is None or link.post:
            continue
        read = {
            key: text for text in _NUMBER.findall(link.text) if (key := _key(text, country, labelled=True))
        }
        if read and faxes.isdisjoint(read) and not any(_one_line(dialled, key) for key in read):
            found[dialled] = next(iter(read.values()))
    return found


def _one_line(one: str, other: str) -> bool:
    return one.startswith(other.removesuffix("0")) or other.startswith(one.removesuffix("0"))


def _dialled(page: Page) -> list[str]:
    """Return the numbers behind links that dial or write: tel:, callto:, wa.me."""
    return [
        unquote(match[1]) if match[1] else f"+{match[2]}"
        for link in page.links
        if not link.post and (match := _DIALS.match(link.href))
    ]


def chat_number(href: str) -> str | None:
    """Return the number with which a link begins a chat (wa.me), in international form; None where it begins none."""
    match = _DIALS.match(href)
    return f"+{match[2]}" if match and match[2] else None


def without_contacts(text: str) -> str:
    """Return a text without phone numbers and e-mail addresses."""
    return _EMAIL.sub(" ", _NUMBER.sub(" ", text))


def _candidates(blocks: tuple[Block, ...], number: re.Pattern[str]) -> Iterator[_Candidate]:
    before = ""
    for block in blocks:
        end = 0
        for match in [] if block.post else number.finditer(block.text):
            label = block.text[max(end, match.start() - _LABEL_LENGTH) : match.start()]
            if not label.strip(" :") and end == 0:
                label = _label_beside(block, before)
            for text in _numbers_in(match[0].strip()):
                yield _Candidate(text, label, block.text[match.end() : match.end() + 6])
            end = match.end()
        before = block.text


def _label_beside(block: Block, before: str) -> str:
    """Return what labels a cell: the head of its column, or the cell before it (<dt>Fax</dt><dd>089 …</dd>)."""
    if _FAX.search(block.column) or _PHONE.search(block.column):
        return block.column
    return before if len(before) <= _SHORT_BLOCK else ""


def _numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers that are written as one: "089 1234567/68" ends in two ways."""
    ending = _OTHER_ENDING.search(text)
    number = text[: ending.start()] if ending else text
    if ending is None or sum(letter.isdigit() for letter in number) <= _WHOLE:
        return (text,)
    return (number, number[: -len(ending[1])] + ending[1])


def _vanity(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if not block.post:
            yield from _VANITY.findall(block.text)


def _without_area_code(blocks: tuple[Block, ...], known: tuple[str, ...], country: str) -> Iterator[str]:
    """Yield the known numbers that stand behind a label without their area code."""
    local = {number: one for one in known if (number := _local_part(one, country))}
    before = ""
    for block in blocks if local else ():
        beside = before if len(before) <= _SHORT_BLOCK else ""
        for match in [] if block.post else _LOCAL.finditer(f"{beside} {block.text}"):
            one = local.get(re.sub(r"\D", "", match[1]))
            if one is not None:
                yield one
        before = block.text


@lru_cache(maxsize=256)
def _local_part(text: str, country: str) -> str:
    """Return the digits of a number that are dialled within its town, "" where it belongs to no town."""
    import phonenumbers  # noqa: PLC0415 - 40 ms that only accounts with phone numbers pay

    try:
        number = phonenumbers.parse(text.replace("(0)", ""), country)
    except phonenumbers.NumberParseException:
        return ""
    area = phonenumbers.length_of_geographical_area_code(number)
    return phonenumbers.national_significant_number(number)[area:] if area else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _is_something_else(candidate: _Candidate) -> bool:
    """Say whether a number without a label is a date, a time, a price or the number of a register."""
    return bool(
        _DATE_OR_TIME.match(candidate.text)
        or _OTHER_NUMBER.search(candidate.label)
        or _HOUR.match(candidate.after)
    )


@lru_cache(maxsize=1024)
def _key(text: str, country: str, *, labelled: bool) -> str | None:
    """Return a number in one form, None where it can be no phone number; without a label it has to be a valid one.

    A site shows the same few on every page.
    """
    import phonenumbers  # noqa: PLC0415 - 40 ms that only pages with numbers pay

    try:
        number = phonenumbers.parse(text.replace("(0)", ""), country)
    except phonenumbers.NumberParseException:
        return None
    good = phonenumbers.is_possible_number(number) if labelled else phonenumbers.is_valid_number(number)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)) if good else None


def _addresses(text: str) -> Iterator[str]:
    for match in _EMAIL.finditer(text):
        name, domain = (_AGAINST_ROBOTS.sub("", part) for part in (match[1], _ANY_DOT.sub(".", match[2])))
        # "Wir sind da @ Messe.Halle 3": blanks around the sign, and a place behind it.
        if " @ " in match[0] and domain[0].isupper():
            continue
        if name and "." in domain and domain.rpartition(".")[2].lower() not in _NO_DOMAIN:
            yield f"{name.strip('.')}@{domain}"
