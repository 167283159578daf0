"""Reads a text as sentences of known words: where clauses begin, what the lists find in them, what a negation turns."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from account_health.text.invisible import without_unseen
from account_health.text.tone_lists import lexicon
from account_health.text.tone_words import Hit, Kind, Lexicon, fold

GOOD: Final = frozenset((Kind.PRAISE, Kind.THANKS))
"""What is kind."""
FAULTS: Final = frozenset((Kind.FAULT, Kind.TOLD))
"""What finds fault, with a bad word or without one."""
# Patterns with a fixed sign begin with it, and look back from there: a text is searched for the sign alone.
MENTION: Final = re.compile(r"@(?<![\w.]@)\w[\w.\-]*")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
_WILL: Final = re.compile(r"['’`´](?<=\w['’`´])[lL][lL]\b")
"""Written out before apostrophes go: "I'll" is not ill, "we'll" not well, and "he'll" not hell."""
_EMOJI: Final = (
    "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299\u200d\ufe0f\u20e3"
    "\U000e0020-\U000e007f\xa9\xae\u2122"
)
_FACES: Final = rf"(?:[{_EMOJI}]|[:;=]-?[()dpo/|*]+(?![a-z])|<3|\^\^)+"
FACE: Final = re.compile(_FACES)
TOKEN: Final = re.compile(rf"[^\W_]+|{_FACES}|\?|[,(]| [-–] |[.!;:…\n)]+")
"""A word (the only token that is letters and digits throughout), emoji, or a sign that ends a clause or a sentence."""
_COMMAS: Final = frozenset((",", "(", " - ", " – "))
_TURNED: Final = {
    Kind.PRAISE: Kind.FAULT,
    Kind.OVER: Kind.FAULT,
    Kind.FAULT: Kind.HARMLESS,
    Kind.TOLD: Kind.HARMLESS,
    Kind.SEVERE: Kind.HARMLESS,
}
_NEGATION_REACH: Final = 5


class Sentence(NamedTuple):
    """The words of one sentence, as the lists spell them, with the indexes at which a clause begins."""

    words: tuple[str, ...]
    clauses: tuple[int, ...]
    hits: tuple[Hit, ...]


class Written(NamedTuple):
    """A text as it was written, without its links; the same folded and without mentions; and the tokens of that."""

    plain: str
    folded: str
    tokens: tuple[str, ...]


def written(text: str) -> Written:
    """Return a text in its tokens: words, faces, and signs that end something."""
    plain = _LINK.sub(" weblink ", unicodedata.normalize("NFKC", without_unseen(text))).strip()
    folded = fold(_WILL.sub(" will", MENTION.sub(" ", plain)))
    return Written(plain, folded, tuple(TOKEN.findall(folded)))


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text."""
    return tuple(sentences_in(written(text).tokens, lexicon()))


def sentences_in(tokens: Sequence[str], known: Lexicon) -> Iterator[Sentence]:
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
            yield Sentence(tuple(words), starts, tuple(hits))


def _negated(words: Sequence[str], hits: Sequence[Hit], known: Lexicon) -> list[Hit]:
    """Turn praise and "solved" after a negation into a fault, and a fault after a negation into nothing."""
    explained = {index for hit in hits if hit.kind is Kind.HARMLESS for index in range(hit.start, hit.end)}
    turned = []
    for hit in hits:
        kind = _TURNED.get(hit.kind)
        negation = _negation_before(words, hit, explained, known) if kind else None
        turned.append(hit if kind is None or negation is None else Hit(negation, hit.end, kind))
    return turned


def _refusals(
    words: Sequence[str], hits: Sequence[Hit], starts: Sequence[int], known: Lexicon
) -> Iterator[Hit]:
    """Find what they did not do: a negation that no entry explains, unless people speak of themselves only.

    One that begins a later clause corrects what was said: "that is a crumpet, not a muffin".
    """
    own = known.about_them.isdisjoint(words)
    taken = {index for hit in hits for index in range(hit.start, hit.end)}
    for index, word in enumerate(words):
        if word not in known.negations or index in taken or (index and index in starts):
            continue
        oneself = own and _speaks_of_oneself(words, index, starts, known)
        yield Hit(index, index + 1, Kind.OPEN if oneself else Kind.TOLD)


def _speaks_of_oneself(words: Sequence[str], index: int, starts: Sequence[int], known: Lexicon) -> bool:
    begin = max(start for start in (0, *starts) if start <= index)
    return not known.first_person.isdisjoint(words[max(begin, index - 3) : index + 4])


def _negation_before(
    words: Sequence[str], hit: Hit, explained: AbstractSet[int], known: Lexicon
) -> int | None:
    """Return where a negation stands before an entry, with nothing but filling words between; None where none does."""
    if words[hit.start] in known.negations:
        return None
    for index in range(hit.start - 1, max(-1, hit.start - _NEGATION_REACH), -1):
        if index in explained:
            return None
        if words[index] in known.negations:
            return index
        if words[index] not in known.fillers:
            return None
    return None
