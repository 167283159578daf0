"""The wheel, in an empty environment: it holds what the command needs, starts, and audits an address.

`make test-dist` builds it and runs this with every Python that it finds.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.company_sites import JOINER, joiner
from tests.simulator.gateway import Gateway

WHEEL = os.environ.get("ACCOUNT_HEALTH_WHEEL", "")
UV = Path(__file__).resolve().parents[2] / ".venv-uv" / "bin" / "uv"
PYTHONS = ("3.11", "3.12", "3.13")

pytestmark = pytest.mark.skipif(not WHEEL, reason="make test-dist builds the wheel and names it")


def test_the_wheel_holds_the_product_and_nothing_else() -> None:
    """Translations, templates and data files are in it; tests, functions and notes are not."""
    with zipfile.ZipFile(WHEEL) as wheel:
        names = wheel.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top.rpartition(".")[0] or top for top in tops} == {
        "account_health",
        f"account_health-{_version()}",
    }
    for ending in (".mo", ".j2", "py.typed", "entry_points.txt"):
        assert any(name.endswith(ending) for name in names), ending
    assert not [name for name in names if "__pycache__" in name or "test" in Path(name).parts]


def _python(version: str) -> str:
    """Return where a Python lies: beside the others of pyenv, else what uv finds by itself."""
    found = sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python{version}"))
    return str(found[-1]) if found else version


def _version() -> str:
    return Path(WHEEL).name.split("-")[1]


@pytest.mark.parametrize("python", PYTHONS)
def test_it_audits_an_address_in_an_empty_environment(tmp_path: Path, python: str) -> None:
    """Installed as other tools are, on each Python that is promised."""
    where = tmp_path / "venv"
    made = run([str(UV), "venv", "--quiet", "--python", _python(python), str(where)])
    if made.returncode:
        pytest.skip(f"there is no Python {python} here")
    assert run([str(UV), "pip", "install", "--quiet", "--python", str(where), WHEEL]).returncode == 0
    command = where / ("Scripts" if sys.platform == "win32" else "bin") / "account-health"
    assert run([str(command), "--version"]).stdout.startswith(f"account-health {_version()}")
    with Gateway({JOINER: joiner()}) as gateway:
        told = run([str(command), "audit", f"https://{JOINER}"], tmp_path, ACCOUNT_HEALTH_GATEWAY=gateway.url)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "reports" / "tischlerei-eibe" / "report.html").is_file()


def run(command: list[str], place: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command without the Python settings of this one."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    assert shutil.which(command[0])
    return subprocess.run(  # noqa: S603 - our own command
        command, cwd=place, env=kept | variables, capture_output=True, text=True, check=False, timeout=300
    )
