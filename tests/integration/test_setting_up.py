"""Setting up from a fresh clone: a wrong Python is a sentence, and what is asked for exists."""

import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

from tests.tools import need

ROOT = Path(__file__).resolve().parents[2]


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a folder that holds nothing but the Makefile and what its targets depend on."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements").mkdir()
    for name in ("uv", "dev", "sam"):
        (folder / "requirements" / f"{name}.txt").touch()
    (folder / "pyproject.toml").touch()
    return subprocess.run(  # noqa: S603 - our own Makefile
        [need("make"), *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    """MacOS brings Python 3.9: pip would answer with a page of versions, and leave half an environment."""
    old = tmp_path / "old-python"
    old.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "import sys; sys.version_info = (3, 9, 6); $2"\n', "utf-8"
    )
    old.chmod(0o755)
    done = make(tmp_path, "setup", f"PYTHON={old}")
    assert done.returncode != 0
    assert f"Python 3.11 or later is needed, and {old} is 3.9." in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_missing_python_for_aws_is_named(tmp_path: Path) -> None:
    """Lambda runs Python 3.13, so what is built for it needs one here."""
    installer = tmp_path / ".venv" / "bin" / "uv"
    installer.parent.mkdir(parents=True)
    installer.touch()
    done = make(tmp_path, "sam-setup", "PYTHON313=", f"--old-file={installer.relative_to(tmp_path)}")
    assert done.returncode != 0
    assert "Python 3.13 is needed, and there is no python3.13 on the PATH" in done.stdout


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


def test_a_python_without_venv_is_named_with_the_cure(tmp_path: Path) -> None:
    """A bare Debian has no ensurepip: the sentence says which package brings it, before anything is made."""
    bare = tmp_path / "bare-python"
    bare.write_text(
        '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec "' + sys.executable + '" "$@"\n', "utf-8"
    )
    bare.chmod(0o755)
    done = make(tmp_path, "setup", f"PYTHON={bare}")
    assert done.returncode != 0
    assert "sudo apt install python3-venv" in done.stdout + done.stderr
    assert not (tmp_path / ".venv").exists()


def test_another_python_or_another_place_makes_the_environment_anew(tmp_path: Path) -> None:
    """What .venv was made by is written into it; the same Python at the same place leaves it alone."""
    folder = tmp_path / "ein Verzeichnis für Läden"
    folder.mkdir()
    first = make(folder, ".venv/made-by", f"PYTHON={sys.executable}")
    assert first.returncode == 0, first.stderr
    stamp = folder / ".venv" / "made-by"
    assert str(folder) in stamp.read_text("utf-8")
    made = stamp.stat().st_mtime_ns
    again = subprocess.run(  # noqa: S603 - our own Makefile
        [need("make"), ".venv/made-by", f"PYTHON={sys.executable}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (again.returncode, stamp.stat().st_mtime_ns) == (0, made)
    stamp.write_text("another python in another place\n", "utf-8")
    (folder / ".venv" / "half").touch()
    subprocess.run(  # noqa: S603 - likewise
        [need("make"), ".venv/made-by", f"PYTHON={sys.executable}"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    assert not (folder / ".venv" / "half").exists()
