"""Reads the variables of a `.env` file, and writes one into it that nobody else may read; every other line stays as it is."""

import re
from pathlib import Path
from typing import Final

from account_health.model.errors import BackendError
from account_health.storage.whole_file import write_whole

_LINE: Final = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*")


def read_variables(path: Path) -> dict[str, str]:
    """Return the variables of a `.env` file: `NAME=value` lines, values bare or in quotation marks; none where there is no file.

    Raises BackendError where it cannot be read.
    """
    found = (_variable(line) for line in _text_of(path).splitlines())
    return dict(pair for pair in found if pair is not None)


def store_variable(path: Path, name: str, value: str) -> None:
    """Put `NAME='value'` into the file, in the place of an older line of that name; the file becomes readable for its owner alone.

    Raises BackendError where the value cannot stand between quotation marks, or the file cannot be written.
    """
    if "'" in value or "\n" in value or "\r" in value:
        raise BackendError(
            f"The credential for {name} cannot stand in {path}: it holds a quotation mark or a line end."
        )
    target = path.resolve()
    line = re.compile(rf"\s*(?:export\s+)?{re.escape(name)}\s*=")
    kept = [one for one in _text_of(path).splitlines() if not line.match(one)]
    text = "\n".join([*kept, f"{name}='{value}'", ""])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text.encode())
    except OSError as error:
        raise BackendError(f"The file {path} cannot be written: {error.strerror}.") from error


def _text_of(path: Path) -> str:
    if not path.is_file():
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BackendError(
            f"The file {path} cannot be read as text; save it again with the encoding UTF-8."
        ) from error
    except OSError as error:
        raise BackendError(f"The file {path} cannot be read: {error.strerror}.") from error


def _variable(line: str) -> tuple[str, str] | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    name, value = match.groups()
    if len(value) > 1 and value[0] == value[-1] == "'":
        return name, value[1:-1]
    if len(value) > 1 and value[0] == value[-1] == '"':
        return name, re.sub(r"\\(.)", r"\1", value[1:-1])
    return name, value
