"""Postal addresses on pages."""

import pytest

from account_health.connectors.blog.postal import addresses_on
from tests.unit.connectors.blog.pages import fixture, page_of


def addresses(body: str, country: str = "DE") -> list[str]:
    """Return the postal addresses in a piece of HTML."""
    return [one.value for one in addresses_on(page_of(body), country)]


def test_an_imprint_gives_its_addresses() -> None:
    """Street and town stand on lines of their own; what follows the town is not part of it."""
    assert [one.value for one in addresses_on(fixture("imprint.html"), "DE")] == [
        "Am Alten Deich 12a, D-25746 Heide (Holstein)",
        "Hafenstr. 3, 25761 Büsum",
    ]


def test_json_ld_gives_the_owners_address_only() -> None:
    """An event's place is somebody else's address."""
    assert [one.value for one in addresses_on(fixture("home.html"), "DE")] == [
        "Am Alten Deich 12a, 25746 Heide"
    ]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            "<p>Bäckerei Sommer GmbH, Marktplatz 1, 80331 München, Tel. 089 1</p>",
            "Marktplatz 1, 80331 München",
        ),
        ("<p>Marktplatz 1 | 80331 München</p>", "Marktplatz 1, 80331 München"),
        ("<p>Marktplatz 1 · 80331 München</p>", "Marktplatz 1, 80331 München"),
        ("<p>Adresse: Marktplatz 1-3, 80331 München</p>", "Marktplatz 1-3, 80331 München"),
        ("<p>Str. des 17. Juni 135</p><p>10623 Berlin</p>", "Str. des 17. Juni 135, 10623 Berlin"),
        ("<p>C 3, 12<br>68159 Mannheim</p>", "C 3, 12, 68159 Mannheim"),
        (
            "<p>Hauptstraße 5<br>2. Stock<br>60311 Frankfurt am Main</p>",
            "Hauptstraße 5, 60311 Frankfurt am Main",
        ),
        ("<p>Die Nummer 12345 Gewinnt</p>", ""),
        ("<p>80331 München</p>", ""),
        ("<p>Registergericht: Amtsgericht München, Infanteriestraße 5, 80325 München</p>", ""),
        ("<p>Amtsgericht München<br>Infanteriestraße 5<br>80325 München</p>", ""),
        ("<p>Parken: Tiefgarage am Hof, Hofstraße 3, 80331 München</p>", ""),
        ("<p>Am 5.12. stehen wir in der Halle, Ringstraße 5, 82319 Starnberg.</p>", ""),
        ("<p>Postfach 10 01 23, 80331 München</p>", ""),
        (
            "<p>Amtsgericht München, HRB 99999<br>Marktplatz 1<br>80331 München</p>",
            "Marktplatz 1, 80331 München",
        ),
        ("<p>Am Parkplatz 3, 80331 München</p>", "Am Parkplatz 3, 80331 München"),
        ("<p>Marktplatz 1, 80331 München – Parken in der Tiefgarage.</p>", "Marktplatz 1, 80331 München"),
        ("<article><p>Marktplatz 1, 80331 München</p></article>", ""),
    ],
)
def test_the_german_pattern(html: str, found: str) -> None:
    """A postal code with a town counts where a street with a number stands before it."""
    assert addresses(html) == ([found] if found else [])


def test_four_digits_in_austria() -> None:
    """Austrian and Swiss postal codes have four digits, and a year is none."""
    assert addresses("<p>Mariahilfer Straße 10, 1070 Wien</p><p>Seit 2019 In Wien</p>", "AT") == [
        "Mariahilfer Straße 10, 1070 Wien"
    ]


def test_an_address_element_counts_in_any_country() -> None:
    """Where no pattern is known the element is taken as it stands, unless it only holds a phone number."""
    assert addresses("<address>10 High Street<br>Oxford OX1 4AA</address>", "GB") == [
        "10 High Street, Oxford OX1 4AA"
    ]
    assert addresses("<address>Tel. +44 1865 123456<br>a@example.org</address>", "GB") == []


def test_a_known_address_is_found_in_whatever_pattern_it_is_written() -> None:
    """British addresses have no pattern here; the registered one is recognised all the same."""
    body = "<p>Harbour Bikes</p><p>3 Quay Street</p><p>Bristol BS1 4QA</p>"
    known = ("3 Quay Street, Bristol BS1 4QA",)
    assert [one.value for one in addresses_on(page_of(body), "GB", known)] == [
        "Harbour Bikes, 3 Quay Street, Bristol BS1 4QA"
    ]
    assert addresses_on(page_of(body), "GB", ("4 Quay Street, Bristol BS1 4QA",)) == ()
