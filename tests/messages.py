"""The sentences with which the command, a function or the registry refuses, warns or fails, read from the source, so that a page can have an entry for each."""

import ast
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
)
"""Where sentences are returned and yielded, too, to be told by whoever called."""
_SHORTEST: Final = 8
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
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _is_told(node, module):
            yield node.args[0]
            continue
        answered = node.value if isinstance(node, ast.Return | ast.Yield) and module in ANSWERED else None
        if answered is not None and longest(answered).count(" ") >= _BLANKS:
            yield answered


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
    found = max((piece.strip(" .:;,(){}'\"") for piece in pieces), key=len, default="")
    return found.splitlines()[0].strip() if found else ""


def flowing(path: Path) -> str:
    """Return a page's text without line breaks and marks of emphasis."""
    return " ".join(path.read_text("utf-8").replace("`", "").replace("\\|", "|").split())
