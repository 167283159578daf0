"""Takes secrets out of text before anybody reads it: addresses, and what an error says of a request."""

import re
import traceback
from pathlib import Path

REMOVED = "[removed]"

LONGEST_DETAIL = 300

_LONGEST_SHOWN = 200
_NAME = r"[\w.-]*(?:token|secret|password|passwd|api_?key|appsecret_proof|authorization)|key|pwd"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # https://user:password@host
    (re.compile(r"(?<=://)[^\s/?#@]*:[^\s/?#]*@"), f"{REMOVED}@"),
    # ?access_token=…, also percent-encoded inside another address
    (re.compile(rf"(?i)(?<![\w.-])({_NAME})(=|%3d)[^&\s\"'<>#]+"), rf"\1\2{REMOVED}"),
    # "access_token": "…" of JSON and of a dict's repr
    (re.compile(rf"(?i)([\"'](?:{_NAME})[\"']\s*:\s*b?)([\"'])(?:\\.|(?!\2).)*\2"), rf"\1\2{REMOVED}\2"),
    # Authorization: Bearer …
    (re.compile(r"(?i)\b(bearer|basic|oauth)\s+[\w.~+/%-]{6,}=*"), rf"\1 {REMOVED}"),
    # what Meta's and Google's secrets look like wherever they stand
    (re.compile(r"\b(?:EAA|IGAA|IGQ)[A-Za-z0-9_-]{20,}|\bya29\.[\w-]{10,}|\bGOCSPX-[\w-]{10,}"), REMOVED),
    (re.compile(r"(?<![\w/])1//[\w-]{20,}|\bAIza[\w-]{20,}"), REMOVED),
)


def redact(text: str) -> str:
    """Return the text without the values of tokens, keys, passwords and Bearer headers; the rest is kept."""
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def shown(url: str) -> str:
    """Return scheme, host and path of an address for people: no query, no fragment, no user, one short line."""
    place = re.split(r"[?#]", url, maxsplit=1)[0]
    scheme, slashes, rest = place.partition("//")
    if not slashes:
        scheme, rest = "", place
    authority = re.split(r"[/\\]", rest, maxsplit=1)[0]
    if "@" in authority or "@" in scheme or not slashes:
        rest = rest.rsplit("@", 1)[-1]
        scheme = scheme if "@" not in scheme else ""
    clean = scheme + slashes + rest
    if not clean.isprintable():
        clean = "".join(character if character.isprintable() else "�" for character in clean)
    return redact(clean if len(clean) <= _LONGEST_SHOWN else clean[: _LONGEST_SHOWN - 1] + "…")


def detail(text: str) -> str:
    """Return a text as a detail for the operator: one line without secrets, at most 300 characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in redact(text)).split())
    return line if len(line) <= LONGEST_DETAIL else line[: LONGEST_DETAIL - 1] + "…"


def place_of(error: BaseException) -> str:
    """Return the line of code that failed: all of a traceback that cannot hold anybody's data."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
