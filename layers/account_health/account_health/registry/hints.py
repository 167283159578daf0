"""Turns what is wrong with a registry file into lines that its owner understands: `file:key: what, and the cure`."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from account_health.registry.guesses import guess
from account_health.registry.secrets import shown
from account_health.registry.table import Table
from account_health.registry.tables import (
    AccountTable,
    BrandTable,
    DoneTable,
    FactsTable,
    MuteTable,
    PauseTable,
    PersonTable,
    Registry,
    ReportTable,
    TeamTable,
)
from account_health.registry.watch_tables import AlertFeedTable, KnownTable, WatchTable

Path = tuple[str | int, ...]

_MOST = 200
"""A file of a million unknown keys is not worth a guess at each."""

_LISTS_OF_TABLES = frozenset({"accounts", "pauses", "done", "known", "feeds"})
_TABLES: Mapping[str, type[Table]] = MappingProxyType(
    {
        "": Registry,
        "report": ReportTable,
        "brand": BrandTable,
        "facts": FactsTable,
        "team": TeamTable,
        "accounts": AccountTable,
        "people": PersonTable,
        "pauses": PauseTable,
        "done": DoneTable,
        "known": KnownTable,
        "watch": WatchTable,
        "feeds": AlertFeedTable,
        "mute": MuteTable,
    }
)
_HOMELESS = frozenset({"mute", "feeds"})
"""Tables whose keys are named like those of others: nobody who writes one elsewhere means these."""
_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "": "the top of the file, above the first line in [brackets]",
        "accounts": "below [[accounts]]",
        "people": "below [people.ID]",
        "pauses": "below [[pauses]]",
        "done": "below [[done]]",
        "known": "below [[known]]",
        "feeds": "below [[watch.feeds]]",
    }
)
_SIMPLE: Mapping[str, str] = MappingProxyType(
    {
        "bool_type": "must be true or false, without quotes",
        "int_type": "must be a whole number without quotes",
        "int_from_float": "must be a whole number without quotes",
        "float_type": "must be a number without quotes",
        "finite_number": "must be an ordinary number",
        "too_short": "is empty; it needs one at least",
        "too_long": "has more than are read; keep the ten that matter",
        "string_too_short": "is empty; fill it in or delete the line",
    }
)
_NAMES_OF_TYPES: Mapping[type, str] = MappingProxyType(
    {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a table",
        date: "a day",
    }
)


def explain(error: ValidationError) -> Iterator[tuple[Path, str]]:
    """Yield path and sentence for every problem that pydantic found, one for each cause."""
    problems = error.errors(include_url=False)[:_MOST]
    moved = {
        (home, problem["loc"][-1])
        for problem in problems
        if problem["type"] == "extra_forbidden"
        for home in _homes(str(problem["loc"][-1]), _table_of(problem["loc"][:-1]))
    } | {
        (_table_of(problem["loc"][:-1]), _meant(problem["loc"]))
        for problem in problems
        if problem["type"] == "extra_forbidden"
    }
    for problem in problems:
        path = _path(problem)
        if problem["type"] == "missing" and (_table_of(path[:-1]), path[-1]) in moved:
            continue
        yield path, _sentence(problem, path)


def wrong_paths(error: ValidationError) -> list[Path]:
    """Return where everything is that pydantic found, told or not."""
    return [_path(problem) for problem in error.errors(include_url=False)]


def key_text(path: Path) -> str:
    """Return a path as people write it; lists count from 1, as people do."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            shown_key = step if re.fullmatch(r"[\w-]{1,40}", step) and shown(step) != "this value" else "…"
            text += f".{shown_key}" if text else shown_key
    return text or "file"


def _path(problem: ErrorDetails) -> Path:
    path = problem["loc"]
    return (*path, *problem.get("ctx", {}).get("keys", ()))


def _table_of(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    if len(names) >= 1 and names[0] == "people":
        return "people"
    return names[-1] if names else ""


def _sentence(problem: ErrorDetails, path: Path) -> str:
    kind = problem["type"]
    if kind == "registry":
        return str(problem["msg"])
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind in _BY_PATH:
        return _BY_PATH[kind](path)
    if kind in _BY_VALUE:
        return _BY_VALUE[kind](problem)
    if kind in _BY_BOTH:
        return _BY_BOTH[kind](problem, path)
    return problem["msg"][:1].lower() + problem["msg"][1:]


def _missing(path: Path) -> str:
    if path == ("accounts",):
        return "is missing; write [[accounts]] and below it url with the account's public address"
    if path == ("report",):
        return 'is missing; write [report] and below it to = ["name@example.org"]'
    return f"is missing; add {path[-1]} = {_example(str(path[-1]))}"


def _example(key: str) -> str:
    return {"to": '["name@example.org"]', "from": "2026-12-24", "name": '"…"'}.get(key, '"…"')


def _unknown(path: Path) -> str:
    key, table = str(path[-1]), _table_of(path[:-1])
    homes = _homes(key, table)
    if homes:
        if table == "accounts" and homes == ["facts"]:
            return f'belongs to the facts of this account; write facts = {{ {key} = "…" }}'
        homes = (
            [""] if "" in homes else homes
        )  # such as `name` below the last table: the top is what was meant
        place = " or ".join(_HEADINGS.get(home, f"below [{home}]") for home in homes)
        here = f"[{table}]" if table not in _LISTS_OF_TABLES else f"[[{table}]]"
        return f"does not belong {'below ' + here if table else 'here'}; move it to {place}"
    meant = _meant(path)
    if meant:
        return f'is no key of this file; did you mean "{meant}"?'
    allowed = _keys(_TABLES.get(table, Registry))
    return f"is no key of this file; allowed here: {', '.join(allowed)}"


def _meant(path: Path) -> str | None:
    return guess(str(path[-1]), _keys(_TABLES.get(_table_of(path[:-1]), Registry)))


def _homes(key: str, table: str) -> list[str]:
    if table in _HOMELESS:
        return []
    return [name for name, kind in _TABLES.items() if name not in {table, *_HOMELESS} and key in _keys(kind)]


def _keys(kind: type[Table]) -> list[str]:
    return [field.alias or name for name, field in kind.model_fields.items()]


def _text_expected(problem: ErrorDetails, path: Path) -> str:
    value = problem["input"]
    if isinstance(value, list) and path[-1] == "hours":
        return 'must be one text, with ; between its parts: hours = "Mo-Fr 9:00-18:00; Sa 9:00-12:00"'
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'is a number without quotes; write it in quotes, such as {path[-1]} = "…"'
    return f'must be a text in quotes, such as "…", not {_type_name(value)}'


def _list_expected(problem: ErrorDetails, path: Path) -> str:
    value, key = problem["input"], path[-1]
    if key in _LISTS_OF_TABLES:
        key = "watch.feeds" if key == "feeds" else key
        return f"write [[{key}]] with two pairs of brackets above each of them; there may be several"
    if key == "mute":
        return 'must be a list of tables: mute = [{ check = "…", reason = "…" }]'
    if isinstance(value, str):
        return f'must be a list; put square brackets around it: {key} = ["…"]'
    return f'must be a list in square brackets, such as {key} = ["…"], not {_type_name(value)}'


def _table_expected(problem: ErrorDetails, path: Path) -> str:
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if path[:1] == ("people",):
        return 'must be a table for each person: [people.jana] and below it name = "…"'
    if key == "mute":
        return 'must be a table with check and reason: mute = [{ check = "…", reason = "…" }]'
    if isinstance(path[-1], int):
        return f"must be a table with keys, not {_type_name(problem['input'])}; write [[{key}]]"
    if len(path) == 1:
        return f"write [{key}] with one pair of brackets, once, and its keys below it"
    return f"must be a table: {key} = {{ … = … }}, not {_type_name(problem['input'])}"


def _choice(problem: ErrorDetails) -> str:
    expected = str(problem["ctx"]["expected"]).replace("'", '"').replace(" or ", ", ")
    value = problem["input"]
    if isinstance(value, str):
        allowed = [word.strip('" ') for word in expected.split(",")]
        meant = guess(value, allowed)
        hint = f'; did you mean "{meant}"?' if meant else ""
        return f"{shown(value)} is not possible; allowed: {expected}{hint}"
    return f"must be one of these, in quotes: {expected}; not {_type_name(value)}"


def _limit(problem: ErrorDetails) -> str:
    context = problem["ctx"]
    if "ge" in context:
        return f"must be {context['ge']:g} or more"
    return f"must be {context['le']:g} or less"


def _pattern(path: Path) -> str:
    stars = ' or "*"' if path[-1] == "location_id" else ""
    return f"must be a number in quotes{stars}, as the platform shows it"


def _type_name(value: object) -> str:
    return next((name for kind, name in _NAMES_OF_TYPES.items() if isinstance(value, kind)), "a text")


_BY_PATH: Mapping[str, Callable[[Path], str]] = MappingProxyType(
    {"missing": _missing, "extra_forbidden": _unknown, "string_pattern_mismatch": _pattern}
)
_BY_VALUE: Mapping[str, Callable[[ErrorDetails], str]] = MappingProxyType(
    {"literal_error": _choice, "greater_than_equal": _limit, "less_than_equal": _limit}
)
_BY_BOTH: Mapping[str, Callable[[ErrorDetails, Path], str]] = MappingProxyType(
    {
        "string_type": _text_expected,
        "list_type": _list_expected,
        "model_type": _table_expected,
        "dict_type": _table_expected,
    }
)
