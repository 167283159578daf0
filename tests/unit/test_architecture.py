"""The house: which way imports point, who may touch the network and AWS, and what the tables promise."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from account_health.checks import BY_ID, CHECKS
from account_health.connectors import CONNECTORS
from account_health.model import PARTS, Topic
from account_health.model.platform import PLATFORM_ROWS, registered_platforms
from account_health.model.watching import WATCH
from tests.house import CORE, PACKAGE, ROOMS, ROOT, arrows, circles, imported, modules, name_of, room_of

pytestmark = pytest.mark.once  # it reads the sources

ONLY_IN = {
    "requests": {"connectors/http/session.py"},
    "urllib3": {"connectors/http/session.py"},
    "http.client": {"connectors/http/session.py"},
    "ssl": {
        "connectors/http/session.py",
        "connectors/http/network.py",
        "connectors/http/trouble.py",
        "connectors/http/wire.py",
    },
    "boto3": {"storage/aws/"},
    "botocore": {"storage/aws/"},
    "idna": {"text/hosts.py"},
}
CLOCKS = {"cli", "workflow/lambda_services.py"}
FORBIDDEN_IN_CORE = {"socket", "urllib.request", "http", "subprocess", "pydantic", "threading", "tempfile"}
MOST_ROOMS = 16
TOP = {
    *(
        ".checkov.yaml",
        ".ci",
        ".editorconfig",
        ".github",
        ".gitignore",
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "SECURITY.md",
    ),
    *(
        "benchmarks",
        "docs",
        "events",
        "functions",
        "layers",
        "pyproject.toml",
        "requirements",
        "samconfig.toml",
    ),
    *("statemachines", "template.yaml", "tests"),
}


def test_every_room_stands_on_the_map() -> None:
    """Who looks for something finds its room in docs/architecture.md, in the order in which rooms may need each other."""
    plan = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    named = [line[8:20].strip().removesuffix("/") for line in plan.splitlines() if line[8:9].strip()]
    assert named == [*ROOMS, "functions"]


def test_nothing_lies_beside_the_rooms() -> None:
    """A module at the package's root belongs to no room, so nobody could say what it may need."""
    there = {path.name for path in PACKAGE.iterdir() if path.is_file() or any(path.rglob("*.py"))}
    there = {name for name in there if not name.startswith("__")}
    assert there == {*ROOMS, "py.typed"}
    assert len(ROOMS) <= MOST_ROOMS


def test_the_top_of_the_project_holds_what_belongs_there() -> None:
    """A report written while somebody tried the command, or a registry of theirs, is never committed by accident."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("this is no checkout of git")
    assert {path.split("/")[0] for path in listed.stdout.splitlines()} == TOP


def test_every_room_says_what_is_in_it_and_what_may_not_be() -> None:
    """The first line of a room is its sign on the door, and no other room carries the same."""
    signs = [
        ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8"))) for room in ROOMS
    ]
    assert all(sign and ("othing" in sign or "No " in sign or "only" in sign) for sign in signs), signs
    assert len(set(signs)) == len(signs)


def test_no_arrow_points_up() -> None:
    """A room needs only rooms further in, so the core knows no wire, no clock and no cloud."""
    assert [(arrow.source, arrow.target, arrow.imports) for arrow in arrows() if arrow.points_up] == []


def test_no_two_rooms_need_each_other() -> None:
    """Rooms that reach each other are one room."""
    assert circles(arrows()) == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_the_wire_and_the_cloud_are_touched_in_one_place(path: Path) -> None:
    """Requests lives in connectors/http/session.py, boto3 in the package storage/aws."""
    for name in imported(path):
        for owned, allowed in ONLY_IN.items():
            if f"{name}.".startswith(f"{owned}."):
                assert name_of(path).startswith(tuple(allowed)), f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_hosts_are_turned_by_one_function(path: Path) -> None:
    """Python's codec "idna" makes ss of ß, and so leads the readers of a mail to a stranger's website."""
    code = ast.parse(path.read_text("utf-8"))
    codecs = [
        argument.value
        for node in ast.walk(code)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"encode", "decode"}
        for argument in (*node.args, *(keyword.value for keyword in node.keywords))
        if isinstance(argument, ast.Constant)
    ]
    assert not {"idna", "punycode"} & set(codecs)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nobody_reads_the_clock(path: Path) -> None:
    """The run carries one `now`; only the shells, the command and the functions' services, read the clock."""
    calls = {
        f"{ast.unparse(node.func)}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }
    clocks = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.datetime.now"}
    shell = room_of(name_of(path)) in CLOCKS or name_of(path) in CLOCKS
    assert shell or not calls & clocks


@pytest.mark.parametrize(
    "path",
    [one for one in modules() if room_of(name_of(one)) in CORE],
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


def test_every_platform_has_parts_and_leading_checks_that_exist() -> None:
    """Its row names nothing that no snapshot holds, no table knows, and no page explains."""
    for platform, row in PLATFORM_ROWS.items():
        assert row.parts <= set(PARTS), platform
        assert {*row.leading.values(), *row.severities, *row.limits} <= set(BY_ID), platform
        assert (ROOT / "docs" / row.docs).is_file(), platform
        assert set(row.leading) == ({Topic.ACTIVITY, Topic.CONVERSATION} if row.registered else set()), (
            platform
        )


def test_every_platform_that_can_be_registered_has_somebody_who_looks_at_it() -> None:
    """The rows of the nouns and those of the connectors name the same platforms, and no default id stands for two.

    The company's name is looked at too, although nobody registers it as an account.
    """
    assert tuple(CONNECTORS) == (*registered_platforms(), WATCH)
    assert len({row.default_id for row in PLATFORM_ROWS.values()}) == len(PLATFORM_ROWS)


def test_whoever_looks_at_one_platform_loads_no_other() -> None:
    """A process pays for the modules of those platforms alone that it looks at; the table names all of them."""
    program = (
        "import sys\n"
        "from account_health.connectors import CONNECTORS\n"
        "print(len(CONNECTORS), CONNECTORS['x'].connector is CONNECTORS['x'].connector)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    table, modules = done.stdout.splitlines()
    assert table == f"{len(CONNECTORS)} True"
    rooms = {name.split(".")[2] for name in modules.split() if name.startswith("account_health.connectors.")}
    assert rooms & {"blog", "google", "meta", "x"} == {"x"}


KEYED_BY_NETWORK = {"text/profile_keys.py", "judging/watch/reporting_ways.py"}
"""Networks of the world, most of which nobody registers."""
NAMED_IN_TEXTS = {"connectors/blog/legal_texts.py", "onboarding/clients.py"}
"""How people write a platform's name in a legal notice or above a column: without a line it is found by its address alone."""
LOGINS = {"connectors/meta/instagram/fields.py"}
"""The two logins of one platform, each called by its company."""
STEPS_FOR_A_PERSON = {"operations/connect_steps.py"}
"""Prose of one command, too long for a row; the row says that it is led at all."""


def test_a_platforms_facts_stand_in_its_row() -> None:
    """A table keyed by platforms is forgotten by whoever adds one: it is a field of `PlatformRow`, or a connector's row."""
    platforms = set(PLATFORM_ROWS) - {"website"}  # a word that names a field, too
    homes = {"model/platform.py", "connectors/__init__.py"} | KEYED_BY_NETWORK | NAMED_IN_TEXTS
    homes |= LOGINS | STEPS_FOR_A_PERSON
    tables = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if name_of(path) not in homes and "facebook" in path.read_text("utf-8")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        and len({key.value for key in node.keys if isinstance(key, ast.Constant)} & platforms) > 1
    ]
    assert tables == []
