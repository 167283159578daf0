"""Finds the programs that some tests need: absent, the test is skipped with the reason, or fails with REQUIRE_TOOLS=1."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]

_PLACES = {
    "sam": (ROOT / ".venv-sam/bin/sam", "`make sam-setup` installs it"),
    "cfn-lint": (ROOT / ".venv-sam/bin/cfn-lint", "`make sam-setup` installs it"),
    "sam-python": (ROOT / ".venv-sam/bin/python3.13", "`make sam-setup` installs it, with Python 3.13"),
    "runtime-python": (
        ROOT / ".venv-runtime/bin/python3.13",
        "`make runtime-setup` installs it, with Python 3.13",
    ),
    "asl-validator": (
        ROOT / "tests/node/node_modules/.bin/asl-validator",
        "`make node-setup` installs it (Node 20 or later)",
    ),
    "playwright": (
        ROOT / "tests/node/node_modules/playwright-core",
        "`make node-setup` installs it (Node 20 or later)",
    ),
}
_ON_THE_PATH = {
    "make": "make has to be on the PATH",
    "hunspell": "hunspell and hunspell-de-de have to be installed (`make mail-setup`)",
    "chromium": "chromium has to be installed (`make mail-setup`)",
    "node": "Node 20 or later has to be on the PATH",
}
_TRIED = {"hunspell": ("-d", "de_DE", "-l")}
"""What has to work, too: many desktops have the program with the dictionaries of another language."""


def _works(program: str, arguments: tuple[str, ...]) -> bool:
    """Say whether a program ends well with nothing to read."""
    command = [program, *arguments]
    return subprocess.run(command, input=b"", capture_output=True, check=False).returncode == 0  # noqa: S603 - a fixed program


def lacking(reason: str) -> NoReturn:
    """End the test: skipped with the reason, or failed with REQUIRE_TOOLS=1."""
    if os.environ.get("REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def need(tool: str) -> str:
    """Return the path of a program; where it is absent, or cannot do what it is needed for, the test ends here."""
    if tool in _PLACES:
        place, cure = _PLACES[tool]
        found = str(place) if place.exists() else None
    else:
        found, cure = shutil.which(tool), _ON_THE_PATH[tool]
    if found is None or (tool in _TRIED and not _works(found, _TRIED[tool])):
        lacking(f"{tool} is not there: {cure}")
    return found
