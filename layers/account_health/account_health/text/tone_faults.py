"""Whether a text finds fault with the company: in a clause that names a thing of it, and not taken back or over."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from account_health.text.tone_sentences import FAULTS, GOOD, Sentence
from account_health.text.tone_words import Kind, Lexicon

_COURSE: Final = GOOD | FAULTS | {Kind.CONTRAST, Kind.OVER}
_SHORT: Final = 8
"""A clause of so few words that finds a fault means the company, although it does not say so: "schmeckt nicht"."""
_BARE: Final = 2
"""An opening of so few words of praise before a fault is irony."""


def finds_fault(sentences: Sequence[Sentence], course: Sequence[Kind], known: Lexicon) -> bool:
    """Say whether a fault is found with the company, and no praise behind a "but" takes it back; `course` is `course_of` them.

    A fault counts in a clause that names a thing of the company, or that is so short that it means the company. The
    trouble that somebody thanks for the end of, in one clause ("thanks for fixing my problem"), accuses nobody.
    """
    if FAULTS.isdisjoint(course):
        return False
    if is_taken_back(course):
        return False
    kind_words = not GOOD.isdisjoint(course) and not _is_ironic(sentences)
    return any(_blames(sentence, known, kind_words=kind_words) for sentence in sentences)


def _is_ironic(sentences: Sequence[Sentence]) -> bool:
    """Say whether the only kind words are a word or two of praise for nothing named, before a fault: "Super, now it costs more"."""
    first = sentences[0]
    end = first.clauses[1] if len(first.clauses) > 1 else len(first.words)
    opening = [hit for hit in first.hits if hit.start < end]
    kind = sum(hit.kind in GOOD for sentence in sentences for hit in sentence.hits)
    return end <= _BARE and kind == len(opening) and all(hit.kind is Kind.PRAISE for hit in opening)


def _turns(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the clauses, each cut where a word turns against what stands before it: "good food | but a cold room"."""
    turns = {hit.start for hit in sentence.hits if hit.kind is Kind.CONTRAST}
    yield from pairwise((*sorted({*sentence.clauses, *turns}), len(sentence.words)))


def _blames(sentence: Sentence, known: Lexicon, *, kind_words: bool) -> bool:
    """Say whether a clause finds a fault with the company; beside kind words it has to name a thing of the company.

    Who praises and tells a mishap of their own ("I missed my train") blames nobody.
    """
    excused = known.first_person | known.conditions
    spaced = f" {' '.join(sentence.words)} "
    elsewhere = kind_words and any(f" {place} " in spaced for place in known.elsewhere)
    for start, end in _turns(sentence):
        hits = [hit for hit in sentence.hits if start <= hit.start < end]
        kinds = {hit.kind for hit in hits}
        if FAULTS.isdisjoint(kinds) or not kinds.isdisjoint(GOOD):
            continue
        if kind_words and (Kind.FAULT not in kinds or elsewhere or sentence.words[start] in excused):
            continue
        named = not known.company.isdisjoint(sentence.words[start:end])
        if named or any(hit.kind is Kind.OBJECT for hit in hits):
            return True
        if not kind_words and end - start <= _SHORT:
            return True
    return False


def is_taken_back(course: Sequence[Kind]) -> bool:
    """Say whether praise behind a "but" follows the last fault ("dear, but good"), or its end does, beside kind words."""
    last = max(index for index, kind in enumerate(course) if kind in FAULTS)
    after = course[last + 1 :]
    if Kind.OVER in after and not GOOD.isdisjoint(course):
        return True
    return Kind.CONTRAST in after and Kind.PRAISE in after[after.index(Kind.CONTRAST) :]


def course_of(sentences: Sequence[Sentence]) -> list[Kind]:
    """Return what praises, thanks, finds fault or turns, in its order."""
    return [hit.kind for sentence in sentences for hit in sentence.hits if hit.kind in _COURSE]
