"""Follows a recipe of docs/contributing.md in a copy of the project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house import ROOT

INSIDE = "layers/account_health/account_health"


def copied(place: Path) -> Path:
    """Put a copy of what a contributor edits into a folder, and return it."""
    for name in ("layers", "tests", "docs"):
        shutil.copytree(
            ROOT / name,
            place / name,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules", "mail_checks"),
        )
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, with its package and none other; what is compiled once serves every later command there."""
    places = {
        "PYTHONPATH": f"{copy / 'layers/account_health'}{os.pathsep}{copy}",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *command],
        cwd=copy,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=False,
    )
