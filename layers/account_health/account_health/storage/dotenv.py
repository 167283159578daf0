"""Reads the variables of a `.env` file as a shell does, and writes one into it that nobody else may read; every other line stays as it is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from account_health.model.errors import BackendError
from account_health.storage.whole_file import write_whole

_START: Final = re.compile(r"[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*")
_BARE: Final = re.compile(r"(?:(?!\s#)[^\n])*")
"""A value without quotation marks: to the end of its line, or to a comment behind it. JSON may stand there as it is."""
_PIECE: Final = re.compile(r"""'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)""", re.DOTALL)
"""What a value that begins with a quotation mark is put together from."""
_ESCAPED: Final = re.compile(r'\\(["\\$`])|\\\n')
"""What a backslash takes away between double quotation marks; before any other sign it stays."""
_JSON: Final = re.compile(r'"(\{".*"\})"(?=[ \t]*(?:\s#[^\n]*)?(?:\n|\Z))')
"""JSON between quotation marks that nobody escaped: for a shell it is nothing of use, so what was meant is clear."""
_REST: Final = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")


def read_variables(path: Path) -> dict[str, str]:
    """Return the variables of a `.env` file; none where there is no file.

    Lines are `NAME=value`, with `export` before them or not, with a comment behind ` #` or not. A value is bare, or stands in single
    or double quotation marks as for a shell, over several lines too; only `$` is never replaced. What is no such line is left out.

    Raises BackendError, which never quotes a value, where the file cannot be read or a quotation mark is not closed.
    """
    return {name: value for name, value, _, _ in _variables(_text_of(path), path)}


def store_variable(path: Path, name: str, value: str) -> None:
    """Put `NAME='value'` into the file, in the place of older ones of that name; the file becomes readable for its owner alone.

    Raises BackendError where the value cannot stand between quotation marks, or the file cannot be read or written.
    """
    if "'" in value or "\n" in value or "\r" in value:
        raise BackendError(
            f"The credential for {name} cannot stand in {path}: it holds a quotation mark or a line end."
        )
    target = path.resolve()
    text = _text_of(path)
    kept, at = "", 0
    for found, _, start, end in _variables(text, path):
        if found == name:
            kept, at = kept + text[at:start], end
    kept += text[at:]
    if kept and not kept.endswith("\n"):
        kept += "\n"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, f"{kept}{name}='{value}'\n".encode())
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


def _variables(text: str, path: Path) -> Iterator[tuple[str, str, int, int]]:
    """Yield (name, value, start, end) of each variable. Raises BackendError for a quotation mark that is not closed."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        begun = _START.match(text, at, end)
        if begun is None:
            at = end
            continue
        json = _JSON.match(text, begun.end(), end)
        if json is None and text[begun.end() : begun.end() + 1] in {"'", '"'}:
            value, behind = _quoted(text, begun.end())
            if behind < len(text) and text[behind] in {"'", '"'}:
                line = text.count("\n", 0, at) + 1
                raise BackendError(
                    f"The file {path} cannot be read: in line {line} a quotation mark is opened and never closed."
                )
            rest = _REST.match(text, behind)
            end = rest.end() if rest else text.find("\n", behind) + 1 or len(text)
        else:
            bare = json or _BARE.match(text, begun.end(), end)
            value = bare[bare.lastindex or 0].rstrip() if bare else ""
            if value.startswith("#") and begun[0].endswith((" ", "\t")):
                value = ""
        yield begun[1], value, at, end
        at = end


def _quoted(text: str, at: int) -> tuple[str, int]:
    """Return a value that begins with a quotation mark, and where it ends; at a mark that is not closed where that stands."""
    value = ""
    while (piece := _PIECE.match(text, at)) is not None:
        single, double, escaped, bare = piece.groups()
        if double is not None:
            value += _ESCAPED.sub(r"\1", double)
        else:
            value += next(part for part in (single, escaped, bare) if part is not None)
        at = piece.end()
    return value, at
