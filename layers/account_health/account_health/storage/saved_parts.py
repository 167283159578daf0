"""The saved form of a snapshot's parts: an envelope says what became of each, so that no field of a part can say it instead.

    "posts": {"seen": {…}}      "feed": {"unavailable": {"reason": …, "detail": …}}      "reviews": {"not_offered": {}}

Until 0.1 a field `kind` inside a part told what was missing, and a part and a field had other names; what was saved so
is still read.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, get_args, get_type_hints

from account_health.model import PARTS, RENAMED_PARTS, NotOffered, Snapshot, Unavailable

SEEN: Final = "seen"
MISSING: Final[Mapping[str, type]] = MappingProxyType({"unavailable": Unavailable, "not_offered": NotOffered})
_GONE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "access": frozenset({"hint"}),
        "inbox": frozenset({"oldest_at"}),
        "site": frozenset({"footer_year"}),
    }
)
"""Fields of the earlier form that nobody read and that are no more."""
_RENAMED_FIELDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"badge": MappingProxyType({"held": "shown"})}
)
"""What a part's fields are called now."""


def enveloped(part: object) -> dict[str, object]:
    """Return a part in its envelope."""
    for name, kind in MISSING.items():
        if isinstance(part, kind):
            return {name: part}
    return {SEEN: part}


def by_names_of_today(saved: Mapping[str, Any]) -> dict[str, Any]:
    """Return a saved snapshot with its parts under the names that they have now."""
    return {RENAMED_PARTS.get(name, name): part for name, part in saved.items()}


def opened(name: str, saved: object) -> tuple[type, object] | None:
    """Return which class a saved part is of and what it holds; None where it is neither form of one."""
    if not isinstance(saved, dict) or not saved:
        return None
    if len(saved) == 1:
        (tag, inside), *_ = saved.items()
        if tag == SEEN:
            return seen_kinds()[name], _fields_of_today(name, inside)
        if tag in MISSING:
            return MISSING[tag], inside
    return _earlier(name, saved)


@cache
def seen_kinds() -> Mapping[str, type]:
    """Return for each part the class of what was seen."""
    hints = get_type_hints(Snapshot)
    return {name: get_args(hints[name])[0] for name in PARTS}


def _earlier(name: str, saved: Mapping[str, Any]) -> tuple[type, object]:
    plain = {key: _without_kind(value) for key, value in saved.items()}
    kind = plain.pop("kind", None)
    if isinstance(kind, str) and kind in MISSING:
        return MISSING[kind], plain
    whole = plain if kind is None else plain | {"kind": kind}
    gone = _GONE.get(name, frozenset())
    left = {key: value for key, value in whole.items() if key not in gone}
    return seen_kinds()[name], _fields_of_today(name, left)


def _fields_of_today(name: str, inside: object) -> object:
    names = _RENAMED_FIELDS.get(name)
    if names is None or not isinstance(inside, dict):
        return inside
    return {names.get(key, key): value for key, value in inside.items()}


def _without_kind(value: object) -> object:
    """Return a value in which no gap says any more that it is one."""
    if isinstance(value, dict):
        found = {key: _without_kind(inside) for key, inside in value.items()}
        if found.keys() == {"kind", "reason", "detail"}:
            found.pop("kind")
        return found
    return [_without_kind(one) for one in value] if isinstance(value, list) else value
