"""What guards main: every target that tests is run, and a public host runs the same on every Python that we name."""

import re
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tools import need

ROOT = Path(__file__).resolve().parents[2]
GUARD = (ROOT / ".ci/run").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
BY_HAND = {"test-mail-all", "test-containers"}
"""The first takes long, and `test-mail` runs the same checkers on one mail of each form; `.ci/containers` does what the second does."""


def jobs() -> dict[str, Any]:
    """Return the jobs of the public host's file."""
    read: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    found: dict[str, Any] = read["jobs"]
    return found


def typed(script: str) -> set[str]:
    """Return the targets of make that a script names."""
    lines = re.findall(r"^(?:make|side_by_side) ([^#\n]+)", script, flags=re.MULTILINE)
    return {word for line in lines for word in line.split() if not word.startswith("-")}


def test_every_target_that_tests_guards_main() -> None:
    """One that is run by hand alone is red for weeks before somebody looks."""
    tests = set(re.findall(r"^(test[a-z0-9-]*|lint|types|validate|build):", MAKEFILE, flags=re.MULTILINE))
    assert {"test", "test-313", "test-floor", "test-mail"} < tests
    assert tests - BY_HAND <= typed(GUARD)
    assert "\n.ci/containers " in GUARD


def test_everything_is_set_up_first() -> None:
    """Each environment is made in the first line, side by side, and none in the middle of the tests."""
    first = next(line for line in GUARD.splitlines() if line.startswith("side_by_side "))
    environments = set(re.findall(r"^([a-z0-9-]*setup[a-z0-9-]*|tools):", MAKEFILE, flags=re.MULTILINE))
    in_tools = {"sam-setup", "runtime-setup", "node-setup"}
    assert set(first.split()[1:]) == environments - in_tools


def test_a_public_host_tests_every_python_that_we_name() -> None:
    """The classifiers, the oldest that installs, and the versions of the file for CI are the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert jobs()["core"]["strategy"]["matrix"]["python"] == named
    assert project["requires-python"] == f">={named[0]}"


def test_a_public_host_runs_all_that_guards_main_as_root_on_debian() -> None:
    """The checkers of the mail are packages of Debian, of which Ubuntu has no chromium; only root installs them."""
    everything = jobs()["everything"]
    assert everything["container"]["image"].startswith("debian:")
    packages, *_, last = [step["run"] for step in everything["steps"] if "run" in step]
    assert last == "bash .ci/run"
    for package in re.findall(r"apt install ([a-z0-9 -]+)", (ROOT / "README.md").read_text("utf-8"))[
        0
    ].split():
        assert f" {package}" in packages, package


def test_a_program_that_cannot_do_it_is_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hunspell without the German dictionary is on many desktops: a skip with the reason, a failure where all is required."""
    program = tmp_path / "hunspell"
    program.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="hunspell-de-de"):
        need("hunspell")
    monkeypatch.setenv("REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="hunspell-de-de"):
        need("hunspell")


@pytest.mark.parametrize("makefile", ["Makefile", "layers/account_health/Makefile"])
def test_what_a_makefile_imports_is_there(makefile: str) -> None:
    """A function that moved breaks `make build`, and no test without sam would notice."""
    text = (ROOT / makefile).read_text("utf-8")
    imports = re.findall(r"-c '[^']*from ([\w.]+) import (\w+)", text)
    assert imports
    for module, name in imports:
        assert hasattr(import_module(module), name), (module, name)
    for module in re.findall(r"-m ((?:tests|benchmarks|account_health)[\w.]*)", text):
        assert find_spec(module) is not None, module
