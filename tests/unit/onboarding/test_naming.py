"""Ids of companies: made of names and domains, and possible on every system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.model.company import is_id
from account_health.onboarding.naming import id_of, id_of_site


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Bäckerei Krüger & Söhne", "baeckerei-krueger-soehne"),
        ("CON", "company-con"),
        ("com1", "company-com1"),
        ("株式会社", "company"),
        ("", "company"),
    ],
)
def test_a_name_becomes_an_id(name: str, found: str) -> None:
    """Umlauts are spelled, and what Windows keeps for devices is nobody's file."""
    assert id_of(name) == found


def test_an_umlaut_domain_keeps_its_letters() -> None:
    """Nobody calls a file xn--."""
    assert id_of_site("https://xn--gasthaus-zur-grnen-au-nic.example/") == "gasthaus-zur-gruenen-au"


def test_namesakes_get_numbers() -> None:
    """Two bakeries Müller are two companies."""
    assert id_of("Bäckerei Müller", {"baeckerei-mueller"}) == "baeckerei-mueller-2"


@given(st.text(max_size=200))
def test_every_name_gives_an_id(name: str) -> None:
    """Whatever a table holds."""
    assert is_id(id_of(name))
