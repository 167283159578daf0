"""Reads the tone of a comment: is it criticism or a question, and does it need an answer at all?

German and English mixed freely, as people type. The words live in `tones/*.toml` (the syntax of an entry is explained
at the top of `de.toml`); here are only the rules how they work together:

- criticism: a severe entry, an angry emoji, or, without a question, a fault that a clause finds with the company;
- question: a question mark, or the form of a question without one;
- to read: a guess, which may order and never alarms: a fault of nobody knows what, praise with a "but", or merely long;
- other: everything else. It needs no answer only if every clause of it is thanks or praise, or if there is nothing in
  it but emoji or mentions. What is unclear needs an answer: a false "needs no answer" is the worse mistake.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol, TypeAlias

from account_health.text.tone_words import QUESTIONS, Hit, Kind, Lexicon, fold, lexicon

Reason: TypeAlias = Literal["emoji", "mentions", "thanks", "praise"]

_MENTION = re.compile(r"(?<![\w.])@[\w][\w.\-]*")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_EMOJI = (
    "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299\u200d\ufe0f\u20e3"
    "\U000e0020-\U000e007f\xa9\xae\u2122"
)
_FACES = rf"(?:[{_EMOJI}]|[:;=]-?[()dpo/|*]+(?![a-z])|<3|\^\^)+"
_FACE = re.compile(_FACES)
_TOKEN = re.compile(rf"[^\W_]+|{_FACES}|\?|[,(]| [-–] |[.!;:…\n)]+")
"""A word (the only token that is letters and digits throughout), emoji, or a sign that ends a clause or a sentence."""
_COMMAS = frozenset((",", "(", " - ", " – "))
_ANGRY = frozenset("😡🤬😠👿👎🤮🤢😤🖕💩😒🙄🤡🤦😾")
_GOOD = frozenset((Kind.PRAISE, Kind.THANKS))
_COURSE = _GOOD | {Kind.FAULT, Kind.CONTRAST}
_NEGATION_REACH = 5
_LONG = 9
"""Words of a text without praise, thanks and question from which on it is to be read first; see `_leans`."""
_LONG_AND_KIND = 16
"""The same beside praise or thanks: who is merely kind is brief."""
_SHORT = 8
"""A clause of so few words that finds a fault means the company, although it does not say so: "schmeckt nicht"."""
_BUT = 3
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


class _Sentence(NamedTuple):
    """The words of one sentence, as the lists spell them, with the indexes at which a clause begins."""

    words: tuple[str, ...]
    clauses: tuple[int, ...]
    hits: tuple[Hit, ...]


def read_tone(text: str) -> Tone:
    """Return the tone of one public comment, review or mention, in German, English or both."""
    known = lexicon()
    plain = _LINK.sub(" weblink ", unicodedata.normalize("NFKC", text)).strip()
    without = fold(_MENTION.sub(" ", plain))
    if not without.isascii() and not _ANGRY.isdisjoint(without):
        return Tone("criticism")
    tokens = _TOKEN.findall(without)
    asks = "?" in without
    if not any(map(str.isalnum, tokens)):
        return _wordless(plain, tokens, asks=asks)
    sentences = tuple(_sentences(tokens, known))
    kinds = {hit.kind for sentence in sentences for hit in sentence.hits}
    if Kind.SEVERE in kinds:
        return Tone("criticism")
    if asks or (kinds & QUESTIONS and any(_has_form_of_question(one, known) for one in sentences)):
        return Tone("question")
    if _finds_fault(sentences, known):
        return Tone("criticism")
    tone = _praise_or_other(sentences, kinds, known)
    return Tone("to read") if tone.needs_answer and _is_to_read(sentences, known) else tone


def language_of(text: str) -> Literal["de", "en"]:
    """Return the language of a text: German where more of its small words are, else English."""
    words = [token for token in _TOKEN.findall(fold(text)) if token.isalnum()]
    return "de" if lexicon().is_german(words) else "en"


def _wordless(plain: str, tokens: Sequence[str], *, asks: bool) -> Tone:
    """Judge a comment of emoji, mentions and signs."""
    if asks:
        return Tone("question")
    if not all(map(_FACE.fullmatch, tokens)):
        return Tone("other")
    if _MENTION.search(plain):
        return Tone("other", needs_answer=False, because="mentions")
    if tokens or not plain:
        return Tone("other", needs_answer=False, because="emoji")
    return Tone("other")


def _sentences(tokens: Sequence[str], known: Lexicon) -> Iterator[_Sentence]:
    """Split at full stops, question marks and emoji, spell every word as the lists do, and look up the entries."""
    words: list[str] = []
    clauses = [0]
    parts = [(words, clauses)]
    for token in tokens:
        if token.isalnum():
            words.extend(known.spell(token))
        elif token in _COMMAS:
            if words and clauses[-1] != len(words):
                clauses.append(len(words))
        elif words:
            words, clauses = [], [0]
            parts.append((words, clauses))
    german = known.is_german([word for words, _ in parts for word in words])
    for words, clauses in parts:
        if words:
            starts = tuple(clauses if clauses[-1] < len(words) else clauses[:-1])
            hits = known.hits(words, starts, german=german)
            if not known.negations.isdisjoint(words):
                hits = _negated(words, hits, known)
                hits.extend(_refusals(words, hits, starts, known))
            yield _Sentence(tuple(words), starts, tuple(hits))


def _negated(words: Sequence[str], hits: Sequence[Hit], known: Lexicon) -> list[Hit]:
    """Turn praise after a negation into a fault, and a fault after a negation into nothing."""
    explained = {index for hit in hits if hit.kind is Kind.HARMLESS for index in range(hit.start, hit.end)}
    turned = []
    for hit in hits:
        if hit.kind in (Kind.PRAISE, Kind.FAULT, Kind.SEVERE) and _follows_negation(
            words, hit, explained, known
        ):
            turned.append(Hit(hit.start, hit.end, Kind.FAULT if hit.kind is Kind.PRAISE else Kind.HARMLESS))
        else:
            turned.append(hit)
    return turned


def _refusals(
    words: Sequence[str], hits: Sequence[Hit], starts: Sequence[int], known: Lexicon
) -> Iterator[Hit]:
    """Find what they did not do: a negation that no entry explains, unless people speak of themselves only.

    One that begins a later clause corrects what was said: "that is a crumpet, not a muffin".
    """
    if known.about_them.isdisjoint(words) and not known.first_person.isdisjoint(words):
        return
    taken = {index for hit in hits for index in range(hit.start, hit.end)}
    for index, word in enumerate(words):
        if word in known.negations and index not in taken and not (index and index in starts):
            yield Hit(index, index + 1, Kind.FAULT)


def _follows_negation(words: Sequence[str], hit: Hit, explained: AbstractSet[int], known: Lexicon) -> bool:
    """Say whether a negation stands before an entry, with nothing but filling words between."""
    if words[hit.start] in known.negations:
        return False
    for index in range(hit.start - 1, max(-1, hit.start - _NEGATION_REACH), -1):
        if index in explained:
            return False
        if words[index] in known.negations:
            return True
        if words[index] not in known.fillers:
            return False
    return False


def _has_form_of_question(sentence: _Sentence, known: Lexicon) -> bool:
    """Say whether a sentence asks without a question mark."""
    begins = _first_word(sentence.words, 0, known)
    clause_begins = {begins} | {_first_word(sentence.words, start, known) for start in sentence.clauses}
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


def _finds_fault(sentences: Sequence[_Sentence], known: Lexicon) -> bool:
    """Say whether a fault is found with the company, and no praise behind a "but" takes it back.

    A fault counts in a clause that names a thing of the company, or that is so short that it means the company. The
    trouble that somebody thanks for the end of, in one clause ("thanks for fixing my problem"), accuses nobody.
    """
    course = _course(sentences)
    if Kind.FAULT not in course:
        return False
    if _is_taken_back(course):
        return False
    kind_words = not _GOOD.isdisjoint(course)
    return any(_blames(sentence, known, kind_words=kind_words) for sentence in sentences)


def _blames(sentence: _Sentence, known: Lexicon, *, kind_words: bool) -> bool:
    """Say whether a clause finds a fault with the company; beside kind words it has to name a thing of the company.

    Who praises and tells a mishap of their own ("I missed my train") blames nobody.
    """
    for start, end in pairwise((*sentence.clauses, len(sentence.words))):
        hits = [hit for hit in sentence.hits if start <= hit.start < end]
        kinds = {hit.kind for hit in hits}
        if Kind.FAULT not in kinds or not kinds.isdisjoint(_GOOD):
            continue
        if kind_words and sentence.words[start] in known.first_person:
            continue
        named = not known.company.isdisjoint(sentence.words[start:end])
        if named or any(hit.kind is Kind.OBJECT for hit in hits):
            return True
        if not kind_words and end - start <= _SHORT:
            return True
    return False


def _is_to_read(sentences: Sequence[_Sentence], known: Lexicon) -> bool:
    """Say whether somebody should look first: a fault that is not proved, a "but" behind praise, or a long text."""
    course = _course(sentences)
    if Kind.FAULT in course:
        return not _is_taken_back(course) or _leans(sentences, known) >= _LONG_AND_KIND
    if _GOOD.isdisjoint(course):
        return _leans(sentences, known) + (_BUT if Kind.CONTRAST in course else 0) >= _LONG
    if Kind.CONTRAST in course:
        return True
    return _leans(sentences, known) >= _LONG_AND_KIND


def _is_taken_back(course: Sequence[Kind]) -> bool:
    """Say whether praise behind a "but" follows the last fault: "dear, but good"."""
    last = len(course) - 1 - course[::-1].index(Kind.FAULT)
    after = course[last + 1 :]
    return Kind.CONTRAST in after and Kind.PRAISE in after[after.index(Kind.CONTRAST) :]


def _course(sentences: Sequence[_Sentence]) -> list[Kind]:
    """Return what praises, thanks, finds fault or turns, in its order."""
    return [hit.kind for sentence in sentences for hit in sentence.hits if hit.kind in _COURSE]


def _leans(sentences: Sequence[_Sentence], known: Lexicon) -> int:
    """Return the length in words, more for what tells of business with the company, less for family and games.

    Nobody writes a company a long text without a kind word or a question, unless something went wrong. The weights are
    the table `leaning` of the lists; a word counts once.
    """
    words = [word for sentence in sentences for word in sentence.words]
    return len(words) + sum(known.leaning[word] for word in known.leaning.keys() & words)


def _praise_or_other(sentences: Sequence[_Sentence], kinds: set[Kind], known: Lexicon) -> Tone:
    """Say whether a comment that neither asks nor complains is nothing but thanks or praise."""
    if kinds & {Kind.FAULT, Kind.CONTRAST, Kind.OPEN} or kinds.isdisjoint(_GOOD):
        return Tone("other")
    if not all(_is_praise(sentence, known) or _is_kind(sentence, known) for sentence in sentences):
        return Tone("other")
    return Tone("other", needs_answer=False, because="thanks" if Kind.THANKS in kinds else "praise")


def _is_praise(sentence: _Sentence, known: Lexicon) -> bool:
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


def _is_kind(sentence: _Sentence, known: Lexicon) -> bool:
    """Say whether a sentence is kind or neutral although no list knows each of its words.

    No word of trouble is in it, thanks are for something known, and beside a kind clause no word is unknown: "klasse, Heizung aus" is
    irony. Nor is one where writers tell what they did, as a sentence of its own: "Danke. Ich habe meine Jacke vergessen."
    """
    words = sentence.words
    if not known.trouble.isdisjoint(words):
        return False
    for start, end in pairwise((*sentence.clauses, len(words))):
        hits = [hit for hit in sentence.hits if start <= hit.start < end]
        if not _GOOD.isdisjoint(hit.kind for hit in hits):
            if any(
                hit.kind is Kind.THANKS and not _is_thanked(sentence, hit.end, end, known) for hit in hits
            ):
                return False
        elif start or end < len(words) or not known.first_person.isdisjoint(words):
            empty = {
                index for hit in hits if hit.kind is not Kind.OBJECT for index in range(hit.start, hit.end)
            }
            if not empty.issuperset(range(start, end)):
                return False
    return True


def _is_thanked(sentence: _Sentence, start: int, end: int, known: Lexicon) -> bool:
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


def _is_named(sentence: _Sentence, index: int, known: Lexicon) -> bool:
    """Say whether a word is somebody's name, by the title before it."""
    return index > 0 and index not in sentence.clauses and sentence.words[index - 1] in known.titles


def _is_praised(sentence: _Sentence, index: int, good: AbstractSet[int], known: Lexicon) -> bool:
    """Say whether a word is the praised thing: behind an adjective of praise, or between an article and "is"."""
    words = sentence.words
    if not index or index in sentence.clauses or not words[index].isalpha():
        return False
    if index - 1 in good and words[index - 1] in known.attributes:
        return True
    return words[index - 1] in known.articles and index + 1 < len(words) and words[index + 1] in known.copulas
