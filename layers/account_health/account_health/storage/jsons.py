"""Snapshots, companies, history and state as JSON and back: what a run saves, a later one reads unchanged."""

import json
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from account_health.model import PARTS, Snapshot
from account_health.model.errors import BrokenFileError
from account_health.storage.saved_parts import MISSING, by_names_of_today, enveloped, opened, seen_kinds

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """Return a dataclass as JSON: UTF-8, sorted keys, one line per value, times as `YYYY-MM-DDTHH:MM:SSZ`.

    The same value gives the same bytes. Characters that no file can hold are replaced by `?`.
    """
    text = json.dumps(value, default=_plain, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    return text.encode("utf-8", errors="replace") + b"\n"


def from_json(kind: type[T], data: bytes, file: str = "file") -> T:
    """Return the dataclass that `to_json` wrote.

    Args:
        kind: the dataclass that the file holds.
        data: the file's bytes.
        file: its name, for the error.

    Raises:
        BrokenFileError: naming the file, the key and what was expected; nothing of the content is repeated.
    """
    document = _document(data, file)
    if kind is Snapshot:
        value: object = _snapshot(by_names_of_today(document), file)
    else:
        value = _validated(kind, data, file, ())
    for path, moment in _moments(value, ()):
        if moment.tzinfo is None:
            raise BrokenFileError(
                f"{file}:{_key(path)}: a time without a zone; expected YYYY-MM-DDTHH:MM:SSZ"
            )
        try:
            moment.astimezone(UTC)
        except OverflowError:
            raise BrokenFileError(
                f"{file}:{_key(path)}: a time beyond the calendar; expected YYYY-MM-DDTHH:MM:SSZ"
            ) from None
    return cast(T, value)


def time_text(moment: datetime) -> str:
    """Return an aware time as `YYYY-MM-DDTHH:MM:SSZ`, without its fraction of a second."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be written")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Snapshot):
        return {
            each.name: enveloped(getattr(value, each.name))
            if each.name in PARTS
            else getattr(value, each.name)
            for each in fields(value)
        }
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form here")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    # A dataclass of the standard library takes its settings from the type around it, hence the tuple of one.
    # In a snapshot unknown keys are refused, or a damaged part would be read as "not offered", which looks healthy.
    # Elsewhere they are left out, so that an older version can go on from what a newer one left.
    strictly = kind is Snapshot or kind in {*seen_kinds().values(), *MISSING.values()}
    extra: Literal["forbid", "ignore"] = "forbid" if strictly else "ignore"
    config = ConfigDict(extra=extra, strict=True, hide_input_in_errors=True)
    return TypeAdapter(tuple[kind], config=config)  # type: ignore[valid-type] # known when running


def _snapshot(document: Mapping[str, Any], file: str) -> Snapshot:
    """Return the snapshot; every part is read as the class that its envelope names, and as no other."""
    plain = {key: value for key, value in document.items() if key not in PARTS}
    parts: dict[str, Any] = {}
    for name in PARTS:
        if name not in document:
            continue
        found = opened(name, document[name])
        if found is None:
            raise BrokenFileError(f"{file}:{name}: is no part; expected the part or why it is missing")
        kind, inside = found
        parts[name] = _validated(kind, json.dumps(inside).encode(), file, (name,))
    whole: Snapshot = _validated(Snapshot, json.dumps(plain).encode(), file, ())
    return replace(whole, **parts)


def _validated(kind: type[T], data: bytes, file: str, path: tuple[str, ...]) -> T:
    try:
        (value,) = _adapter(cast(Hashable, kind)).validate_json(b"[" + data + b"]")
    except ValidationError as error:
        raise BrokenFileError(_explain(error, file, path)) from None
    return cast(T, value)


def _document(data: bytes, file: str) -> Mapping[str, Any]:
    try:
        found = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise BrokenFileError(f"{file}: is not UTF-8 text; expected JSON that this program saved") from None
    except json.JSONDecodeError as error:
        raise BrokenFileError(
            f"{file}:line {error.lineno}: is no JSON ({error.msg}); expected a file that this program saved"
        ) from None
    except (RecursionError, ValueError):  # a number of thousands of digits is a ValueError
        raise BrokenFileError(
            f"{file}: is nested too deeply or holds an endless number; expected JSON that this program saved"
        ) from None
    if not isinstance(found, dict):
        raise BrokenFileError(f"{file}: holds no JSON object; expected a file that this program saved")
    for key, part in found.items():
        if part == {}:
            raise BrokenFileError(f"{file}:{key}: is an empty object; expected the part or why it is missing")
    return found


def _explain(error: ValidationError, file: str, path: tuple[str, ...]) -> str:
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(
        f"{file}:{_key((*path, *problem['loc'][1:]))}: {_expected(problem)}" for problem in problems[:3]
    )


def _expected(problem: ErrorDetails) -> str:
    if problem["type"] == "missing":
        return "is missing"
    if problem["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        return "is a key that this version does not know"
    return problem["msg"][:1].lower() + problem["msg"][1:]


def _key(path: tuple[object, ...]) -> str:
    key = ""
    for step in path:
        if isinstance(step, int):
            key += f"[{step}]"
        elif not (isinstance(step, str) and step[:1].isupper()):  # names of types in a union
            key += f".{step}" if key else str(step)
    return key or "content"


def _moments(value: object, path: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], datetime]]:
    if isinstance(value, datetime):
        yield path, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _moments(each, (*path, index))
    elif is_dataclass(value):
        for each in fields(value):
            yield from _moments(getattr(value, each.name), (*path, each.name))
