"""Known attacks, two hundred at a time, in every place of the whole report that takes words from outside."""

import json
from functools import cache

import pytest

from account_health.report import render
from account_health.text.sanitise import clean
from tests import report_samples as samples
from tests.markup import shape, tree
from tests.shared_data import shared

Shape = list[tuple[str, tuple[tuple[str, str], ...]]]
SIZE = 200
MANY = 1500
"""A file with more lines is sampled: its lines vary the same few tricks."""


def page(texts: tuple[str, ...]) -> str:
    """Return a page with these texts everywhere."""
    return render(samples.strange_whole_week(texts), samples.strange_company(texts)).page


@cache
def harmless(count: int) -> Shape:
    """Return the structure of a page with as many harmless words."""
    return shape(page(tuple("harmlos" for _ in range(count))))


def attacks(folder: str) -> list[str]:
    """Return the distinct lines of every list in a folder of attacks that are any text at all."""
    lines: list[str] = []
    for file in sorted(shared(f"data/hostile/{folder}").glob("*")):
        if file.suffix == ".json":
            lines += json.loads(file.read_text("utf-8"))
        elif file.suffix == ".txt":
            found = file.read_text("utf-8", errors="replace").split("\n")
            lines += found[:: max(1, len(found) // MANY)] if len(found) > MANY else found
    return [line for line in dict.fromkeys(lines) if clean(line)]


@pytest.mark.once
@pytest.mark.parametrize("folder", ["xss", "naughty", "crlf"])
def test_no_known_attack_changes_the_structure(folder: str) -> None:
    """Parsed back: no new element, attribute or link, and the one script is still the only one."""
    texts = attacks(folder)
    assert len(texts) > 12
    for start in range(0, len(texts), SIZE):
        batch = texts[start : start + SIZE]
        filled = (*batch, *("harmlos" for _ in range(max(0, 12 - len(batch)))))
        html = page(filled)
        assert shape(html) == harmless(len(filled)), batch
        assert [element.tag for element in tree(html)].count("script") == 1
