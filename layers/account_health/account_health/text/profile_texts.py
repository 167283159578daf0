"""What profiles say in free text: web addresses, a legal notice, statements."""

import re
from collections.abc import Iterable
from typing import Final

from account_health.model import LegalPage, Statement, Statements

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"'|]{3,500}", re.IGNORECASE)
_TRAILING: Final = ".,;:!?)]}»“"
_WORDS: Final = re.compile(r"impressum|imprint|legal[ -]?notice|anbieterkennzeichnung", re.IGNORECASE)
_NEAR: Final = 60
"""Characters between the word and the address that it names: "Impressum (wie auf der Website): https://…"."""


def addresses_in(text: str | None) -> tuple[str, ...]:
    """Return the web addresses of a text in their order, each once, with their scheme."""
    found = (match[0].rstrip(_TRAILING) for match in _ADDRESS.finditer(text or ""))
    return tuple(dict.fromkeys(one if one.lower().startswith("http") else f"https://{one}" for one in found))


def said(values: Iterable[str | None], url: str) -> Statements:
    """Return statements of one profile; what is missing is left out."""
    return Statements(tuple(Statement(value, url) for value in dict.fromkeys(values) if value))


def labelled_imprint(texts: Iterable[str | None], websites: Iterable[str]) -> LegalPage | None:
    """Return the legal notice that a profile links to with a clear word; None where it links to none.

    The address is not opened here: that the profile names it is what counts.
    """
    written = [text for text in texts if text]
    for url in (*websites, *(url for text in written for url in addresses_in(text))):
        if _WORDS.search(url):
            return LegalPage(url, answers=True, clicks=1)
    for text in written:
        for word in _WORDS.finditer(text):
            named = _ADDRESS.search(text, word.end())
            if named and named.start() - word.end() <= _NEAR:
                return LegalPage(addresses_in(named[0])[0], answers=True, clicks=1)
    return None
