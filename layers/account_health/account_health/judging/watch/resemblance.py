"""Whether a profile or place that bears our name is ours, poses as us, or is neither: evidence in words, and no score.

A name alone is never told. What ties it to us is our street, telephone or website; what is odd is what it asks of people. Who
says that they are not us, another town, a person, and whoever looks after a place of their own are silent. A person decides.
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit

from account_health.judging.watch.identity import Identity, street_words
from account_health.judging.watch.naming import distinctive
from account_health.model import Lookalike, Message, message
from account_health.model.limits import FAKE_FOLLOWERS, FAKE_POSTS, FAKE_YOUNG_DAYS
from account_health.text.hosts import host_of, is_within
from account_health.text.normalise import folded, phone_keys, words
from account_health.text.watch_words import (
    DISCLAIMS,
    FANS,
    PRESSES,
    SOMEBODY_S,
    TOWNS,
    TRADE_FAMILIES,
)

Outcome: TypeAlias = Literal["unclaimed", "ours", "poses", "silent"]

_LOOK_ALIKE: Final = str.maketrans("аеорсухіѕјһԁɡΟΑΒΕΗΙΚΜΝΡΤΧΥΖ", "aeopcyxisjhdgOABEHIKMNPTXYZ")
"""Letters of other alphabets that look like ours."""
_HALF: Final = 0.5
_TWO: Final = 2
_LEAST_TAIL: Final = 7
"""A word that ends a compound, such as Kundenparkplatz; shorter ones end others by chance."""
_COMMON_PAGES: Final = frozenset(
    "kontakt kontakt.html contact contact.html impressum impressum.html index.html index.php home start startseite de en".split()
)
"""Pages that stand once on a site: what links to them is no branch of a chain."""
_ALIKE: Final = 0.85
"""So much of a name's word has to agree where our number or page proves whose it is: Linder for Lindner."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What a candidate is to be told as, and what speaks for it."""

    outcome: Outcome
    evidence: tuple[Message, ...] = ()


SILENT: Final = Resemblance("silent")


def resemblance(one: Lookalike, us: Identity, today: date) -> Resemblance:
    """Return what a candidate is to be told as."""
    tie = _Tie(one, us)
    named = _named(one, us, tie)
    if named is None or _is_not_us(one, us) or _is_its_own(one, us, tie):
        return SILENT
    odd = _odd(one, tie)
    facts = (message("your name"), *tie.facts)
    if tie.strong and not odd:
        return Resemblance("unclaimed" if one.claimed is False else "ours", facts)
    if odd and (tie.street or tie.phone or _likely(one, us, named, today)):
        return Resemblance("poses", (*facts, *odd))
    return SILENT


def _is_not_us(one: Lookalike, us: Identity) -> bool:
    """Tell whether it is somebody else by what it says itself."""
    return one.says_not_us or _says_not_us(one) or _is_person(one, us) or _is_somebody_s(one, us)


def _is_its_own(one: Lookalike, us: Identity, tie: "_Tie") -> bool:
    """Tell whether it is a firm of its own: elsewhere, or looked after in the same house with the surname alone in common."""
    if tie.strong and not tie.street_alone:
        return False
    if tie.street_alone:
        return _on_its_own(one, us) and not _bears_all_of(one, us)
    return _elsewhere(one, us) or _on_its_own(one, us)


class _Tie:
    """What a candidate shows of ours."""

    def __init__(self, one: Lookalike, us: Identity) -> None:
        said = street_words(" ".join(filter(None, (one.street, one.about))))
        self.phone = bool(one.phone) and not us.phones.isdisjoint(phone_keys(one.phone or "", us.country))
        self.website = _is_our_page(one, us)
        self.street = (
            any(_states(said, street) for street in us.streets)
            and not _elsewhere(one, us)
            and (self.phone or self.website or not (_is_nowhere(one) or _has_another_trade(one, us)))
        )
        self.town = _in_our_town(one, us)

    @property
    def strong(self) -> bool:
        return self.street or self.phone or self.website

    @property
    def street_alone(self) -> bool:
        """Whether nothing but the house ties it to us: others live there, too."""
        return self.street and not self.phone and not self.website

    @property
    def facts(self) -> tuple[Message, ...]:
        told = (
            (self.street, message("your street")),
            (self.phone, message("your telephone number")),
            (self.website, message("a link to your website")),
            (self.town and not self.street, message("your town")),
        )
        return tuple(fact for holds, fact in told if holds)


def _states(said: tuple[str, ...], street: tuple[str, ...]) -> bool:
    """Tell whether a street with its number is said: every word of it, or all of them as one (Triesterstraße)."""
    joined = "".join(street)
    return set(street) <= set(said) or any(
        "".join(said[start : start + length]) == joined
        for start in range(len(said))
        for length in range(1, len(street) + _TWO)
    )


def _named(one: Lookalike, us: Identity, tie: _Tie) -> tuple[str, ...] | None:
    """Return the name of ours that the candidate bears: every word of it, or all that tell it from others.

    Half of those will do with our street, and a misspelt one with our number or page.
    """
    shown = set(words(one.name.translate(_LOOK_ALIKE)))
    for name in us.spellings:
        own = set(distinctive(name))
        if set(name) <= shown or (own and own <= shown):
            return name
        if tie.street and own and len(own & shown) >= _HALF * len(own):
            return name
        if (tie.phone or tie.website) and any(get_close_matches(word, shown, 1, _ALIKE) for word in own):
            return name
    return None


def _bears_all_of(one: Lookalike, us: Identity) -> bool:
    """Tell whether it bears every word of a name of ours, and not only the surname."""
    shown = set(words(one.name.translate(_LOOK_ALIKE)))
    return any(set(name) <= shown for name in us.spellings)


def _is_somebody_s(one: Lookalike, us: Identity) -> bool:
    """Tell whether it is what others put up at a house and name after it, such as a parcel counter or a charger."""
    own = {word for name in us.names for word in name}
    longer = tuple(word for word in SOMEBODY_S if len(word) >= _LEAST_TAIL)
    return any(word not in own and (word in SOMEBODY_S or word.endswith(longer)) for word in words(one.name))


def _is_nowhere(one: Lookalike) -> bool:
    """Tell whether it names a street of which nobody says the town, and a number or page of its own: many towns have that street."""
    return one.platform == "google" and not one.town and bool(one.phone or one.website)


def _has_another_trade(one: Lookalike, us: Identity) -> bool:
    """Tell whether it says a trade that does not go with ours: another firm of the same surname in the same house."""
    own = {word for name in us.names for word in name}
    ours = [family for family in TRADE_FAMILIES if family & own]
    theirs = [family for family in TRADE_FAMILIES if family & set(words(one.name))]
    return bool(ours and theirs) and not any(family in ours for family in theirs)


def _says_not_us(one: Lookalike) -> bool:
    return bool(DISCLAIMS.search(f"{one.name} | {one.about or ''}") or FANS.search(one.name))


def _is_person(one: Lookalike, us: Identity) -> bool:
    """Tell whether somebody puts their own name before the firm's: "Murat | Autohaus Kern"."""
    first, between, rest = (
        re.split(r"(\s[|·•@–-]\s|\s(?:bei|at|von)\s)", f"{one.name}", maxsplit=1)[:3]
        if re.search(r"\s[|·•@–-]\s|\s(?:bei|at|von)\s", one.name)
        else (one.name, "", "")
    )
    if not between:
        return False
    own = {word for name in us.names for word in name}
    return not set(words(first)) & own and any(set(name) <= set(words(rest)) for name in us.names)


def _in_our_town(one: Lookalike, us: Identity) -> bool:
    said = set(words(" ".join(filter(None, (one.town, one.name)))))
    return any(set(town[:1]) <= said for town in us.towns)


def _elsewhere(one: Lookalike, us: Identity) -> bool:
    """Tell whether another town is named as its own, and ours is not."""
    if _in_our_town(one, us):
        return False
    own = {word for place in (*us.near, *us.towns, *us.names) for word in place}
    if one.town and not set(words(one.town)) & own:
        return True
    said = words(f"{one.name} {one.about or ''} {one.handle or ''}".replace(".", " ").replace("_", " "))
    return any(word in TOWNS and word not in own for word in said)


def _on_its_own(one: Lookalike, us: Identity) -> bool:
    """Tell whether somebody looks after a place of their own: claimed, with an address, a number and a site that are not ours."""
    foreign = one.website is not None and not is_within(host_of(one.website), us.hosts)
    return one.claimed is True and bool(one.street and one.phone) and foreign


def _is_our_page(one: Lookalike, us: Identity) -> bool:
    """Tell whether it links to our pages; on a host that a chain shares another branch's page is not ours."""
    if one.website is None or not is_within(host_of(one.website), us.hosts):
        return False
    there = _path(one.website)
    for site in us.sites:
        own = _path(site)
        if host_of(site) == host_of(one.website) and (
            not there or there in _COMMON_PAGES or there == own or (own and there.startswith(f"{own}/"))
        ):
            return not (own and (not there or there in _COMMON_PAGES))
    return not there


def _path(url: str) -> str:
    return urlsplit(url).path.strip("/").casefold()


def _odd(one: Lookalike, tie: _Tie) -> tuple[Message, ...]:
    """Return what does not fit: what it asks of people, our street with another number, letters of another alphabet."""
    found = []
    asks = f"{one.about or ''} {one.name}"
    if PRESSES.search(asks) or PRESSES.search(folded(asks)):
        found.append(message("a request for money, data or private messages"))
    if tie.street and one.phone and not tie.phone and one.platform != "google":
        found.append(message("a phone number other than yours"))
    if one.name != one.name.translate(_LOOK_ALIKE):
        found.append(message("letters of another alphabet in the name"))
    return tuple(found)


def _likely(one: Lookalike, us: Identity, named: tuple[str, ...], today: date) -> bool:
    """Tell whether a small profile with our name and something odd has one thing more that points at us."""
    few = one.followers is not None and one.followers < FAKE_FOLLOWERS
    small = few and (one.posts is None or one.posts < FAKE_POSTS)
    foreign = one.website is not None and not is_within(host_of(one.website), us.hosts)
    young = one.created_at is not None and (today - one.created_at).days < FAKE_YOUNG_DAYS
    return small and (_in_our_town(one, us) or foreign or young or len(distinctive(named)) >= _TWO)
