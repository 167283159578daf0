"""Setting up from a fresh clone: what is missing is a sentence, and what is not whole is made anew."""

import json
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

from tests.tools import need

ROOT = Path(__file__).resolve().parents[2]
HEARS_CTRL_C = """
import runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Runs a program that Ctrl-C ends, whoever started the tests: what a shell runs in its background ignores it, and hands that on."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder, with a space and an umlaut, that holds the Makefile and what its targets depend on; nothing is pinned."""
    folder = tmp_path / "Bücher und mehr"
    (folder / "requirements").mkdir(parents=True)
    for name in ("Makefile", "requirements/set_up.py"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("uv", "dev", "sam"):
        (folder / f"requirements/{name}.txt").touch()
    (folder / "pyproject.toml").touch()
    return folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a checkout."""
    return subprocess.run(  # noqa: S603 - our own Makefile
        [need("make"), *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def python_with(folder: Path, change: str) -> Path:
    """Return a Python in which something is different."""
    (folder / "sitecustomize.py").write_text(f"import sys\n{change}\n", "utf-8")
    other = folder / "other-python"
    other.write_text(f'#!/bin/sh\nPYTHONPATH="{folder}" exec "{sys.executable}" "$@"\n', "utf-8")
    other.chmod(0o755)
    return other


def test_a_python_that_is_too_old_is_named(checkout: Path) -> None:
    """MacOS brings Python 3.9: pip would answer with a page of versions, and leave half an environment."""
    old = python_with(checkout, "sys.version_info = (3, 9, 6)")
    done = make(checkout, "setup", f"PYTHON={old}")
    assert done.returncode != 0
    assert "Python 3.11 or later is needed" in done.stderr
    assert " is 3.9. Name another: make PYTHON=" in done.stderr
    assert list(checkout.glob(".venv*")) == []


def test_a_python_without_venv_is_named_with_the_cure(checkout: Path) -> None:
    """A bare Debian has no ensurepip: the sentence says which package brings it, before anything is made."""
    bare = python_with(checkout, "sys.modules['ensurepip'] = None")
    done = make(checkout, "setup", f"PYTHON={bare}")
    assert done.returncode != 0
    assert "sudo apt install python3" in done.stderr
    assert "-venv" in done.stderr
    assert list(checkout.glob(".venv*")) == []


def test_no_python_at_all_is_a_sentence(checkout: Path) -> None:
    """What has to be installed is in the README, and that is said."""
    done = make(checkout, "setup", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert "no-such-python is not on the PATH. README.md says" in done.stderr


def test_a_missing_python_for_aws_is_named(checkout: Path) -> None:
    """Lambda runs Python 3.13, so what is built for it needs one here; nothing is made before that is known."""
    done = make(checkout, "sam-setup", "PYTHON313=")
    assert done.returncode != 0
    assert "Python 3.13 is needed, and there is no python3.13 on the PATH" in done.stderr
    assert list(checkout.glob(".venv*")) == []


INSTALLER = """#!/bin/sh
echo "$@" >> "{log}"
exit {code}
"""


def installer(checkout: Path, name: str, code: int = 0) -> Path:
    """Put something that notes what it was to install where uv or pip would be; return its notes."""
    notes = checkout / f"{name}.log"
    program = checkout / ".venv-uv/bin" / name
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(INSTALLER.format(log=notes, code=code), "utf-8")
    program.chmod(0o755)
    return notes


def set_up(checkout: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Set the environment up as the Makefile does."""
    command = [sys.executable, "requirements/set_up.py", *options, ".venv", "requirements/dev.txt"]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


def record(checkout: Path) -> dict[str, str]:
    """Return what the environment says it was made of."""
    found: dict[str, str] = json.loads((checkout / ".venv/ready").read_text("utf-8"))
    return found


def made_anew(checkout: Path) -> bool:
    """Set up once more and say whether the environment is another one."""
    mark = checkout / ".venv/mark"
    mark.touch()
    done = set_up(checkout, "--keep-python")
    assert done.returncode == 0, done.stderr
    assert (checkout / ".venv/bin/python").exists()
    return not mark.exists()


def test_only_what_is_not_whole_or_not_the_same_is_made_anew(checkout: Path) -> None:
    """A second time costs nothing; interrupted, asked for something else, moved: made anew, and never mended."""
    installer(checkout, "uv")
    assert set_up(checkout).returncode == 0
    assert not made_anew(checkout)
    (checkout / ".venv/ready").unlink()
    assert made_anew(checkout), "it was interrupted"
    (checkout / "requirements/dev.txt").write_text("# another\n", "utf-8")
    assert made_anew(checkout), "it was asked for something else"
    moved = checkout.rename(checkout.with_name("moved here"))
    assert made_anew(moved), "the checkout was moved"
    assert record(moved)["folder"] == str(moved)
    assert not made_anew(moved)


def test_a_python_that_was_named_once_stays(checkout: Path) -> None:
    """`make setup PYTHON=…`, then `make test`: the second keeps the first's Python, unless it is gone by now."""
    installer(checkout, "uv")
    other = checkout / "other-python"
    other.write_text(
        f'#!/bin/sh\necho asked >> "{checkout}/asked.log"\nexec "{sys.executable}" "$@"\n', "utf-8"
    )
    other.chmod(0o755)
    assert set_up(checkout).returncode == 0
    now = record(checkout)
    (checkout / ".venv/ready").write_text(json.dumps(now | {"python": str(other)}), "utf-8")
    assert set_up(checkout, "--keep-python").returncode == 0
    assert (checkout / "asked.log").exists()
    other.unlink()
    (checkout / ".venv/ready").write_text(json.dumps(now | {"python": str(other)}), "utf-8")
    assert made_anew(checkout)
    assert record(checkout) == now


SLOW_INSTALLER = """#!/bin/sh
echo begins >> "{log}"
for _ in $(seq 200); do [ -e "{go}" ] && break; sleep 0.05; done
echo ends >> "{log}"
"""


def until(true: Callable[[], bool]) -> None:
    """Wait until something holds, at most half a minute."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it never came")


@pytest.mark.parametrize("killed", [False, True])
def test_two_at_once_take_turns(checkout: Path, *, killed: bool) -> None:
    """A second terminal, or a first try that was killed and whose installer lives on: nothing is cleared under its hands."""
    notes, go = installer(checkout, "uv"), checkout / "go"
    uv = checkout / ".venv-uv/bin/uv"
    uv.write_text(SLOW_INSTALLER.format(log=notes, go=go), "utf-8")
    command = [sys.executable, "requirements/set_up.py", ".venv", "requirements/dev.txt"]
    started: list[subprocess.Popen[str]] = []
    for _ in range(2):
        started.append(subprocess.Popen(command, cwd=checkout, stderr=subprocess.PIPE, text=True))  # noqa: S603 - our own program
        until(notes.exists)
    first, second = started
    assert first.stderr is not None
    assert second.stderr is not None
    if killed:
        first.kill()
    assert "Something else still sets up .venv; waiting" in second.stderr.readline()
    go.touch()
    assert second.wait(30) == 0
    first.wait(30)
    assert notes.read_text("utf-8").split() == ["begins", "ends"] * (2 if killed else 1)
    assert (checkout / ".venv/ready").exists()
    for one in (first.stderr, second.stderr):
        one.close()


def test_who_stops_it_reads_a_sentence_and_the_next_try_begins_anew(checkout: Path) -> None:
    """Ctrl-C while something is installed shows no page of Python and leaves nothing that looks whole."""
    notes = installer(checkout, "uv")
    uv = checkout / ".venv-uv/bin/uv"
    uv.write_text(SLOW_INSTALLER.format(log=notes, go=checkout / "never"), "utf-8")
    command = [sys.executable, "-c", HEARS_CTRL_C, "requirements/set_up.py", ".venv", "requirements/dev.txt"]
    with subprocess.Popen(command, cwd=checkout, stderr=subprocess.PIPE, text=True) as stopped:  # noqa: S603 - our own program
        until(notes.exists)
        stopped.send_signal(signal.SIGINT)
        _, said = stopped.communicate(timeout=30)
    assert stopped.returncode == 128 + signal.SIGINT
    assert said == "Stopped; .venv is not whole, and the next try makes it anew.\n"
    assert not (checkout / ".venv/ready").exists()
    installer(checkout, "uv")
    assert set_up(checkout).returncode == 0


def test_where_uv_cannot_pip_does_all_of_it(checkout: Path) -> None:
    """Without a folder for its cache uv fails, at the pins as at the package itself; pip gets the same to do."""
    installer(checkout, "uv", code=2)
    notes = installer(checkout, "pip")
    assert set_up(checkout, "--editable").returncode == 0
    pins, package = notes.read_text("utf-8").splitlines()
    assert "--require-hashes -r" in pins
    assert package.endswith(f"--no-deps --no-build-isolation -e {checkout}")


def test_a_uv_that_cannot_be_started_is_one_that_cannot(checkout: Path) -> None:
    """Written half, or made for another machine: pip does it, and nobody sees a page of Python."""
    installer(checkout, "uv")
    (checkout / ".venv-uv/bin/uv").chmod(0o644)
    notes = installer(checkout, "pip")
    assert set_up(checkout).returncode == 0
    assert "--require-hashes -r" in notes.read_text("utf-8")


def test_a_file_in_the_way_is_named(checkout: Path) -> None:
    """What cannot be cleared is not ours to clear, and it is a sentence."""
    installer(checkout, "uv")
    (checkout / ".venv").touch()
    done = set_up(checkout)
    assert done.returncode != 0
    assert done.stderr.startswith(".venv could not be made: ")
    assert "Traceback" not in done.stderr


def test_what_failed_is_a_sentence_and_leaves_nothing_that_looks_whole(checkout: Path) -> None:
    """Where neither can install, no page of Python's own is shown, and the next try begins anew."""
    installer(checkout, "uv", code=2)
    installer(checkout, "pip", code=1)
    done = set_up(checkout)
    assert done.returncode != 0
    assert ".venv could not be made" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv/ready").exists()


def test_every_extra_that_is_asked_for_exists() -> None:
    """Pip warns of one that does not, and whoever sets up for the first time wonders what is missing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [line for group in project["dependency-groups"].values() for line in group if "[" in line]
    assert wanted
    for line in wanted:
        package, _, rest = line.partition("[")
        try:
            known = metadata(package).get_all("Provides-Extra") or []
        except PackageNotFoundError:
            pytest.skip(f"{package} is not installed here")
        assert set(rest.partition("]")[0].split(",")) <= set(known), package
