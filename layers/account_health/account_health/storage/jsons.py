"""Snapshots, companies, history and state as JSON and back: what a run saves, a later one reads unchanged."""

import json
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from account_health.model import Snapshot
from account_health.model.errors import BrokenFileError

T = TypeVar("T")

_BRANCHES = frozenset({"Unavailable", "NotOffered"})


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
    _check_json(data, file)
    try:
        (value,) = _adapter(cast(Hashable, kind)).validate_json(b"[" + data + b"]")
    except ValidationError as error:
        raise BrokenFileError(_explain(error, file)) from None
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
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form here")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    # A dataclass of the standard library takes its settings from the type around it, hence the tuple of one.
    # In a snapshot unknown keys are refused, or a damaged part would be read as "not offered", which looks healthy.
    # Elsewhere they are left out, so that an older version can go on from what a newer one left.
    extra: Literal["forbid", "ignore"] = "forbid" if kind is Snapshot else "ignore"
    config = ConfigDict(extra=extra, strict=True, hide_input_in_errors=True)
    return TypeAdapter(tuple[kind], config=config)  # type: ignore[valid-type] # known when running


def _check_json(data: bytes, file: str) -> None:
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


def _explain(error: ValidationError, file: str) -> str:
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    telling = [problem for problem in problems if not _BRANCHES & set(problem["loc"])] or problems
    return "; ".join(f"{file}:{_key(problem['loc'][1:])}: {_expected(problem)}" for problem in telling[:3])


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
