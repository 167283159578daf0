"""Is it still ours? What acquits a page, what makes it a stranger's, and whose page an address leads to."""

from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock

import pytest

from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.ours import is_foreign, recognised, strange
from account_health.connectors.blog.page_reader import read_page
from account_health.connectors.connector import Look
from account_health.connectors.http.answer import Answer
from account_health.model.company import Account, Company, Facts, ReportSettings
from tests.unit.text.test_language import ENGLISH, GERMAN, INDONESIAN, ITALIAN

URL = "https://www.linden-werkstatt.example/"
FACTS = Facts(
    phone=("0341 2255880",), email=("post@lindenholz.example",), address=("Holzweg 3, 04109 Leipzig",)
)


def look(url: str = URL, facts: Facts = FACTS, **company: Any) -> Look:
    """Return a look at the workshop's site."""
    account = Account(id="blog", platform="blog", url=url, posts="none", facts=facts)
    whole = {"name": "Linden Werkstatt", "legal_name": "Rike Linden Möbelbau GmbH"} | company
    return Look(
        company=Company(
            id="linden", report=ReportSettings(to=("a@b.example",)), accounts=(account,), **whole
        ),
        account=account,
        now=datetime(2026, 11, 23, 7, tzinfo=UTC),
        fetcher=Mock(),
        pool=Mock(),
    )


def page(html: str, url: str = URL, shown_at: str = "") -> Visited:
    """Return a page that was fetched."""
    answer = Answer(url=url, status=200, headers={}, body=html.encode(), hops=(url,))
    return Visited(read_page(html, url), html, {}, answer, shown_at=shown_at)


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Willkommen bei Linden Werkstatt</h1>",
        "<h1>Tische</h1><p>Rike Linden Möbelbau</p>",
        "<h1>Tische</h1><img src='/x.png' alt='Logo Linden Werkstatt'>",
        "<h1>Tische</h1><a href='https://www.facebook.com/lindenwerkstatt'>f</a>",
        "<h1>Tische</h1><p>Tel. +49 341 225588-0</p>",
        "<h1>Tische</h1><p>post(at)lindenholz.example</p>",
        "<h1>Tische</h1><p>Holzweg 3<br>04109 Leipzig</p>",
    ],
    ids=["name", "legal name", "a picture's words", "a profile", "phone", "mail", "address"],
)
def test_anything_of_the_company_acquits_a_page(html: str) -> None:
    """Whoever finds one thing recognises it."""
    assert strange(look(), page(html), None, known=False) is None


def test_the_legal_notice_acquits_the_site() -> None:
    """A home page may be a picture."""
    imprint = read_page("<h1>Impressum</h1><p>Rike Linden Möbelbau GmbH</p>", f"{URL}impressum")
    assert strange(look(), page("<h1>Schöne Tische</h1>"), imprint, known=False) is None


def test_the_address_of_the_site_is_no_evidence() -> None:
    """Whoever buys a name that ran out writes it everywhere."""
    html = f"<h1>linden-werkstatt.example</h1><a href='{URL}bonus'>Slots</a><p>{ENGLISH}</p>"
    assert strange(look(), page(html), None, known=False) == "unrecognised"


@pytest.mark.parametrize(
    "written",
    [
        "weiße-taube.example",
        "WEIßE-TAUBE.example",
        "Willkommen auf www.weiße-taube.example",
        "xn--weie-taube-73a.example",
    ],
)
def test_an_address_with_letters_beyond_ascii_is_no_evidence_either(written: str) -> None:
    """However the stranger writes it; the name beside it acquits."""
    seen = look("https://www.weiße-taube.example/", name="Weiße Taube", legal_name=None)
    url = "https://www.xn--weie-taube-73a.example/"
    slots = f"<title>{written}</title><h1>{written}</h1><p>{ENGLISH}</p>"
    assert strange(seen, page(slots, url), None, known=False) == "unrecognised"
    assert strange(seen, page(f"{slots}<p>Weiße Taube, Markt 1</p>", url), None, known=False) is None


@pytest.mark.parametrize("facts", [Facts(), Facts(phone=("0341 2255880",))], ids=["none", "one"])
def test_where_little_is_known_nobody_is_called_a_stranger(facts: Facts) -> None:
    """Two registered facts beside the name are the least."""
    assert strange(look(facts=facts), page(f"<p>{INDONESIAN}</p>"), None, known=True) is None


@pytest.mark.parametrize(
    ("text", "code", "sign"),
    [
        (INDONESIAN, "de", "language"),
        (INDONESIAN, "", "language"),
        (GERMAN, "pl", "unrecognised"),
        (GERMAN, "en", "unrecognised"),
        (ENGLISH, "id", "unrecognised"),
        ("Slots Bonus Jackpot", "id", "unrecognised"),
    ],
)
def test_another_language_is_that_of_the_text(text: str, code: str, sign: str) -> None:
    """What a theme writes into the page's code proves nothing in either direction; English is everywhere."""
    html = f"<html lang='{code}'><h1>Slots</h1><p>{text}</p>"
    assert strange(look(), page(html), None, known=False) == sign


def test_a_language_of_the_company_s_country_is_none_of_strangers() -> None:
    """A farm in South Tyrol writes Italian and German."""
    html = page(f"<h1>Maso</h1><p>{ITALIAN}</p>")
    assert strange(look(country="IT"), html, None, known=False) == "unrecognised"
    assert strange(look(country="DE"), html, None, known=False) == "language"


def test_what_an_earlier_look_recognised_and_is_gone_is_a_second_sign() -> None:
    """In whatever language."""
    assert strange(look(), page(f"<p>{GERMAN}</p>"), None, known=True) == "gone"


@pytest.mark.parametrize(
    ("there", "foreign"),
    [
        (URL, False),
        ("https://linden-werkstatt.example/start", False),
        ("https://shop.linden-werkstatt.example/", False),
        ("https://www.linden-werkstatt.test/", False),
        ("https://linden-werkstatt.jimdosite.com/", False),
        ("https://www.lindenholz.example/", False),
        ("https://wordpress.com/typo/?subdomain=linden", True),
        ("https://www.facebook.com/somebody", True),
        ("https://casino.example/", True),
    ],
)
def test_whose_page_an_address_leads_to(there: str, foreign: bool) -> None:  # noqa: FBT001 - a table's column
    """The same name anywhere, or a registered website, is ours."""
    facts = Facts(website=("https://www.lindenholz.example/",), phone=("0341 2255880",))
    assert is_foreign(look(facts=facts), page("<h1>Willkommen</h1>", there)) is foreign


def test_a_foreign_address_with_a_fact_of_the_company_is_not_foreign() -> None:
    """The company moved, and nobody has told us."""
    assert not is_foreign(look(), page("<h1>Tische</h1><p>Tel. 0341 2255880</p>", "https://moebel.example/"))


def test_what_is_shown_in_a_frame_stands_at_the_address_of_the_frame_s_page() -> None:
    """A builder's address inside of it is no foreign one."""
    assert not is_foreign(look(), page("<h1>Tische</h1>", "https://x.builder.example/", shown_at=URL))


def test_a_wall_is_recognised_by_its_title() -> None:
    """It says little else."""
    assert recognised(look(), page("<title>Cookies | Linden Werkstatt</title>"), None)
    assert not recognised(look(), page("<title>Cookies</title>"), None)


CASINO = "<title>Linden Werkstatt: Online Casino Test</title><h1>Linden Werkstatt</h1><p>Die besten Slots, Freispiele und Poker.</p><p>Casino Bonus.</p>"
PILLS = "<title>Linden Werkstatt</title><h1>Cialis kaufen</h1><p>Viagra, Cialis und Kamagra ohne Rezept.</p><p>Levitra.</p>"
BETS = "<h1>Linden Werkstatt Sportwetten</h1><p>Wettanbieter im Test: Sportwetten, Betting, Bookmaker.</p>"


@pytest.mark.parametrize("html", [CASINO, PILLS, BETS], ids=["casino", "pills", "bets"])
def test_a_name_alone_acquits_nobody_who_sells_what_bought_names_sell(html: str) -> None:
    """The old name is what was bought; once the company was seen here, that is a second sign."""
    assert strange(look(), page(html), None, known=False) == "unrecognised"
    assert strange(look(), page(html), None, known=True) == "gone"


@pytest.mark.parametrize(
    ("html", "name"),
    [
        (f"{CASINO}<p>Tel. 0341 2255880</p>", "Linden Werkstatt"),
        (CASINO, "Linden Werkstatt Casino"),
        ("<h1>Linden Werkstatt</h1><p>Möbel für Casinos, Hotels und Bars.</p>", "Linden Werkstatt"),
        ("<h1>Tische für Poker</h1><p>Linden Werkstatt baut Tische.</p>", "Linden Werkstatt"),
        (f"<h1>Linden Werkstatt</h1><article class=post>{CASINO}</article>", "Linden Werkstatt Casino"),
    ],
    ids=["a fact", "its own name", "customers", "tables", "posts"],
)
def test_who_builds_tables_for_casinos_is_itself(html: str, name: str) -> None:
    """A registered fact acquits, the company's own name does, and words in passing are none."""
    assert strange(look(name=name), page(html), None, known=False) is None
