"""The recipe for a new check, followed by the letter: six edits in a copy, one command, and every guard is green."""

import re
from pathlib import Path

import pytest

from tests.house import ROOT
from tests.recipe import INSIDE, copied, run

RECIPE = (ROOT / "docs" / "contributing.md").read_text("utf-8").split("## A new check")[1].split("\n## ")[0]
BLOCK = re.compile(r"^   ```(\w+) ?([\w/.]*)\n(.*?)^   ```$", re.MULTILINE | re.DOTALL)
CATALOGUE = INSIDE + "/text/locales/{}/LC_MESSAGES/account_health.po"
GUARDS = (
    "tests/unit/test_architecture.py",
    "tests/unit/checks/test_cases.py",
    "tests/unit/checks/test_words.py",
    "tests/unit/checks/test_catalogue.py",
    "tests/unit/text/test_i18n.py",
    "tests/unit/registry/test_schema.py",
)
OF_ONE = "test_each_case_is_judged_as_it_says or test_nobody_reads_the_clock or test_hosts_are_turned_by_one_function"
"""Guards that look at one case or module at a time: those of other checks and modules are green or red without this one."""
MOST_BY_HAND = 6


def blocks() -> dict[str, str]:
    """Return the recipe's blocks by the file that they belong to."""
    found: dict[str, str] = {}
    for kind, name, text in BLOCK.findall(RECIPE):
        plain = re.sub(r"^ {3}", "", text, flags=re.MULTILINE)
        if kind == "po":
            found[CATALOGUE.format("de_du" if name == "du" else "de")] = plain
        else:
            found[name if name.startswith("tests/") else f"{INSIDE}/{name}"] = plain
    return found


def placed(name: str, text: str, block: str) -> str:
    """Return a file with the block where the recipe says: before the end of its table, else at its own end."""
    ends = {
        "__init__.py": "\n)\n# fmt: on",
        "guide.py": '\n    }\n)\n"""Check id -> its guide',
        "limits.py": '\n    }\n)\n"""Check id -> key -> default',
        "tests/judgement/profile.py": "\n)  # fmt: skip",
    }
    for file, end in ends.items():
        if name.endswith(file):
            where = text.rindex(end)
            return f"{text[:where]}\n{block.rstrip()}{text[where:]}"
    return f"{text.rstrip()}\n\n\n{block}"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of what a contributor edits."""
    return copied(tmp_path)


def test_the_recipe_costs_what_it_says_and_every_guard_is_green(copy: Path) -> None:
    """Six files by hand; what follows comes from one command."""
    files = blocks()
    assert len({name.replace("de_du", "de") for name in files}) == MOST_BY_HAND
    for name, block in files.items():
        path = copy / name
        path.write_text(placed(name, path.read_text("utf-8"), block), "utf-8")
    for command in (
        ("-m", "tests.translations"),
        ("-m", "tests.judgement.words"),
        (
            "-c",
            "import sys; from account_health.cli import main; sys.exit(main(['checks', '--format', 'md'], {}))",
        ),
    ):
        done = run(copy, *command)
        assert done.returncode == 0, done.stderr
    (copy / "docs" / "checks.md").write_text(done.stdout, "utf-8")
    touched = f"slogan or profile or not ({OF_ONE})"
    guarded = run(
        copy, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-k", touched, *GUARDS
    )
    assert guarded.returncode == 0, guarded.stdout[-3000:]
    assert "slogan" in run(copy, "-m", "account_health.cli", "schema").stdout
