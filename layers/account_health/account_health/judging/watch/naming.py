"""Where others write a name of ours: the sentences of an entry, and what stands around the name in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from account_health.judging.watch.identity import Identity
from account_health.text.normalise import LEGAL_FORMS, words
from account_health.text.place_names import demonyms
from account_health.text.watch_words import FIRM_WORDS, TITLES, TRADES

_STOP: Final = re.compile(r"(?<=[.!?])\s+")
_PART: Final = re.compile(r"(?<=[:;])\s+|\s[|–—]\s")
_SHORT: Final = re.compile(r"(?:^|[\s(])(?:dr|prof|med|dent|mag|ing|dipl|mr|mrs|ms|st|str|nr|inh|ca|av|\w|\d{1,2})\.$", re.IGNORECASE)  # fmt: skip
"""What ends with a dot and no sentence does: Dr., Prof. Dr. med., Str., an initial, a day of the month."""
ROUGH: Final = re.compile(r"[^\W_]+")
"""A word as written, before it is folded."""
_LEAST_ENDING: Final = 5
_ENDINGS: Final = ("", "s", "es", "n", "en", "in", "r", "rn", "rin", "er", "ern", "erin")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: where it stands, its words as written and folded, one for one."""

    in_title: bool
    text: str
    written: tuple[str, ...]
    folded: tuple[str, ...]


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; Dr. Weiß and the 1. Januar end none."""
    found: list[str] = []
    for piece in _STOP.split(text):
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return tuple(found)


def clauses(title: str, text: str) -> tuple[Clause, ...]:
    """Return the parts of an entry's sentences in their order, the title's first."""
    return tuple(
        one
        for in_title, said in ((True, title), (False, text))
        for sentence in sentences(said)
        for part in _PART.split(sentence)
        if (one := _clause(part, in_title=in_title)).folded
    )


def _clause(part: str, *, in_title: bool) -> Clause:
    pairs = [(rough, word) for rough in ROUGH.findall(part) for word in words(rough)[:1]]
    return Clause(in_title, part, tuple(one for one, _ in pairs), tuple(one for _, one in pairs))


def phrase(folded: tuple[str, ...], name: tuple[str, ...]) -> int | None:
    """Return where the words stand one behind the other; each may bear a genitive's s (des Autohauses Brandt).

    A trade may be said shorter than the name has it: Bäckerei for Stadtbäckerei.
    """
    for start in range(len(folded) - len(name) + 1):
        if all(
            stated in {word, f"{word}s", f"{word}es"} or (stated in TRADES and word.endswith(stated))
            for stated, word in zip(folded[start : start + len(name)], name, strict=True)
        ):
            return start
    return None


def distinctive(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that tell a name from others: no trade, title or legal form."""
    return tuple(word for word in name if word not in TRADES | TITLES | LEGAL_FORMS)


def turned_round(folded: tuple[str, ...], us: Identity) -> tuple[str, ...] | None:
    """Return the name of which the distinctive words stand before the trade, which may be shorter: Hartmann-Praxis, Lindner-Bäckerei."""
    for name in us.names:
        own = distinctive(name)
        trades = tuple(word for word in name if word in TRADES)
        place = phrase(folded, own) if own and trades else None
        behind = folded[place + len(own)] if place is not None and place + len(own) < len(folded) else ""
        if behind in TRADES and any(trade.endswith(behind) for trade in trades):
            return (*own, behind)
    return None


def name_at(folded: tuple[str, ...], us: Identity) -> tuple[int, int] | None:
    """Return where a name of ours begins and ends, with or without its title; None where none stands there."""
    for name in _ways(us):
        place = phrase(folded, name)
        if place is not None:
            return place, place + len(name)
    turned = turned_round(folded, us)
    if turned is None:
        return None
    place = phrase(folded, turned) or 0
    return place, place + len(turned)


def untitled(name: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return a name without its titles; None where it has none, or where less than two words are left of it."""
    left = tuple(word for word in name if word not in TITLES)
    return left if 1 < len(left) < len(name) else None


def _ways(us: Identity) -> Iterator[tuple[str, ...]]:
    yield from us.spellings
    yield from filter(None, map(untitled, us.spellings))


def is_ours(word: str, us: Identity) -> bool:
    """Tell whether a word belongs to our names or places, or says that something is from one of those."""
    return (
        any(word in name for name in us.names)
        or any(word in place for place in us.near)
        or is_local(word, us)
    )


def is_local(word: str, us: Identity) -> bool:
    """Tell whether a word says that something is from a place of ours: Dresdner, Zürcher."""
    return any(len(place) == 1 and word in demonyms(place[0]) for place in us.near)


def is_firm_word(word: str) -> bool:
    """Tell whether a word says what anybody may be and not who it is: Händler, Blumenladen, Inhaberin, dealer."""
    known = TRADES | FIRM_WORDS
    return any(
        word[: len(word) - len(end)] in known
        or word[: len(word) - len(end)].endswith(tuple(one for one in known if len(one) >= _LEAST_ENDING))
        for end in _ENDINGS
        if word.endswith(end)
    )
