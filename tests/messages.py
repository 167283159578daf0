"""The sentences with which the command refuses or fails, read from its source, so that a page can have an entry for each."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.house import PACKAGE

MODULES: Final = (
    *(f"cli/{name}.py" for name in ("asking", "connect", "operator", "resends", "runs", "stacks", "sync")),
    "operations/*.py",
    *(f"storage/{name}.py" for name in ("aws", "aws_stack", "choose", "dotenv", "local", "secret")),
)
"""Where sentences of setting up and running are written; those about a registry file name their own cure."""
RAISED: Final = frozenset(
    {"UsageError", "BackendError", "StorageDeniedError", "ConflictError", "BrokenFileError"}
)
_SHORTEST: Final = 8


def refusals() -> Iterator[tuple[str, str]]:
    """Yield (module, fragment) for each sentence that is raised: its longest piece without a value in it."""
    for pattern in MODULES:
        for path in sorted(PACKAGE.glob(pattern)):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED and node.args):
                    continue
                fragment = longest(node.args[0])
                if len(fragment) >= _SHORTEST:
                    yield path.relative_to(PACKAGE).as_posix(), fragment


def longest(sentence: ast.expr) -> str:
    """Return the longest piece of a literal or an f-string that is the same whatever the values are."""
    pieces = [
        one.value
        for one in ast.walk(sentence)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    return max((piece.strip(" .:;,(){}'\"") for piece in pieces), key=len, default="")


def flowing(path: Path) -> str:
    """Return a page's text without line breaks and marks of emphasis."""
    return " ".join(path.read_text("utf-8").replace("`", "").replace("\\|", "|").split())
