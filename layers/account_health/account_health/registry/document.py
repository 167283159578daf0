"""Reads a registry file's bytes as TOML; what people really get wrong there is named by line, with the cure."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from account_health.model.errors import RegistryError

MAX_BYTES = 500_000
MAX_DEPTH = 12

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)\Z")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]{1,40}(?:\.[A-Za-z0-9_-]{1,40}){0,3})\s*=\s*(.*)\Z")
_TYPOGRAPHIC = re.compile(r"[=\[,{]\s*[“”„‚‘’«»]|[“”„‚‘’«»]\s*(?:[,\]}#]|\Z)")
_NUMBER_TEXT = re.compile(r"[+(]?\d[\d\s()/.+-]*(?:\s*(?:[,#].*)?)\Z")
_STARTS_WITH_DIGIT = re.compile(r"[+(]?\d")
_GERMAN_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})\s*(?:#.*)?\Z")
_ISO_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\s*(?:#.*)?\Z")
_SWITCH = re.compile(r"(?i:true|false|yes|no|ja|nein|on|off)\s*(?:#.*)?\Z")
_SINGLE_TABLE = re.compile(r"\s*\[\s*(accounts|pauses|done|known)\s*\]\s*(?:#.*)?\Z")
_MAX_POINTS = 40
_MOST_POINTS = 150
_POINT = re.compile(r"[\w-][ \t]*\.(?=[ \t]*[\w-])")
_ANY_POINT = re.compile(r"[\w\"'-][ \t]*\.(?=[ \t]*[\w\"'-])")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_WIDE_BLANK = re.compile("[\u00a0\u2007\u200b\u202f\ufeff]")


def read_document(data: bytes, file: str) -> dict[str, Any]:
    """Return the tables of a TOML file, untouched.

    Raises:
        RegistryError: one line, `file:line N: what is wrong and the cure`; nothing of the content is repeated.
    """
    text = _decode(data, file)
    if not text.strip():
        raise RegistryError(
            (f"{file}:line 1: the file is empty; begin with name, [report] and [[accounts]]",)
        )
    if any(_has_endless_key(line) for line in text.splitlines()):
        raise RegistryError((f"{file}:line 1: is no registry file: a key has too many points",))
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError((_explain(error, text, file),)) from None
    except (RecursionError, ValueError):
        raise RegistryError(
            (f"{file}:line 1: is no registry file: a value is too long or too deep",)
        ) from None
    if any(len(path) > MAX_DEPTH for path, _ in walk(document)):
        raise RegistryError((f"{file}:line 1: is no registry file: tables are nested too deeply",))
    return document


def merge_defaults(defaults: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return a company's tables laid over the shared ones: tables merge key by key, everything else replaces."""
    merged = dict(defaults)
    for key, value in own.items():
        shared = merged.get(key)
        merged[key] = (
            merge_defaults(shared, value) if isinstance(shared, dict) and isinstance(value, dict) else value
        )
    return merged


def walk(value: object) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every key and value below a document with its path, outermost first; stops below `MAX_DEPTH`."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while waiting:
        path, each = waiting.pop()
        if path:
            yield path, each
        if len(path) > MAX_DEPTH:
            continue
        if isinstance(each, dict):
            waiting.extend((((*path, key), below) for key, below in reversed(each.items())))
        elif isinstance(each, list):
            waiting.extend(((*path, index), below) for index, below in reversed(list(enumerate(each))))


def _has_endless_key(line: str) -> bool:
    """Find keys of many parts: tomllib needs memory by the square of their number."""
    if line.count(".") <= _MAX_POINTS:
        return False
    return (
        len(_POINT.findall(_QUOTED.sub("q", line))) > _MAX_POINTS
        or len(_ANY_POINT.findall(line)) > _MOST_POINTS  # however the quotes of several lines may be paired
    )


def _decode(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise RegistryError(
            (f"{file}:line 1: the file is larger than 500 KB; a registry file is a page of text",)
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]:
        raise RegistryError((f"{file}:line 1: is not UTF-8 text; save it again with the encoding UTF-8",))
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RegistryError(
            (
                f"{file}:line {line}: holds a character that is not UTF-8; save it again with the encoding UTF-8",
            )
        ) from None


def _explain(error: tomllib.TOMLDecodeError, text: str, file: str) -> str:
    lines = text.splitlines() or [""]
    place = _PLACE.search(str(error))
    number = int(place[1]) if place and place[1] else len(lines)
    line = lines[min(number, len(lines)) - 1]
    if "overwrite" in str(error) or "twice" in str(error):
        number, sentence = _repeated(lines, number)
    else:
        sentence = _cure(str(error), line)
    found = _KEY.match(line)
    where = f"line {number}, {found[1]}" if found and _is_plain(found[1]) else f"line {number}"
    return f"{file}:{where}: {sentence}"


def _is_plain(key: str) -> bool:
    return all(len(step) <= 24 and not re.search(r"\d{3}", step) for step in key.split("."))  # noqa: PLR2004 - no token


def _repeated(lines: list[str], number: int) -> tuple[int, str]:
    for index, line in enumerate(lines, 1):
        single = _SINGLE_TABLE.match(line)
        if single:
            return index, f"write [[{single[1]}]] with two pairs of brackets; there may be several"
    return number, "says something a second time; keep one of the two, or join both tables into one"


def _cure(problem: str, line: str) -> str:
    found = _KEY.match(line)
    value = found[2].strip() if found else ""
    if _TYPOGRAPHIC.search(line.partition("#")[0].rstrip()):
        return 'has typographic quotes; use the straight ones: "…"'
    if value and not value.startswith(('"', "'", "[", "{")):
        return _unquoted(value)
    if _WIDE_BLANK.search(line):
        return "holds an invisible special blank; delete the blanks of this line and type them again"
    return _by_problem(problem, line)


def _unquoted(value: str) -> str:
    for pattern, cure in _UNQUOTED:
        if pattern.match(value):
            return cure
    return 'a text needs straight quotes around it: "…"'


_UNQUOTED = (
    (_GERMAN_DATE, "is a date in the wrong order; write year-month-day without quotes, such as 2026-12-24"),
    (_ISO_DATE, "is no day of the calendar; write year-month-day, such as 2026-12-24"),
    (_NUMBER_TEXT, 'telephone numbers, postal codes and ids need quotes, such as "089 1234567"'),
    (_STARTS_WITH_DIGIT, 'a text needs quotes, also when it begins with a number, such as "80331 München"'),
    (_SWITCH, "write true or false, in small letters and without quotes; on and off need quotes"),
)


def _by_problem(problem: str, line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("[") and not _QUOTED.sub("", stripped.partition("#")[0]).isascii():
        return "between the brackets of a table's line only a-z, digits, - and _ are possible, such as [people.juergen]"
    if stripped.startswith(("<", "---", "- ", "{")):
        return 'is not TOML; write lines such as name = "…" and tables such as [report]'
    for part, cure in _CURES:
        if part in problem:
            return cure
    if ":" in stripped and "=" not in stripped:
        return 'write = between key and value, not a colon, such as name = "…"'
    return 'cannot be read; write lines such as name = "…", keys in a-z, tables such as [report]'


_CLOSING_QUOTE = 'the closing quote is missing, or a text of several lines needs three quotes: """…"""'
_BACKSLASH = "a backslash inside quotes must be written twice, or use / instead"
_CURES = (
    ("Unescaped", _BACKSLASH),
    ("hex value", _BACKSLASH),
    ("Illegal character", _CLOSING_QUOTE),
    ("Unterminated string", _CLOSING_QUOTE),
    ("Expected '\"'", _CLOSING_QUOTE),
    (
        "declaration",
        "a table's line ends with the brackets that it begins with, such as [report] or [[accounts]]",
    ),
    ("array", 'a list needs commas between its texts and a closing bracket, such as ["a", "b"]'),
    ("inline table", "everything between { and } has to stand on one line, with commas between"),
    ("key part", "everything between { and } has to stand on one line, with commas between"),
    ("date", "is no day of the calendar; write year-month-day, such as 2026-12-24"),
    (
        "newline",
        "there is something after the value; write one key per line, and put quotes around a whole text",
    ),
)
