"""Looks that start side by side in a fresh process import their modules without getting into each other's way."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CONNECTORS = ROOT / "layers/account_health/account_health/connectors"

SIDE_BY_SIDE = """
import sys, threading, time
from account_health.connectors import CONNECTORS
from tests.unit.connectors.test_profile_notice import SITE, seen

BLOG = "account_health.connectors.blog"
assert BLOG not in sys.modules
found, problems = threading.Event(), []

class SlowDisk:
    def find_spec(self, name, path=None, target=None):
        if name == BLOG:
            found.set()
            time.sleep(0.5)

def look_at(what):
    try:
        what()
    except Exception as error:
        problems.append(repr(error))

def blog():
    assert found.wait(60)
    CONNECTORS["blog"]

sys.meta_path.insert(0, SlowDisk())
profile = threading.Thread(target=look_at, args=(lambda: seen(f"Impressum: {SITE}impressum"),))
website = threading.Thread(target=look_at, args=(blog,))
for one in (profile, website): one.start()
for one in (profile, website): one.join()
sys.exit("; ".join(problems) or 0)
"""
"""A profile's legal notice is opened while a website is looked at, and the disk is slow between their imports."""


def test_a_profile_and_a_website_may_import_at_once() -> None:
    """Seen on a slow machine: the blog had no score, because a profile's legal notice was opened in that moment."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", SIDE_BY_SIDE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def late(tree: ast.AST, *, inside: bool = False, guarded: bool = False) -> list[int]:
    """Return the lines of imports of ours in functions that nobody waits for their turn with."""
    found: list[int] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ImportFrom) and inside and not guarded:
            found += [node.lineno] if (node.module or "").startswith("account_health") else []
        waits = isinstance(node, ast.With) and any(
            isinstance(one.context_expr, ast.Name) and one.context_expr.id == "ONE_AT_A_TIME"
            for one in node.items
        )
        function = isinstance(node, ast.FunctionDef)
        found += late(node, inside=inside or function, guarded=guarded or waits)
    return found


def test_every_late_import_waits_for_its_turn() -> None:
    """One that does not is found here, whatever platform comes next."""
    assert late(ast.parse("def f():\n    from account_health.model import Site")) == [2]
    assert {
        str(path.relative_to(CONNECTORS)): lines
        for path in CONNECTORS.rglob("*.py")
        if (lines := late(ast.parse(path.read_text("utf-8"))))
    } == {}
