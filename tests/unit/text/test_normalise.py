"""Phone numbers, postal and web addresses in one form."""

import pytest

from account_health.text.hosts import brand_of, host_of, same_site
from account_health.text.normalise import is_phone_of, phone_key, phone_keys, states_address


@pytest.mark.parametrize(
    ("written", "country", "key"),
    [
        ("089 1234567", "DE", "+49891234567"),
        ("+43 1 5123456", "DE", "+4315123456"),
        ("(020) 7946 0958", "GB", "+442079460958"),
        ("Durchwahl", "DE", ""),
    ],
)
def test_phone_numbers_in_international_form(written: str, country: str, key: str) -> None:
    """The country completes what is written without it."""
    assert phone_key(written, country) == key


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Example.org:443/x", "example.org"),
        ("example.org", "example.org"),
        ("https://bäcker.example", "xn--bcker-gra.example"),
        ("", ""),
        ("http://[", ""),
        ("https://" + "a" * 70 + ".example/", "a" * 70 + ".example"),
    ],
)
def test_hosts_without_www_case_and_port(url: str, host: str) -> None:
    """One name for one host, even for names that cannot exist."""
    assert host_of(url) == host


def test_sub_domains_are_the_same_site_and_look_alikes_are_not() -> None:
    """notexample.org ends with example.org, and is another site."""
    assert same_site("https://blog.example.org/", "https://www.example.org")
    assert not same_site("https://notexample.org/", "https://example.org")
    assert not same_site("", "")


@pytest.mark.parametrize(
    ("url", "brand"),
    [
        ("https://www.example.co.uk", "example"),
        ("https://shop.example.de", "example"),
        ("http://localhost", "localhost"),
    ],
)
def test_the_label_that_people_register(url: str, brand: str) -> None:
    """The country's ending does not count."""
    assert brand_of(url) == brand


def test_an_empty_address_is_stated_nowhere() -> None:
    """Nothing is not contained in everything."""
    assert not states_address("Marktplatz 1, 80331 München", "")
    assert not states_address("Marktplatz 1, 80331 München", "Deutschland")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Marienpl. 2 a, 80331 München", "Marienplatz 2a, 80331 München"),
        ("St.-Anna-Str. 4, 86150 Augsburg", "Sankt-Anna-Straße 4, 86150 Augsburg"),
        ("Münchener Str. 9, 85221 Dachau", "Münchner Straße 9, 85221 Dachau"),
        ("Zeil 5, 60313 Frankfurt a. M.", "Zeil 5, 60313 Frankfurt am Main"),
        ("Zeil 5, 60313 Frankfurt (Main)", "Zeil 5, 60313 Frankfurt am Main"),
        ("Hauptstraße 5\u20137, 68161 Mannheim", "Hauptstr. 5-7, 68161 Mannheim"),
        ("Q 7, 24, 68161 Mannheim", "Q7, 24, 68161 Mannheim"),
    ],
)
def test_one_address_is_written_in_many_ways(written: str, address: str) -> None:
    """Abbreviations, letters behind house numbers, two spellings of a town and rivers make no difference."""
    assert states_address(written, address)
    assert states_address(address, written)


def test_what_an_address_says_in_brackets_need_not_stand_there() -> None:
    """The postal code names the town; the other way round nothing is missing either."""
    assert states_address("Weststr. 5, 59227 Ahlen", "Weststraße 5, 59227 Ahlen (Westf.)")
    assert not states_address("Weststr. 5, 48465 Ahlen", "Weststraße 5, 59227 Ahlen (Westf.)")


@pytest.mark.parametrize(
    ("written", "registered", "same"),
    [
        ("01/876 54 39-0", "+43 1 8765439", True),
        ("01 8765439", "01/8765439 - 0", True),
        ("01 8765439-12", "01 8765439", False),
        ("01 87654390", "01 8765439", False),
    ],
)
def test_the_0_of_a_switchboard_is_the_same_line(*, written: str, registered: str, same: bool) -> None:
    """Where a sign sets it apart; a digit more, or another extension, is another number."""
    assert (not phone_keys(written, "AT").isdisjoint(phone_keys(registered, "AT"))) is same


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Gewerbestr. 14, A-5541 Altenmarkt/Pg.", True),
        ("Gewerbestraße 14, 5541 Altenmarkt", True),
        ("Gewerbestraße 14, 5541 Altenmarkt i. P.", True),
        ("Gewerbestraße 14, 5541 Altenmarkt im Pongau", True),
        ("Gewerbestraße 14, 5541 Altenmarkt an der Alz", False),
        ("Gewerbestraße 14, 83352 Altenmarkt", False),
        ("Gewerbestraße 41, 5541 Altenmarkt/Pg.", False),
    ],
)
def test_where_a_town_lies_may_be_cut_short(written: str, *, same: bool) -> None:
    """The postal code names the town; written out as another place it is another town."""
    assert states_address(written, "Gewerbestraße 14, 5541 Altenmarkt im Pongau") is same


def test_another_number_stays_another_address() -> None:
    """2b is not 2a, and Frankfurt at the Oder is not at the Main."""
    assert not states_address("Marienpl. 2 b, 80331 München", "Marienplatz 2a, 80331 München")
    assert not states_address("Zeil 5, 60313 Frankfurt an der Oder", "Zeil 5, 60313 Frankfurt am Main")


@pytest.mark.parametrize(
    ("written", "registered", "same"),
    [
        ("089 225588-12", "089 225588-0", True),
        ("089 225588-0", "089 225588-12", False),
        ("089 225588-12", "089 2255880", False),
        ("089 225599-12", "089 225588-0", False),
        ("089 22558812", "089 225588-0", False),
    ],
)
def test_an_extension_belongs_to_its_switchboard(written: str, registered: str, *, same: bool) -> None:
    """Where both are written as what they are; otherwise it is another number."""
    assert is_phone_of(written, (registered,), "DE") is same
