"""Decisions have short ids, and every number that a rule goes by names its own."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.once  # it reads the sources

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "layers/account_health/account_health"
LIMITS = PACKAGE / "model/limits.py"
_ID = re.compile(r"\b([WPCJMARHLO][1-9]\d?)\b")
_ROW = re.compile(r"^\| ([A-Z]\d+) \| [^|]{10,} \| [^|]{10,} \|$", re.MULTILINE)
_NAMED = re.compile(r"(?:# |\(|[Dd]ecision )([WPCJMARHLO][1-9]\d?)(?:$|[,)\s.])", re.MULTILINE)


def decisions() -> list[str]:
    """Return the ids of all decisions, in the order of their page."""
    return _ROW.findall((ROOT / "docs/decisions.md").read_text("utf-8"))


def test_every_decision_has_an_id_of_its_own() -> None:
    """Each row of the tables is an id, a decision and its reason, and no id is given twice."""
    lines = (ROOT / "docs/decisions.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|") and not line.startswith(("| id", "|---"))]

    assert len(rows) == len(decisions()) > 0
    assert not [each for each, count in Counter(decisions()).items() if count > 1]


def test_decisions_stand_in_one_place() -> None:
    """The page of the house links to the decisions and lists none itself."""
    page = (ROOT / "docs/architecture.md").read_text("utf-8")

    assert "(decisions.md)" in page
    assert "| decision | why |" not in page


@pytest.mark.parametrize(
    "file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE))
)
def test_a_decision_that_the_code_names_exists(file: Path) -> None:
    """An id in a comment or docstring is one of docs/decisions.md."""
    assert set(_NAMED.findall(file.read_text("utf-8"))) <= set(decisions())


def test_every_limit_names_its_decision() -> None:
    """Each number in model/limits.py has the id of its decision: below its assignment, or beside its row of a table."""
    text = LIMITS.read_text("utf-8")
    lines, body = text.splitlines(), ast.parse(text).body
    unnamed = []
    for place, node in enumerate(body):
        if (
            not isinstance(node, ast.Assign | ast.AnnAssign)
            or node.value is None
            or not _has_number(node.value)
        ):
            continue
        below = body[place + 1] if place + 1 < len(body) else None
        if isinstance(below, ast.Expr) and _ID.search(ast.unparse(below)):
            continue
        table = next((each for each in ast.walk(node.value) if isinstance(each, ast.Dict)), None)
        rows = table.values if table else [node.value]
        unnamed += [
            line
            for row in rows
            if not _ID.search((line := lines[(row.end_lineno or 0) - 1]).partition("#")[2])
        ]

    assert not unnamed


def _has_number(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Constant) and type(each.value) in {int, float} for each in ast.walk(node))
