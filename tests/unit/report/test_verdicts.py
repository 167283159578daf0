"""What a report can say first: each of its sentences stands in a golden file, in every language and form of address."""

import ast
import inspect
import re
from collections.abc import Iterator

from account_health.report import verdict
from tests import report_golden, verdicts
from tests.verdicts import LANGUAGES

ANY = r".{1,120}?"
SAID_BY = {"message": 0, "message_n": 0, "message_in": 1}
"""Which argument of each is the first that is said."""


def sentences() -> Iterator[tuple[str, ...]]:
    """Yield each sentence of the module that says what comes first, with its forms for one and for many."""
    for node in ast.walk(ast.parse(inspect.getsource(verdict))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID_BY:
            said = [one.value for one in node.args if isinstance(one, ast.Constant)]
            forms = tuple(one for one in said[SAID_BY[node.func.id] :] if isinstance(one, str))
            if any(re.search("[a-z]", re.sub(r"{.*?}", "", form)) for form in forms):
                yield forms


def test_the_golden_verdicts_are_unchanged() -> None:
    """Whoever changes a sentence looks at these: `make golden` renews the file."""
    assert verdicts.GOLDEN.read_text(encoding="utf-8") == "\n".join(verdicts.table())


def test_every_sentence_that_can_come_first_is_shown() -> None:
    """A golden file in English holds it, and so in each of the others: every week of the file is told in all of them."""
    shown = " ".join(
        " ".join(path.read_text("utf-8").split())
        for path in (verdicts.GOLDEN, *sorted(report_golden.FOLDER.glob("*-en.txt")))
    )
    forms = list(sentences())
    assert len(forms) > 40
    missing = [
        form
        for one in forms
        for form in one[:1]
        if not any(re.search(re.sub(r"\\{\w+\\}", ANY, re.escape(each)), shown) for each in one)
    ]
    assert not missing
    headings = re.findall(r"^== (.*) \((\w+)\)$", verdicts.GOLDEN.read_text("utf-8"), flags=re.MULTILINE)
    assert headings == [(name, how) for name in verdicts.VERDICTS for how in LANGUAGES]


def test_no_german_verdict_is_left_in_english() -> None:
    """Whoever adds one is reminded of its German, in both forms of address."""
    blocks = re.split(r"^== .* \((\w+)\)$", verdicts.GOLDEN.read_text("utf-8"), flags=re.MULTILINE)
    german = " ".join(said for how, said in zip(blocks[1::2], blocks[2::2], strict=True) if how != "en")
    assert not re.search(r"\b(?:the|your|waiting|checked|something)\b", german)
