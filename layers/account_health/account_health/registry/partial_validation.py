"""What is left of a registry file without its wrong parts: judged in the same round, so that nobody mends in two."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from account_health.registry.tables import AccountTable

Path = tuple[str | int, ...]

_MAIL = "nobody@example.org"
_ACCOUNT = {"url": "https://example.org/"}
_NEEDED: Mapping[str, Any] = {"name": "-", "report": {"to": [_MAIL]}, "accounts": [_ACCOUNT]}
_TABLES = frozenset({"report", "brand", "facts", "team"})
_NAME_AN_ACCOUNT = frozenset({"username", "page_id", "user_id", "location_id"})


def without(document: Mapping[str, Any], paths: Iterable[Path]) -> dict[str, Any]:
    """Return a copy without what is wrong at these paths; what a file cannot do without gets a stand-in.

    A part whose sense depends on a wrong one goes with it, so that nothing is told that follows from another fault.
    """
    left = deepcopy(dict(document))
    for path in paths:
        _take_out(left, path)
    return left


def _take_out(left: dict[str, Any], path: Path) -> None:
    match path:
        case ("report", "to" | "copy_to" as key, *_):
            left["report"][key] = [_MAIL]
        case ("accounts", int(index)):
            left["accounts"][index] = dict(_ACCOUNT)
        case ("accounts", int(index), str(key), *below):
            left["accounts"][index] = _account_without(left["accounts"][index], key, below)
        case (str(table), str(key), *_) if table in _TABLES:
            left[table].pop(key, None)
        case ("name" | "report" | "accounts" as key, *_):
            left[key] = deepcopy(_NEEDED[key])
        case ("country", *_):
            left.pop("country", None)
            left.pop("region", None)
        case ("watch", str(key), *_) if isinstance(left.get("watch"), dict):
            left["watch"].pop(key, None)
        case (key, *_):
            left.pop(str(key), None)


def _account_without(account: dict[str, Any], key: str, below: list[str | int]) -> dict[str, Any]:
    """Return an account without a wrong key; a stand-in where that key says which account it is."""
    names_it = key in {"url", "platform"} or key not in account
    if "url" not in account:
        names_it = names_it or key in _NAME_AN_ACCOUNT or key not in AccountTable.model_fields
    if names_it:
        return dict(_ACCOUNT)
    limits = account[key]
    if key == "thresholds" and below and isinstance(limits, dict):
        # One wrong limit of a check says nothing about the other checks, but warn and fail belong together.
        return {**account, key: {check: own for check, own in limits.items() if check != below[0]}}
    return {name: value for name, value in account.items() if name != key}
