"""Registry files on disk: read with the defaults beside them, checked, and told what is done."""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from account_health.cli.screen import complain, print_line
from account_health.model.company import Company
from account_health.model.errors import RegistryError, UsageError
from account_health.registry import advise, read_company, read_defaults
from account_health.registry.guesses import guess
from account_health.storage.whole_file import write_whole
from account_health.workflow.shared_defaults import as_draft

DEFAULTS = "_defaults.toml"
"""What all companies of a folder share."""
PLAIN_DEFAULTS = "defaults.toml"
"""Read where the other is not there: the name under which it was in a bucket."""

_ADDRESS = re.compile(r"https?:[/\\]", re.IGNORECASE)
_ITEM = re.compile(r"(?:fb|ig|x|google|blog)-[^\s\x00-\x1f]{1,300}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A company, the bytes of its file, and those of the defaults beside it; None where there are none."""

    file: Path
    company: Company
    data: bytes
    defaults: bytes | None


def read_file(path: Path) -> bytes:
    """Return a file's bytes; raises RegistryError with one sentence where it cannot be read."""
    if _ADDRESS.match(str(path)):
        raise RegistryError(
            (
                f"{path}:file: is an address and no file; account-health init makes a file of it, audit looks at it at once",
            )
        )
    if path.is_dir():
        raise RegistryError((f"{path}:file: is a folder{_of_what(path)}",))
    try:
        with path.open("rb") as file:
            return file.read(20_000_000)
    except FileNotFoundError:
        raise RegistryError((f"{path}:file: {missing(path)}",)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is not possible"
        raise RegistryError((f"{path}:file: cannot be read: {why}",)) from None


def missing(path: Path) -> str:
    """Return what there is instead of a file or folder that does not exist."""
    if path.name.startswith("@"):
        return (
            "is a handle and no file; a look begins at the company's website: account-health audit https://…"
        )
    folder = path.parent
    if not folder.is_dir():
        return f"does not exist, and neither does its folder {folder}{_here()}"
    with suppress(OSError):
        names = [each.name for each in folder.iterdir()]
        if f"{path.name}.txt" in names:
            return (
                f'does not exist, but "{path.name}.txt" does: the editor added .txt, and Windows hides it;'
                f" rename it to {path.name}"
            )
        near = f"{path.name}.toml" if f"{path.name}.toml" in names else guess(path.name, names)
        if near is not None:
            return f'does not exist; did you mean "{folder / near}"?'
    return f"does not exist{_here()}"


def _here() -> str:
    try:
        return f"; you are in {Path.cwd()}"
    except OSError:
        return "; the folder that you are in is gone"


def _of_what(folder: Path) -> str:
    with suppress(OSError):
        if not any(folder.glob("*.toml")):
            return ", and there is no registry file (*.toml) in it; account-health init ADDRESS writes one"
    return f"; name the files in it, such as {folder}/*.toml"


def read_registered(path: Path, company: str | None = None) -> Registered:
    """Return the company of a registry file. Raises RegistryError.

    Defaults that are wrong stop nobody: the file is read without them (`defaults_problems` tells).
    """
    data = read_file(path)
    shared = beside(path)
    defaults = read_file(shared) if shared.is_file() else None
    found = read_company(data, str(path), _tables(defaults, shared), company=company)
    return Registered(
        file=path,
        company=found if not _is_contradicted(path) else as_draft(found, None),
        data=data,
        defaults=defaults,
    )


def defaults_problems(path: Path) -> tuple[str, ...]:
    """Return what is wrong with the defaults beside a registry file, and where two files of them say different things."""
    shared = beside(path)
    if not shared.is_file():
        return ()
    try:
        tables = read_defaults(read_file(shared), str(shared))
        other = _contradiction(shared, tables)
    except RegistryError as error:
        return error.problems
    return () if other is None else (f"{other}:file: says something else than {shared}; delete one of them",)


def _is_contradicted(path: Path) -> bool:
    return (
        beside(path).name == DEFAULTS
        and bool(defaults_problems(path))
        and (path.parent / PLAIN_DEFAULTS).is_file()
    )


def beside(path: Path) -> Path:
    """Return where the defaults for a registry file are."""
    plain = path.parent / PLAIN_DEFAULTS
    return plain if plain.is_file() and not (path.parent / DEFAULTS).is_file() else path.parent / DEFAULTS


def _contradiction(shared: Path, tables: Mapping[str, Any]) -> Path | None:
    """Return the file under the plain name where it says something else. Raises RegistryError where it is broken."""
    plain = shared.parent / PLAIN_DEFAULTS
    if shared == plain or not plain.is_file():
        return None
    return None if read_defaults(read_file(plain), str(plain)) == tables else plain


def open_to_others(path: Path) -> str | None:
    """Return a warning where others on this machine can read the credentials beside a registry file; None elsewhere."""
    file = path.parent / ".env"
    with suppress(OSError):
        if os.name == "posix" and file.stat().st_mode & 0o044:
            return f"{file} holds credentials, and others on this machine can read it: chmod 600 {file}"
    return None


def is_defaults(path: Path) -> bool:
    """Return whether a file holds what companies share, and no company."""
    return path.name in {DEFAULTS, PLAIN_DEFAULTS}


def validate_files(files: tuple[Path, ...], now: datetime) -> int:
    """Print every problem of the files, one a line, and beside good ones advice; returns the exit code."""
    problems: list[str] = []
    for path in dict.fromkeys(files):
        found = defaults_problems(path)
        problems += found
        if is_defaults(path):
            if not path.exists():
                problems.append(f"{path}:file: {missing(path)}")
            elif not found:
                complain(f"{path}: good")
            continue
        try:
            company = read_registered(path).company
        except RegistryError as error:
            problems += error.problems
        else:
            accounts = len(company.accounts)
            complain(f"{path}: good, {accounts} {'account' if accounts == 1 else 'accounts'}")
            for advice in advise(company, now.astimezone(company.zone).date()):
                key, _, sentence = advice.partition(": ")
                complain(f"{path}:{key}: advice: {sentence}")
    for problem in dict.fromkeys(problems):
        print_line(problem)
    return 2 if problems else 0


def mark_done(path: Path, item: str, note: str) -> int:
    """Add a `[[done]]` table to the end of a registry file; everything else stays as it is, to the byte.

    Returns the exit code. Raises RegistryError for a file that is wrong already, UsageError for anything else.
    """
    if not _ITEM.match(item):
        raise UsageError(f"{item!r} is no item's id; copy it from the report, such as fb-1234_5678")
    note = " ".join(note.split())
    registered = read_registered(path)
    if any(done.item == item for done in registered.company.done):
        print_line(
            f"{path}: {item} is marked as done already; if it waits again, somebody edited it: change its note"
        )
        return 0
    data = registered.data
    line = "\r\n" if b"\r\n" in data else "\n"
    table = [
        "",
        "[[done]]",
        f"item = {quoted(item)}",
        *([f"note = {quoted(note)}"] if note else []),
        "",
    ]
    gap = "" if data.endswith(b"\n") else line
    written = data + (gap + line.join(table)).encode()
    check_written(path, written, "[[done]] tables")
    replace_file(path, written)
    print_line(f"{path}: {item} needs no answer any more")
    return 0


def _tables(defaults: bytes | None, shared: Path) -> Mapping[str, Any]:
    if defaults is None:
        return {}
    try:
        return read_defaults(defaults, str(shared))
    except RegistryError:
        return {}


def check_written(path: Path, written: bytes, form: str) -> None:
    """Refuse a file that would be broken by a new table: when its key is written there in another form than this."""
    try:
        tomllib.loads(written.decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path}: it is written there in a way that cannot be added to; write it as {form}"
        ) from error
    read_company(written, str(path), tables_beside(path))


def tables_beside(path: Path) -> Mapping[str, Any]:
    """Return what a registry file at a path would share with its neighbours; nothing where that is wrong or not there."""
    return _tables(defaults_of(path), beside(path))


def defaults_of(path: Path) -> bytes | None:
    """Return the bytes of the defaults beside a registry file, None where there are none."""
    shared = beside(path)
    return read_file(shared) if shared.is_file() else None


def quoted(text: str) -> str:
    """Return a text as a TOML string."""
    escaped = "".join(
        f"\\u{ord(sign):04x}" if not sign.isprintable() and ord(sign) < 0x10000 else sign  # noqa: PLR2004 - \u holds 16 bits
        for sign in text.strip().replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'


def replace_file(path: Path, data: bytes) -> None:
    """Put new bytes in place of a file at once, so that nobody ever reads half of it."""
    target = path.resolve()
    try:
        write_whole(target, data, stat.S_IMODE(target.stat().st_mode))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
