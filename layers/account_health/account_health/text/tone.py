"""Reads the tone of a comment: is it criticism or a question, and does it need an answer at all?

German and English mixed freely, as people type. The words live in `tones/*.toml` (the syntax of an entry is explained
at the top of `de.toml`); here are only the rules how they work together:

- criticism: a severe entry, an angry emoji, or, without a question, a fault that a clause finds with the company;
- question: a question mark, or the form of a question without one;
- to read: a guess, which may order and never alarms: a fault of nobody knows what, praise with a "but" or beside a word
  of trouble, a sad face, or merely long;
- other: everything else. It needs no answer only if every clause of it is thanks, praise or neutral, or if there is
  nothing in it but emoji or mentions. What is unclear needs an answer: a false "needs no answer" is the worse mistake.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, Protocol, TypeAlias

from account_health.text.tone_faults import course_of, finds_fault, is_taken_back
from account_health.text.tone_lists import lexicon
from account_health.text.tone_praise import is_kind_throughout, is_troubled
from account_health.text.tone_sentences import (
    FACE,
    FAULTS,
    GOOD,
    MENTION,
    TOKEN,
    Sentence,
    Written,
    sentences_in,
    written,
)
from account_health.text.tone_words import QUESTIONS, Kind, Lexicon, fold

Reason: TypeAlias = Literal["emoji", "mentions", "thanks", "praise"]

_ANGRY = frozenset("😡🤬😠👿👎🤮🤢😤🖕💩😒🙄🤡🤦😾")
_SAD = re.compile(r"[😞😔😟😕🙁☹😣😖😫💔😿]|[:;=]-?[(/](?![a-z])")
"""A sad face proves no fault, but who shows one is read first, and what is kind beside it is held open."""
_LONG = 8
"""Words of a text without praise, thanks and question from which on it is to be read first; see `_leans`."""
_LONG_AND_KIND = 16
"""The same beside praise or thanks: who is merely kind is brief."""
_BUT = 2
"""So many words longer counts a text with a "but" in it."""


@dataclass(frozen=True, slots=True)
class Tone:
    """What a comment is, whether it needs an answer, and if not, why not."""

    kind: Literal["criticism", "question", "to read", "other"]
    needs_answer: bool = True
    because: Reason | None = None


class Tones(Protocol):
    """Reads the tone of texts: the word lists do, and a service may that hears what no list knows."""

    def read(self, texts: Sequence[str]) -> Sequence[Tone]:
        """Return one tone for each text, in their order. Raises BackendError where a service fails."""


class WordLists:
    """Reads by the lists and rules of this module alone."""

    def read(self, texts: Sequence[str]) -> Sequence[Tone]:
        """Return one tone for each text, in their order."""
        return tuple(read_tone(text) for text in texts)


def read_tone(text: str) -> Tone:
    """Return the tone of one public comment, review or mention, in German, English or both."""
    return tone_as_written(written(text))


def tone_as_written(text: Written) -> Tone:
    """Return the same of a text whose tokens are known."""
    plain, folded, tokens = text
    if not folded.isascii() and not _ANGRY.isdisjoint(folded):
        return Tone("criticism")
    if not any(map(str.isalnum, tokens)):
        return _wordless(plain, tokens, asks="?" in folded)
    return _worded(tuple(sentences_in(tokens, lexicon())), folded, lexicon())


@lru_cache(maxsize=1024)
def tone_of(text: str) -> Tone:
    """Return what `read_tone` says; the text that several rules of one look ask about is read once."""
    return read_tone(text)


def _worded(sentences: Sequence[Sentence], folded: str, known: Lexicon) -> Tone:
    """Judge a comment of words: the gravest that it proves, before what may be guessed, before what is kind."""
    kinds = {hit.kind for sentence in sentences for hit in sentence.hits}
    course = course_of(sentences)
    asks = "?" in folded or (
        kinds & QUESTIONS and any(_has_form_of_question(one, known) for one in sentences)
    )
    if Kind.SEVERE in kinds or (not asks and finds_fault(sentences, course, known)):
        return Tone("criticism")
    if asks:
        return Tone("question")
    sad = _SAD.search(folded) is not None
    if not sad and is_kind_throughout(sentences, kinds, known):
        return Tone("other", needs_answer=False, because="thanks" if Kind.THANKS in kinds else "praise")
    return Tone("to read" if sad or _is_to_read(sentences, course, known) else "other")


def language_of(text: str) -> Literal["de", "en"]:
    """Return the language of a text: German where more of its small words are, else English."""
    words = [token for token in TOKEN.findall(fold(text)) if token.isalnum()]
    return "de" if lexicon().is_german(words) else "en"


def _wordless(plain: str, tokens: Sequence[str], *, asks: bool) -> Tone:
    """Judge a comment of emoji, mentions and signs."""
    if asks:
        return Tone("question")
    if not all(map(FACE.fullmatch, tokens)):
        return Tone("other")
    if MENTION.search(plain):
        return Tone("other", needs_answer=False, because="mentions")
    if tokens or not plain:
        return Tone("other", needs_answer=False, because="emoji")
    return Tone("other")


def _has_form_of_question(sentence: Sentence, known: Lexicon) -> bool:
    """Say whether a sentence asks without a question mark."""
    begins = _first_word(sentence.words, 0, known)
    # "wenn etwas fehlt, wird es gebracht" tells: behind a condition the verb stands first.
    clause_begins = {begins} | {
        _first_word(sentence.words, start, known)
        for before, start in pairwise(sentence.clauses)
        if sentence.words[before] not in known.conditions
    }
    return any(
        hit.kind is Kind.ASKS
        or (hit.kind is Kind.OPENS and hit.start in clause_begins)
        or (hit.kind is Kind.STARTS and hit.start in (0, begins))
        for hit in sentence.hits
    )


def _first_word(words: Sequence[str], start: int, known: Lexicon) -> int:
    """Return where the sentence proper begins, behind a greeting."""
    while start < len(words) - 1 and words[start] in known.greetings:
        start += 1
    return start


def _is_to_read(sentences: Sequence[Sentence], course: Sequence[Kind], known: Lexicon) -> bool:
    """Say whether somebody should look first: a fault that is not proved, a "but" behind praise, or a long text."""
    if not FAULTS.isdisjoint(course):
        return not is_taken_back(course) or _leans(sentences, known) >= _LONG_AND_KIND
    if GOOD.isdisjoint(course):
        return _leans(sentences, known) + (_BUT if Kind.CONTRAST in course else 0) >= _LONG
    if Kind.CONTRAST in course or any(is_troubled(one, known) for one in sentences):
        return True
    return _leans(sentences, known) >= _LONG_AND_KIND


def _leans(sentences: Sequence[Sentence], known: Lexicon) -> int:
    """Return the length in words, more for what tells of business with the company, less for family and games.

    Nobody writes a company a long text without a kind word or a question, unless something went wrong. The weights are
    the table `leaning` of the lists; a word counts once.
    """
    words = [word for sentence in sentences for word in sentence.words]
    return len(words) + sum(known.leaning[word] for word in known.leaning.keys() & words)
