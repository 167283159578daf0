"""Whether a comment calls a friend by a tag ("@anna schau mal") and asks the company nothing.

A part of it that only a friend can be meant by is known by its words: the lists are the table `friends` of `tones/*.toml`.
Every other part has to be kind or empty; whatever else stands there is for the company.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from account_health.text.normalise import words
from account_health.text.tone import Tone, tone_as_written
from account_health.text.tone_lists import lexicon
from account_health.text.tone_sentences import MENTION, written
from account_health.text.tone_words import Lexicon

_SHORTEST_NAME: Final = 3
_SHOWN: Final = 2
"""So many words may follow who shows something, whatever they are: "schau mal hier drüben"."""
_ROW: Final = re.compile(r"\s*(?:@[\w.\-]+[\s,:]*)+")
_PART: Final = re.compile(r"([^?.!…,;:\n—–]+|\s-\s)([?.!…,;:\n—–]*)")


def calls_a_friend(text: str, ours: Iterable[str]) -> bool:
    """Say whether a comment speaks to somebody whom it tags, in every part; `ours` are names and handles of the company.

    A comment that tags the company in its opening row of tags speaks to the company.
    """
    if "@" not in text:
        return False
    keys = {words(name) for name in ours} - {()}
    row = _ROW.match(text)
    named = [_is_named(tag, keys) for tag in MENTION.findall(text)]
    if not named or all(named):
        return False
    if row and any(_is_named(tag, keys) for tag in MENTION.findall(row.group())):
        return False
    return _is_for_friends(MENTION.sub(" ", text))


def _is_named(tag: str, keys: Iterable[tuple[str, ...]]) -> bool:
    """Say whether a tag is one of the names, whole or by its first or last word."""
    called = "".join(words(tag))
    return any(
        called == "".join(key) or (len(called) >= _SHORTEST_NAME and called in (key[0], key[-1]))
        for key in keys
    )


@lru_cache(maxsize=1024)
def _is_for_friends(text: str) -> bool:
    known = lexicon()
    found = False
    for part, asks in _parts(text):
        said = written(part)
        spelt = [word for token in said.tokens if token.isalnum() for word in known.spell(token)]
        if " ".join(spelt) in known.friends.alone:
            found = True
            continue
        tone = tone_as_written(said)
        if _speaks_to_a_friend(spelt, tone, known, asks=asks):
            found = True
        elif asks or tone.needs_answer:
            return False
    return found


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands between two signs, and whether it ends in a question mark; parts without a word are left out."""
    for part in _PART.finditer(text):
        if any(map(str.isalnum, part.group(1))):
            yield part.group(1), "?" in part.group(2)


def _speaks_to_a_friend(spelt: Sequence[str], tone: Tone, known: Lexicon, *, asks: bool) -> bool:
    """Say whether the words of a part can only be meant for a friend, and find no fault."""
    friends = known.friends
    if not friends.company.isdisjoint(spelt) or not known.negations.isdisjoint(spelt):
        return False
    if tone.kind == "criticism":
        return False
    if not friends.close.isdisjoint(spelt) or _behind(friends.asks, spelt) is not None:
        return True
    if asks:
        return False
    shown = _behind(friends.shows, spelt)
    short = shown is not None and shown <= _SHOWN
    return short or _behind(friends.calls, spelt) is not None or (shown is not None and not tone.needs_answer)


def _behind(phrases: Iterable[str], spelt: Sequence[str]) -> int | None:
    """Return how many words stand behind the last of the phrases; None where none is said."""
    plain = f" {' '.join(spelt)} "
    ends = [plain.rindex(f" {phrase} ") + len(phrase) + 2 for phrase in phrases if f" {phrase} " in plain]
    return len(plain[max(ends) :].split()) if ends else None
