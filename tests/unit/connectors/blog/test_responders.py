"""Whose comments are ours."""

import pytest

from account_health.connectors.blog.responders import Responders


def people(*responders: int | str) -> Responders:
    """Return responders of a house called Sommer."""
    return Responders(
        frozenset(one for one in responders if isinstance(one, int)),
        frozenset(one for one in responders if isinstance(one, str)),
        frozenset({"bäckerei sommer", "jana vogt"}),
    )


@pytest.mark.parametrize(
    ("responders", "name", "user_id", "ours"),
    [
        (people(3), "Wer auch immer", 3, True),
        (people(3), "Jana Vogt", 4, False),
        (people("jana vogt"), "JANA  Vogt", 0, True),
        (people("jana vogt"), "Jana Vogt", None, True),
        (people("jana vogt"), "Uli", 3, False),
        (people(3, "jana vogt"), "Jana Vogt", 5, True),
        (people(3, "jana vogt"), "Jana Vogt", 0, False),
        (people(3, "jana vogt"), "Jana Vogt", None, True),
        (people(), "Bäckerei Sommer", 1, True),
        (people(), "Bäckerei Sommer", 0, False),
        (people(), "Bäckerei Sommer", None, False),
        (people(), "Uli", 1, False),
        (people(3), "Bäckerei Sommer", 1, False),
        (people(3), "", 0, False),
    ],
)
def test_who_is_ours(responders: Responders, name: str, user_id: int | None, ours: bool) -> None:  # noqa: FBT001 - an expectation
    """Ids win: a typed name is nobody's proof while ids are registered."""
    assert responders.include(name, user_id) is ours


def test_a_name_of_the_house_is_no_customers() -> None:
    """Nobody waits behind it, whoever typed it; only what is registered answers somebody."""
    assert people("jana vogt").bear("Bäckerei  Sommer")
    assert not people("jana vogt").bear("Uli Sommer")
