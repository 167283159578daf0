"""Is an entry of an alert feed about us, and what is to become of it: told this week, in the month's lines, counted, or dropped.

By phrase and place: a name of ours, and a place of ours or two words in it that tell it from others. Hard words count near
the name alone. A line says "may be about you", because more than that nobody can know from a title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from account_health.judging.watch.identity import Identity
from account_health.model import Hit
from account_health.text.hosts import host_of, is_within
from account_health.text.normalise import LEGAL_FORMS, words
from account_health.text.profile_keys import network_of
from account_health.text.tone import read_tone
from account_health.text.watch_words import (
    ACTS,
    FICTION,
    HARD,
    HARD_PHRASES,
    JOBS,
    MAKERS,
    NO_PLACES,
    OTHER_KINDS,
    PEOPLE_ASK,
    RATINGS,
    REGISTERS,
    REPRIMANDS,
    REVIEWS,
    SOFTENED,
    TITLES,
    TOWNS,
    TRADE_FAMILIES,
    TRADES,
    WARNING,
    host_kind,
)

Drawer: TypeAlias = Literal["weekly", "monthly", "counted", "profile", "dropped"]
"""Told this week, one of the month's lines, only counted, handed to the look at profiles, not about us."""

_SENTENCE: Final = re.compile(r"(?<=[.!?:;])\s+|\s[|–—]\s")
_ROUGH: Final = re.compile(r"[^\W_]+")
_BAD_STARS: Final = 3.0
_BAD_GRADE: Final = 3.0
_LEAST_STEM: Final = 6
_NEAR: Final = 4
_OWN_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """What an entry is, and whether it is grave."""

    drawer: Drawer
    hard: bool = False


DROPPED: Final = Mention("dropped")


def read_mention(hit: Hit, us: Identity) -> Mention:
    """Return what is to become of an entry."""
    host = host_of(hit.url)
    if host and is_within(host, us.hosts):
        return DROPPED
    said = f"{hit.title} . {hit.text}"
    folded = words(said)
    near = _near(folded, us)
    named = _name_in(folded, us) or (_turned_round(folded, us) if near else None)
    excluded = any(_phrase(folded, one) is not None for one in us.not_us)
    if named is None or (excluded and not (len(named) >= _OWN_WORDS and near)):
        return DROPPED
    return _sorted(hit, us, _Read(said, folded, named, near, host))


@dataclass(frozen=True, slots=True)
class _Read:
    said: str
    folded: tuple[str, ...]
    named: tuple[str, ...]
    near: bool
    host: str

    @property
    def weak(self) -> bool:
        """Whether one word is all of the name: many things are called so."""
        return len(self.named) == 1


def _sorted(hit: Hit, us: Identity, read: _Read) -> Mention:
    kind = _kind(hit, read)
    elsewhere = not read.near and _another_town(read, us)
    if elsewhere:
        return DROPPED if read.weak or kind in {"job", "register"} else Mention("counted")
    if read.weak and (not read.near or not OTHER_KINDS.isdisjoint(read.folded)):
        return DROPPED
    if _is_another_person(read, us):
        return DROPPED
    if kind == "profile":
        return Mention("profile")
    if kind in {"job", "register"} or (not read.near and len(_distinctive(read.named)) < _OWN_WORDS):
        return Mention("counted")
    hard = _is_bad_review(read.said) if kind == "review" else False
    hard = hard or _is_hard(hit, us)
    return Mention("weekly" if hard else "monthly", hard=hard)


# --- who is meant ---


def _name_in(folded: tuple[str, ...], us: Identity) -> tuple[str, ...] | None:
    """Return the name that stands there: word behind word, or its places anywhere around what else it has."""
    places = {word for place in us.near for word in place}
    for name in us.spellings:
        core = tuple(word for word in name if word not in places) or name
        if _phrase(folded, name) is not None:
            return name
        if len(core) < len(name) and _phrase(folded, core) is not None and set(name) <= set(folded):
            return name
        titled = tuple(word for word in name if word not in TITLES)
        if len(titled) >= _OWN_WORDS and _phrase(folded, titled) is not None:
            return titled
    return None


def _turned_round(folded: tuple[str, ...], us: Identity) -> tuple[str, ...] | None:
    """Return the name of which the distinctive words stand before the trade, which may be shorter: Hartmann-Praxis, Lindner-Bäckerei."""
    for name in us.names:
        own = _distinctive(name)
        trades = tuple(word for word in name if word in TRADES)
        place = _phrase(folded, own) if own and trades else None
        behind = folded[place + len(own)] if place is not None and place + len(own) < len(folded) else ""
        if behind in TRADES and any(trade.endswith(behind) for trade in trades):
            return (*own, behind)
    return None


def _phrase(folded: tuple[str, ...], name: tuple[str, ...]) -> int | None:
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


def _distinctive(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in name if word not in TRADES | TITLES | LEGAL_FORMS)


def _near(folded: tuple[str, ...], us: Identity) -> bool:
    """Tell whether a place of ours is named: itself, as an adjective, or a street's quarter (Ottenser, Ottensen)."""
    stated = set(folded)
    for place in us.near:
        if _phrase(folded, place) is not None:
            return True
        if len(place) == 1 and any(f"{place[0]}{end}" in stated for end in ("er", "ern", "s")):
            return True
        first = place[0]
        if first.endswith("er") and len(first) - 2 >= _LEAST_STEM - 1:
            stem = first[:-2]
            if any(word.startswith(stem) and word not in TOWNS and word != first for word in stated):
                return True
    return False


def _another_town(read: _Read, us: Identity) -> bool:
    """Tell whether another place than ours is named: a known town, or what follows "in" right behind the name."""
    own = {word for place in (*us.near, *us.towns, *us.names) for word in place}
    if any(word in TOWNS and word not in own for word in read.folded):
        return True
    rough = _ROUGH.findall(read.said)
    plain = [words(word) for word in rough]
    for place, one in enumerate(plain):
        if one and one[-1] in {read.named[-1], f"{read.named[-1]}s"}:
            ahead = rough[place + 1 : place + 3]
            if len(ahead) == _OWN_WORDS and ahead[0] in {"in", "aus", "bei"} and ahead[1][:1].isupper():
                town = words(ahead[1])
                return bool(town) and town[0] not in NO_PLACES | own
    return False


def _is_another_person(read: _Read, us: Identity) -> bool:
    """Tell whether somebody of our doctor's or lawyer's name does something else: writes novels, plays, sings."""
    titled = any(TITLES.intersection(name) and set(read.named) <= set(name) for name in us.names)
    trades = {word for name in us.names for word in name if word in TRADES}
    families = {word for family in TRADE_FAMILIES if family & trades for word in family}
    return titled and not OTHER_KINDS.isdisjoint(read.folded) and families.isdisjoint(read.folded)


# --- what kind of page it is ---


def _kind(hit: Hit, read: _Read) -> Literal["job", "review", "register", "profile", "article"]:
    plain = " ".join(read.folded)
    if network_of(hit.url) is not None:
        return "profile"
    by_host = host_kind(read.host)
    path = hit.url.partition("://")[2].partition("/")[2]
    if (
        by_host == "job"
        or JOBS.search(plain)
        or re.search(r"(?:^|/)(?:jobs?|stellen\w*|karriere|stelle)/", path)
    ):
        return "job"
    if by_host == "review" or RATINGS.search(read.said) or REVIEWS.search(" ".join(words(hit.title))):
        return "review"
    return "register" if by_host == "register" or REGISTERS.search(plain) else "article"


def _is_bad_review(said: str) -> bool:
    found = RATINGS.search(said)
    if found is None:
        return read_tone(said).kind == "criticism"
    if found["grade"]:
        return float(found["grade"].replace(",", ".")) >= _BAD_GRADE
    stars = found["stars"] or found["count"] or str(len(found["signs"] or ""))
    return float(stars.replace(",", ".").replace(" ", "")) <= _BAD_STARS


# --- whether it is grave ---


def _is_hard(hit: Hit, us: Identity) -> bool:
    """Tell whether hard words stand near the name: in its sentence, or in a title that names nobody else."""
    if FICTION.search(" ".join(words(f"{hit.title} {hit.text}"))):
        return False
    sentences = list(_sentences(hit))
    named = any(_said_of_us(words(one), us) for one in _SENTENCE.split(hit.title))
    above = False
    for place, sentence in sentences:
        folded = words(sentence)
        ours = _said_of_us(folded, us)
        # "Bäckerei X: nie wieder" is about X; of "Razzia beim Nachbarn: Bäckerei X" nobody knows.
        follows = place == "title" and (above or not named) and not _names_another(sentence, us)
        above = above or (place == "title" and ours)
        if (ours or follows) and _has_hard_word(sentence, folded, us):
            return True
    told = {word for _, sentence in sentences for word in words(sentence)}
    first_person = not told.isdisjoint(PEOPLE_ASK)
    return first_person and (
        read_tone(hit.text).kind == "criticism" or _any_phrase(" ".join(words(hit.text)))
    )


def _sentences(hit: Hit) -> Iterator[tuple[str, str]]:
    yield from (("title", one) for one in _SENTENCE.split(hit.title) if one)
    yield from (("text", one) for one in _SENTENCE.split(hit.text) if one)


def _said_of_us(folded: tuple[str, ...], us: Identity) -> bool:
    return any(_phrase(folded, name) is not None for name in us.spellings) or bool(_turned_round(folded, us))


def _names_another(sentence: str, us: Identity) -> bool:
    """Tell whether a clause says of whom it speaks, and that is not us: "von Backhaus Voss"."""
    own = {word for name in us.names for word in name} | {word for place in us.near for word in place}
    for found in re.finditer(
        r"\b(?:von|bei|gegen|of|at|against)\s+(?:der|dem|den|die|the)?\s*([A-ZÄÖÜ][\w-]+)", sentence
    ):
        if not set(words(found[1])) & own:
            return True
    return False


def _any_phrase(plain: str) -> bool:
    return any(pattern.search(plain) for pattern in HARD_PHRASES)


def _has_hard_word(sentence: str, folded: tuple[str, ...], us: Identity) -> bool:
    plain = " ".join(folded)
    warning = WARNING.search(plain)
    if warning is not None:
        ahead = words(plain[warning.end() :])[: _NEAR + max(map(len, us.names))]
        return _said_of_us(ahead, us)
    reprimand = REPRIMANDS.search(plain)
    if reprimand is not None:
        place = len(words(plain[: reprimand.start()]))
        return not _is_our_deed(folded, place, us)
    if _any_phrase(plain):
        return not _names_another(sentence, us) or _said_of_us(folded, us)
    for place, word in enumerate(folded):
        if word in MAKERS or (word in ACTS and _is_our_deed(folded, place, us)):
            continue
        if any(_is(word, one) for family in HARD.values() for one in family):
            before = " ".join((*folded[max(0, place - 2) : place], ""))
            behind = sentence.casefold().partition(word[:_NEAR])[2]
            if not SOFTENED.search(before) and not _of_another(behind, sentence, us):
                return True
    return False


def _is_our_deed(folded: tuple[str, ...], place: int, us: Identity) -> bool:
    """Tell whether we do what a word says: our name stands right before it, and whom it is done to behind it."""
    ours = any(folded[max(0, place - len(name)) : place] == name for name in us.spellings)
    return ours and place + 1 < len(folded)


def _of_another(behind: str, sentence: str, us: Identity) -> bool:
    """Tell whether what follows a hard word right away says whose it is, and that is not us."""
    if not re.match(r"\w*\s+(?:von|of|bei|at)\s", behind):
        return False
    return _names_another(sentence, us)


def _is(word: str, pattern: str) -> bool:
    if pattern.startswith("*"):
        return word.endswith(pattern[1:])
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
