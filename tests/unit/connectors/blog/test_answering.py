"""Who answers here: the company's own content, or what stands in its place. Every kind with variants, and its silent twin."""

import pytest

from account_health.connectors.blog.answer_kinds import Kind
from account_health.connectors.blog.answering import what_answers
from account_health.connectors.blog.page_reader import read_page

URL = "https://www.eichen-hof.example/"
NAV = '<nav><a href="/brote/">Brote</a> <a href="/team/">Team</a> <a href="/laden/">Laden</a></nav>'
OLD_BROWSERS = (
    f"<noframes><body>{NAV}<h1>Eichenhof</h1><p>{'Brot und Kuchen aus Linz. ' * 5}</p></body></noframes>"
)
BUTTON = "<button>Alle annehmen</button>"


def kind(html: str, url: str = URL, status: int = 200, **headers: str) -> Kind:
    """Return what this page is."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return what_answers(read_page(html, url), html, named, status).kind


@pytest.mark.parametrize(
    "html",
    [
        "<title>Just a moment...</title>",
        "<title>Making sure you&#39;re not a bot!</title><h1>x</h1><script id='anubis_challenge'>{}</script>",
        "<script>window.gokuProps={}</script><div id='challenge-container'></div>",
        "<div id='sec-if-cpt-container'></div><script src='/_sec/verify?provider=interstitial'></script>",
        "<title>Einen Moment, bitte</title><p>Ihr Browser wird geprüft.</p><script src='/c.js'></script>",
        "<title>Sicherheitsüberprüfung</title><p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p>",
        "<h1>Vérification de sécurité</h1><p>Vérifions que vous êtes humain.</p><script>1</script>",
        "<p>Please enable JavaScript.</p><div class='g-recaptcha'></div><p>Are you a robot?</p>",
        "<script src='/aes.js'></script><script>slowAES.decrypt(a)</script><noscript>JavaScript is required</noscript>",
    ],
)
def test_a_gate_for_programs(html: str) -> None:
    """Whatever its status, and in three languages."""
    assert kind(html) is Kind.CHALLENGE


def test_a_gate_by_its_header_or_by_an_answer_that_is_not_yet_one() -> None:
    """Providers sign their gates; 202 with a script alone says "not yet"."""
    assert kind("<h1>Hallo</h1>", cf_mitigated="challenge") is Kind.CHALLENGE
    assert kind("<h1>Hallo</h1>", x_amzn_waf_action="captcha") is Kind.CHALLENGE
    # DataDome signs what it lets through, too.
    assert kind("<h1>Hallo</h1>", x_datadome="protected") is Kind.CONTENT
    assert kind("<script src='/x.js'></script>", status=202) is Kind.CHALLENGE


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Bericht: Cloudflare</title>{NAV}<h1>Just a moment: was Cloudflare prüft</h1><p>Ein Artikel über Bots.</p>",
        "<h1>Hallo</h1><p>Schön, dass Sie da sind: Brot, Kuchen und Kaffee in der Altstadt.</p><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        f"<title>Kontakt</title>{NAV}<h1>Schreiben Sie uns</h1><div class='g-recaptcha'></div><form></form>",
        "<h1>Brot</h1><p>"
        + "Wir backen Brot, wie unsere Großeltern es taten. " * 40
        + "</p>Are you a robot?",
    ],
)
def test_an_article_about_gates_is_content(html: str) -> None:
    """Its words stand beside a text and links of its own."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        f"<h2>Bevor es losgeht</h2><p>Wir und unsere Partner verwenden Cookies. Ohne Zustimmung geht es nicht.</p>{BUTTON}",
        f"<title>Consent</title><p>We use cookies and need your consent to go on.</p>{BUTTON}<a href='/imprint'>Imprint</a>",
        f"<p>Nous utilisons des traceurs. Votre consentement est nécessaire.</p>{BUTTON}",
        f"<p>Mit Werbung und Tracking lesen oder ein Abo kaufen: Bitte akzeptieren Sie.</p>{BUTTON}",
    ],
)
def test_a_wall_that_speaks_of_cookies_and_of_nothing_else(html: str) -> None:
    """In place or after a redirect."""
    assert kind(html) is Kind.CONSENT


@pytest.mark.parametrize(
    "html",
    [
        f"{NAV}<h1>Eichenhof</h1><p>Frisches Brot jeden Morgen.</p><div>Wir verwenden Cookies.{BUTTON}</div>",
        f"<h1>Eichenhof</h1><p>{'Frisches Brot jeden Morgen ab sechs Uhr. ' * 8}</p><p>Wir verwenden Cookies.</p>{BUTTON}",
        f"""<a href='/preise/'>Preise</a><h1>Eichenhof</h1><p>Seit 1974 backen wir mit zwölf Gesellinnen und Gesellen in Hamm.</p><div>
            Um dir alles zu zeigen, verwenden wir Cookies. Ohne deine Zustimmung können bestimmte Merkmale fehlen.{BUTTON}</div>""",
        f"<h1>Datenschutzerklärung</h1><p>Wir verwenden Cookies nur mit Ihrer Einwilligung.</p>{BUTTON}",
    ],
)
def test_a_banner_over_a_page_is_no_wall(html: str) -> None:
    """Nor is a privacy policy."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        "<h1>beispiel.de</h1><p>Diese Domain steht zum Verkauf!</p>",
        "<html data-adblockkey='x'><h1>eichen-hof.example</h1><p>Diese Internetadresse kann erworben werden.</p>",
        "<title>eichen-hof.example</title><h2>Related searches</h2><a href='/s?q=brot'>Brot</a>",
        "<script>window.LANDER_SYSTEM='PW'</script><div id='root'></div>",
        "<h1>Ce nom de domaine est à vendre</h1>",
        "<h1>This domain may be for sale</h1><a href='https://www.afternic.com/x'>Make an offer</a>",
    ],
)
def test_a_parked_domain(html: str) -> None:
    """Two signs, or a heading that offers the domain."""
    assert kind(html) is Kind.PARKED


@pytest.mark.parametrize(
    "html",
    [
        f"{NAV}<h1>Was heißt „This domain is parked“?</h1><p>Ein Lexikon für Inhaber kleiner Firmen.</p>",
        f"<title>Parkhaus am Markt</title>{NAV}<h1>Hier wird geparkt</h1><p>Ihr Auto ist geparkt.</p>",
        "<h1>Eichenhof</h1><p>Unser Hof steht zum Verkauf von Eiern jeden Samstag offen.</p>",
    ],
)
def test_who_quotes_parked_is_content(html: str) -> None:
    """The words are about something else, or stand on a page of its own."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    "html",
    [
        "<h1>eichen-hof.example has expired</h1><p>Renew it now.</p>",
        "<h1>Website Expired</h1><p>This account has expired.</p>",
        "<h1>Diese Domain ist abgelaufen</h1>",
        "<h1>eichenhof.wordpress.com</h1><p>This address is not taken.</p>",
        "<title>Account suspended</title><p>Contact your host.</p>",
    ],
)
def test_an_expired_domain_or_plan(html: str) -> None:
    """The registrar or the host says so."""
    assert kind(html) is Kind.EXPIRED


@pytest.mark.parametrize(
    ("html", "is_"),
    [
        ("<h1>Welcome to nginx!</h1><p>It works.</p>", Kind.PLACEHOLDER),
        ("<h1>Hier entsteht eine neue Internetpräsenz</h1>", Kind.MAINTENANCE),
        ("<title>Future home of something</title><p>x</p>", Kind.PLACEHOLDER),
        ("<p>Looks like this domain isn't connected to a website yet</p>", Kind.PLACEHOLDER),
        ("<title>x</title><h1>Wartungsmodus</h1>", Kind.MAINTENANCE),
        ("<title>Eichenhof – Coming soon</title><p>Wir freuen uns auf Sie.</p>", Kind.MAINTENANCE),
        ("<h1>Wir eröffnen bald</h1><p>Bis dahin!</p>", Kind.MAINTENANCE),
        ("<h1>Site en construction</h1>", Kind.MAINTENANCE),
        ("<h1>Bald</h1><form><input type=password></form>", Kind.LOGIN),
        ("<title>Linden – Opening soon</title><form><input type='password'></form>", Kind.LOGIN),
    ],
)
def test_placeholders_maintenance_and_doors(html: str, is_: Kind) -> None:
    """What stands there until there is a page."""
    assert kind(html) is is_


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Coming Soon – Bäckerei</title>{NAV}<h1>Coming Soon</h1><p>Brot und Kuchen in der Altstadt.</p>",
        f"<h1>Coming Soon</h1><p>{'Unsere Bäckerei heißt so, weil der Teig Zeit braucht. ' * 6}</p>",
        "<h1>Demnächst im Kino: der Eichenhof</h1><p>Ein Film über Brot.</p>",
        f"{NAV}<h1>Anmelden</h1><p>Für Mitglieder des Vereins.</p><input type=password>",
    ],
)
def test_a_bakery_called_coming_soon_is_content(html: str) -> None:
    """It has something of its own to say."""
    assert kind(html) is Kind.CONTENT


@pytest.mark.parametrize(
    ("html", "onward"),
    [
        ("<script>window.onload=function(){window.location.href='/lander'}</script>", f"{URL}lander"),
        ("<script>location.replace('https://shop.example/')</script>", "https://shop.example/"),
        ("<meta http-equiv=refresh content='0; url=/start'>", f"{URL}start"),
        ("<noscript><a href='/start'>weiter</a></noscript>", f"{URL}start"),
        ("<div onclick=\"window.location='/de/'\">Willkommen</div>", f"{URL}de/"),
    ],
)
def test_a_page_that_only_leads_elsewhere(html: str, onward: str) -> None:
    """By script, header, a link for those without scripts, or a click."""
    answered = what_answers(read_page(html, URL), html, {})
    assert (answered.kind, answered.onward, answered.frames) == (Kind.ELSEWHERE, onward, ())


@pytest.mark.parametrize(
    ("html", "frames"),
    [
        (
            "<body><iframe src='https://eichen.builder.example/'></iframe></body>",
            ("https://eichen.builder.example/",),
        ),
        ("<frameset><frame src=a.html><frame src=b.html></frameset>", (f"{URL}a.html", f"{URL}b.html")),
        (
            f"<frameset><frame src=a.html><frame src=https://zaehler.example/>{OLD_BROWSERS}</frameset>",
            (f"{URL}a.html", "https://zaehler.example/"),
        ),
        ("<iframe src=/menue></iframe><iframe src=/start></iframe>", (f"{URL}menue", f"{URL}start")),
        ("<iframe src=/menue></iframe><iframe src=https://karten.example/></iframe>", ()),
    ],
)
def test_a_page_that_only_shows_others(html: str, frames: tuple[str, ...]) -> None:
    """Of a set all count, and what it says to browsers without frames does not; a foreign frame beside another is a riddle."""
    answered = what_answers(read_page(html, URL), html, {})
    assert (answered.kind, answered.onward, answered.frames) == (Kind.ELSEWHERE, "", frames)


def test_a_page_with_words_beside_its_frames_is_content() -> None:
    """A map, a film and a booking form stand in frames on every third page."""
    own = "<h1>Eichenhof</h1><p>Brot, Kuchen und Kaffee in der Altstadt von Linz an der Donau.</p>"
    assert kind(f"{own}<iframe src=https://karten.example/></iframe>") is Kind.CONTENT


def test_a_page_with_words_leads_nowhere_by_its_scripts() -> None:
    """Scripts that react to clicks stand on every page; the header Refresh alone moves an empty one."""
    script = "<script>if(a){location.href='/x'}</script>"
    assert (
        kind(f"{NAV}<h1>Eichenhof</h1><p>Brot, Kuchen und Kaffee in der Altstadt von Linz.</p>{script}")
        is Kind.CONTENT
    )
    assert (
        what_answers(read_page("<p> </p>", URL), "<p> </p>", {"refresh": "0; url=/start/"}).onward
        == f"{URL}start/"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<title>Linden Werkstatt – Seite nicht gefunden</title><p>Ups.</p>",
        "<title>Fehler 404 | Eichenhof</title>",
        "<h1>Diese Seite existiert leider nicht</h1>",
        "<title>Eichenhof | Page introuvable</title><p>x</p>",
        "<h1>Oops! That page can’t be found.</h1>",
    ],
)
def test_a_page_that_says_it_is_not_there(html: str) -> None:
    """Before or behind the company's name."""
    assert kind(html) is Kind.MISSING


def test_numbers_alone_are_no_error() -> None:
    """A page of an anniversary, and a long article about pages that are not found."""
    assert kind("<title>Eichenhof – 500 Jahre</title><h1>404 Brote am Tag</h1>") is Kind.CONTENT
    long = "<p>" + "Wer eine Seite verschiebt, sollte die alte Adresse weiterleiten. " * 30 + "</p>"
    assert kind(f"<title>Ratgeber: Seite nicht gefunden</title>{long}") is Kind.CONTENT
