"""Which statuses a check can give at all: read from its rule and from every function that it calls in the house of rules.

A status counts where the code names it (`Status.FAIL`, `passed(…)`, `unknown(…)`, `not_applicable(…)`), so this knows at least
what a run could show. A helper that can give more than one rule ever asks it for is named in `NEVER`, with the reason.
"""

import ast
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from account_health.checks import Check
from account_health.model import Status
from tests.house import PACKAGE

MAKERS: Final = MappingProxyType(
    {"passed": Status.PASS, "not_applicable": Status.NOT_APPLICABLE, "unknown": Status.UNKNOWN}
)
NEVER: Final[Mapping[str, frozenset[Status]]] = MappingProxyType(
    {
        # Only a blog's comment feed hides threads, and a blog has neither reviews nor mentions.
        "unanswered-reviews": frozenset({Status.UNKNOWN}),
        "unanswered-mentions": frozenset({Status.UNKNOWN}),
    }
)


@cache
def functions() -> Mapping[str, Mapping[str, ast.FunctionDef]]:
    """Return the functions of every module of rules, by the module's name."""
    return {
        path.stem: {
            node.name: node
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        for path in (PACKAGE / "checks").glob("*.py")
    }


def statuses_of(check: Check) -> frozenset[Status]:
    """Return what a check can say, the engine's own statuses (not seen, muted) aside."""
    found = _reached(check.rule.__module__.rpartition(".")[2], check.rule.__name__, set())
    return (found | ({Status.NOT_APPLICABLE} if check.exempt else set())) - NEVER.get(check.id, frozenset())


def _reached(module: str, name: str, seen: set[tuple[str, str]]) -> frozenset[Status]:
    function = functions()[module].get(name)
    if function is None or (module, name) in seen:
        return frozenset()
    seen.add((module, name))
    found: set[Status] = set()
    own = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Status":
            found.add(Status[node.attr])
        elif isinstance(node, ast.Name) and node.id in MAKERS:
            found.add(MAKERS[node.id])
        elif isinstance(node, ast.Name) and node.id not in own:
            found |= _reached(_home(module, node.id), node.id, seen)
    return frozenset(found)


def _home(module: str, name: str) -> str:
    """Return the module in which a function of this name is: its own first, else the one that has it."""
    if name in functions()[module]:
        return module
    return next((other for other, inside in functions().items() if name in inside), module)
