"""How a language writes numbers, days, spans, lists and quotes: read from `manners.toml` beside its catalogue.

A new language is one more name in `Language` (model/company.py) and one more folder in `locales/`, with this file and its
catalogue; `python -m tests.translations` says what is still lacking there.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from account_health.model.company import LANGUAGES, Language

_LENGTHS: Final = MappingProxyType(
    {"numbers": 12, "quotes": 2, "months": 12, "weekdays": 7, "short_weekdays": 7}
)
_PATTERNS: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "percent": {"number": 99},
        "day": {"day": 31, "month": "October"},
        "short_day": {"day": 3, "number": 10, "month": "October", "year": 2026},
        "shortest_day": {"day": 3, "number": 10, "month": "October"},
        "time": {"hour": 8, "minute": 2},
    }
)
"""Pattern -> the values that it may hold, as they are written into it."""
_SPANS: Final = ("hour", "day", "week", "month")
_SPAN_FORMS: Final = 3
_HOLIDAYS: Final = ("codes", "christmas_eve", "new_years_eve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What a language needs beside its sentences.

    `called` are its names in lists of clients. `numbers` are one to twelve as words; `thousands` and `decimal` part a figure.
    `last` stands before the last of a list. `day` and what follows are patterns. `spans` has, for each unit, the word for one
    with its number, the word for several, and what is said of less than one, all as they stand after "for" and "ago".
    `holidays` says by which codes the library `holidays` knows the language, best first, and names the two evenings of December.
    """

    called: tuple[str, ...]
    numbers: tuple[str, ...]
    thousands: str
    decimal: str
    percent: str
    quotes: tuple[str, ...]
    last: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    day: str
    short_day: str
    shortest_day: str
    time: str
    zones: Mapping[str, str]
    spans: Mapping[str, tuple[str, ...]]
    holidays: Mapping[str, Any]


@cache
def manners(language: Language) -> Manners:
    """Return the manners of a language; raises ValueError where its file lacks something, with all that it lacks."""
    return read_manners(
        files("account_health.text").joinpath("locales", language, "manners.toml").read_text("utf-8")
    )


def read_manners(text: str) -> Manners:
    """Return what a file says; raises ValueError with all that it lacks."""
    said = tomllib.loads(text)
    if lacking := tuple(lacks(said)):
        raise ValueError("; ".join(lacking))
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    values["spans"] = MappingProxyType({unit: tuple(words) for unit, words in said["spans"].items()})
    return Manners(**values)


def lacks(said: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a file of manners lacks, and what no language needs."""
    known = {field.name for field in fields(Manners)}
    yield from (f"{name} is missing" for name in sorted(known - set(said)))
    yield from (f"{name} is no part of a language" for name in sorted(set(said) - known))
    for name, length in _LENGTHS.items():
        if name in said and len(said[name]) != length:
            yield f"{name} has {len(said[name])} entries, not {length}"
    for name, values in _PATTERNS.items():
        if name in said:
            yield from _wrong(name, said[name], values)
    spans = said.get("spans", {})
    yield from (f"spans.{unit} is missing" for unit in _SPANS if "spans" in said and unit not in spans)
    for unit, forms in spans.items():
        if len(forms) != _SPAN_FORMS:
            yield f"spans.{unit} has {len(forms)} entries, not {_SPAN_FORMS}"
    if "holidays" in said:
        yield from (f"holidays.{name} is missing" for name in _HOLIDAYS if not said["holidays"].get(name))


def _wrong(name: str, pattern: str, values: Mapping[str, object]) -> Iterator[str]:
    try:
        pattern.format(**values)
    except (KeyError, IndexError, ValueError):
        yield f"{name} is no pattern of {', '.join(values)}: {pattern!r}"


MONTH_NAMES: Final = tuple(name for language in LANGUAGES for name in manners(language).months)
"""The months in every language."""
