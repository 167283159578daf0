"""The sentences with which the command, a function or the registry refuses, warns or fails, read from the source, so that a page can have an entry for each."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.house import PACKAGE

RAISED: Final = frozenset(
    {
        *("UsageError", "BackendError", "StorageDeniedError", "ConflictError", "BrokenFileError"),
        *("RegistryError", "UnknownAccountError", "CredentialUnreadableError", "MailRefusedError"),
        *("AddressError", "ArgumentTypeError", "wrong", "complain"),
    }
)
"""What is called with a sentence that a person reads."""
ANSWERED: Final = (
    *(f"registry/{name}.py" for name in ("addresses", "advice", "document", "fields", "hints", "reading")),
    *(f"registry/{name}.py" for name in ("table", "tables", "watch_tables", "partial_validation")),
    "onboarding/clients.py",
    "cli/registry.py",
    *("cli/doctor.py", "operations/diagnosis.py"),
)
"""Where sentences are returned and yielded, too, to be told by whoever called."""
STEPS: Final = "operations/steps.py"
"""Where every text is a next step that `doctor` names."""
STACK: Final = "operations/stack_health.py"
"""Where `doctor --aws` judges: a `Line` with a next step is a fault."""
_SHORTEST: Final = 8
_VALUE: Final = re.compile(r"\{\w+\}")
_BLANKS: Final = 2
"""A sentence that is returned has two blanks at least; what has fewer is a word or a pattern."""


def refusals() -> Iterator[tuple[str, str]]:
    """Yield (module, fragment) for each sentence: its longest piece without a value in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        for sentence in _sentences(ast.parse(path.read_text("utf-8")), module):
            fragment = longest(sentence)
            if len(fragment) >= _SHORTEST:
                yield module, fragment


def _sentences(tree: ast.Module, module: str) -> Iterator[ast.expr]:
    if module == STEPS:
        yield from _steps(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _is_told(node, module):
            yield node.args[0]
            continue
        if module == STACK and isinstance(node, ast.Call) and _is_fault(node):
            yield node.args[1]
            continue
        answered = node.value if isinstance(node, ast.Return | ast.Yield) and module in ANSWERED else None
        if answered is not None and longest(answered).count(" ") >= _BLANKS:
            yield answered


def _steps(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield each value of the tables of steps, and each step that is a constant of its own."""
    for node in tree.body:
        if not isinstance(node, ast.AnnAssign) or node.value is None:
            continue
        tables = [one for one in ast.walk(node.value) if isinstance(one, ast.Dict)]
        yield from [value for table in tables for value in table.values] or [node.value]


def _is_fault(call: ast.Call) -> bool:
    """Say whether a call makes a line of `doctor --aws` whose text is written there and that has a next step."""
    steps = call.args[2:]
    return (
        getattr(call.func, "id", "") == "Line" and bool(steps) and longest(call.args[1]).count(" ") >= _BLANKS
    )


def _is_told(call: ast.Call, module: str) -> bool:
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
    return name in RAISED or (module == "cli/arguments.py" and name == "error")


def longest(sentence: ast.expr) -> str:
    """Return the longest piece of a literal or an f-string that is the same whatever the values are."""
    pieces = [
        one.value
        for one in ast.walk(sentence)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    parts = [part for piece in pieces for part in _VALUE.split(piece)]
    found = max((part.strip(" .:;,(){}'\"") for part in parts), key=len, default="")
    return found.splitlines()[0].strip() if found else ""


def flowing(path: Path) -> str:
    """Return a page's text without line breaks and marks of emphasis."""
    return " ".join(path.read_text("utf-8").replace("`", "").replace("\\|", "|").split())
