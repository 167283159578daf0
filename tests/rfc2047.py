"""Reads a header by the letter of RFC 2047, as the strictest mail programs do: no more forgiving than the text."""

import base64
import quopri
import re
from typing import Final

_WORD: Final = re.compile(r"=\?([^?\s]+)\?([bBqQ])\?([^?\s]*)\?=")
LONGEST_WORD: Final = 75
LONGEST_LINE: Final = 76


def written(raw: bytes, name: str) -> str:
    """Return a header's value as it stands in the bytes, its lines still folded; raises KeyError where there is none."""
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    for line in re.split(r"\r\n(?![ \t])", head):
        found, _, value = line.partition(":")
        if found.lower() == name.lower():
            return value
    raise KeyError(name)


def said(raw: bytes, name: str) -> str:
    """Return what a header says: an encoded word stands between blanks, and blanks between two of them vanish (6.2).

    Raises AssertionError for a word that is too long or stands in a line that is (section 2), and UnicodeError for one
    that ends within a character (section 5).
    """
    value = written(raw, name)
    for line in f"{name}:{value}".split("\r\n"):
        assert not _WORD.search(line) or len(line) <= LONGEST_LINE, line
    text, blanks, after_word = "", "", False
    for token in re.split(r"([ \t]+)", value.replace("\r\n", "").strip()):
        if not token or token.isspace():
            blanks = token
            continue
        word = _WORD.fullmatch(token)
        if word is None:
            assert "=?" not in token, f"an encoded word is joined to {token!r}"
            text, after_word = text + blanks + token, False
            continue
        assert len(token) <= LONGEST_WORD, token
        text, after_word = text + ("" if after_word else blanks) + _text(*word.groups()), True
    return text


def _text(charset: str, encoding: str, packed: str) -> str:
    if encoding.lower() == "b":
        return base64.b64decode(packed, validate=True).decode(charset)
    return quopri.decodestring(packed.replace("_", "=20")).decode(charset)
