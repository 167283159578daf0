"""The glossary names what the code has: a word that no code uses, or that has two rows, helps nobody."""

import re

from tests.house import PACKAGE, ROOT, modules


def rows() -> list[list[str]]:
    """Return the rows of docs/glossary.md: word, sentence, German."""
    lines = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][
        1:
    ]


def test_every_word_has_one_sentence_and_its_german() -> None:
    """In the order of the alphabet, so that it is found."""
    words = [row[0] for row in rows()]
    assert len(words) >= 25
    assert words == sorted(set(words))
    assert all(sentence.endswith(".") and german for _, sentence, german in rows())


def test_every_word_is_used_by_the_code() -> None:
    """As a name, or in what a docstring says of one."""
    code = " ".join(path.read_text("utf-8") for path in modules())
    plain = re.sub(r"[_\s-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code)).lower()
    assert PACKAGE.is_dir()
    assert [word for word, *_ in rows() if word not in plain] == []
