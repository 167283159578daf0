"""A list of clients as people keep it: a table out of Excel or any other program, whatever its encoding and separators."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from account_health.model.company import LANGUAGES, Language
from account_health.model.errors import UsageError
from account_health.model.platform import PLATFORM_ROWS
from account_health.registry.addresses import AddressError, check_web_address, profile_address, read_handle
from account_health.text.manners import manners
from account_health.text.normalise import words

MOST_ROWS: Final = 2_000
MOST_TITLES: Final = 10
"""Lines above the one with the columns."""
_BEGINNING: Final = 400
_NEEDED: Final = frozenset({"name", "website"})
_SEPARATORS: Final = ";,\t|"
_SEP_LINE: Final = re.compile(r"\s*\"?sep=(.)\"?\s*$", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\"]+")
_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "name company client customer business firm firma firmenname unternehmen kunde kundenname mandant betrieb",
        "website": "website webseite webadresse homepage url web domain internet site internetseite internetadresse www seite adresse link",
        "facebook": "facebook fb facebookseite facebookpage",
        "instagram": "instagram insta ig instagramprofil instagramname",
        "x": "x twitter xtwitter twitterx",
        "linkedin": "linkedin",
        "youtube": "youtube",
        "tiktok": "tiktok",
        "mail": "mail email emails mails mailadresse emailadresse to an empfanger empfaenger bericht report recipient recipients kontakt",
        "copy": "copy cc kopie kopiean copyto agentur agency betreuer",
        "language": "language sprache lang",
    }
)
"""Column -> what people call it, German and English, without blanks and signs."""
_COLUMNS: Final = MappingProxyType({one: column for column, names in _NAMES.items() for one in names.split()})
_BY_NAME: Final[Mapping[str, str]] = MappingProxyType(
    {
        "linkedin": "https://www.linkedin.com/company/{}",
        "youtube": "https://www.youtube.com/@{}",
        "tiktok": "https://www.tiktok.com/@{}",
    }
)
"""Networks that no audit looks at, and how a handle there becomes an address."""
_LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType(
    {name: language for language in LANGUAGES for name in (language, *manners(language).called)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One row: where it stands, and what it says. `problem` says why nothing can be made of it."""

    line: int
    name: str = ""
    website: str = ""
    accounts: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    language: Language | None = None
    problem: str | None = None


def read_clients(data: bytes, file: str) -> tuple[Client, ...]:
    """Return the clients of a table, in its order; a row that is wrong carries its problem and stops no other.

    Raises UsageError where the file is no table, or has no column for names or websites.
    """
    if data[:4] == b"PK\x03\x04":
        raise UsageError(
            f"{file} is an Excel workbook; save it as CSV (File, Save as, CSV UTF-8) and import that"
        )
    text = _decoded(data)
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    told = _SEP_LINE.match(first)
    body = text[text.index(first) + len(first) :].lstrip("\r\n") if told else text.lstrip("\r\n \t")
    body = body[_title(body) :]
    skipped = text[: len(text) - len(body)].count("\n")
    separator = told[1] if told else _separator(body.splitlines()[0] if body else "")
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    header = [_column(cell) for cell in next(rows, [])]
    if not _NEEDED & set(header):
        raise UsageError(
            f"{file}: the first line has to name the columns: name, website, facebook, instagram, x, mail"
            " (or Firma, Webseite, E-Mail); a name or a website is needed"
        )
    found: list[Client] = []
    for row in rows:
        if any(cell.strip() for cell in row):
            found.append(_client(dict(_cells(header, row)), skipped + rows.line_num))
        if len(found) > MOST_ROWS:
            raise UsageError(f"{file} has more than {MOST_ROWS} rows; import it in parts")
    return tuple(_without_doubles(found))


def _title(body: str) -> int:
    """Return where the line with the columns begins: a list may have a title above it. 0 where no line names them."""
    start = 0
    for line in body.splitlines(keepends=True)[:MOST_TITLES]:
        cells = next(csv.reader([line], delimiter=_separator(line)), [])
        if _NEEDED & set(map(_column, cells)):
            return start
        start += len(line)
    return 0


def _without_doubles(clients: Iterable[Client]) -> Iterator[Client]:
    """Yield each client, one that stands there a second time with that as its problem."""
    seen: dict[Client, int] = {}
    for client in clients:
        first = seen.setdefault(replace(client, line=0, website=client.website.rstrip("/")), client.line)
        if client.problem is None and first != client.line:
            yield replace(client, problem=f"is the same client as line {first} and was left out")
        else:
            yield client


def _decoded(data: bytes) -> str:
    """Return a file's text: UTF-8 with or without a mark, UTF-16 with and without one, else what Excel in Western Europe writes."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    beginning = data[:_BEGINNING]
    for encoding, nulls in (("utf-16-le", beginning[1::2]), ("utf-16-be", beginning[::2])):
        if nulls and nulls.count(0) * 2 > len(nulls):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(header: str) -> str:
    plain = re.sub(r'"[^"]*"', "", header)
    return max(_SEPARATORS, key=plain.count)


def _column(cell: str) -> str | None:
    plain = "".join(words(cell.replace("*", "")))
    return _COLUMNS.get(plain)


def _cells(header: Sequence[str | None], row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what a row says by column; of a column that stands twice what is filled in."""
    said: dict[str, str] = {}
    for column, cell in zip(header, row, strict=False):
        value = " ".join(cell.replace("\N{NO-BREAK SPACE}", " ").split())
        if column is not None and value:
            said[column] = (
                f"{said[column]} {value}" if column in {"mail", "copy"} and column in said else value
            )
    yield from said.items()


def _client(said: Mapping[str, str], line: int) -> Client:
    name = said.get("name", "")
    try:
        website = check_web_address(said["website"]) if "website" in said else ""
    except AddressError as error:
        return Client(line=line, name=name, problem=f"website {said['website']!r} {error}")
    accounts: list[str] = []
    for network in ("facebook", "instagram", "x", *_BY_NAME):
        try:
            accounts += [_account(network, said[network])] if network in said else []
        except AddressError as error:
            return Client(
                line=line, name=name, website=website, problem=f"{network} {said[network]!r} {error}"
            )
    if not website and not accounts:
        return Client(line=line, name=name, problem="has neither a website nor a profile")
    to, copy_to = (tuple(dict.fromkeys(_EMAIL.findall(said.get(key, "")))) for key in ("mail", "copy"))
    if said.get("mail") and not to:
        return Client(
            line=line, name=name, website=website, problem=f"mail {said['mail']!r} is no mail address"
        )
    return Client(
        line=line,
        name=name,
        website=website,
        accounts=tuple(accounts),
        to=to,
        copy_to=copy_to,
        language=_LANGUAGES.get(said.get("language", "").casefold()),
    )


def _account(network: str, written: str) -> str:
    """Return the address of a profile from an address or a handle with or without @; raises AddressError."""
    if "/" in written or re.match(r"(?:www\.|https?:)", written, re.IGNORECASE):
        return check_web_address(written)
    handle = written.removeprefix("@")
    if network in PLATFORM_ROWS:
        return profile_address(network, read_handle(network, handle), None)
    if not re.fullmatch(r"[\w.-]{1,100}", handle):
        raise AddressError("is no name of a profile there; write its address")
    return _BY_NAME[network].format(handle)
