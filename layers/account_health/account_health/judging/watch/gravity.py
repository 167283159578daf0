"""Is an entry about us grave: hard words count where they are said of us, and not where we are the victim, the helper or a place.

What a sentence says of whom is read from where the name stands in it: behind "vor dem" it is a place, before "hilft" it
does good, before "um 3.000 Euro betrogen" it suffered. A kicker before a colon belongs to the clause behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from account_health.judging.watch.identity import Identity
from account_health.judging.watch.naming import Clause, clauses, is_firm_word, is_local, is_ours, name_at
from account_health.model import Hit
from account_health.text.grave_words import (
    ACTS,
    ADVICE,
    ALLEGED,
    ARTICLES,
    AUTHORITIES,
    CLEARED,
    CRIES,
    CULPRITS,
    CUSTOMERS,
    DEEDS,
    EVENTS,
    FATE,
    FICTION,
    GOOD_DEEDS,
    HARD,
    HARD_PHRASES,
    IMPOSTORS,
    IN_A_PLACE,
    LOST,
    MAKERS,
    NEXT_TO,
    PEOPLE_ASK,
    REPRESENTED,
    REPRIMANDS,
    SOFTENED,
    TURNS_TO_LAW,
    VICTIM,
    WARNING,
)
from account_health.text.normalise import words
from account_health.text.tone import read_tone

_NEAR: Final = 4
_DEED_REACH: Final = 6
_CRY: Final = 3
_WHOSE: Final = frozenset("von bei beim vom gegen ueber of at against".split())
_GENITIVE: Final = frozenset("des der eines einer".split())
_INSIDE: Final = frozenset("bei beim im in ihrem seinem".split())
_OBJECT: Final = frozenset("gegen auf ueber um against".split())
_DANGERS: Final = ("danger", "ruin", "verdict")


def is_grave(hit: Hit, us: Identity) -> bool:
    """Tell whether hard words are said of us: in a clause with our name, or in one that belongs to it."""
    if FICTION.search(" ".join(words(f"{hit.title} {hit.text}"))):
        return False
    told = clauses(hit.title, hit.text)
    if any(_clears(one, us) for one in told):
        return False
    spared = any(_is_victim(one, us) or _is_good_of_the_firm(one, us) for one in told)
    for one in told:
        if name_at(one.folded, us) is not None and _is_said_of_us(one, us):
            return True
    if not spared and any(_has_hard_word(one, us) for one in _belonging(told, us)):
        return True
    return not any(_does_good(one, us) for one in told) and _is_a_complaint(hit)


def _is_said_of_us(one: Clause, us: Identity) -> bool:
    """Tell whether a clause that names us says something hard of us."""
    if IMPOSTORS.search(_plain(one)):
        return True
    if _is_only_a_place(one, us) or _is_victim(one, us) or _does_good(one, us):
        return False
    return _is_alleged(one, us) or _has_hard_word(one, us)


def _is_alleged(one: Clause, us: Identity) -> bool:
    """Tell whether a clause says what we are said to have done, and not what was done in our house."""
    start, _ = name_at(one.folded, us) or (0, 0)
    said = ALLEGED.search(_plain(one))
    return said is not None and IN_A_PLACE.isdisjoint(one.folded[max(0, start - 2) : start])


@dataclass(frozen=True, slots=True)
class _Told:
    """The clauses of an entry, and which of them name us."""

    parts: tuple[Clause, ...]
    named: tuple[bool, ...]
    meant: bool

    @property
    def in_title(self) -> bool:
        return any(ours for one, ours in zip(self.parts, self.named, strict=True) if one.in_title)

    def beside(self, place: int) -> bool:
        """Tell whether the clause before or behind one names us."""
        return any(self.named[max(0, place - 1) : place + 2])

    def above(self, place: int) -> bool:
        """Tell whether a clause before one, in the title, names us."""
        return any(self.named[:place])


def _belonging(told: tuple[Clause, ...], us: Identity) -> Iterator[Clause]:
    """Yield the clauses that do not name us and still speak of us."""
    named = tuple(name_at(one.folded, us) is not None for one in told)
    meant = any(_may_be_meant(one, us) for one, ours in zip(told, named, strict=True) if ours)
    all_of_it = _Told(told, named, meant)
    for place, one in enumerate(told):
        if named[place] or _names_another(one, us):
            continue
        belongs = _belongs_in_title if one.in_title else _belongs_in_text
        if _is_a_cry(one) or belongs(all_of_it, place, us):
            yield one


def _belongs_in_title(told: _Told, place: int, us: Identity) -> bool:
    """Tell whether a clause of the title is about us: behind our name ("Bäckerei X: nie wieder"), over it, or over a text that names us."""
    one = told.parts[place]
    if told.above(place):
        return True
    if not told.in_title:
        return told.meant and not _is_background(one) and not _is_of_a_visitor(told, one, us)
    return told.named[place + 1] and _bears(one, told.parts[place + 1], us)


def _belongs_in_text(told: _Told, place: int, us: Identity) -> bool:
    """Tell whether a sentence beside our name is about us: it speaks of the firm or its people, or an authority acts in it."""
    one = told.parts[place]
    if not (told.in_title or told.beside(place)):
        return False
    if _is_of_an_authority(one):
        return told.meant or _family(one) == "danger"
    return told.meant and (_is_of_the_firm(one, us) or _acts_on_somebody(one))


def _is_of_a_visitor(told: _Told, one: Clause, us: Identity) -> bool:
    """Tell whether a title accuses, and the text names us only as the house of it: "Der Prüfling lernte in der Fahrschule X"."""
    if _family(one) != "accusation":
        return False
    return all(_is_the_house(part, us) for part, ours in zip(told.parts, told.named, strict=True) if ours)


def _is_the_house(one: Clause, us: Identity) -> bool:
    start, _ = name_at(one.folded, us) or (0, 0)
    actors = any(AUTHORITIES.search(word) or CUSTOMERS.fullmatch(word) for word in one.folded)
    return not IN_A_PLACE.isdisjoint(one.folded[max(0, start - 2) : start]) and not actors


def _acts_on_somebody(one: Clause) -> bool:
    """Tell whether somebody turns to the law in a sentence, who else against than against whom the title names."""
    return bool(TURNS_TO_LAW.search(_plain(one)))


def _may_be_meant(one: Clause, us: Identity) -> bool:
    """Tell whether a clause that names us leaves room for what the title says: we do no good in it, and are no mere place."""
    return not (
        EVENTS.search(_plain(one)) or _is_only_a_place(one, us) or _is_victim(one, us) or _does_good(one, us)
    )


def _is_background(one: Clause) -> bool:
    """Tell whether a clause says after what something happened, or what to do about it, and not what happened: "Nach dem Skandal"."""
    return bool(ADVICE.search(_plain(one))) or one.folded[0] in {"nach", "seit", "trotz", "after", "despite"}


def _is_a_cry(one: Clause) -> bool:
    """Tell whether a clause is a verdict and nothing else: "Finger weg!"."""
    cry = any(_any(word, HARD["verdict"]) for word in one.folded) or re.search(CRIES, _plain(one)) is not None
    return cry and len(one.folded) <= _CRY


def _bears(kicker: Clause, clause: Clause, us: Identity) -> bool:
    """Tell whether what stands before a colon is said of us behind it: somebody acts on us, and we do nothing of our own.

    "Razzia galt dem Nachbarn: Autohaus X arbeitet weiter" is not.
    """
    start, _ = name_at(clause.folded, us) or (0, 0)
    ahead = clause.folded[:start]
    if not _may_be_meant(clause, us):
        return False
    if all(word in ARTICLES or is_firm_word(word) or is_local(word, us) for word in ahead):
        return False
    actors = any(AUTHORITIES.search(word) or CUSTOMERS.search(word) for word in ahead)
    return actors or not _OBJECT.isdisjoint(ahead[-2:]) or _family(kicker) in _DANGERS


def _family(one: Clause) -> str | None:
    return next((family for family, stems in HARD.items() for word in one.folded if _any(word, stems)), None)


def _is_of_the_firm(one: Clause, us: Identity) -> bool:
    """Tell whether a sentence begins with the firm, its people or its customers: "Der Inhaber steht vor Gericht"."""
    first, then = (*one.folded[:2], "", "")[:2]
    return (first in ARTICLES and (is_firm_word(then) or is_local(then, us))) or any(
        CUSTOMERS.fullmatch(word) for word in (first, then)
    )


def _is_of_an_authority(one: Clause) -> bool:
    """Tell whether an authority acts in a sentence: who else would be meant beside our name?"""
    return any(AUTHORITIES.search(word) for word in one.folded[:_NEAR])


def _is_a_complaint(hit: Hit) -> bool:
    """Tell whether somebody tells an experience of their own, and a bad one."""
    first_person = not set(words(f"{hit.title} {hit.text}")).isdisjoint(PEOPLE_ASK)
    plain = " ".join(words(hit.text))
    return first_person and (
        read_tone(hit.text).kind == "criticism" or any(one.search(plain) for one in HARD_PHRASES)
    )


# --- what the name is in its clause ---


def _is_only_a_place(one: Clause, us: Identity) -> bool:
    """Tell whether our name says where something was: in front of us, on our car park, opposite."""
    start, _ = name_at(one.folded, us) or (0, 0)
    ahead = " ".join(one.folded[max(0, start - _NEAR) : start])
    return bool(NEXT_TO.search(ahead)) and not WARNING.search(_plain(one))


def _is_victim(one: Clause, us: Identity) -> bool:
    """Tell whether somebody did us wrong: a culprit stands there, or what was taken from us, or from "the dealer"."""
    plain, found = _plain(one), name_at(one.folded, us)
    if VICTIM.search(plain):
        return found is not None or _begins_with_us(one, us)
    if LOST.search(plain) and _begins_with_us(one, us):
        return True
    if found is None or IMPOSTORS.search(plain):
        return False
    ahead = one.folded[: found[0]]
    if any(word in CULPRITS for word in (*ahead, *one.folded[found[1] :])):
        return not any(word in _OBJECT for word in ahead[-2:])
    return any(DEEDS.search(word) for word in one.folded) and not _INSIDE.isdisjoint(ahead[-2:])


def _begins_with_us(one: Clause, us: Identity) -> bool:
    """Tell whether a clause is about us from its first words: our name, or a word for what we are."""
    found = name_at(one.folded, us)
    lead = next((word for word in one.folded if word not in ARTICLES and not is_local(word, us)), "")
    return (found is not None and found[0] <= 1) or is_firm_word(lead)


def _does_good(one: Clause, us: Identity) -> bool:
    """Tell whether we help, advise, represent or rescue: the hard words are of what we help against."""
    found = name_at(one.folded, us)
    if found is None:
        return False
    start, end = found
    ahead, behind = one.folded[:start], one.folded[end : end + _DEED_REACH]
    if REPRESENTED.search(_plain(one)):
        return _OBJECT.isdisjoint(ahead[-3:])
    nearest = [word for word in ahead if word not in ARTICLES and not is_firm_word(word)][-1:]
    if any(GOOD_DEEDS.fullmatch(word) for word in (*ahead[-2:], *nearest)):
        return True  # "… sagt der Chef vom Gasthof X"
    subject = all(
        word in ARTICLES
        or is_firm_word(word)
        or is_local(word, us)
        or not any(_any(word, h) for h in HARD.values())
        for word in ahead
    ) and _OBJECT.isdisjoint(ahead[-3:])
    return subject and any(GOOD_DEEDS.fullmatch(word) for word in behind)


def _is_good_of_the_firm(one: Clause, us: Identity) -> bool:
    """Tell whether a title begins with what we are and a good deed: "Apothekerin stoppt Betrüger"."""
    lead = [word for word in one.folded if word not in ARTICLES and not is_local(word, us)][:2]
    return one.in_title and len(lead) > 1 and is_firm_word(lead[0]) and bool(GOOD_DEEDS.fullmatch(lead[1]))


def _clears(one: Clause, us: Identity) -> bool:
    """Tell whether a clause says that nothing was in it: acquitted, all clear."""
    return bool(CLEARED.search(_plain(one))) and (one.in_title or name_at(one.folded, us) is not None)


# --- what is said ---


def _plain(one: Clause) -> str:
    return " ".join(one.folded)


def _any(word: str, stems: tuple[str, ...]) -> bool:
    return any(is_stem(word, stem) for stem in stems)


def is_stem(word: str, stem: str) -> bool:
    """Tell whether a word is one of the lists: whole, or by how it begins or ends."""
    if stem.endswith("*"):
        return word.startswith(stem[:-1])
    if stem.startswith("*"):
        return word.endswith(stem[1:])
    return word == stem


def _has_hard_word(one: Clause, us: Identity) -> bool:
    plain, named = _plain(one), name_at(one.folded, us) is not None
    warning = WARNING.search(plain)
    if warning is not None:
        ahead = words(plain[warning.end() :])[: _NEAR + max(map(len, us.names))]
        return name_at(ahead, us) is not None
    reprimand = REPRIMANDS.search(plain)
    if reprimand is not None:
        return not _is_our_deed(one.folded, len(words(plain[: reprimand.start()])), us)
    if FATE.search(plain) and _is_our_fate(one, us):
        return True
    found = next((match for pattern in HARD_PHRASES if (match := pattern.search(plain))), None)
    if found is not None:
        return (
            _is_against_us(one, found, us)
            if found[0].split()[-1] in _OBJECT
            else named or not _names_another(one, us)
        )
    return any(
        any(_any(word, stems) for stems in HARD.values())
        and word not in MAKERS
        and not (word in ACTS and _is_our_deed(one.folded, place, us))
        and not SOFTENED.search(" ".join((*one.folded[max(0, place - 2) : place], "")))
        and not _is_of_another(one, place, us)
        for place, word in enumerate(one.folded)
    )


def _is_against_us(one: Clause, found: re.Match[str], us: Identity) -> bool:
    """Tell whether whom a phrase turns against may be us: "klagt gegen", "Beschwerden über"."""
    return not _is_a_stranger(one, len(found.string[: found.end()].split()), us)


def _is_our_deed(folded: tuple[str, ...], place: int, us: Identity) -> bool:
    """Tell whether we do what a word says: our name stands right before it, and whom it is done to behind it."""
    ours = any(folded[max(0, place - len(name)) : place] == name for name in us.spellings)
    return ours and place + 1 < len(folded)


def _is_our_fate(one: Clause, us: Identity) -> bool:
    """Tell whether it is we or our people who were arrested or stand in court, and not a thief who was with us."""
    if any(word in CULPRITS for word in one.folded):
        return False
    if _begins_with_us(one, us):
        return True
    found = name_at(one.folded, us)
    if found is None:
        return False
    if one.folded[1 : found[0]] in {("der",), ("des",), ("von",), ("vom",), ("of",)}:
        return True  # "Kassierer der Bäckerei X": a person of ours.
    if any(map(is_firm_word, one.folded[max(0, found[0] - 2) : found[0] - 1])):
        return True  # "Angeklagt ist der Inhaber von X".
    lead = [word for word in one.folded[: found[0]] if word not in ARTICLES and not is_firm_word(word)]
    return bool(lead) and bool(FATE.search(lead[-1]) or lead[-1] in _OBJECT)


def _names_another(one: Clause, us: Identity) -> bool:
    """Tell whether a clause says of whom it speaks, and that is not us: "von Backhaus Voss"; "gegen Grazer Zahnarzt" may be us."""
    return any(_is_a_stranger(one, place + 1, us) for place, word in enumerate(one.folded) if word in _WHOSE)


def _is_of_another(one: Clause, place: int, us: Identity) -> bool:
    """Tell whether what follows a hard word right away says whose it is, and that is not us."""
    behind = one.folded[place + 1 : place + 2]
    if not behind or behind[0] not in _WHOSE | _GENITIVE:
        return False
    return _is_a_stranger(one, place + (1 if behind[0] in _GENITIVE else 2), us)


def _is_a_stranger(one: Clause, start: int, us: Identity) -> bool:
    """Tell whether the name or noun that begins there belongs to neither us nor a trade that may be ours."""
    for written, word in _next(one, start):
        if is_local(word, us):
            return False  # "gegen Grazer Zahnarzt": whoever is from here may be us.
        if word in ARTICLES or written[:1].islower():
            continue
        return not (
            is_ours(word, us) or is_firm_word(word) or any(_any(word, stems) for stems in HARD.values())
        )
    return False


def _next(one: Clause, start: int) -> Iterator[tuple[str, str]]:
    """Yield the next words as written and folded."""
    yield from zip(one.written[start : start + _NEAR], one.folded[start : start + _NEAR], strict=True)
