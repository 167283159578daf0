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
        "Unsere Telefonnummer: 089 23456780",
        "Handynummer 0171 5550123",
        "unter der Nummer 089 23456780",
        "Service-Nr. 089 23456780",
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


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><th>Telefax</th><th>E-Mail</th></tr><tr><td>089 23456789</td><td>x</td></tr></table>",
        "<p><i class='fa fa-fax'></i> 089 23456789</p>",
        "<p><svg><title>Fax</title><path d=''/></svg> 089 23456789</p>",
        "<p><svg><use xlink:href='#icon-fax'></use></svg> 089 23456789</p>",
        "<p><img src='f.png' alt='Fax'> 089 23456789</p>",
        "<p>📠 089 23456789</p>",
        "<p><a href='fax:+498923456789'>089 23456789</a></p>",
        "<p><span itemprop='faxNumber'>089 23456789</span></p>",
        "<ul><li class='fax'>089 23456789</li></ul>",
    ],
)
def test_a_fax_machine_is_known_by_its_column_and_its_picture(body: str) -> None:
    """The word need not stand there: the head of a column, an icon, a picture's words, a link, a mark say it."""
    assert phones(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><th>Telefon</th><th>Fax</th></tr><tr><td>089 23456780</td><td>089 23456789</td></tr></table>",
        "<table><tr><th>Kontakt</th><th>Wert</th></tr><tr><td>Telefon</td><td>089 23456780</td></tr></table>",
        "<p class='tel-fax'>089 23456780</p>",
        "<p><i class='fa fa-phone'></i> 089 23456780 <i class='fa fa-fax'></i> 089 23456789</p>",
        "<p><img src='k.png' alt='Schreibtisch mit Telefon und Fax'> 089 23456780</p>",
        "<div style='display:none'><i class='fa-fax'></i></div><p>089 23456780</p>",
    ],
)
def test_a_number_beside_a_fax_machine_is_a_phone(body: str) -> None:
    """Each number has the label of its own column or picture; a picture of both says neither."""
    assert phones(body) == ["089 23456780"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tel./Fax: 089 5550178 / 089 5550179", ["089 5550178", "089 5550179"]),
        ("Tel. 089 5550178 / +49 171 5550123", ["089 5550178", "+49 171 5550123"]),
        ("Tel. 089 5550178/79", ["089 5550178", "089 5550179"]),
        ("Tel. 089 / 5550178", ["089 / 5550178"]),
        ("Tel. 0711/23 45-67", ["0711/23 45-67"]),
        ("Tel. +49 (0)89/5550178", ["+49 (0)89/5550178"]),
    ],
)
def test_a_slash_joins_two_numbers_or_an_area_code_and_its_number(text: str, found: list[str]) -> None:
    """A number that is whole before the slash ends there."""
    assert phones(f"<p>{text}</p>") == found


@pytest.mark.parametrize(
    "text",
    [
        "IK-Nummer 260912345",
        "BSNR 091234567",
        "Bestellung unter Art.-Nr. 0891 234567",
        "Ihre Nummer (z. B. 0151 23456789)",
        "Ihre Telefonnummer (z. B. 0151 23456789)",
        "Your number, e.g. 0151 23456789",
    ],
)
def test_numbers_of_practices_goods_and_examples_are_no_phones(text: str) -> None:
    """What a form shows as an example belongs to nobody."""
    assert phones(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    ("known", "text", "found"),
    [
        ("08151 55544", "Tel. 5 55 44", ["08151 55544"]),
        ("08151 55544", "<b>Telefon</b></p><p>55544", ["08151 55544"]),
        ("08151 55544", "Tel. 55545", []),
        ("08151 55544", "Tel. 5554", []),
        ("08151 55544", "Seit 55544 Tagen", []),
        ("0171 5550123", "Tel. 5550123", []),
        ("0800 5463300", "0800 LINDE 00", ["0800 LINDE 00"]),
        ("0800 5463300", "Gratis: 0800-LINDE00!", ["0800-LINDE00"]),
        ("0800 5463300", "Im Jahr 0800 ANNO DOMINI", []),
    ],
)
def test_a_known_number_is_found_as_people_write_it(known: str, text: str, found: list[str]) -> None:
    """Without its area code behind a label, where the rest is all of it; a service number by its word."""
    assert [one.value for one in phones_on(page_of(f"<p>{text}</p>"), "DE", (known,))] == found


@pytest.mark.parametrize(
    "text",
    [
        "hof[Klammeraffe]eiche.example",
        "hof*at*eiche.example",
        "hof (a) eiche.example",
        "hof<img src='a.gif' alt='@'>eiche.example",
        "hof<img src='a.gif' alt='(at)'>eiche.example",
        "hof@NOSPAM.eiche.example",
        "hof@remove-this.eiche.example",
        "hof.nospam@eiche.example",
        "<a data-user='hof' data-domain='eiche.example'>Mail</a>",
        "<a data-name='hof' data-host='eiche' data-tld='example'>Mail</a>",
    ],
)
def test_an_address_against_robots_is_read(text: str) -> None:
    """Whatever stands for the sign, words to be taken out, pieces in attributes."""
    assert emails(f"<p>{text}</p>") == ["hof@eiche.example"]


@pytest.mark.parametrize(
    "text",
    ["spam-filter@eiche.example", "remover@eiche.example", "<script data-domain='eiche.example'></script>"],
)
def test_what_only_looks_like_protection_stays(text: str) -> None:
    """Companies that filter spam have addresses, too; a counter of visits names the domain and no mailbox."""
    assert emails(f"<p>{text}</p>") == ([text] if "@" in text else [])


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ('<a href="tel:+49897654321">089 1234567</a>', "089 1234567"),
        ('<a href="tel:+49897654321">Tel. 089 1234567</a>', "089 1234567"),
        ('<a href="mailto:alt@bank-klee.example">laden@bank-klee.example</a>', "laden@bank-klee.example"),
        ('<a href="tel:+49891234567">089 1234567</a>', ""),
        ('<a href="tel:0891234567">+49 (0)89 / 123 45 67</a>', ""),
        ('<a href="tel:+498922558823">089 225588-0</a>', ""),
        ('<a href="tel:+49897654321">089 1234567 oder 089 7654321</a>', ""),
        ('<a href="tel:+49897654321">Jetzt anrufen</a>', ""),
        ('<a href="https://wa.me/491701234567">089 1234567</a>', ""),
        ('<p>Fax 089 1234567</p><a href="tel:+49897654321">Fax 089 1234567</a>', ""),
        ('<a href="mailto:Laden@bank-klee.example?subject=Frage">laden@bank-klee.example</a>', ""),
        ('<a href="mailto:laden@bank-klee.example">Schreiben Sie uns</a>', ""),
    ],
)
def test_a_link_that_shows_something_else_than_it_leads_to_is_noted(link: str, shown: str) -> None:
    """Copied buttons keep the number of before; a switchboard and its extension, a chat and a fax are no such fault."""
    page = page_of(f"<p>{link}</p>")
    assert {one.shown for one in (*phones_on(page, "DE"), *emails_on(page))} - {""} == ({shown} - {""})
