"""Every kind of website that goes wrong in the field has its variants and its silent twin among the tests."""

import pytest

from tests.web_kinds import KINDS, LEAST_VARIANTS, WebKind, cases_of


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_three_variants_and_a_twin(kind: WebKind) -> None:
    """The tests that the table names are there, and they build as many as it takes."""
    assert cases_of(kind.variants) >= LEAST_VARIANTS
    assert cases_of(kind.twins) >= 1


def test_no_kind_stands_there_twice() -> None:
    """A row is one matter."""
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
