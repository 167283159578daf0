"""Is an entry of an alert feed about us, and what is to become of it: told this week, in the month's lines, counted, or dropped.

By phrase and place: a name of ours, and a place of ours or two words in it that tell it from others. Hard words count near
the name alone. A line says "may be about you", because more than that nobody can know from a title.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from account_health.judging.watch.gravity import is_grave
from account_health.judging.watch.identity import Identity
from account_health.judging.watch.naming import (
    ROUGH,
    clauses,
    distinctive,
    is_firm_word,
    is_local,
    phrase,
    sentences,
    turned_round,
    untitled,
)
from account_health.model import Hit
from account_health.text.grave_words import ARTICLES
from account_health.text.hosts import host_of, is_within
from account_health.text.normalise import words
from account_health.text.place_names import demonyms
from account_health.text.profile_keys import network_of
from account_health.text.tone import read_tone
from account_health.text.watch_words import (
    ALSO_WORDS,
    ART_KINDS,
    INDEFINITE,
    JOBS,
    NO_PLACES,
    OTHER_KINDS,
    RATINGS,
    REGISTERS,
    REVIEWS,
    TITLES,
    TOWNS,
    TRADE_FAMILIES,
    TRADES,
    host_kind,
)

Drawer: TypeAlias = Literal["weekly", "monthly", "counted", "profile", "dropped"]
"""Told this week, one of the month's lines, only counted, handed to the look at profiles, not about us."""

_BAD_STARS: Final = 3.0
_BAD_GRADE: Final = 3.0
_LEAST_STEM: Final = 6
_OWN_WORDS: Final = 2
_SPAS: Final = frozenset({"Bad", "Sankt", "St"})
_WHERE: Final = frozenset({"in", "aus", "bei"})


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
    named = _name_in((*sentences(hit.title), *sentences(hit.text)), folded, us)
    named = named or (turned_round(folded, us) if near else None)
    excluded = any(phrase(folded, one) is not None for one in us.not_us)
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

    @property
    def of_art(self) -> bool:
        """Whether a song, film or podcast is spoken of, and no trade in the name says that it is a firm."""
        return not ART_KINDS.isdisjoint(self.folded) and (TRADES - ARTICLES).isdisjoint(self.named)


def _sorted(hit: Hit, us: Identity, read: _Read) -> Mention:
    kind = _kind(hit, read)
    elsewhere = not read.near and _another_town(read, us)
    if elsewhere:
        return DROPPED if read.weak or kind in {"job", "register"} else Mention("counted")
    if _is_somebody_else(hit, us, read):
        return DROPPED
    if read.of_art and not is_grave(hit, us):
        return Mention("counted")
    if kind == "profile":
        return Mention("profile")
    if kind in {"job", "register"} or not (read.near or _is_ours_alone(read)):
        return Mention("counted")
    hard = _is_bad_review(read.said) if kind == "review" else False
    hard = hard or is_grave(hit, us)
    return Mention("weekly" if hard else "monthly", hard=hard)


# --- who is meant ---


def _is_somebody_else(hit: Hit, us: Identity, read: _Read) -> bool:
    """Tell whether something else bears the name: a word of the language, a band, a song of two words, a novelist."""
    if read.weak:
        return not read.near or not OTHER_KINDS.isdisjoint(read.folded) or _is_a_common_word(hit, us)
    return _is_another_person(read, us) or (read.of_art and not read.near)


def _name_in(told: tuple[str, ...], folded: tuple[str, ...], us: Identity) -> tuple[str, ...] | None:
    """Return the name that stands in one of the sentences: word behind word, or its places anywhere around what else it has."""
    each = [words(sentence) for sentence in told]
    places = {word for place in us.near for word in place}
    for name in us.spellings:
        core = tuple(word for word in name if word not in places) or name
        if any(phrase(one, name) is not None for one in each):
            return name
        if (
            len(core) < len(name)
            and any(phrase(one, core) is not None for one in each)
            and set(name) <= set(folded)
        ):
            return name
        plain = untitled(name)
        if plain is not None and any(phrase(one, plain) is not None for one in each):
            return plain
    return None


def _near(folded: tuple[str, ...], us: Identity) -> bool:
    """Tell whether a place of ours is named: itself, as an adjective, or a street's quarter (Ottenser, Ottensen)."""
    stated = set(folded)
    for place in us.near:
        if phrase(folded, place) is not None:
            return True
        if len(place) == 1 and not stated.isdisjoint({f"{place[0]}s", *demonyms(place[0])}):
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
    pairs = list(pairwise(("", *read.folded)))
    if any(word in TOWNS - own and (word not in ALSO_WORDS or before in _WHERE) for before, word in pairs):
        return True
    if any(word == read.named[0] and before in _demonyms_of_towns() for before, word in pairs):
        return True
    rough = ROUGH.findall(read.said)
    plain = [words(word) for word in rough]
    for place, one in enumerate(plain):
        if one and one[-1] in {read.named[-1], f"{read.named[-1]}s"}:
            ahead = rough[place + 1 : place + 3]
            if len(ahead) == _OWN_WORDS and ahead[0] in _WHERE and ahead[1][:1].isupper():
                town = words(ahead[1])
                return bool(town) and town[0] not in NO_PLACES | own
            if len(ahead) == _OWN_WORDS and ahead[0] in _SPAS and ahead[1][:1].isupper():
                return own.isdisjoint(words(ahead[1]))
    return False


@lru_cache(maxsize=1)
def _demonyms_of_towns() -> frozenset[str]:
    return frozenset(form for town in TOWNS for form in demonyms(town))


def _is_a_common_word(hit: Hit, us: Identity) -> bool:
    """Tell whether a name of one word stands there as a word of the language each time: "ein Blütenzauber", "märchenhafter Blütenzauber"."""
    found = False
    for one in clauses(hit.title, hit.text):
        place = next(
            (start for name in us.spellings if (start := phrase(one.folded, name)) is not None), None
        )
        if place is None:
            continue
        found = True
        ahead = ("", "", *one.folded)[place : place + 2]
        strong = ahead[1].endswith(("er", "es")) and not (is_local(ahead[1], us) or is_firm_word(ahead[1]))
        if not (ahead[1] in INDEFINITE or (strong and ahead[1] not in ARTICLES and ahead[0] not in ARTICLES)):
            return False
    return found


def _is_another_person(read: _Read, us: Identity) -> bool:
    """Tell whether somebody of our doctor's or lawyer's name does something else: writes novels, plays, sings."""
    titled = any(TITLES.intersection(name) and set(read.named) <= set(name) for name in us.names)
    trades = {word for name in us.names for word in name if word in TRADES}
    families = {word for family in TRADE_FAMILIES if family & trades for word in family}
    return titled and not OTHER_KINDS.isdisjoint(read.folded) and families.isdisjoint(read.folded)


def _is_ours_alone(read: _Read) -> bool:
    """Tell whether a name is known as ours without a place: two words of its own, and a trade or title in it or a firm around it.

    Two words of the language without any of those are a game's or a song's as well.
    """
    if len(distinctive(read.named)) < _OWN_WORDS:
        return False
    return not (TRADES - ARTICLES | TITLES).isdisjoint(read.named) or any(
        is_firm_word(word) for word in read.folded if word not in ARTICLES and word not in read.named
    )


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
