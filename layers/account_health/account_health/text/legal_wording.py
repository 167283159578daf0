"""Finds law and services that are gone in the words of legal pages: a sentence that names them as gone is silent."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from account_health.text.legal_words import (
    ABROAD,
    AUSTRIAN,
    BRACKETS,
    FAMILIES,
    GONE,
    LINK_WORDS,
    REGISTERED_FORM,
    SAMPLE,
    TEMPLATE_ASKS,
    TEMPLATE_FIELDS,
    TEMPLATE_WORDS,
    WEAK_SAMPLE,
    Family,
    LegalCheck,
)
from account_health.text.sentences import SENTENCE_END, sentence_at

_WORD = re.compile(r"[\w-]+")
LONGEST = 300
"""Characters of a passage."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A family of words in a sentence, and which of the sentences that were read it was."""

    family: Family
    place: int


def legal_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that name law or a service of any family, each of 300 characters at most."""
    for sentence in SENTENCE_END.split(text):
        match = next((found for one in FAMILIES if (found := one.words.search(sentence))), None)
        match = match or AUSTRIAN.search(sentence)
        if match is None:
            continue
        begin = max(match.start() - LONGEST // 2, 0) if len(sentence) > LONGEST else 0
        yield sentence[begin : begin + LONGEST].strip()


def sentence_of_link(text: str, words: str, url: str) -> str | None:
    """Return the sentence around the words of a link with its address; None where the address is none that is gone."""
    if not any(one.link and one.link.search(url) for one in FAMILIES):
        return None
    begin = text.find(words) if words else -1
    around = sentence_at(text, begin, begin + len(words)) if begin >= 0 else words
    return f"{around[:LONGEST]} {url[:LONGEST]}".strip()


def spotted(sentences: Iterable[str], check: LegalCheck, country: str, today: date) -> Spotted | None:
    """Return the weightiest thing of one check that the sentences name and that is gone; None where there is none.

    A law of another country says nothing here. German law in an Austrian notice is foreign only where the notice cites
    no Austrian law, and where its sentence speaks of nobody in Germany.
    """
    read = tuple(sentences)
    if check == "foreign-law" and any(AUSTRIAN.search(sentence) for sentence in read):
        return None
    for family in FAMILIES:
        if family.check != check or today < family.gone or country not in (family.countries or {country}):
            continue
        for place, sentence in enumerate(read):
            silent = ABROAD if check == "foreign-law" else GONE
            if family.words.search(sentence) and not silent.search(sentence):
                return Spotted(family, place)
    return None


def sample_text(text: str) -> tuple[str, ...]:
    """Return the words of a template that were never filled in, each once, as written."""
    sure = [match[0] for match in SAMPLE.finditer(text)]
    sure += [match[0] for match in BRACKETS.finditer(text) if _left_open(match)]
    weak = {match[0].casefold(): match[0] for match in WEAK_SAMPLE.finditer(text)}
    if not sure and len(weak) < 2:  # noqa: PLR2004 - one alone may be a name
        return ()
    return tuple({word.casefold(): word for word in (*sure, *weak.values())}.values())


def _left_open(bracket: re.Match[str]) -> bool:
    """Say whether brackets hold nothing but what a template asks for: "[Straße und Hausnummer]", "(bitte ergänzen)"."""
    said = {word.strip("-") for word in _WORD.findall(bracket[1].casefold())}
    if not said <= TEMPLATE_FIELDS | TEMPLATE_ASKS | TEMPLATE_WORDS:
        return False
    # Round brackets explain as well: "Telefon (Büro)"; there only what asks counts.
    explains = bracket[0][0] == "(" or (len(said) == 1 and said <= LINK_WORDS)
    return bool(said & (TEMPLATE_ASKS if explains else TEMPLATE_ASKS | TEMPLATE_FIELDS))


def registered_form(name: str) -> str | None:
    """Return the legal form in a company's name that only a register gives; None where it has none."""
    match = REGISTERED_FORM.search(name)
    return match[0].strip() if match else None
