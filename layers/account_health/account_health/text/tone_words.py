"""Finds the entries of the word lists behind `tone` in a sentence; `tone_lists.py` reads the lists.

An entry is a sequence of words with wildcards. All languages are looked up together, in one pass over the words, so the
time depends on the comment and hardly on the lists.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("'", ""), ("’", ""), ("`", ""), ("´", ""))
_STRETCHED = re.compile(r"(.)\1{2,}")
_GAP = 3


class Kind(IntEnum):
    """What an entry says. Where two entries of the same length fit, the smaller kind wins."""

    SEVERE = 1
    HARMLESS = 2
    PRAISE = 3
    THANKS = 4
    FAULT = 5
    TOLD = 6
    ASKS = 7
    OPENS = 8
    STARTS = 9
    CONTRAST = 10
    OPEN = 11
    OBJECT = 12
    PLAIN = 13
    OVER = 14


QUESTIONS = frozenset((Kind.ASKS, Kind.OPENS, Kind.STARTS))
"""Questions are looked for beside everything else: "habt ihr leider zu" both asks and regrets."""
_NOTHING = (0, Kind.PLAIN)
_NO_QUESTION = (0, Kind.ASKS)
_COVERING = frozenset((Kind.PRAISE, Kind.THANKS, Kind.HARMLESS, Kind.SEVERE))
_GENTLE = frozenset((Kind.PRAISE, Kind.THANKS, Kind.HARMLESS, Kind.OVER))
"""Entries whose gap skips no negation: "the fault was not mended" is nothing harmless."""
KEY = 2
"""So many letters of a word with a star are its key in the index."""
_MOST_WORDS = 8_192
"""So many words are remembered, how they are spelled and what begins with them: few make up most of what people write."""


class Hit(NamedTuple):
    """An entry found in a sentence: words[start:end]. A plain tuple, since a text has many of them."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Word:
    """One place of an entry: the words that fit there; `literal` if only `exact` does. `gap` is "..", `stop` is "$"."""

    exact: frozenset[str] = frozenset()
    starred: tuple[tuple[str, str], ...] = ()
    number: bool = False
    literal: bool = False
    gap: bool = False
    stop: bool = False

    def fits(self, word: str) -> bool:
        """Say whether a word of the sentence fits here."""
        if word in self.exact:
            return True
        if self.starred and any(word.startswith(begin) and word.endswith(end) for begin, end in self.starred):
            return True
        return self.number and word[0].isdigit()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list without its first word; where that has a star, `begin` and `end` are what stands around it.

    `german` is None for an entry that always counts, or else says in which texts it does; `begins` asks for the first
    place of a sentence; `needs` are words one of which a sentence has to have, empty where no place is literal.
    """

    kind: Kind
    rest: tuple[Word, ...]
    needs: frozenset[str] = frozenset()
    german: bool | None = None
    begins: bool = False
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The entries that may begin at a word: whatever comes next, and by the word that has to come next.

    `alone` is the kind of the word itself, where an entry consists of it and counts everywhere.
    """

    alone: Kind | None
    always: tuple[Entry, ...]
    before: Mapping[str, tuple[Entry, ...]]


class Friends(NamedTuple):
    """What people write to a friend whom they tag: single words, whole parts, and phrases that show, tell or ask.

    `company` are the words with which a company is spoken to.
    """

    close: frozenset[str]
    alone: frozenset[str]
    shows: frozenset[str]
    calls: frozenset[str]
    asks: frozenset[str]
    company: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All lists of all languages, indexed by the first word of an entry. Made by `tone_lists.lexicon`, and only equal to itself."""

    aliases: Mapping[str, tuple[str, ...]]
    exact: Mapping[str, tuple[Entry, ...]]
    prefixes: Mapping[str, tuple[Entry, ...]]
    suffixes: Mapping[str, tuple[Entry, ...]]
    numbers: tuple[Entry, ...]
    negations: frozenset[str]
    fillers: frozenset[str]
    about_them: frozenset[str]
    company: frozenset[str]
    elsewhere: tuple[str, ...]
    conditions: frozenset[str]
    trouble: frozenset[str]
    thanked_by: frozenset[str]
    deeds: tuple[str, ...]
    first_person: frozenset[str]
    greetings: frozenset[str]
    german: frozenset[str]
    english: frozenset[str]
    attributes: frozenset[str]
    titles: frozenset[str]
    articles: frozenset[str]
    copulas: frozenset[str]
    leaning: Mapping[str, int]
    friends: Friends

    def spell(self, word: str) -> tuple[str, ...]:
        """Return a folded word as the lists write it: "gibts" is ("gibt", "es"), "leckeeer" is ("lecker",)."""
        return _spelled(self, word)

    def is_german(self, words: Collection[str]) -> bool:
        """Say whether more function words are German than English."""
        return sum(map(self.german.__contains__, words)) > sum(map(self.english.__contains__, words))

    def hits(self, words: Sequence[str], clauses: Collection[int], *, german: bool) -> list[Hit]:
        """Return the entries in a sentence in their order: the longest at each place, and every question.

        A question inside a longer entry does not count: "kann ich nur empfehlen" is praise.
        """
        found: list[Hit] = []
        free = 0
        present = frozenset(words)
        for start, (word, following) in enumerate(zip_longest(words, words[1:], fillvalue="")):
            here = _candidates(self, word)
            end, kind = (start + 1, here.alone) if here.alone else _NOTHING
            question_end, question = _NO_QUESTION
            for entry in here.always + here.before.get(following, ()):
                if entry.needs and entry.needs.isdisjoint(present):
                    continue
                if (entry.german is not None and entry.german != german) or (start and entry.begins):
                    continue
                barred = self.negations if entry.kind in _GENTLE else frozenset()
                fits = _end(words, start + 1, entry.rest, clauses, barred)
                if entry.kind in QUESTIONS:
                    if fits > question_end or (fits == question_end and entry.kind < question):
                        question_end, question = fits, entry.kind
                elif fits > end or (fits == end and entry.kind < kind):
                    end, kind = fits, entry.kind
            if start >= free and end:
                free = end
                found.append(Hit(start, end, kind))
            if question_end and (question_end >= free or found[-1].kind not in _COVERING):
                found.append(Hit(start, question_end, question))
        return found

    def beginning_with(self, word: str) -> Iterator[Entry]:
        """Yield the entries whose first word fits."""
        yield from self.exact.get(word, ())
        for entry in self.prefixes.get(word[:KEY], ()):
            if word.startswith(entry.begin) and word.endswith(entry.end):
                yield entry
        for entry in self.suffixes.get(word[-KEY:], ()):
            if word.endswith(entry.end):
                yield entry
        for entry in self.suffixes.get(word[-1], ()):
            yield entry
        if word[0].isdigit():
            yield from self.numbers


@lru_cache(maxsize=_MOST_WORDS)
def _spelled(known: Lexicon, word: str) -> tuple[str, ...]:
    if _STRETCHED.search(word) and not word.isdigit():
        twice = _STRETCHED.sub(r"\1\1", word)
        word = twice if twice in known.exact else _STRETCHED.sub(r"\1", word)
    return known.aliases.get(word, (word,))


@lru_cache(maxsize=_MOST_WORDS)
def _candidates(known: Lexicon, word: str) -> _Candidates:
    alone: list[Kind] = []
    always: list[Entry] = []
    before: dict[str, list[Entry]] = defaultdict(list)
    for entry in known.beginning_with(word):
        if entry.rest and entry.rest[0].literal:
            for following in entry.rest[0].exact:
                before[following].append(entry)
        elif entry.rest or entry.begins or entry.german is not None or entry.kind in QUESTIONS:
            always.append(entry)
        else:
            alone.append(entry.kind)
    return _Candidates(min(alone, default=None), tuple(always), frozen(before))


def fold(word: str) -> str:
    """Return a word without case, umlauts and apostrophes."""
    folded = word.casefold()
    for letter, plain in _UMLAUTS:
        if letter in folded:
            folded = folded.replace(letter, plain)
    return folded


def _end(
    words: Sequence[str], at: int, rest: Sequence[Word], clauses: Collection[int], barred: Collection[str]
) -> int:
    """Return the index behind the words that fit the rest of an entry, or 0; no gap skips a word of `barred`."""
    for number, part in enumerate(rest):
        if at < len(words) and part.fits(words[at]):
            at += 1
        elif part.gap:
            return _behind_gap(words, at, rest[number + 1 :], clauses, barred)
        elif part.stop:
            return at if at == len(words) or at in clauses else 0
        else:
            return 0
    return at


def _behind_gap(
    words: Sequence[str], at: int, rest: Sequence[Word], clauses: Collection[int], barred: Collection[str]
) -> int:
    """Return the index behind the words that fit the rest of an entry after at most three others, or 0."""
    for skipped in range(at, min(at + _GAP, len(words)) + 1):
        if end := _end(words, skipped, rest, clauses, barred):
            return end
        if skipped < len(words) and words[skipped] in barred:
            return 0
    return 0


def frozen(index: Mapping[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Return an index that nobody changes any more."""
    return {first: tuple(entries) for first, entries in index.items()}
