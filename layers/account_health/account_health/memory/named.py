"""Who is meant: which of several people a text turns to by name, with an @ or in its opening."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from account_health.text.courtesy import GREETINGS
from account_health.text.normalise import folded, words

Keys: TypeAlias = Mapping[str, tuple[str, ...]]
"""Name -> its words, of everybody who may be meant."""
_OPENING: Final = 300
_MOST_TOKENS: Final = 14
_SHORTEST_NAME: Final = 3
_TOKEN: Final = re.compile(r"@?\w(?:[\w.’'-]*\w)?|[^\w\s]")
_BETWEEN_NAMES: Final = frozenset("und and et u".split())


def people_named(text: str, keys: Keys) -> frozenset[str] | None:
    """Return which of the people, by the names that they write under, a text turns to; None where it names nobody.

    A name counts behind an @ anywhere, and without one where the text opens with it, alone or after a greeting: whole,
    or its first or last word. Empty where it opens with an @ before somebody who is not among the people.
    """
    opening = text[:_OPENING]
    if "@" not in opening and not _may_call(opening, keys):
        return None
    tokens = _TOKEN.findall(opening)
    named = _tagged(tokens, keys) | _addressed(tokens[:_MOST_TOKENS], keys)
    if named:
        return frozenset(named)
    return frozenset() if _opens_with_a_tag(tokens) else None


def keys_of(people: Iterable[str]) -> Keys:
    """Return the words of each name: made once a thread, since every answer is held against all of them."""
    return {name: key for name in people if (key := words(name))}


def _may_call(opening: str, keys: Keys) -> bool:
    """Say quickly that nobody is called without an @, as in most answers: no name begins or ends with what stands there."""
    heard = folded(opening)
    for key in keys.values():  # noqa: SIM110 - a generator costs as much again
        if key[0] in heard or key[-1] in heard:
            return True
    return False


def _tagged(tokens: Sequence[str], keys: Keys) -> set[str]:
    found: set[str] = set()
    for place, token in enumerate(tokens):
        if token.startswith("@") and len(token) > 1:
            found |= {name for name, key in keys.items() if _is(tokens[place:], key)}
    return found


def _addressed(tokens: Sequence[str], keys: Keys) -> set[str]:
    """Return the people whom an opening turns to without an @."""
    found: set[str] = set()
    greeted = False
    place = 0
    while place < len(tokens):
        token = words(tokens[place])
        here = tokens[place:]
        whole = {name for name, key in keys.items() if len(key) > 1 and _starts_with(here, key)}
        if whole:
            found |= whole
            place += max(len(keys[name]) for name in whole)
            continue
        follows = here[1:2]
        ends = not follows or not follows[0][0].isalnum() or follows[0].casefold() in _BETWEEN_NAMES
        if greeted or ends:
            called = {
                name
                for name, key in keys.items()
                if token and len(token[0]) >= _SHORTEST_NAME and token[0] in (key[0], key[-1])
            }
            if called:
                found |= called
                place += 1
                continue
        if token and not set(token) <= GREETINGS | _BETWEEN_NAMES:
            break
        greeted = greeted or bool(token and set(token) <= GREETINGS)
        place += 1
    return found


def _opens_with_a_tag(tokens: Sequence[str]) -> bool:
    for token in tokens:
        if token.startswith("@") and len(token) > 1:
            return True
        if words(token) and not set(words(token)) <= GREETINGS:
            return False
    return False


def _is(tokens: Sequence[str], key: tuple[str, ...]) -> bool:
    """Say whether an @ stands before somebody: the whole name in one or several words, or its first or last one."""
    tag = "".join(words(tokens[0]))
    if not tag:
        return False
    if tag == "".join(key):
        return True
    return len(tag) >= _SHORTEST_NAME and (tag == key[-1] or (tag == key[0] and _no_other(tokens, key)))


def _no_other(tokens: Sequence[str], key: tuple[str, ...]) -> bool:
    """Say that what follows a first name is not somebody else's surname: `@Timo Lang` is not Timo Krug."""
    follows = tokens[1] if len(tokens) > 1 else ""
    another = follows[:1].isupper() and len(key) > 1
    return not another or words(follows) == key[1:2] or not _ends_a_name(tokens[2:])


def _ends_a_name(tokens: Sequence[str]) -> bool:
    return bool(tokens) and tokens[0] in {":", ","}


def _starts_with(tokens: Sequence[str], key: tuple[str, ...]) -> bool:
    return tuple(word for token in tokens[: len(key)] for word in words(token))[: len(key)] == key
