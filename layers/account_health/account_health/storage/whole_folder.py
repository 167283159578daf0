"""Puts many files in the place of a folder's older ones: all of them or none, however the work ends.

They are written into a folder of their own beside the older ones. That folder's new name says that it is whole; only then is anything replaced.
A process that is killed before it lost nothing, and what one that was killed after it had begun is brought to its end by the next.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from account_health.storage.whole_file import HIDDEN

WRITING: Final = f"{HIDDEN}writing"
WHOLE: Final = f"{HIDDEN}whole"
_NEW: Final = "new"
_GONE: Final = "gone"


def replace_files(folder: Path, files: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
    """Write files for their owner alone, and take those in `gone` away; names are relative, with `/` between folders.

    Whoever calls holds the folder alone. Raises OSError; then everything is as it was.
    """
    complete(folder)
    writing = folder / WRITING
    try:
        writing.mkdir(mode=0o700)
        for name, data in files.items():
            _write(writing / _NEW / name, data)
        for name in gone:
            _write(writing / _GONE / name, b"")
        writing.rename(folder / WHOLE)
    except BaseException:
        shutil.rmtree(writing, ignore_errors=True)
        raise
    complete(folder)


def complete(folder: Path) -> None:
    """End what a killed process began: what is whole is put in its place, what is not is thrown away. Raises OSError."""
    shutil.rmtree(folder / WRITING, ignore_errors=True)
    whole = folder / WHOLE
    if not is_incomplete(folder):
        return
    for file in _files(whole / _GONE):
        (folder / file.relative_to(whole / _GONE)).unlink(missing_ok=True)
    for file in _files(whole / _NEW):
        target = folder / file.relative_to(whole / _NEW)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.replace(target)
    shutil.rmtree(whole)


def is_incomplete(folder: Path) -> bool:
    """Say whether a killed process left files that are whole and not all in their place."""
    whole = folder / WHOLE
    return whole.is_dir() and not whole.is_symlink()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)
