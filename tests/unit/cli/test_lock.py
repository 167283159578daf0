"""One audit of a company at a time."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from account_health.cli.lock import NAME, locked
from account_health.cli.registry import open_to_others
from account_health.model.errors import UsageError


def test_a_second_audit_hears_who_holds_the_folder(tmp_path: Path) -> None:
    """The holder's process and since when; afterwards nothing is left behind."""
    with locked(tmp_path / "eibe"):
        with (
            pytest.raises(UsageError, match=rf"process {os.getpid()}, for \d+ seconds"),
            locked(tmp_path / "eibe"),
        ):
            pytest.fail("two audits wrote one folder")
        with locked(tmp_path / "anker"):
            assert (tmp_path / "anker" / NAME).is_file()
    assert list((tmp_path / "eibe").iterdir()) == []
    with locked(tmp_path / "eibe"):
        pass


@pytest.mark.parametrize(
    "content",
    ["", "nobody", str(os.getpid()), "9" * 23],
    ids=["nothing", "a word", "a process that runs", "no process"],  # its number differs between the workers
)
def test_a_lock_that_was_left_behind_stops_nobody(tmp_path: Path, content: str) -> None:
    """Whatever it says, also the number of a process that runs: the one that wrote it is gone."""
    lock = tmp_path / NAME
    lock.write_text(content, encoding="ascii")
    with locked(tmp_path):
        assert lock.read_text("ascii") == str(os.getpid())
    assert not lock.exists()


KILLED = """
import sys, time
from pathlib import Path
from account_health.cli.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_audit_blocks_nobody_and_a_running_one_everybody(tmp_path: Path) -> None:
    """The system frees the lock of a process that ends, however it ends."""
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 - this interpreter
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(UsageError, match=f"process {holder.pid}, for"), locked(tmp_path):
            pytest.fail("two audits wrote one folder")
        holder.kill()
    assert (tmp_path / NAME).is_file()
    with locked(tmp_path):
        pass
    assert not (tmp_path / NAME).exists()


def test_of_many_who_find_a_lock_left_behind_one_gets_it(tmp_path: Path) -> None:
    """To take it over is one step: nobody deletes what another one just took."""
    (tmp_path / NAME).write_text("1", encoding="ascii")
    inside, together, refused = 0, 0, 0
    guard, begin = threading.Lock(), threading.Barrier(8)

    def hold() -> None:
        nonlocal inside, together, refused
        begin.wait()
        try:
            with locked(tmp_path):
                with guard:
                    inside += 1
                    together = max(together, inside)
                time.sleep(0.005)
                with guard:
                    inside -= 1
        except UsageError:
            with guard:
                refused += 1

    threads = [threading.Thread(target=hold) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == 1
    assert refused < len(threads)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_credentials_that_others_can_read_are_told(tmp_path: Path) -> None:
    """Once told how, a person closes them."""
    secrets = tmp_path / ".env"
    assert open_to_others(tmp_path / "eibe.toml") is None
    secrets.write_text("X=1", encoding="utf-8")
    secrets.chmod(0o644)
    assert f"chmod 600 {secrets}" in str(open_to_others(tmp_path / "eibe.toml"))
    secrets.chmod(0o600)
    assert open_to_others(tmp_path / "eibe.toml") is None


def test_a_folder_that_cannot_be_made_is_told_with_its_cure(tmp_path: Path) -> None:
    """A file in its place, for example."""
    (tmp_path / "eibe").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="--out"), locked(tmp_path / "eibe"):
        pytest.fail("a file is no folder")
