"""A folder whose files are replaced all or none, whatever happens meanwhile."""

import errno
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from account_health.storage import whole_folder
from account_health.storage.whole_file import HIDDEN
from account_health.storage.whole_folder import complete, is_incomplete, replace_files

NAMES = ("run.json", "report.html", "report.json", "snapshots/blog.json", "snapshots/x.json", "state.json")


def files(number: int) -> dict[str, bytes]:
    """Return one run's files."""
    return {name: f"{name} of {number}".encode() * 50 for name in NAMES}


def content(folder: Path) -> dict[str, bytes]:
    """Return everything that lies in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_files_come_and_go_at_once(tmp_path: Path) -> None:
    """What nobody named stays; what is to go goes; nothing of the work is left."""
    (tmp_path / "notes.txt").write_bytes(b"mine")
    replace_files(tmp_path, {**files(1), "report.csv": b"1"})
    replace_files(tmp_path, files(2), gone=["report.csv", "never-there"])
    assert content(tmp_path) == {**files(2), "notes.txt": b"mine"}
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(HIDDEN)} == set()


class Failing:
    """Lets the system answer with an error at one call, counted over everything that is asked of it."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.failed = False

    def wrap(self, real: Callable[..., object]) -> Callable[..., object]:
        """Return the call with the error in it."""

        def called(*arguments: object, **named: object) -> object:
            self.left -= 1
            if self.left == 0:
                self.failed = True
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **named)

        return called


def test_a_disk_that_is_full_at_any_moment_loses_and_mixes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call it is that fails: the older files are there or the newer ones, and the next audit works."""
    replace_files(tmp_path, files(0))
    for at in range(1, 200):
        failing = Failing(at)
        with monkeypatch.context() as patch:
            for name in ("mkdir", "open", "write", "close", "rename", "replace", "unlink"):
                patch.setattr(os, name, failing.wrap(getattr(os, name)))
            with suppress(OSError):
                replace_files(tmp_path, files(at))
        was_whole = is_incomplete(tmp_path)
        complete(tmp_path)
        found = content(tmp_path)
        assert found in (files(at), files(at - 1)) if failing.failed else found == files(at)
        assert not was_whole or found == files(at)
        if not failing.failed:
            break
        replace_files(tmp_path, files(at))
    else:
        pytest.fail("the number of steps has no end")
    assert at > 3 * len(NAMES)


ENDLESS = """
import itertools, sys
from pathlib import Path
from account_health.storage.whole_folder import replace_files
names = sys.argv[2:]
print("begun", flush=True)
for number in itertools.count(1):
    replace_files(Path(sys.argv[1]), {name: (f"{name} of {number}".encode() * 50) for name in names})
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_process_that_is_killed_at_any_moment_loses_and_mixes_nothing(tmp_path: Path) -> None:
    """Every file is of one run afterwards, the last one that was whole, and nothing else lies there."""
    chance = random.Random(16)  # noqa: S311 - moments, no secrets
    for _ in range(4):
        command = [sys.executable, "-S", "-c", ENDLESS, str(tmp_path), *NAMES]
        with subprocess.Popen(  # noqa: S603 - this interpreter
            command, stdout=subprocess.PIPE, env={"PYTHONPATH": os.pathsep.join(sys.path)}
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0.005, 0.05))
            writer.kill()
        complete(tmp_path)
        found = content(tmp_path)
        if not found:
            continue
        number = found["run.json"].split(b"run.json")[1].removeprefix(b" of ").decode()
        assert found == files(int(number))


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_in_place_of_the_work_is_not_followed(tmp_path: Path) -> None:
    """Nothing is taken from elsewhere, and nothing is written there."""
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "folder"
    (elsewhere / "new").mkdir(parents=True)
    (elsewhere / "new" / "report.html").write_bytes(b"foreign")
    folder.mkdir()
    (folder / whole_folder.WHOLE).symlink_to(elsewhere)
    complete(folder)
    assert not (folder / "report.html").exists()
    (folder / whole_folder.WRITING).symlink_to(elsewhere)
    with pytest.raises(OSError, match="exists"):
        replace_files(folder, files(1))
    assert content(elsewhere) == {"new/report.html": b"foreign"}
