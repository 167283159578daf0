"""How a page leads to its imprint and its privacy page."""

import pytest

from account_health.connectors.blog.legal_marks import (
    beside,
    holds_privacy,
    imprint_link,
    is_imprint,
    privacy_link,
    ways,
)
from tests.unit.connectors.blog.pages import SITE, fixture, page_of


def test_links_on_a_home_page() -> None:
    """A path or title is enough for the imprint; a service's own privacy page is not the company's."""
    page = fixture("home.html")
    imprint, privacy = imprint_link(page), privacy_link(page)
    assert imprint is not None
    assert imprint.url == f"{SITE}rechtliches/impressum.html"
    assert privacy is not None
    assert privacy.url == "https://shop.gaertnerei-gruenspan.example/privacy"
    assert ways(page) == (f"{SITE}ueber-uns/",)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/x">Impressum</a>',
        '<a href="/x">IMPRESSUM &amp; Datenschutz</a>',
        '<a href="/x">Imprint</a>',
        '<a href="/x">Legal notice</a>',
        '<a href="/x">Anbieterkennzeichnung</a>',
        '<a href="/x">Mentions légales</a>',
        '<a href="/x" title="Zum Impressum">§</a>',
        '<a href="/de/impressum/"><i></i></a>',
        '<a href="/index.php/imprint.html"></a>',
        '<a href="#impressum">§</a>',
        '<a href="/impressum"><i></i></a>',
    ],
)
def test_names_of_imprints(link: str) -> None:
    """German and English names, and a few neighbours', on the link or in its path."""
    assert imprint_link(page_of(link)) is not None


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/x">Impressionen</a>',
        '<a href="/impressionen/">Bilder</a>',
        '<a href="mailto:impressum@example.org">a</a>',
    ],
)
def test_what_is_no_imprint(link: str) -> None:
    """A gallery is no imprint, and neither is a mailbox."""
    assert imprint_link(page_of(link)) is None


def test_the_own_site_comes_before_others_and_words_before_paths() -> None:
    """A partner's imprint does not stand in for the own one."""
    page = page_of(
        '<a href="https://partner.example/impressum">Impressum</a><a href="/blog/impressum-regeln">Regeln</a>'
        '<a href="/legal">Impressum</a><a href="javascript:open()">Impressum</a>'
    )
    link = imprint_link(page)
    assert link is not None
    assert link.url == f"{SITE}legal"


def test_a_link_that_only_a_script_opens_is_still_seen() -> None:
    """It cannot be followed, which is not the same as not there."""
    link = imprint_link(
        page_of('<a href="#" onclick="open()">Impressum</a><a href="javascript:x()">Impressum</a>')
    )
    assert link is not None


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Kontakt</h1><h2>Impressum</h2><p>Tischlerei</p>",
        "<h1>Offenlegung gemäß § 25 MedienG</h1>",
        "<h1>Wir über uns</h1><p>Vertreten durch Ida Moor</p><p>Amtsgericht Kiel, HRB 4711</p>",
        "<h1>Mentions légales</h1>",
        "<h1>Kontakt</h1><p>Inhaberin Ida Moor, USt-IdNr. DE123456788</p><h2>Adresse</h2><h2>Datenschutz</h2>",
        "<h1>Datenschutz</h1><p>Wir speichern wenig.</p><h2>Impressum</h2><p>Tischlerei Moor</p>",
        "<h1>Qui sommes-nous</h1><p>Moor SARL, RCS Paris 812 345 678</p><p>Directrice de la publication : Ida Moor</p>",
    ],
)
def test_a_page_is_a_legal_notice_by_its_name_or_its_marks(body: str) -> None:
    """A heading says so, or two things that only a legal notice says stand there."""
    assert is_imprint(page_of(body))


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Hoppla!</h1><p>Hier ist leider nichts.</p><a href='/impressum'>Impressum</a>",
        "<h1>Tische und Bänke</h1><p>Am Bach 3, 80331 München</p><a href='/i'>Impressum</a>",
        "<h1>Über uns</h1><p>Inhaberin Ida Moor baut seit 1998 Tische.</p>",
        "<h1>Über uns</h1><p>Geschäftsführer Jan Moor, Inhaberin Ida Moor, vertreten durch gute Leute.</p>",
        "<h1>Datenschutz</h1><p>Verantwortlich im Sinne der DSGVO: Moor GmbH, HRB 4711, vertreten durch Ida Moor. Aufsichtsbehörde ist das ULD.</p>",
        "<h1>Datenschutz</h1><h2>Offenlegung von Daten</h2><p>Nur wo das Gesetz es verlangt.</p>",
        "<h1>AGB</h1><p>Anbieter ist die Moor GmbH, Amtsgericht Kiel, HRB 4711, Geschäftsführer Jan Moor.</p>",
    ],
)
def test_a_page_that_only_links_to_a_legal_notice_is_none(body: str) -> None:
    """An error page, a list of goods and an about page are no legal notice, whatever address they answer at."""
    assert not is_imprint(page_of(body))


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/x">Données personnelles</a>',
        '<a href="/x">RGPD</a>',
        '<a href="/x">Vie privée et cookies</a>',
        '<a href="/x">GDPR</a>',
        '<a href="/x">Umgang mit personenbezogenen Daten</a>',
        '<a href="/politique-de-confidentialite/"><i></i></a>',
    ],
)
def test_names_of_privacy_pages(link: str) -> None:
    """The law's short name and what it protects, in three languages, on the link or in its path."""
    assert privacy_link(page_of(link)) is not None


@pytest.mark.parametrize("link", ['<a href="/x">Technische Daten</a>', '<a href="/x">Vie de famille</a>'])
def test_what_is_no_privacy_page(link: str) -> None:
    """Other data, another life."""
    assert privacy_link(page_of(link)) is None


@pytest.mark.parametrize(
    ("body", "holds"),
    [
        (
            "<h1>Impressum</h1><p>Linde GmbH</p><h2>Datenschutzerklärung</h2><p>Grundlage ist Art. 6 DSGVO.</p>",
            True,
        ),
        (
            "<h1>Mentions légales</h1><h2>Politique de confidentialité</h2><p>Selon le RGPD, vous avez</p>",
            True,
        ),
        ("<h1>Legal notice</h1><h2>Privacy policy</h2><p>Under the UK GDPR you have</p>", True),
        ("<h1>Impressum</h1><h2>Datenschutz</h2><p>Wir geben Ihre Daten nicht weiter.</p>", False),
        ("<h1>Impressum</h1><p>Grundlage ist die DSGVO.</p>", False),
        ("<h1>Impressum</h1><p>Art. 6 DSGVO</p><h2>Datenschutz</h2><p>Folgt.</p>", False),
    ],
)
def test_a_privacy_policy_may_stand_in_the_legal_notice(body: str, *, holds: bool) -> None:
    """Under a heading of its own, naming the law; a paragraph about discretion is no policy."""
    assert holds_privacy(page_of(body)) is holds


def test_the_headline_of_a_post_comes_after_the_page_itself() -> None:
    """Whoever writes about legal notices has one, too."""
    link = imprint_link(
        page_of('<a href="/tipps">Impressum: fünf Fehler, die teuer werden</a><a href="/i">Impressum</a>')
    )
    assert link is not None
    assert link.url == f"{SITE}i"


def test_beside_the_privacy_policy_stand_the_other_legal_pages() -> None:
    """Whatever they are called; what the head links too, terms and other sites are none of them."""
    foot = (
        '<a href="/tische">Tische</a><a href="/a">Anfahrt</a><a href="/jobs">Jobs</a><a href="/klein">Kleingedrucktes</a>'
        '<a href="/d">Datenschutz</a><a href="/agb">AGB</a><a href="https://x.com/moor">X</a>'
    )
    page = page_of(f'<nav><a href="/tische">Tische</a></nav><footer>{foot}</footer>')
    assert beside(page, privacy_link(page)) == (f"{SITE}klein", f"{SITE}jobs")
    assert beside(page_of('<nav><a href="/d">Datenschutz</a></nav>'), None) == ()
