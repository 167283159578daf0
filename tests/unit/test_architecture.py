"""The house: which way imports point, who may touch the network and AWS, and what the tables promise."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from account_health.checks import BY_ID, CHECKS, LEADING
from account_health.connectors import PLATFORMS
from account_health.model import PARTS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "layers" / "account_health" / "account_health"
CORE, EDGE, RUN, SHELL = 0, 1, 2, 3
"""Rooms from the inside out: a module may import its own room and those further in."""
ROOMS = {
    "connectors": EDGE,
    "backends": EDGE,
    "codec": EDGE,
    "ledger": EDGE,
    "pool": EDGE,
    "workflow": RUN,
    "lambda_services": SHELL,
    "cli": SHELL,
}
ONLY_IN = {
    "requests": {"connectors/http.py"},
    "urllib3": {"connectors/http.py"},
    "http.client": {"connectors/http.py"},
    "ssl": {
        "connectors/http.py",
        "connectors/network.py",
        "connectors/trouble.py",
        "connectors/wire.py",
    },
    "boto3": {"backends/aws.py"},
    "botocore": {"backends/aws.py"},
}
FORBIDDEN_IN_CORE = {"socket", "urllib.request", "http", "subprocess", "pydantic", "threading", "tempfile"}


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a module's path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything a module imports, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(dotted: str) -> int:
    """Return the room of a module of the package by its dotted name."""
    parts = dotted.split(".")
    return ROOMS.get(parts[1], CORE) if len(parts) > 1 else CORE


def test_every_module_stands_on_the_map() -> None:
    """Who looks for something finds its room in docs/architecture.md, and every name there leads somewhere."""
    plan = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    named = {name for line in plan.splitlines() for name in re.split(r",? +", line[8:31].strip()) if name}
    there = {path.name + "/" * path.is_dir() for path in PACKAGE.iterdir()}
    rooms = {name.removesuffix(".py") for name in there if not name.startswith("__") and name != "py.typed"}
    assert named - {"functions/"} == rooms - {"locales/", "tones/"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_inward(path: Path) -> None:
    """A room never imports one further out, so the core knows no wire, no clock and no cloud."""
    mine = room("account_health." + name_of(path).removesuffix(".py").replace("/", "."))
    for name in imported(path):
        if name.startswith("account_health"):
            assert room(name) <= mine, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_the_wire_and_the_cloud_are_touched_in_one_place(path: Path) -> None:
    """Requests lives in connectors/http.py, boto3 in backends/aws.py."""
    for name in imported(path):
        for owned, allowed in ONLY_IN.items():
            if f"{name}.".startswith(f"{owned}."):
                assert name_of(path) in allowed, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nobody_reads_the_clock(path: Path) -> None:
    """The run carries one `now`; only the shells, the command and the functions' services, read the clock."""
    calls = {
        f"{ast.unparse(node.func)}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }
    clocks = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.datetime.now"}
    shell = room("account_health." + name_of(path).removesuffix(".py").replace("/", ".")) == SHELL
    assert shell or not calls & clocks


@pytest.mark.parametrize(
    "path",
    [one for one in modules() if ROOMS.get(name_of(one).split("/")[0].removesuffix(".py"), CORE) == CORE],
    ids=name_of,
)
def test_the_core_is_pure(path: Path) -> None:
    """No network, no processes, no environment in the core."""
    for name in imported(path):
        assert not any(name == bad or name.startswith(bad + ".") for bad in FORBIDDEN_IN_CORE), name
    assert "os.environ" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "functions").glob("*/app.py")), ids=lambda path: path.parent.name
)
def test_functions_are_thin_shells(path: Path) -> None:
    """Event in, one call, JSON out: at most 30 lines and no branches."""
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 30
    branches = (ast.If, ast.For, ast.While, ast.Try, ast.Match, ast.IfExp)
    assert not [node for node in ast.walk(ast.parse(text)) if isinstance(node, branches)]


def test_every_check_reads_parts_that_exist_and_its_rule_names_them() -> None:
    """A rule's parameters are the parts that its row declares, then the context."""
    for check in CHECKS:
        assert set(check.reads) <= set(PARTS), check.id
        assert tuple(inspect.signature(check.rule).parameters) == (*check.reads, "context"), check.id


def test_check_ids_are_unique_and_named_in_kebab_case() -> None:
    """An id is what people type."""
    assert len(BY_ID) == len(CHECKS)
    assert all(
        check.id == check.id.lower() and "_" not in check.id and " " not in check.id for check in CHECKS
    )


def test_a_check_yields_only_to_checks_that_exist() -> None:
    """And never in a circle."""
    for check in CHECKS:
        for cause in check.because:
            assert cause in BY_ID
            assert check.id not in BY_ID[cause].because


def test_every_check_has_a_test_of_its_own() -> None:
    """A new check costs one rule, one row, its German line and its test."""
    tests = "".join(
        path.read_text("utf-8") for path in (ROOT / "tests" / "unit" / "checks").glob("test_*.py")
    )
    for check in CHECKS:
        assert f'"{check.id}"' in tests, f"no test names {check.id}"


def test_every_platform_offers_parts_that_exist_and_has_leading_checks() -> None:
    """A new platform is one connector and one row."""
    for platform, row in PLATFORMS.items():
        assert row.offers <= set(PARTS), platform
        for leading in LEADING.values():
            assert leading[platform] in BY_ID, platform


def test_whoever_looks_at_one_platform_loads_no_other() -> None:
    """A process pays for the modules of those platforms alone that it looks at; the table names all of them."""
    program = (
        "import sys\n"
        "from account_health.connectors import PLATFORMS\n"
        "print(len(PLATFORMS), PLATFORMS['x'].connector is PLATFORMS['x'].connector)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    table, modules = done.stdout.splitlines()
    assert table == f"{len(PLATFORMS)} True"
    rooms = {name.split(".")[2] for name in modules.split() if name.startswith("account_health.connectors.")}
    assert rooms & {"blog", "facebook", "google", "instagram", "x"} == {"x"}
