"""One audit of a company at a time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from account_health.cli.lock import NAME, STALE_SECONDS, locked
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


@pytest.mark.skipif(os.name == "nt", reason="Windows tells nobody whether a process runs")
def test_a_killed_audit_blocks_nobody(tmp_path: Path) -> None:
    """The lock of a process that is gone is taken over."""
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    (tmp_path / NAME).write_text(str(gone.pid), encoding="ascii")
    with locked(tmp_path):
        assert (tmp_path / NAME).read_text("ascii") == str(os.getpid())


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


def test_a_number_that_no_process_has_blocks_nobody(tmp_path: Path) -> None:
    """However long it is."""
    (tmp_path / NAME).write_text("9" * 19, encoding="ascii")
    with locked(tmp_path):
        pass


@pytest.mark.parametrize("content", ["", "nobody", "99999999999999999999999"])
def test_a_lock_that_says_nothing_ends_by_its_age(tmp_path: Path, content: str) -> None:
    """Half an hour is longer than any audit."""
    lock = tmp_path / NAME
    lock.write_text(content, encoding="ascii")
    old = time.time() - STALE_SECONDS - 1
    os.utime(lock, (old, old))
    with locked(tmp_path):
        assert lock.read_text("ascii") == str(os.getpid())


def test_a_folder_that_cannot_be_made_is_told_with_its_cure(tmp_path: Path) -> None:
    """A file in its place, for example."""
    (tmp_path / "eibe").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="--out"), locked(tmp_path / "eibe"):
        pytest.fail("a file is no folder")
