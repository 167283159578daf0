"""What profiles say in free text: web addresses, a legal notice, statements."""

import re
from collections.abc import Iterable
from typing import Final

from account_health.model import LegalSentence, LegalWording, Statement, Statements
from account_health.text.legal_wording import legal_sentences

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"'|]{3,500}", re.IGNORECASE)
_TRAILING: Final = ".,;:!?)]}»“"
_WORDS: Final = re.compile(
    r"impressum|imprint|legal[ -]?notice|anbieterkennzeichnung|offenlegung|mentions[ -]l[ée]gales|note[ -]legali",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"[.!?]\s")
_NEAR: Final = 60
"""Characters between the word and the address that it names: "Impressum (wie auf der Website): https://…"."""


def addresses_in(text: str | None) -> tuple[str, ...]:
    """Return the web addresses of a text in their order, each once, with their scheme."""
    found = (match[0].rstrip(_TRAILING) for match in _ADDRESS.finditer(text or ""))
    return tuple(dict.fromkeys(one if one.lower().startswith("http") else f"https://{one}" for one in found))


def said(values: Iterable[str | None], url: str) -> Statements:
    """Return statements of one profile; what is missing is left out."""
    return Statements(tuple(Statement(value, url) for value in dict.fromkeys(values) if value))


def legal_words(texts: Iterable[str | None], url: str) -> LegalWording:
    """Return the sentences of a profile's texts that name law or services that may be gone."""
    found = dict.fromkeys(sentence for text in texts if text for sentence in legal_sentences(text))
    return LegalWording(tuple(LegalSentence(one, url, "profile") for one in found), ("profile",))


def labelled_imprint(texts: Iterable[str | None], websites: Iterable[str]) -> str | None:
    """Return the address that a profile gives for its legal notice with a clear word; None where it gives none.

    Between the word and the address no sentence ends.
    """
    written = [text for text in texts if text]
    for url in (*websites, *(url for text in written for url in addresses_in(text))):
        if _WORDS.search(url):
            return url
    for text in written:
        for word in _WORDS.finditer(text):
            named = _ADDRESS.search(text, word.end())
            between = text[word.end() : named.start()] if named else ""
            if named and len(between) <= _NEAR and not _BREAK.search(between):
                return addresses_in(named[0])[0]
    return None
