"""Who answers here, against pages as their makers really write them: dealers, shops, systems, frameworks and firewalls."""

import pytest

from account_health.connectors.blog.answer_kinds import Kind
from account_health.connectors.blog.answering import what_answers
from account_health.connectors.blog.page_reader import read_page

URL = "https://www.eichen-hof.example/"
NAV = '<nav><a href="/brote/">Brote</a> <a href="/team/">Team</a> <a href="/laden/">Laden</a></nav>'


def kind(html: str) -> Kind:
    """Return what this page is."""
    return what_answers(read_page(html, URL), html, {}).kind


@pytest.mark.parametrize(
    "html",
    [
        '<title>eichen-hof.example is available for purchase - Dealer</title><h1>Eichen-hof.example</h1><p>Own this domain today</p><button>Buy now for $2,499</button><a href="https://dealer.example/eichen-hof">More</a>',
        "<title>Registered at Registrar</title><body><div><h1>eichen-hof.example</h1><p>is registered with Registrar</p><p>This domain was recently registered at Registrar. Please check back later!</p></div>",
        "<title>Eichenhof</title><h1>Eichenhof</h1><p>Premium domain name. Secure this brandable name before someone else does.</p><p>Price $3,100</p><button>Add to cart</button><p>Domain + logo included</p>",
        '<title>eichen-hof.example</title><h1>eichen-hof.example</h1><p>Diese Domain ist bereits registriert. Hier finden Sie den Inhaber über die Whois-Abfrage.</p><a href="https://www.registrar.example/">Jetzt Wunsch-Domain sichern</a>',
        "<title>Hoster - Domain reserved</title><h1>Diese Domain wurde von einem Kunden reserviert</h1><p>Hosting-Pakete ab 1 Euro</p>",
        '<title>eichen-hof.example</title><h1>eichen-hof.example may be for sale</h1><form><label>Your offer (USD)</label><input></form><script src="https://cdn.efty.com/x.js"></script>',
        '<!DOCTYPE html><html><head><script>window.LANDER_SYSTEM="PW"</script></head><body><div id="root"></div><script src="https://img1.wsimg.com/parking-lander/static/js/main.js"></script></body></html>',
        "<title>eichen-hof.example</title><h1>Diese Domain ist schon vergeben.</h1><p>Sie suchen eine Domain? Finden Sie Ihre Wunschdomain.</p>",
        '<title>eichen-hof.example - Diese Website steht zum Verkauf! - Informationen zum Thema eichen hof.</title><body><p>Diese Website steht zum Verkauf! eichen-hof.example ist Ihre erste und beste Quelle für alle Informationen, die Sie suchen.</p><ul><li><a href="/s?q=1">Hofladen</a></li><li><a href="/s?q=2">Ferienhof</a></li><li><a href="/s?q=3">Eiche</a></li></ul>',
        "<h1>eichen-hof.example</h1><p>Die Domain eichen-hof.example ist zu verkaufen. Bei Interesse senden Sie uns ein Angebot.</p><p>Tel. +49 30 123456</p>",
        "<title>eichen-hof.example</title><h2>eichen-hof.example</h2><p>This domain is listed for sale at one of our partner sites</p><a>Learn more</a>",
        "<h1>eichen-hof.example</h1><p>Diese Domain kann gemietet oder gekauft werden. Kaufpreis 1.900 €</p>",
    ],
    ids=[
        "dealer",
        "registrar",
        "brand names",
        "registrar in German",
        "hoster",
        "offer",
        "lander",
        "taken",
        "website for sale",
        "private",
        "listed",
        "rent or buy",
    ],
)
def test_a_page_of_whoever_deals_in_domains(html: str) -> None:
    """Dealers, registrars and their partners; that the address is taken is all that some say."""
    assert kind(html) in {Kind.PARKED, Kind.PLACEHOLDER}


@pytest.mark.parametrize(
    "html",
    [
        "<title>Bevor Sie zu Eichenhof weitergehen</title><h1>Bevor Sie fortfahren</h1><p>Wir verwenden Cookies und Daten, um Dienste bereitzustellen.</p><form><button>Alle ablehnen</button><button>Alle akzeptieren</button></form>",
        "<title>Eichenhof</title><h1>Weiterlesen mit Werbung oder im Pur-Abo</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Details in der Datenschutzerklärung.</p><button>Akzeptieren und weiter</button><button>Jetzt abonnieren</button>",
        '<h1>Willkommen</h1><p>Diese Seite nutzt Cookies. Bitte treffen Sie Ihre Auswahl.</p><button>Nur notwendige</button><button>Alle zulassen</button><a href="/datenschutz">Datenschutz</a> <a href="/impressum">Impressum</a>',
        "<h1>Respect de votre vie privée</h1><p>Nous et nos partenaires utilisons des traceurs pour mesurer l’audience. Vous pouvez accepter ou refuser.</p><button>Tout accepter</button><button>Continuer sans accepter</button>",
        "<h1>Wij gebruiken cookies</h1><p>Om de website te bekijken hebben wij uw toestemming nodig.</p><button>Accepteren</button>",
    ],
    ids=["google consent style", "pur abo", "age gate + cookie", "fr", "nl"],
)
def test_a_wall_about_cookies(html: str) -> None:
    """In place of the page, in any language, with buttons."""
    assert kind(html) is Kind.CONSENT


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Sind Sie über 18 Jahre alt?</h1><p>Bitte bestätigen Sie Ihr Alter, um den Weinshop zu betreten.</p><button>Ja</button><button>Nein</button>",
    ],
    ids=["age gate"],
)
def test_a_question_about_age_in_place_of_the_page(html: str) -> None:
    """Nothing is called missing behind it."""
    assert kind(html) is Kind.AGE


@pytest.mark.parametrize(
    "html",
    [
        "<title>Wartungsmodus</title><h1>Wir sind gleich wieder da</h1><p>Unser Shop wird gerade gewartet. Bitte versuchen Sie es später noch einmal.</p>",
        "<title>Page is being generated</title><h1>Page is being generated.</h1><p>If this message does not disappear within 30 seconds, please reload.</p>",
        '<title>Eichenhof</title><div id="frame" class="outline"><h1>Eichenhof</h1><p>Diese Website ist zurzeit im Wartungsmodus.<br>Bitte schauen Sie später wieder vorbei.</p><form action="/index.php" id="form-login"><input name=username><input type=password></form></div>',
        "<title>Wartungsarbeiten | Eichenhof</title><h1>Wartungsarbeiten</h1><p>Eichenhof wird momentan gewartet. Wir sollten in Kürze zurück sein. Danke für Ihre Geduld.</p>",
        "<h1>We’ll be back soon.</h1><p>We are currently updating our shop and will be back really soon. Thanks for your patience.</p>",
        '<title>Eichenhof</title><h1>Etwas Großes kommt!</h1><p>Wir starten in Kürze. Tragen Sie sich ein und erfahren Sie es als Erste.</p><form><input type=email></form><div class="countdown">12 Tage 3 Stunden</div>',
        "<h1>Hier entsteht eine neue Homepage</h1>",
        "<h1>Shop geschlossen</h1><p>Der Shop ist wegen Wartungsarbeiten vorübergehend geschlossen.</p>",
        "<h1>Sito in costruzione</h1><p>Torneremo presto online.</p>",
        "<h1>Eichenhof</h1><p>Unser neuer Webauftritt geht am 1. Dezember online.</p><p>Eichenweg 3, 04109 Leipzig</p>",
    ],
    ids=[
        "shopware",
        "typo3",
        "joomla offline",
        "drupal",
        "prestashop",
        "seedprod launch",
        "wix/jimdo",
        "nextcloud/gambio",
        "it",
        "relaunch",
    ],
)
def test_a_site_that_is_looked_after_or_launched(html: str) -> None:
    """As its system says it, a door of its own beside it."""
    assert kind(html) is Kind.MAINTENANCE


@pytest.mark.parametrize(
    "html",
    [
        '<title>Fehler 404</title><h1>Huch! Diese Seite ist leider unauffindbar</h1><a href="/">Zur Startseite</a>',
        "<title>Eichenhof</title><h1>404</h1><p>Es sieht so aus, als gäbe es diese Seite nicht.</p>",
        "<h1>We couldn't find the page you were looking for.</h1><p>This is either because: There is an error in the URL. The page has been moved or deleted.</p>",
        "<title>Eichenhof: Seite existiert nicht mehr</title><h1>Upps, da ist etwas schiefgelaufen</h1><p>Die gewünschte Seite existiert nicht mehr.</p>",
        "<h1>Oups ! Cette page n’existe plus</h1>",
    ],
    ids=["shopware soft404", "wix soft404", "squarespace", "typo3", "fr"],
)
def test_a_page_that_says_that_it_is_not_there(html: str) -> None:
    """With status 200, as routers and builders do."""
    assert kind(html) is Kind.MISSING


@pytest.mark.parametrize(
    "html",
    [
        '<!doctype html><html><head><title>Eichenhof</title><base href="/"></head><body><app-root></app-root><script src="main.a1.js" type="module"></script></body></html>',
        '<!doctype html><html><head><title>Eichenhof</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/static/js/main.js"></script></body></html>',
        '<!doctype html><html><head><title>Eichenhof</title></head><body><div id="app"><div class="loader">Lade …</div></div><script type="module" src="/assets/index.js"></script></body></html>',
        '<!doctype html><html><head><title>eichenhof</title><meta name="description" content="A new Flutter project."></head><body><script src="flutter_bootstrap.js" async></script></body></html>',
        '<!doctype html><html><head><title>Eichenhof</title></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{}}</script><script src="/_next/static/chunks/main.js"></script></body></html>',
        '<!doctype html><html><head><meta name="generator" content="Wix.com Website Builder"><title>Eichenhof</title></head><body><div id="SITE_CONTAINER"></div><script>var wixBiSession={}</script><script src="https://static.parastorage.com/x.js"></script></body></html>',
        '<!doctype html><html><head><title>Eichenhof</title></head><body><div id="ember-app"></div><footer>© Eichenhof</footer><script src="/assets/vendor.js"></script></body></html>',
    ],
    ids=[
        "angular",
        "react noscript",
        "vue loading",
        "flutter",
        "next empty",
        "wix bolt",
        "ember with footer",
    ],
)
def test_a_shell_that_scripts_fill(html: str) -> None:
    """Whatever framework draws it; its footer is no content."""
    assert kind(html) is Kind.SCRIPT


@pytest.mark.parametrize(
    "html",
    [
        '<title>Bitte warten</title><h1>Ihr Browser wird überprüft …</h1><p>Dieser Vorgang läuft automatisch. Ihr Browser leitet Sie gleich weiter.</p><script src="/myra.js"></script>',
        "<title>Checking your browser</title><p>Please wait while we verify your request</p><script>/*hcdn*/</script>",
        "<title>请求被拦截</title><p>Your request has been blocked by the website firewall</p>",
        "<title>Your access to this site has been limited</title><h1>Your access to this site has been limited by the site owner</h1><p>Generated by Guard</p>",
        "<h1>Access Denied</h1><p>This website is not available in your country.</p>",
        "<h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource could not be found on this server. This error was generated by Mod_Security.</p>",
    ],
    ids=["myra/german", "hcdn/hostinger", "aapanel waf", "wordfence block", "geo", "modsec"],
)
def test_a_gate_or_a_firewall(html: str) -> None:
    """With a script that checks the browser, or with nothing but a refusal."""
    assert kind(html) is Kind.CHALLENGE


@pytest.mark.parametrize(
    "html",
    [
        '<title>Eichenhof › Anmelden</title><div id="login"><h1>Anmelden</h1><form name="loginform"><input name="log"><input type="password" name="pwd"></form></div>',
        "<title>Eichenhof</title><p>Dieser Bereich ist geschützt. Bitte Passwort eingeben:</p><form><input type=password name=post_password><input type=submit></form>",
        '<div class="utility-page-wrap"><form><h2>Protected Page</h2><input type="password" placeholder="Enter your password"></form></div>',
    ],
    ids=["wp private", "password protected", "webflow staging pw"],
)
def test_a_door(html: str) -> None:
    """A password before anything is shown."""
    assert kind(html) is Kind.LOGIN


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Weingut Eiche</title>{NAV}<h1>Weingut Eiche</h1><p>Kein Verkauf an Personen unter 18 Jahren. Wir liefern Wein.</p>",
        f"<title>Eiche Hof</title>{NAV}<h1>Der Eichenhof steht zum Verkauf</h1><p>Ein Vierseithof mit 3 ha Land, Preis 490.000 €.</p>",
        "<h1>Schmiede Eiche</h1><p>Etwas Großes: Wir schmieden Tore bis sechs Meter. Rufen Sie an.</p><p>Tel. 0341 123456</p>",
        '<app-root><h1>Eichenhof</h1><p>Wir backen Brot im Holzofen, jeden Freitag frisch. Kommen Sie vorbei.</p><p>Eichenweg 3, 04109 Leipzig, Tel. 0341 123</p></app-root><script src="main.js"></script>',
        "<h1>Gasthof Eiche</h1><p>Wir sind ab 1. Dezember wieder für Sie da.</p><p>Eichenweg 3, 04109 Leipzig, Tel. 0341 1234567</p>",
        f"<title>Verein Eiche</title>{NAV}<h1>Verein Eiche</h1><form><input type=password></form><p>Mitglieder melden sich hier an. Wir turnen montags.</p>",
        "<h1>Autovermietung Eiche</h1><p>Dieses Auto kann gemietet oder gekauft werden. Kaufpreis 9.900 €</p><p>Eichenweg 3, 04109 Leipzig, Tel. 0341 1234567</p>",
        "<h1>Eichenhof Naming</h1><p>We find a premium domain name for your brand. Price on request.</p><p>Eichenweg 3, 04109 Leipzig, Tel. 0341 1234567</p>",
    ],
    ids=[
        "wine shop w/ age note",
        "broker sells domains",
        "smith: grosses kommt",
        "small onepager angular prerendered",
        "restaurant closes",
        "member area",
        "rents cars",
        "brand agency",
    ],
)
def test_whoever_uses_such_words_about_something_else_is_content(html: str) -> None:
    """Vineyards state an age, farms are sold, cars are rented, cafés open again."""
    assert kind(html) is Kind.CONTENT
