"""What stands before a site: the legal pages that it links are read, and of the rest nothing is called missing."""

from typing import Any

import pytest

from account_health.connectors.pool import Pool
from account_health.model import LegalPage, Reason, Site, Snapshot, Statements, Unavailable
from account_health.model.company import Facts
from tests.blog_looks import HOST, URL, look_at
from tests.simulator.gateway import Gateway, Reply, Request, html, redirect

LEGAL = '<p><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a></p>'
COOKIES = "<p>Wir und unsere Partner verwenden Cookies. Ohne Ihre Zustimmung geht es hier nicht weiter.</p>"
WALL = f"<title>Zustimmung | Linden Werkstatt</title>{COOKIES}<button>Alle annehmen</button>{LEGAL}"
CLOSED = f"<title>Linden Werkstatt</title><h1>Unsere Website wird gerade überarbeitet</h1>{LEGAL}"
DOOR = f"<title>Linden Werkstatt</title><form><input type=password></form>{LEGAL}"
IMPRINT = html(
    "<h1>Impressum</h1><p>Linden Werkstatt, Inhaberin Rike Linden<br>Holzweg 3<br>04109 Leipzig</p><p>Tel. 0341 2255880</p>"
)
PRIVACY = html(f"<h1>Datenschutz</h1><p>{'Wir speichern nur, was Sie uns schreiben. ' * 3}</p>")


def walled(gateway: Gateway, pool: Pool, wall: Reply, **pages: Reply) -> Snapshot:
    """Look at the workshop whose every address but these shows the wall."""

    def answer(request: Request) -> Reply:
        return pages.get(request.path.strip("/"), wall)

    gateway.add(HOST, answer)
    facts = Facts(
        phone=("0341 2255880",),
        email=("post@linden-werkstatt.example",),
        address=("Holzweg 3, 04109 Leipzig",),
    )
    return look_at(gateway, pool, facts=facts)


@pytest.mark.parametrize("wall", [WALL, CLOSED, DOOR], ids=["cookies", "maintenance", "password"])
def test_the_legal_pages_that_a_wall_links_are_read(gateway: Gateway, pool: Pool, wall: str) -> None:
    """The legal notice names number and address; the mail address may stand on a page that nobody saw."""
    snapshot = walled(gateway, pool, html(wall), impressum=IMPRINT, datenschutz=PRIVACY)
    assert snapshot.imprint == LegalPage(f"{URL}impressum", answers=True, clicks=1)
    assert snapshot.privacy == LegalPage(f"{URL}datenschutz", answers=True, clicks=1)
    assert isinstance(snapshot.phones, Statements)
    assert [one.value for one in snapshot.phones.items] == ["0341 2255880"]
    assert isinstance(snapshot.addresses, Statements)
    assert snapshot.addresses.items
    assert isinstance(snapshot.site, Site if wall == WALL else Unavailable)
    for part in (snapshot.emails, snapshot.posts, snapshot.comments, snapshot.destinations):
        assert isinstance(part, Unavailable)
        assert part.reason in {Reason.CONSENT, Reason.MAINTENANCE, Reason.LOGIN}


def test_a_wall_before_the_legal_pages_too(gateway: Gateway, pool: Pool) -> None:
    """Nobody can tell, and nothing is called missing."""
    snapshot = walled(gateway, pool, html(WALL))
    for part in (snapshot.imprint, snapshot.privacy, snapshot.phones, snapshot.addresses):
        assert isinstance(part, Unavailable), part
        assert part.reason is Reason.CONSENT


def test_a_wall_without_a_link_calls_nothing_missing(gateway: Gateway, pool: Pool) -> None:
    """The links may stand behind it."""
    snapshot = walled(gateway, pool, html(WALL.replace(LEGAL, "")), impressum=IMPRINT)
    assert isinstance(snapshot.imprint, Unavailable)
    assert isinstance(snapshot.privacy, Unavailable)


def test_a_wall_s_link_to_nowhere_is_told(gateway: Gateway, pool: Pool) -> None:
    """Every visitor sees the broken link."""
    snapshot = walled(gateway, pool, html(WALL), impressum=html("<h1>404</h1>", 404), datenschutz=PRIVACY)
    assert snapshot.imprint == LegalPage(f"{URL}impressum", answers=False, clicks=1)


def test_a_wall_at_another_host_loses_no_address(gateway: Gateway, pool: Pool) -> None:
    """Whoever asks for consent elsewhere sends its visitors back."""
    gateway.add("consent.example", lambda _: html(WALL.replace("Linden Werkstatt", "Zustimmung")))
    snapshot = walled(gateway, pool, redirect("https://consent.example/?zurueck=linden"))
    assert isinstance(snapshot.site, Unavailable)
    assert snapshot.site.reason is Reason.CONSENT


# --- what a page hides ----------------------------------------------------------------------------


def test_a_mail_address_that_nobody_can_decode_is_not_missing(gateway: Gateway, pool: Pool) -> None:
    """Its absence is told only where nothing is protected."""
    sealed = "<p><a href='javascript:openMail(3,7)'>Mail</a></p>"
    pages = {"/": html(f"<h1>Linden Werkstatt</h1><p>Tische und Bänke aus Linde</p>{LEGAL}{sealed}")}
    pages |= {"/impressum": IMPRINT, "/datenschutz": PRIVACY}
    gateway.add(HOST, lambda request: pages.get(request.path, NOT_HERE))
    facts = Facts(email=("post@linden-werkstatt.example",))
    emails = look_at(gateway, pool, facts=facts, posts="none").emails
    assert isinstance(emails, Statements)
    assert (emails.items, emails.gap and emails.gap.reason) == ((), Reason.UNREADABLE)
    pages["/"] = html(f"<h1>Linden Werkstatt</h1><p>Tische und Bänke aus Linde</p>{LEGAL}")
    assert look_at(gateway, pool, facts=facts, posts="none").emails == Statements(())


# --- what a site answers to everything ------------------------------------------------------------

NOBODY = html(
    "<title>Strona</title><h1>Witamy</h1><p>Ta strona jest w przygotowaniu. Zapraszamy wkrótce.</p>"
)
NOT_HERE = html("<h1>404</h1>", 404)
HOME = html(
    f"<title>Linden Werkstatt</title><h1>Linden Werkstatt</h1><p>{'Wir bauen Tische. ' * 9}</p>{LEGAL}"
)


@pytest.mark.parametrize(
    "fields", [{}, {"posts": "none"}], ids=["compared with the feed", "with a made-up address"]
)
def test_a_page_of_nobody_that_stands_everywhere_is_not_judged(
    gateway: Gateway, pool: Pool, fields: dict[str, Any]
) -> None:
    """In a language whose words nobody listed; nothing is called missing."""
    gateway.add(HOST, lambda _: NOBODY)
    snapshot = look_at(gateway, pool, facts=Facts(phone=("0341 2255880",)), **fields)
    for part in (snapshot.imprint, snapshot.phones, snapshot.site):
        assert isinstance(part, Unavailable), part


def test_a_small_page_that_stands_alone_is_the_company_s(gateway: Gateway, pool: Pool) -> None:
    """Its name may be a picture; other addresses are missing, as they should be."""
    gateway.add(HOST, lambda request: NOBODY if request.path == "/" else NOT_HERE)
    snapshot = look_at(gateway, pool, facts=Facts(phone=("0341 2255880",)), posts="none")
    assert snapshot.imprint == LegalPage(url=None, answers=False)


def test_a_small_page_of_the_company_may_stand_everywhere(gateway: Gateway, pool: Pool) -> None:
    """Sites of one page answer every address with it."""
    gateway.add(HOST, lambda _: html("<h1>Linden Werkstatt</h1><p>Tische und Bänke. Tel. 0341 2255880</p>"))
    snapshot = look_at(gateway, pool, facts=Facts(phone=("0341 2255880",)), posts="none")
    assert isinstance(snapshot.phones, Statements)
    assert snapshot.phones.items


def test_a_legal_page_that_shows_what_any_address_shows_acquits_nobody(gateway: Gateway, pool: Pool) -> None:
    """A page that is missing says so in many ways, and with status 200."""
    pages = {"/": HOME, "/impressum": IMPRINT}
    missing = html(f"<h1>Hoppala</h1><p>{'Da hat sich wohl jemand verlaufen. ' * 4}</p>")
    gateway.add(HOST, lambda request: pages.get(request.path, missing))
    assert isinstance(look_at(gateway, pool, posts="none").privacy, Unavailable)


def test_a_privacy_page_without_a_heading_is_one(gateway: Gateway, pool: Pool) -> None:
    """Other addresses show something else."""
    pages = {"/": HOME, "/impressum": IMPRINT, "/datenschutz": html(f"<p>{'Wir speichern nichts. ' * 9}</p>")}
    gateway.add(HOST, lambda request: pages.get(request.path, NOT_HERE))
    privacy = look_at(gateway, pool, posts="none").privacy
    assert privacy == LegalPage(f"{URL}datenschutz", answers=True, clicks=1)


WHOLE = Facts(
    phone=("0341 2255880",), email=("post@linden-werkstatt.example",), address=("Holzweg 3, 04109 Leipzig",)
)
SET_UP = html("<title>Bienvenue</title><h1>Bienvenue</h1><p>Déposez vos fichiers dans le dossier www.</p>")


def test_a_page_of_nobody_that_asks_nothing_is_not_recognised(gateway: Gateway, pool: Pool) -> None:
    """A host's own page in words that nobody listed: enough is registered to miss it, and nothing else is judged."""
    gateway.add(HOST, lambda _: SET_UP)
    snapshot = look_at(gateway, pool, facts=WHOLE)
    assert isinstance(snapshot.site, Site)
    assert snapshot.site.strange == "unrecognised"
    assert isinstance(snapshot.imprint, Unavailable)
    assert snapshot.imprint.reason is Reason.EVERYWHERE


@pytest.mark.parametrize(
    "gate",
    [
        html(
            "<h1>Moment</h1><p>Sie sind an Position 214 und kommen gleich an die Reihe.</p><script></script>"
        ),
        html("<meta http-equiv=refresh content=30><h1>Moment</h1><p>Sie sind an Position 214.</p>"),
        html("<h1>Linden Werkstatt</h1><p>Was ist 3 + 4?</p><form method=post><input name=a></form>"),
    ],
    ids=["a script", "loads itself anew", "asks, under the company's name"],
)
def test_a_page_that_may_be_a_gate_proves_nothing(gateway: Gateway, pool: Pool, gate: Reply) -> None:
    """It stands at every address, whatever it is called."""
    gateway.add(HOST, lambda _: gate)
    snapshot = look_at(gateway, pool, facts=WHOLE)
    for part in (snapshot.site, snapshot.imprint, snapshot.phones):
        assert isinstance(part, Unavailable)
        assert part.reason is Reason.EVERYWHERE


@pytest.mark.parametrize("there", [html("<p>Buy now for 2,995 EUR.</p>"), html("<h1>Forbidden</h1>", 403)])
def test_a_redirect_to_a_dealer_in_domains_is_a_lost_address(
    gateway: Gateway, pool: Pool, there: Reply
) -> None:
    """Whatever is answered there: dealers let few programs look."""
    gateway.add(HOST, lambda _: redirect("https://www.hugedomains.com/domain_profile.cfm?d=linden"))
    gateway.add("www.hugedomains.com", lambda _: there)
    site = look_at(gateway, pool, facts=WHOLE).site
    assert isinstance(site, Site)
    assert site.lost == "parked"


def test_a_redirect_to_a_short_page_of_a_stranger_leads_there(gateway: Gateway, pool: Pool) -> None:
    """A lender's front page answers every address with itself; it is a stranger's all the same."""
    gateway.add(HOST, lambda _: redirect("https://www.builder.example/de/"))
    gateway.add("www.builder.example", lambda _: html("<h1>Die eigene Website in Minuten</h1>"))
    site = look_at(gateway, pool, facts=WHOLE).site
    assert isinstance(site, Site)
    assert (site.lost, site.final_url) == (None, "https://www.builder.example/de/")


def test_a_move_to_another_domain_is_the_company_s(gateway: Gateway, pool: Pool) -> None:
    """Its number stands on the page there: the address is to be registered anew, and nothing is lost."""
    gateway.add(HOST, lambda _: redirect("https://www.linden-moebel.example/"))
    gateway.add("www.linden-moebel.example", lambda _: html(f"<h1>Möbel</h1><p>Tel. 0341 2255880</p>{LEGAL}"))
    site = look_at(gateway, pool, facts=WHOLE, posts="none").site
    assert isinstance(site, Site)
    assert (site.ours, site.strange) == (True, None)
