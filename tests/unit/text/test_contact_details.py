"""Phone numbers, mail and postal addresses in a few lines of free text."""

import pytest

from account_health.text.contact_details import emails_in, phones_in, postal_addresses_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("☎️ +49 (0)89 / 99998042", ("+49 (0)89 / 99998042",)),
        ("Tel. 089-99998042 · Fax: 089 99998043", ("089-99998042",)),
        ("T 089 99998042 F 089 99998043", ("089 99998042",)),
        ("📞089/99998042 und 089 99998042", ("089/99998042",)),
        ("Seit 1911. 12.000 Brote, 3,50 €, Mo-Fr 6:30-18:00", ()),
        ("2026-11-23 bis 2026-12-24, HRB 123456, IBAN DE02 1203 0000 0000 2020 51", ()),
        ("www.morgenrot.example/2026/12345678", ()),
        ("", ()),
    ],
)
def test_numbers_that_somebody_can_call(text: str, found: tuple[str, ...]) -> None:
    """As written, each once; no fax, no date, no price, no account number."""
    assert phones_in(text, "DE") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hallo@morgenrot.example | Hallo@Morgenrot.example", 1),
        ("hallo(at)morgenrot.example", 1),
        ("hallo [at] morgenrot [punkt] example", 1),
        ("@morgenrot und @tom.vogel", 0),
        ("Brot @ Markt", 0),
    ],
)
def test_mail_addresses_also_where_they_are_spelt_out(text: str, found: int) -> None:
    """A handle is none."""
    addresses = {address.casefold() for address in emails_in(text)}
    assert addresses == ({"hallo@morgenrot.example"} if found else set())


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("📍Marktplatz 1 | 80331 München", "DE", ("Marktplatz 1, 80331 München",)),
        ("Brot und Kuchen\n📍 Marktplatz 1\n80331 München 🥨", "DE", ("Marktplatz 1, 80331 München",)),
        ("Adresse: Am Markt 3, 1010 Wien", "AT", ("Am Markt 3, 1010 Wien",)),
        ("Seit 1911 Brot | 3000 Gäste im Monat", "CH", ()),
        ("80331 München", "DE", ()),
        ("1 Market Place, London EC1", "GB", ()),
    ],
)
def test_a_street_before_a_postal_code_is_an_address(text: str, country: str, found: tuple[str, ...]) -> None:
    """A town alone is none, a year before a word neither."""
    assert postal_addresses_in(text, country) == found


def test_a_known_address_is_found_however_it_is_written() -> None:
    """Also where no pattern is known for a country."""
    known = ("Market Place 1, London",)
    assert postal_addresses_in("London · 1 Market Place", "GB", known) == known
