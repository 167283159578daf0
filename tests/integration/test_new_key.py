"""The recipe for a new key of a registry file, followed by the letter: four edits in a copy, and the key does what it says."""

import re
from pathlib import Path

import pytest

from tests.house import ROOT
from tests.recipe import INSIDE, copied, run

RECIPE = (
    (ROOT / "docs/contributing.md")
    .read_text("utf-8")
    .split("## A new key of a registry file")[1]
    .split("\n## ")[0]
)
BLOCK = re.compile(r"^   ```text ([\w/.]+) ?(\w*)\n(.*?)^   ```$", re.MULTILINE | re.DOTALL)
MOST_BY_HAND = 4
GUARDS = (
    "tests/unit/registry/test_schema.py",
    "tests/unit/registry/test_page.py",
    "tests/unit/report/test_mime.py",
)
TRIED = """
from account_health.registry import read_company
from account_health.registry.page import registry_page
from account_health.report import render
from tests import report_samples as samples
from dataclasses import replace

company = read_company(b'name = "A"\\n[report]\\nto = ["a@example.org"]\\n[brand]\\nphone = "+49 40 999"\\n[[accounts]]\\nurl = "https://www.example.org/"', "a.toml")
mail = render(samples.good_week(), replace(samples.company(), brand=company.brand))
assert all("+49 40 999" in body.replace("\\u00a0", " ") for body in (mail.text, mail.html))
assert "The number that readers call with questions" in registry_page()
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of what a contributor edits."""
    return copied(tmp_path)


def placed(text: str, block: str, owner: str) -> str:
    """Return a file with the block: at the end of its class, before its own older line, or before its neighbour's."""
    name = block.split("=", maxsplit=1)[0].split(":", maxsplit=1)[0].strip()
    if owner:
        start = text.index(f"class {owner}")
        end = text.index("\n\n\n", start)
        return f"{text[:end]}\n{block.rstrip()}{text[end:]}"
    line = re.search(rf"^\s+{re.escape(name)}=.*?,\n", text, re.MULTILINE)
    if line is not None:
        return text.replace(line[0], block)
    neighbour = re.search(r'^\s+"BrandTable\.footer".*\n', text, re.MULTILINE)
    assert neighbour is not None
    return text.replace(neighbour[0], neighbour[0] + block)


def test_four_edits_make_a_key_that_is_read_documented_and_shown(copy: Path) -> None:
    """Whoever follows the page has a key in the schema, in the docs and in the mail, and every guard is green."""
    blocks = BLOCK.findall(RECIPE)
    assert len({file for file, _, _ in blocks}) == MOST_BY_HAND
    for file, owner, block in blocks:
        path = copy / INSIDE / file
        plain = re.sub(r"^ {3}", "", block, flags=re.MULTILINE)
        path.write_text(placed(path.read_text("utf-8"), plain, owner), "utf-8")

    formatted = run(copy, "-m", "ruff", "format", "--check", *(f"{INSIDE}/{file}" for file, _, _ in blocks))
    assert formatted.returncode == 0, formatted.stdout
    tried = run(copy, "-c", TRIED)
    assert tried.returncode == 0, tried.stderr
    page = run(
        copy, "-c", "from account_health.registry.page import registry_page; print(registry_page(), end='')"
    )
    (copy / "docs/registry.md").write_text(page.stdout, "utf-8")
    guarded = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *GUARDS)
    assert guarded.returncode == 0, guarded.stdout[-3000:]
