"""Whether a text is kind throughout: each clause is thanks, praise or neutral, nothing in it is open, and irony is held open."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from account_health.text.tone_sentences import FAULTS, GOOD, Sentence
from account_health.text.tone_words import Kind, Lexicon

_EXPLAINING: Final = GOOD | {Kind.HARMLESS, Kind.OVER}
_OPEN: Final = FAULTS | {Kind.CONTRAST, Kind.OPEN}
_BARE: Final = 2
"""Kind words of so few words that stand first, and by themselves, may be irony about what follows: "Great. My bag is in Paris"."""


def is_kind_throughout(sentences: Sequence[Sentence], kinds: AbstractSet[Kind], known: Lexicon) -> bool:
    """Say whether a text that neither asks nor complains is nothing but thanks, praise, and what is neutral beside them.

    `kinds` are those of all that was found in it. What writers tell of themselves is neutral beside kind words that are
    meant: more than a word or two, or not the opening.
    """
    if kinds & _OPEN or kinds.isdisjoint(GOOD):
        return False
    meant = False
    for sentence in reversed(sentences):
        first = sentence is sentences[0]
        kind = not GOOD.isdisjoint(hit.kind for hit in sentence.hits)
        meant = meant or (kind and not (first and len(sentence.words) <= _BARE))
        plain = meant or first or known.first_person.isdisjoint(sentence.words)
        if not _is_praise(sentence, known) and not (_is_kind(sentence, known) and plain):
            return False
    return True


def _is_praise(sentence: Sentence, known: Lexicon) -> bool:
    """Say whether each clause is praise or thanks for something known, or has only words that say nothing.

    One word that no list knows makes it unclear: "danke für den Strafzettel" thanks for nothing. Except the thing that
    an adjective of praise stands before: "wunderschöne Armbänder".
    """
    empty: set[int] = set()
    understood: set[int] = set()
    good: set[int] = set()
    thanks: set[int] = set()
    for hit in sentence.hits:
        span = range(hit.start, hit.end)
        understood.update(span)
        if hit.kind is not Kind.OBJECT:
            empty.update(span)
        if hit.kind in (Kind.PRAISE, Kind.THANKS, Kind.HARMLESS):
            good.update(span)
        if hit.kind is Kind.THANKS:
            thanks.update(span)
    for start, end in pairwise((*sentence.clauses, len(sentence.words))):
        clause = set(range(start, end))
        if good.isdisjoint(clause):
            listed = end - start == 1 and bool(good)
            if not (understood if listed else empty).issuperset(clause):
                return False
            continue
        for index in clause - understood:
            if not _is_named(sentence, index, known) and (
                not clause.isdisjoint(thanks) or not _is_praised(sentence, index, good, known)
            ):
                return False
    return True


def _is_kind(sentence: Sentence, known: Lexicon) -> bool:
    """Say whether a sentence is kind or neutral although no list knows each of its words.

    No word of trouble is in it, thanks are for something known, and beside a kind clause no word is unknown: "klasse, Heizung aus" is
    irony. Nor is one where writers tell what they did, as a sentence of its own: "Danke. Ich habe meine Jacke vergessen."
    """
    words = sentence.words
    if is_troubled(sentence, known):
        return False
    for start, end in pairwise((*sentence.clauses, len(words))):
        hits = [hit for hit in sentence.hits if start <= hit.start < end]
        if not GOOD.isdisjoint(hit.kind for hit in hits):
            if any(
                hit.kind is Kind.THANKS and not _is_thanked(sentence, hit.end, end, known) for hit in hits
            ):
                return False
        elif start or end < len(words):
            empty = {
                index for hit in hits if hit.kind is not Kind.OBJECT for index in range(hit.start, hit.end)
            }
            if not empty.issuperset(range(start, end)):
                return False
    return True


def is_troubled(sentence: Sentence, known: Lexicon) -> bool:
    """Say whether a word of trouble stands in a sentence that no kind or harmless entry explains: "can not wait"."""
    if known.trouble.isdisjoint(sentence.words):
        return False
    explained = {
        index for hit in sentence.hits if hit.kind in _EXPLAINING for index in range(hit.start, hit.end)
    }
    return any(word in known.trouble and index not in explained for index, word in enumerate(sentence.words))


def _is_thanked(sentence: Sentence, start: int, end: int, known: Lexicon) -> bool:
    """Say whether the thanks that end at `start` are for nothing in particular, or for a thing that people thank for."""
    words = sentence.words
    start = next((index for index in range(start, end) if words[index] in known.thanked_by), end)
    found = {index: hit.kind for hit in sentence.hits for index in range(hit.start, hit.end)}
    for index in range(start + 1, end):
        if found.get(index) is Kind.OBJECT or words[index].endswith(known.deeds):
            return True
        if index not in found:
            return False
    return start == end


def _is_named(sentence: Sentence, index: int, known: Lexicon) -> bool:
    """Say whether a word is somebody's name, by the title before it."""
    return index > 0 and index not in sentence.clauses and sentence.words[index - 1] in known.titles


def _is_praised(sentence: Sentence, index: int, good: AbstractSet[int], known: Lexicon) -> bool:
    """Say whether a word is the praised thing: behind an adjective of praise, or between an article and "is"."""
    words = sentence.words
    if not index or index in sentence.clauses or not words[index].isalpha():
        return False
    if index - 1 in good and words[index - 1] in known.attributes:
        return True
    return words[index - 1] in known.articles and index + 1 < len(words) and words[index + 1] in known.copulas
