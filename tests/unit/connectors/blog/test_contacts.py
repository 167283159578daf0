"""Phone numbers and e-mail addresses on pages."""

import pytest

from account_health.connectors.blog.contacts import emails_on, phones_on
from tests.unit.connectors.blog.pages import SITE, fixture, page_of


def phones(body: str, country: str = "DE") -> list[str]:
    """Return the phone numbers in a piece of HTML."""
    return [one.value for one in phones_on(page_of(body), country)]


def emails(body: str) -> list[str]:
    """Return the e-mail addresses in a piece of HTML."""
    return [one.value for one in emails_on(page_of(body))]


def test_an_imprint_gives_its_numbers_and_nothing_else() -> None:
    """No fax, no register, tax or bank number, no opening time."""
    found = phones_on(fixture("imprint.html"), "DE")
    assert [one.value for one in found] == ["+49 (0)481 555 01-23", "0171 5550123"]
    assert {one.url for one in found} == {SITE}


def test_a_home_page_gives_the_linked_number_once() -> None:
    """tel: links and JSON-LD count, posts and the places of events do not."""
    assert [one.value for one in phones_on(fixture("home.html"), "DE")] == ["+494815550123"]


@pytest.mark.parametrize(
    "text",
    [
        "Tel. 089 / 23 45 67 80",
        "Tel.:(089) 2345678-0",
        "Tel.0049 89 23456780",
        "T +49.89.23456780",
        "☎ 089–23456780",
        "Rufen Sie an: 089 23456780!",
        "089 23456780",
        "Tel./Fax: 089 23456780",
        "Telefon und Fax 089 23456780",
    ],
)
def test_spellings_of_a_number(text: str) -> None:
    """However a number is written, it is found."""
    assert len(phones(f"<p>{text}</p>")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Fax: 089 23456780",
        "Telefax 089 23456780",
        "Fax-Nr. 089 23456780",
        "F: 089 23456780",
        "<b>Fax</b></td><td>089 23456780",
        'Fax: <a href="tel:+498923456780">089 23456780</a>',
        "am 09.11.2026 um 08 Uhr",
        "09.00 - 18.30 Uhr",
        "HRB 0891 23456",
        "Steuernummer 089/123/45678",
        "IBAN DE02 1203 0000 0000 2020 51",
        "USt-IdNr.: DE 089 234 567",
        "Preis 0,99 bis 0,79",
        "2026-11-23",
        "<article>089 23456780</article>",
        "info089 23456780@example.org",
    ],
)
def test_what_is_no_phone_number(text: str) -> None:
    """Fax numbers, dates, times, register, tax and bank numbers are left alone."""
    assert phones(f"<table><tr><td>{text}</td></tr></table>") == []


def test_a_number_beside_its_fax_is_still_found() -> None:
    """Each number has its own label."""
    assert phones("<p>Telefon: 089 23456780, Fax: 089 23456789</p>") == ["089 23456780"]


def test_the_country_reads_numbers_without_prefix() -> None:
    """An Austrian company's 01 … is a number of Vienna."""
    assert phones("<p>Tel: 01 5880040</p>", "AT") == ["01 5880040"]


def test_an_imprint_gives_protected_addresses() -> None:
    """Entities and words in place of signs are read as the visitor reads them."""
    assert [one.value for one in emails_on(fixture("imprint.html"))] == [
        "post@gaertnerei-gruenspan.example",
        "bestellung@gaertnerei-gruenspan.example",
    ]


def test_a_home_page_gives_links_cloudflare_and_json() -> None:
    """mailto: without its subject, Cloudflare's code, text without what is hidden in it; each address once."""
    assert [one.value for one in emails_on(fixture("home.html"))] == [
        "post@gaertnerei-gruenspan.example",
        "rosa@gruen.example",
        "info@gaertnerei-gruenspan.example",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "hallo@example.org",
        "hallo(at)example.org",
        "hallo (at) example.org",
        "hallo [at] example [dot] org",
        "hallo{at}example(punkt)org",
        "hallo [ät] example.org",
        "hallo&lt;at&gt;example.org",
        "hallo&#64;example&#46;org",
        "Mail:hallo@example.org.",
    ],
)
def test_spellings_of_an_address(text: str) -> None:
    """Protection against collectors of addresses is undone."""
    assert emails(f"<p>{text}</p>") == ["hallo@example.org"]


@pytest.mark.parametrize("text", ["bild@2x.png", "look at example.org", "@example", "a@b", "name(at)nowhere"])
def test_what_is_no_address(text: str) -> None:
    """File names and sentences are left alone."""
    assert emails(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "link", ["tel:+498923456780", "callto:+498923456780", "https://wa.me/498923456780?text=Hallo"]
)
def test_links_that_dial_or_write_name_a_number(link: str) -> None:
    """tel:, callto: and wa.me are ways to one number."""
    assert phones(f'<a href="{link}">x</a>')[0].endswith("8923456780")


def test_a_link_that_dials_among_posts_is_nobodys() -> None:
    """A list of dealers dials dealers."""
    assert phones("<div class='store-list'><a href='tel:+498923456780'>Nord</a></div>") == []


def test_what_a_site_builder_put_there_is_nobodys() -> None:
    """Sample numbers and addresses of makers are no facts of the company."""
    assert phones("<p>Tel. 123-456-7890</p>") == []
    assert emails("<p>info@mysite.com, post@tischlerei.example</p>") == ["post@tischlerei.example"]


@pytest.mark.parametrize(
    "text",
    [
        "hof＠eiche.example",
        "hof AT eiche DOT example",
        "E-Mail: hof @ eiche.example",
        "<span>hof</span>@<span>eiche.example</span>",
    ],
)
def test_an_address_with_other_signs_is_read(text: str) -> None:
    """Wide signs, capital words and blanks, as people write against programs."""
    assert emails(f"<p>{text}</p>") == ["hof@eiche.example"]


@pytest.mark.parametrize(
    "text", ["Wir sind da @ Messe.Halle", "Treffpunkt at eiche dot", "open at nine.example"]
)
def test_a_place_behind_an_at_is_no_address(text: str) -> None:
    """A fair has a sign like that, too."""
    assert emails(f"<p>{text}</p>") == []
