"""The commands `push` and `pull`: registry files to and from where runs read them, with the difference shown before writing."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from account_health.cli.asking import agreed, is_asked
from account_health.cli.registry import DEFAULTS, is_defaults, read_file, replace_file
from account_health.cli.screen import complain, print_line
from account_health.model.company import is_id
from account_health.model.errors import AccountHealthError, ConflictError, RegistryError, UsageError
from account_health.operations.registry_sync import (
    Change,
    company_change,
    defaults_change,
    difference,
    in_review,
    write,
)
from account_health.registry import read_company, read_defaults
from account_health.storage import Storage
from account_health.workflow.places import DEFAULTS as DEFAULTS_KEY
from account_health.workflow.places import registry_file
from account_health.workflow.registry import list_registry
from account_health.workflow.shared_defaults import read_shared

WRONG = 2


def push_files(files: Iterable[Path], storage: Storage, *, yes: bool, review: bool) -> int:
    """Validate each file, show what changes and write it after a yes; returns the exit code.

    A wrong file is told and stops no other. The code is 2 where anything is wrong or was not written.
    """
    code = 0
    # What all companies share comes first: the others are read with it.
    for path in sorted(dict.fromkeys(files), key=lambda one: not is_defaults(one)):
        try:
            written = _push(path, storage, yes=yes, review=review)
        except AccountHealthError as error:
            for line in str(error).splitlines():
                complain(line)
            written = False
        code = code if written else WRONG
    return code


def _push(path: Path, storage: Storage, *, yes: bool, review: bool) -> bool:
    data = read_file(path)
    if is_defaults(path):
        change = defaults_change(data, str(path), storage)
    elif path.suffix != ".toml" or not is_id(path.stem):
        raise UsageError(f"{path}: its name is no company's id: a-z, 0-9 and -, then .toml")
    else:
        change = company_change(path.stem, data, str(path), storage)
    if not change.is_needed:
        print_line(f"{path}: the same already")
        return True
    if change.offers_review:
        change = _reviewed(path, change, yes=yes, review=review)
    for line in difference(change.before.body if change.before else None, change.after, change.key):
        print_line(line)
    if change.offers_review and change.company is not None:
        print_line(f"  mails {', '.join(change.company.report.to)} from the next run on")
    if not _may(yes=yes, question=f"Write {change.key}?"):
        return False
    try:
        write(change, storage)
    except ConflictError as error:
        raise UsageError(f"{error} Nothing was written: pull, and look at the difference again.") from error
    if change.after != data:
        # The file here says the same as the one there, or the next push would take it back.
        replace_file(path, change.after)
    print_line(f"{path}: written to {change.key}")
    return True


def _reviewed(path: Path, change: Change, *, yes: bool, review: bool) -> Change:
    """Return the change with drafts for `copy_to` where the person wants that for a new company."""
    assert change.company is not None  # noqa: S101 - offers_review says so
    readers = ", ".join(change.company.report.copy_to)
    if not review:
        if yes or not is_asked():
            return change
        question = f"{path}: a new company. Send its reports to {readers} only, until you have read a few"
        if not agreed(f'{question} (mode = "review")?', default=True):
            return change
    written = in_review(change.after)
    if written is None:
        raise UsageError(
            f'{path}: write mode = "review" into its report table by hand; it is written in a form that cannot be added to'
        )
    drafts = replace(change.company, report=replace(change.company.report, mode="review"))
    return replace(change, after=written, company=drafts)


def _may(*, yes: bool, question: str) -> bool:
    if yes:
        return True
    if is_asked() and agreed(question, default=False):
        return True
    complain("Nothing was written." + ("" if is_asked() else " Add --yes to write it."))
    return False


def pull_files(companies: Iterable[str], folder: Path, storage: Storage, *, yes: bool) -> int:
    """Write the registry's files, or those of some companies, into a folder; what differs there is shown first.

    A file that is wrong is written all the same, with what is wrong: it is pulled to be mended. Returns the exit code.
    """
    code = 0
    for key, name in _wanted(tuple(companies), storage):
        stored = storage.read(key)
        if stored is None:
            complain(f"{key}: there is no such file")
            code = WRONG
            continue
        path = folder / name
        here = path.read_bytes() if path.is_file() else None
        if here == stored.body:
            print_line(f"{path}: the same already")
            continue
        if here is not None:
            for line in difference(here, stored.body, str(path)):
                print_line(line)
            if not _may(yes=yes, question=f"Replace {path}?"):
                code = WRONG
                continue
        _keep(path, stored.body)
        print_line(f"{path}: written")
        for problem in _problems(name, stored.body, storage):
            complain(problem)
            code = WRONG
    return code


def _wanted(companies: tuple[str, ...], storage: Storage) -> Iterable[tuple[str, str]]:
    """Yield key and file name of what is asked for: without a name, of everything."""
    if companies:
        yield from ((registry_file(one), f"{one}.toml") for one in companies)
        return
    listed = list_registry(storage)
    if storage.read(DEFAULTS_KEY) is not None:
        yield DEFAULTS_KEY, DEFAULTS
    yield from ((registry_file(one), f"{one}.toml") for one in listed.companies)


def _keep(path: Path, data: bytes) -> None:
    if path.is_file():
        replace_file(path, data)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _problems(name: str, data: bytes, storage: Storage) -> tuple[str, ...]:
    try:
        if name == DEFAULTS:
            read_defaults(data, name)
        else:
            read_company(data, name, read_shared(storage).tables, company=name.removesuffix(".toml"))
    except RegistryError as error:
        return error.problems
    return ()
