"""Reads the word lists behind `tone`, `tones/*.toml`, once; the syntax of an entry is explained at the top of `de.toml`."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from account_health.text.tone_words import KEY, Entry, Friends, Kind, Lexicon, Word, fold, frozen

_Table: TypeAlias = Mapping[str, Mapping[str, Any]]

LANGUAGES = ("de", "en")
_ENDINGS = ("", "e", "er", "es", "en", "em")
_DOTLESS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_COMPLAINTS = frozenset((Kind.SEVERE, Kind.FAULT, Kind.TOLD, Kind.HARMLESS))
_LISTS: Sequence[tuple[Kind, str, str]] = (
    (Kind.SEVERE, "criticism", "severe"),
    (Kind.FAULT, "criticism", "fault"),
    (Kind.TOLD, "criticism", "told"),
    (Kind.HARMLESS, "criticism", "harmless"),
    (Kind.OVER, "criticism", "over"),
    (Kind.CONTRAST, "contrast", "words"),
    (Kind.PRAISE, "praise", "words"),
    (Kind.THANKS, "praise", "thanks"),
    (Kind.PLAIN, "praise", "plain"),
    (Kind.OBJECT, "praise", "objects"),
    (Kind.OBJECT, "praise", "things"),
    (Kind.OPEN, "praise", "open"),
    (Kind.ASKS, "question", "asks"),
    (Kind.OPENS, "question", "opens"),
    (Kind.STARTS, "question", "starts"),
)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the lists of all languages and index them."""
    tables = {}
    for language in LANGUAGES:
        source = (
            files("account_health.text").joinpath("tones", f"{language}.toml").read_text(encoding="utf-8")
        )
        tables[language] = tomllib.loads(source)
    praise = (entry for table in tables.values() for entry in table["praise"]["words"] if " " not in entry)
    classes = {
        "<praise>": frozenset(form for entry in praise if "*" not in entry for form in _forms(entry)),
        "#": _folded(tables.values(), "numbers", "words"),
    }
    exact: dict[str, list[Entry]] = defaultdict(list)
    prefixes: dict[str, list[Entry]] = defaultdict(list)
    suffixes: dict[str, list[Entry]] = defaultdict(list)
    numbers: list[Entry] = []
    for language, table in tables.items():
        doubtful = frozenset(table["doubtful"]["entries"])
        for kind, line in _lines(table):
            begins = line.startswith("^ ")
            first, *rest = (_word(part, classes) for part in line.removeprefix("^ ").split())
            needs = next((part.exact for part in reversed(rest) if part.literal), frozenset())
            entry = Entry(kind, tuple(rest), needs, (language == "de") if line in doubtful else None, begins)
            for form in first.exact:
                exact[form].append(entry)
            for begin, end in first.starred:
                index, key = (prefixes, begin[:KEY]) if begin else (suffixes, end[-KEY:])
                index[key].append(replace(entry, begin=begin, end=end))
            if first.number:
                numbers.append(entry)
    return Lexicon(
        aliases={
            form: tuple(meant.split())
            for table in tables.values()
            for word, value in table["aliases"].items()
            for form, meant in zip(_forms(word), _forms(value), strict=True)
        },
        exact=frozen(exact),
        prefixes=frozen(prefixes),
        suffixes=frozen(suffixes),
        numbers=tuple(numbers),
        negations=_folded(tables.values(), "negation", "words"),
        fillers=_folded(tables.values(), "negation", "filler"),
        about_them=_folded(tables.values(), "negation", "about"),
        company=_folded(tables.values(), "negation", "about")
        | _folded(tables.values(), "criticism", "company")
        | _folded(tables.values(), "praise", "objects"),
        elsewhere=tuple(sorted(_folded(tables.values(), "criticism", "elsewhere"))),
        conditions=_folded(tables.values(), "criticism", "conditions"),
        trouble=_folded(tables.values(), "praise", "trouble"),
        thanked_by=_folded(tables.values(), "praise", "thanked_by"),
        deeds=tuple(sorted(_folded(tables.values(), "praise", "deeds"))),
        first_person=_folded(tables.values(), "negation", "first_person"),
        greetings=_folded(tables.values(), "question", "greetings"),
        german=_folded([tables["de"]], "praise", "plain") - _folded([tables["en"]], "praise", "plain"),
        english=_folded([tables["en"]], "praise", "plain") - _folded([tables["de"]], "praise", "plain"),
        attributes=_folded(tables.values(), "praise", "attributes") | _inflected(tables.values()),
        titles=_folded(tables.values(), "praise", "titles"),
        articles=_folded(tables.values(), "praise", "articles"),
        copulas=_folded(tables.values(), "praise", "copulas"),
        leaning={
            fold(word): int(words)
            for table in tables.values()
            for words, listed in table["leaning"].items()
            for word in listed
        },
        friends=Friends(*(_folded(tables.values(), "friends", key) for key in Friends._fields)),
    )


def _lines(table: _Table) -> Iterator[tuple[Kind, str]]:
    """Return the entries of a language, and those that complain also as typed without any umlaut ("unmoglich")."""
    for kind, section, key in _LISTS:
        for line in table[section][key]:
            yield kind, line
            bare = line.translate(_DOTLESS)
            if kind in _COMPLAINTS and bare != line:
                yield kind, bare


def _word(part: str, classes: Mapping[str, frozenset[str]]) -> Word:
    """Read one place of an entry, such as "keiner|niemand" or "gut~"; `classes` are the words behind "#" and "<praise>"."""
    if part == "..":
        return Word(gap=True)
    if part == "$":
        return Word(stop=True)
    exact: set[str] = set()
    starred: list[tuple[str, str]] = []
    for choice in part.split("|"):
        for form in classes.get(choice) or _forms(choice):
            begin, star, end = form.partition("*")
            if star:
                starred.append((begin, end))
            else:
                exact.add(form)
    return Word(
        exact=frozenset(exact),
        starred=tuple(starred),
        number="#" in part,
        literal=not starred and "#" not in part,
    )


def _forms(choice: str) -> tuple[str, ...]:
    """Return a word folded, with an adjective's endings where it is marked with a tilde."""
    if not choice.endswith("~"):
        return (fold(choice),)
    return tuple(fold(choice[:-1]) + ending for ending in _ENDINGS)


def _folded(tables: Iterable[_Table], section: str, key: str) -> frozenset[str]:
    return frozenset(fold(word) for table in tables for word in table[section][key])


def _inflected(tables: Iterable[_Table]) -> frozenset[str]:
    """Return the adjectives of praise with an ending, behind which comes what they praise: "schöne" but not "schön"."""
    marked = (
        entry
        for table in tables
        for entry in table["praise"]["words"]
        if entry.endswith("~") and " " not in entry
    )
    return frozenset(form for entry in marked for form in _forms(entry)[1:])
