"""Who answers here, against pages that no provider of our other tests has made: each kind by more variants, and its twins."""

import pytest

from account_health.connectors.blog.answer_kinds import Kind
from account_health.connectors.blog.answering import what_answers
from account_health.connectors.blog.page_reader import read_page

URL = "https://www.eichen-hof.example/"
NAV = '<nav><a href="/brote/">Brote</a> <a href="/team/">Team</a> <a href="/laden/">Laden</a></nav>'
PLACE = "<p>Eichenweg 3, 04109 Leipzig, Tel. 0341 1234567</p>"


def kind(html: str, url: str = URL, status: int = 200) -> Kind:
    """Return what this page is."""
    return what_answers(read_page(html, url), html, {}, status).kind


@pytest.mark.parametrize(
    "html",
    [
        "<title>eichen-hof.example</title><h1>Diese Domain wurde bei Hoster Nord registriert</h1><p>Die Webseite ist noch nicht eingerichtet.</p>",
        "<title>eichen-hof.example</title><h1>eichen-hof.example</h1><p>Diese Domain wurde erfolgreich für einen unserer Kunden registriert.</p>",
        "<title>Registered</title><h1>eichen-hof.example</h1><p>eichen-hof.example was recently registered at registrar.example</p>",
        "<h1>Diese Domain ist reserviert</h1><p>Für diese Domain wurde noch kein Hosting bestellt.</p>",
        "<h1>Félicitations ! Votre domaine a bien été créé chez Hébergeur Sud !</h1><p>Accédez à votre espace client.</p>",
        "<h1>Ce nom de domaine a été enregistré chez Hébergeur Sud</h1><p>Le propriétaire n'a pas encore publié de site.</p>",
        "<h1>Parked Domain name on Host's DNS system</h1><p>Before you know it, you will have a website.</p>",
        "<h1>Willkommen! Diese Domain ist kostenlos geparkt, mit freundlicher Genehmigung von Registrar Ost</h1>",
        "<h1>The domain eichen-hof.example is for sale!</h1><p>Price: 2,495 EUR, or lease it.</p><form><input name=offer></form>",
        "<h1>Questo dominio è in vendita</h1><p>Contattaci.</p>",
        "<h1>Dit domein is te koop</h1><p>Neem contact op.</p>",
        (
            "<html data-adblockkey='MFww'><title>eichen-hof.example</title><h2>Verwandte Suchanfragen</h2>"
            "<a href='/brot.cfm'>Brot</a> <a href='/kuchen.cfm'>Kuchen</a> <a href='/mehl.cfm'>Mehl</a> <a href='/torte.cfm'>Torte</a>"
        ),
    ],
)
def test_an_address_that_is_parked_or_only_registered(html: str) -> None:
    """Registrars say that it is taken, dealers that it can be had; advertising on its own host is no content."""
    assert kind(html) in {Kind.PARKED, Kind.PLACEHOLDER}


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Domainrecht</title>{NAV}<h1>Ihre Domain wurde gesperrt?</h1><p>Wir vertreten Inhaber, deren Domain zum Verkauf steht.</p>",
        f"<h1>Eiche Immobilien</h1><p>Dieses Haus steht zum Verkauf: sechs Zimmer, Garten.</p>{PLACE}",
        "<h1>Domaine du Chêne</h1><p>Notre domaine est en vente directe: vins blancs, visite sur rendez-vous.</p><p>Tél. 03 88 12 34 56</p>",
        "<title>Parking Eiche</title><h1>Parking Eiche</h1><p>Ihr Auto steht sicher bei uns, fünf Minuten vom Flughafen, Tag und Nacht bewacht.</p>",
        f"<title>Eiche Domains</title>{NAV}<h1>Ihre Domain parken?</h1><p>Wir erklären, wie sedo.com/search und parkingcrew arbeiten.</p>",
        f"<h1>Webdesign Eiche</h1><p>Ihre Domain ist registriert, und nun? Wir bauen Ihre Website.</p>{PLACE}",
        f"<h1>Eichenhof</h1><p>Der Tisch am Fenster ist leider immer schnell vergeben: reservieren Sie.</p>{PLACE}",
    ],
)
def test_who_parks_cars_sells_houses_or_builds_websites_is_content(html: str) -> None:
    """The words are about something else than this address."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        "<h1>This Domain Name Has Been Suspended</h1><p>The registrant's e-mail was not verified.</p>",
        "<title>Bandwidth Limit Exceeded</title><h1>509 Bandwidth Limit Exceeded</h1><p>Please try again later.</p>",
        "<h1>Dieser Webspace wurde vorübergehend gesperrt</h1><p>Bitte kontaktieren Sie den Support.</p>",
        "<h1>Votre hébergement a expiré</h1><p>Renouvelez votre offre.</p>",
        "<h1>Diese Website wurde deaktiviert</h1><p>Wenn Sie der Besitzer sind, können Sie sie wieder aktivieren.</p>",
    ],
)
def test_what_its_host_has_stopped(html: str) -> None:
    """Not paid, not confirmed, or too much read."""
    assert kind(html) is Kind.EXPIRED


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>Eichenhof</h1><p>Unser Paket für Hochzeiten ist leider ausgebucht.</p>{PLACE}",
        f"<h1>Hofladen Eiche</h1><p>Der Hofladen hat vorübergehend geschlossen und öffnet am 3. März wieder.</p>{PLACE}",
        "<h1>Suspended ceilings from Eiche</h1><p>We hang ceilings in shops and offices all over Leipzig.</p>",
        f"<h1>Straßenbau Eiche</h1><p>Die Hauptstraße ist wegen unserer Arbeiten gesperrt.</p>{PLACE}",
    ],
)
def test_who_is_booked_out_or_hangs_ceilings_is_content(html: str) -> None:
    """Something else has stopped than the website."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        "<title>Domain Default page</title><h1>Domain Default page</h1><p>If you see this page, your web space is set up.</p>",
        "<h1>SORRY!</h1><p>If you are the owner of this website, please contact your hosting provider.</p>",
        "<h1>Diese Website ist derzeit nicht verfügbar</h1><p>Sind Sie der Inhaber? Melden Sie sich an.</p>",
        "<h1>This site is currently unavailable.</h1><p>Reach out to support.</p>",
        "<h1>Shop unavailable</h1><p>Sorry, this shop is currently unavailable.</p>",
        "<title>eichen-hof.example</title><h1>Hier entsteht eine neue Website</h1>",
        "<title>www.eichen-hof.example</title><h1>Under construction</h1>",
    ],
)
def test_a_page_of_the_host(html: str) -> None:
    """It speaks to the owner of the site, or is called by nothing but the host's name."""
    assert kind(html) is Kind.PLACEHOLDER


def test_a_refusal_is_numbered() -> None:
    """So that whoever complains can be found in a log; a number of an order is no such thing."""
    assert kind("<h1>Zugriff blockiert</h1><p>Attack ID: 20000051</p>") is Kind.CHALLENGE
    assert kind("<p>Die Seite wird nicht gezeigt. Support ID: 11729283746</p>") is Kind.CHALLENGE
    assert kind("<h1>Diese Webseite ist vorübergehend gesperrt</h1>") is Kind.EXPIRED
    assert kind(f"<h1>Eichenhof</h1><p>Referenz: 2019-0012</p>{PLACE}") is Kind.CONTENT


def test_a_maker_that_asks_to_be_set_up() -> None:
    """Whoever is sent to an installer has lost what was installed."""
    html = "<title>WordPress › Installation</title><h1>Willkommen</h1><p>Fülle einfach das Formular aus.</p><form></form>"
    for path in ("wp-admin/install.php", "wp-admin/setup-config.php", "installation/", "core/install.php"):
        assert kind(html, url=f"https://eichenhof.example/{path}") is Kind.PLACEHOLDER
    assert kind(html, url="https://eichenhof.example/leistungen/installation/") is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        "<p>Es gab einen kritischen Fehler auf deiner Website.</p>",
        "<p>Fatal error: Uncaught Error: Call to undefined function mysql_connect() in index.php:12</p>",
        "<h1>Oops, an error occurred!</h1><p>Code: 20261123</p>",
        "<br><b>Warning</b>: mysqli_connect(): (HY000/1045): Access denied for user 'web7'@'localhost' in <b>/www/db.php</b> on line <b>12</b>",
        "<h1>Fehler beim Aufbau einer Datenbankverbindung</h1>",
        "<title>503: Service Temporarily Unavailable</title><h1>Service Temporarily Unavailable</h1><p>The server is temporarily unable to service your request due to maintenance downtime or capacity problems.</p>",
    ],
)
def test_broken_machinery(html: str) -> None:
    """It says with status 200 that something broke."""
    assert kind(html) is Kind.BROKEN


def test_who_mends_websites_or_owns_one_is_content() -> None:
    """Words of broken or closed sites beside whose they are; hosts speak to the owner as to a stranger."""
    assert kind(f"<h1>Eichenhof</h1><p>Fatal error: was nun? Wir helfen.</p>{PLACE}") is Kind.CONTENT
    assert kind(f"<h1>Eichenhof</h1><p>Der Inhaber dieser Seite berät Sie gern.</p>{PLACE}") is Kind.CONTENT


def test_a_plan_that_nobody_paid() -> None:
    """Builders say so by the status, in whatever words."""
    assert kind("<h1>Este sitio no está disponible</h1>", status=402) is Kind.EXPIRED


@pytest.mark.parametrize(
    "html",
    [
        "<h1>We’ll be back soon!</h1><p>Our site is currently undergoing scheduled maintenance. Thank you for your patience.</p>",
        f"<h1>Eichenhof</h1><p>Unsere Website wird gerade überarbeitet. Sie erreichen uns per Telefon.</p>{PLACE}",
        f"<h1>Eichenhof GmbH</h1><h2>Hier entsteht unsere neue Website</h2>{PLACE}",
        "<title>Eichenhof</title><h1>Wir arbeiten gerade an unserer neuen Website</h1><p>Schauen Sie bald wieder vorbei!</p>",
        "<h1>Wir sind umgezogen – neue Seite folgt in Kürze</h1>",
        "<h1>Wartungsmodus</h1><p>Der Shop befindet sich zurzeit im Wartungsmodus.</p>",
        "<h1>Eichenhof</h1><p>Nous préparons notre nouveau site.</p>",
        "<h1>Opening Soon</h1><p>Be the first to know when we launch.</p><form><input type=email></form>",
    ],
)
def test_a_website_in_the_making(html: str) -> None:
    """Whatever facts of the company stand beside it, and in a paragraph as well as in a heading."""
    assert kind(html) is Kind.MAINTENANCE


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Eichenhof</title>{NAV}<p>Unser Laden ist im Umbau, die Website läuft weiter.</p>",
        f"<h1>Küchenstudio Eiche</h1><p>Unser Ausstellungsraum ist im Umbau.</p>{PLACE}",
        f"<h1>Webdesign Eiche</h1><p>Wir arbeiten an Ihrer Website, bis sie gefällt.</p>{PLACE}",
        f"<h1>Baustelle Eiche</h1><p>Wir bauen Häuser aus Holz, seit 1998.</p>{PLACE}",
        f"<h1>Eichenhof</h1><p>Wir machen Urlaub und sind ab 3. Dezember wieder für Sie da.</p>{PLACE}",
    ],
)
def test_a_shop_in_the_making_is_content(html: str) -> None:
    """Rooms are rebuilt, and websites of others are."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        "<p>Noi e i nostri partner utilizziamo i cookie. Serve il tuo consenso.</p><button>Accetta</button>",
        "<p>Deze website gebruikt cookies. Geef toestemming om verder te gaan.</p><button>Akkoord</button>",
        "<p>Utilizamos cookies propias y de terceros. Debe aceptar para continuar.</p><button>Aceptar</button>",
        (
            "<title>Datenschutzeinstellungen</title><h1>Wir respektieren Ihre Privatsphäre</h1><p>Wir nutzen Cookies. Einige sind essenziell.</p>"
            "<ul><li>Essenziell</li><li>Statistik</li></ul><button>Alle akzeptieren</button>"
        ),
    ],
)
def test_a_wall_in_other_languages_or_with_a_legal_name(html: str) -> None:
    """Settings of a privacy tool are no privacy policy."""
    assert kind(html) is Kind.CONSENT


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Eichenhof</h1><p>Cookies backen wir jeden Freitag: mit Schokolade, Nuss oder Zimt.</p><button>Menü</button>",
        "<h1>Eichenhof</h1><p>Wir nutzen Holz aus der Region und akzeptieren EC-Karten. Jeden Tag von neun bis sechs.</p><button>Menü</button>",
        "<h1>Eichenhof</h1><p>Werbung und Druck aus Leipzig: Plakate, Fahnen, Visitenkarten.</p><button>Menü</button>",
    ],
)
def test_who_bakes_cookies_or_accepts_cards_is_content(html: str) -> None:
    """A wall does something with cookies and wants something of its reader."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        "<title>Eichenhof</title><h1>Ups, hier ist nichts</h1><p>Die Seite, die Sie suchen, wurde verschoben.</p>",
        f"<title>Eichenhof</title>{NAV}<h1>Inhalt nicht gefunden</h1><p>Vielleicht hilft die Suche.</p>",
        f"<title>Eichenhof</title>{NAV}<h1>Es konnte leider nichts gefunden werden</h1>",
        f"<title>Eichenhof</title>{NAV}<h1>Diese Seite ist nicht verfügbar.</h1><p>Der Link ist falsch.</p>",
        f"<title>Eichenhof</title>{NAV}<h1>This page isn't available</h1>",
    ],
)
def test_a_page_that_is_not_there_in_other_words(html: str) -> None:
    """Beside a whole menu as well."""
    assert kind(html) is Kind.MISSING


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Weingut Eiche</title><h1>Nicht gefunden? Fragen Sie uns!</h1>{NAV}<p>Unsere Weine.</p>",
        f"<title>Fundbüro Eiche</title><h1>Nichts gefunden?</h1>{PLACE}",
        f"<h1>Pfotenhof</h1><p>Nothing found here but good dogs.</p>{PLACE}",
    ],
)
def test_who_asks_whether_something_was_not_found_is_content(html: str) -> None:
    """A question to customers."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        "<title>Access denied</title><h1>Sorry, you have been blocked</h1><p>Ray ID: 8a</p>",
        "<h1>Your access to this site has been limited by the site owner</h1><p>Response code 503</p>",
        "<title>Zugriff verweigert</title><p>Ihre Anfrage wurde abgewiesen.</p>",
        "<p>Wir prüfen Ihren Browser, das dauert nur wenige Sekunden, dann geht es weiter.</p><script>1</script>",
    ],
)
def test_a_gate_that_stays_shut(html: str) -> None:
    """With status 200 as well."""
    assert kind(html) is Kind.CHALLENGE


def test_a_locksmith_is_content() -> None:
    """Access is a trade."""
    assert kind(f"<title>Access Eiche</title><h1>Zugang für alle</h1><p>Türen.</p>{PLACE}") is Kind.CONTENT
