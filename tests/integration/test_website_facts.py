"""From a website to its findings: whose facts stand there, and where its legal notice is. Kinds, variants and silent twins."""

import json
from typing import Any

import pytest

from account_health.connectors.pool import Pool
from account_health.judging.audit import audit
from account_health.model import Status
from account_health.model.company import Account, Company, Facts, ReportSettings
from tests.blog_looks import HOST, NOW, URL, look_at
from tests.simulator.gateway import Gateway, Reply, Request, html

FACTS = Facts(
    phone=("0341 2255880",), email=("post@lindenholz.example",), address=("Holzweg 3, 04109 Leipzig",)
)
OURS = "<p>Linden Werkstatt<br>Holzweg 3<br>04109 Leipzig</p><p>Tel. 0341 2255880</p><p>post@lindenholz.example</p>"
IMPRINT = f"<title>Impressum</title><h1>Impressum</h1>{OURS}<p>Inhaberin: Rike Linden</p>"
PRIVACY = "<h1>Datenschutz</h1><p>Wir speichern nur, was Sie uns schreiben, und löschen es danach wieder.</p>"
NAV = (
    '<nav><a href="/tische">Tische</a> <a href="/regale">Regale</a> <a href="/werkstatt">Werkstatt</a></nav>'
)
LEGAL = '<a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a>'
GOOD, BAD = {Status.PASS}, {Status.WARN, Status.FAIL}


def home(body: str = "", legal: str = LEGAL) -> str:
    """Return the home page of the workshop."""
    words = "Wir bauen Tische und Regale aus heimischem Holz. " * 3
    return f"<title>Linden Werkstatt</title>{NAV}<h1>Linden Werkstatt</h1><p>{words}</p>{body}<footer>{legal}</footer>"


def said(gateway: Gateway, pool: Pool, pages: dict[str, str]) -> dict[str, Status]:
    """Return what each check says of a site of these pages; what is not among them is missing."""
    own = {"/": home(), "/impressum": IMPRINT, "/datenschutz": PRIVACY} | pages

    def answer(request: Request) -> Reply:
        query = "&".join(f"{name}={value}" for name, value in request.query.items())
        body = own.get(f"{request.path}?{query}") or own.get(request.path)
        return html(body) if body else html("<h1>404</h1>", 404)

    gateway.add(HOST, answer)
    snapshot = look_at(gateway, pool, facts=FACTS, posts="none")
    account = Account(id="blog", platform="blog", url=URL, posts="none", facts=FACTS)
    company = Company(
        id="linden",
        name="Linden Werkstatt",
        report=ReportSettings(to=("a@b.example",)),
        accounts=(account,),
    )
    return {one.check: one.status for one in audit(snapshot, company, account, NOW, None).findings}


def data(**node: Any) -> str:
    """Return JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **node})}</script>'


# --- the way to the legal notice -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("legal", "pages"),
    [
        ('<a href="/?page_id=7">Impres&shy;sum</a>', {"/?page_id=7": IMPRINT}),
        ('<a href="/?page_id=7">Impres&#8203;sum</a>', {"/?page_id=7": IMPRINT}),
        ('<a href="/?page_id=7">Im&#8288;pres&#8288;sum</a>', {"/?page_id=7": IMPRINT}),
        ('<a href="/kontakt">Kontakt</a>', {"/kontakt": IMPRINT.replace("<h1>", "<h1>Kontakt &amp; ")}),
        (
            '<a href="/kontakt">Kontakt</a>',
            {
                "/kontakt": f"<h1>So erreichen Sie uns</h1>{OURS}<p>Inhaberin: Rike Linden</p><p>USt-IdNr.: DE999999999</p>"
            },
        ),
        ('<a href="/wir">Über uns</a>', {"/wir": IMPRINT.replace("<h1>", "<h1>Über uns und ")}),
        ('<a href="/recht">Offenlegung</a>', {"/recht": IMPRINT.replace("<h1>Impressum", "<h1>Offenlegung")}),
        ('<a href="/recht">Offenlegung gemäß § 25 MedienG</a>', {"/recht": IMPRINT}),
        ('<a href="/recht">Rechtliches</a>', {"/recht": IMPRINT}),
        (
            '<a href="/tische">Tische</a> <a href="/a">Anfahrt</a> <a href="/k">Das Kleingedruckte</a> <a href="/datenschutz">Datenschutz</a>',
            {"/k": IMPRINT},
        ),
        (
            f"<button onclick=\"zeige('recht')\">Rechtliches</button><div id=recht style='display:none'>{IMPRINT.partition('</title>')[2]}<p>USt-IdNr.: DE999999999</p></div>",
            {},
        ),
    ],
)
def test_a_legal_notice_is_found_by_what_it_says(
    gateway: Gateway, pool: Pool, legal: str, pages: dict[str, str]
) -> None:
    """Behind words with invisible signs, behind contact, about and legal pages, under its Austrian name."""
    found = said(gateway, pool, {"/": home(legal=legal), "/impressum": "", **pages})
    assert found["imprint"] in GOOD
    assert (found["phone"], found["email"], found["address"]) == (Status.PASS,) * 3


@pytest.mark.parametrize(
    ("legal", "pages"),
    [
        (
            '<a href="/kontakt">Kontakt</a>',
            {
                "/kontakt": "<h1>Kontakt</h1><p>Schreiben Sie uns, wir antworten gern und schnell.</p><form></form>"
            },
        ),
        (
            '<a href="/impressionen">Impressionen</a>',
            {"/impressionen": "<h1>Impressionen</h1><p>Bilder aus der Werkstatt</p>"},
        ),
        ("", {}),
        (
            '<a href="/datenschutz">Datenschutz</a>',
            {
                "/datenschutz": f"{PRIVACY}<p>Verantwortlich für die Verarbeitung: Linden Werkstatt, Inhaberin Rike Linden.</p>"
                "<h2>Offenlegung von Daten</h2><p>Beschweren können Sie sich bei der Aufsichtsbehörde.</p>"
            },
        ),
        (
            '<a href="/wir">Über uns</a>',
            {"/wir": "<h1>Über uns</h1><p>Inhaberin Rike Linden, Geschäftsführer Jan Linden.</p>"},
        ),
        (
            '<a href="/jobs">Jobs</a> <a href="/datenschutz">Datenschutz</a>',
            {"/jobs": "<h1>Jobs</h1><p>Wir suchen eine Tischlerin.</p>"},
        ),
    ],
)
def test_no_legal_notice_is_told(gateway: Gateway, pool: Pool, legal: str, pages: dict[str, str]) -> None:
    """A contact form and pictures are none, nor is a page that names managers, an owner or an authority."""
    assert said(gateway, pool, {"/": home(legal=legal), "/impressum": "", **pages})["imprint"] is Status.FAIL


@pytest.mark.parametrize(
    "page",
    [
        "<title>Linden Werkstatt – Seite nicht gefunden</title><h1>Hoppla</h1><p>Diese Seite gibt es nicht.</p>",
        f"<title>Linden Werkstatt</title>{NAV}<h1>Unsere Tische</h1><ul><li>Tisch Eiche 900 €</li><li>Tisch Linde 700 €</li></ul>",
        home(),
        "<title>Anmelden</title><form><input type=password></form>",
    ],
    ids=["a page that is missing", "the list of goods", "the home page", "a door"],
)
def test_another_page_in_the_place_of_the_legal_notice_acquits_nobody(
    gateway: Gateway, pool: Pool, page: str
) -> None:
    """Its address answers with status 200, whatever stands there."""
    assert said(gateway, pool, {"/impressum": page})["imprint"] not in GOOD


def test_a_privacy_policy_behind_the_page_of_legal_links_is_two_clicks_away(
    gateway: Gateway, pool: Pool
) -> None:
    """It is linked there beside the legal notice."""
    links = f"<h1>Rechtliches</h1><p>{LEGAL}</p>"
    found = said(gateway, pool, {"/": home(legal='<a href="/recht">Rechtliches</a>'), "/recht": links})
    assert found["privacy-policy"] in GOOD


def test_terms_are_read_where_the_legal_notice_had_to_be_looked_for(gateway: Gateway, pool: Pool) -> None:
    """Their dispute link is as dead as that of any other page."""
    legal = '<a href="/kontakt">Kontakt</a> <a href="/terms">Terms</a>'
    terms = "<h1>Terms</h1><p>Consumers may use the online dispute resolution platform of the EU.</p>"
    found = said(gateway, pool, {"/": home(legal=legal), "/kontakt": IMPRINT, "/terms": terms})
    assert found["dead-dispute-link"] is Status.FAIL


def test_a_legal_notice_in_a_shop_s_frame_is_one(gateway: Gateway, pool: Pool) -> None:
    """Goods in the margin make it no list of goods."""
    assert (
        said(gateway, pool, {"/impressum": f"{NAV}<ul><li>Tisch Eiche 900 €</li></ul>{IMPRINT}"})["imprint"]
        in GOOD
    )


# --- whose facts ------------------------------------------------------------------------------------

PLACE = {
    "@type": "Place",
    "name": "Alte Börse",
    "telephone": "0351 990011",
    "address": {
        "@type": "PostalAddress",
        "streetAddress": "Elbufer 9",
        "postalCode": "01067",
        "addressLocality": "Dresden",
    },
}


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "EducationEvent", "name": "Drechseln", "location": PLACE},
        {
            "@type": "DanceEvent",
            "name": "Hoffest",
            "location": PLACE,
            "organizer": PLACE | {"@type": "Organization"},
        },
        {
            "@type": "Offer",
            "name": "Tisch",
            "seller": PLACE | {"@type": "Organization", "name": "Holzhandel Elbe"},
        },
        {
            "@type": "LocalBusiness",
            "name": "Linden Werkstatt",
            "telephone": "+49 341 2255880",
            "parentOrganization": PLACE | {"@type": "Organization"},
        },
        {"@type": "BlogPosting", "author": PLACE | {"@type": "Person", "name": "Jo Ahorn"}},
    ],
    ids=["a course", "a feast", "a dealer", "a parent", "an author"],
)
def test_facts_of_others_in_the_data_convict_nobody(
    gateway: Gateway, pool: Pool, node: dict[str, Any]
) -> None:
    """Whatever kind of event it is, and whoever sells, owns or writes."""
    found = said(gateway, pool, {"/": home(data(**node))})
    assert (found["phone"], found["address"]) == (Status.PASS, Status.PASS)


@pytest.mark.parametrize("kind", ["LocalBusiness", "Bakery", ["Person", "Organization"], "FurnitureStore"])
def test_the_company_s_own_wrong_data_convicts(gateway: Gateway, pool: Pool, kind: object) -> None:
    """Search engines read it, whatever the page shows."""
    own = PLACE | {"@type": kind, "name": "Linden Werkstatt"}
    assert said(gateway, pool, {"/": home(data(**own))})["phone"] in BAD


MICRODATA = (
    '<div itemscope itemtype="https://schema.org/LocalBusiness"><i class="icon"></i><span itemprop="telephone">0341 2255880</span>'
    '<span itemprop="streetAddress">Holzweg 3</span><br><span itemprop="postalCode">04109</span> '
    '<span itemprop="addressLocality">Leipzig</span></div>'
)


@pytest.mark.parametrize(
    "body",
    [
        MICRODATA,
        "<address>Linden Werkstatt<br>Holzweg 3<br>04109 Leipzig</address><p>☎ 0341 2255880</p>",
        '<ul><li><i class="fa-map"></i> Holzweg 3, 04109 Leipzig</li><li><i class="fa-phone"></i> <a href="tel:+493412255880">0341 / 22 55 88-0</a></li></ul>',
        "<table><tr><td>Anschrift</td><td>Holzweg 3<br>04109 Leipzig</td></tr><tr><td>Telefon</td><td>0341&#8209;2255880</td></tr></table>",
    ],
    ids=["microdata", "an address", "icons", "a table"],
)
def test_facts_are_read_however_they_are_set(gateway: Gateway, pool: Pool, body: str) -> None:
    """With icons in the place of words, one line for each part, and signs that look like hyphens."""
    bare = "<title>Impressum</title><h1>Impressum</h1><p>Linden Werkstatt, Inhaberin Rike Linden, Steuernummer 231/999</p>"
    found = said(gateway, pool, {"/": home(body), "/impressum": bare})
    assert (found["phone"], found["address"]) == (Status.PASS, Status.PASS)


SHOPS = [
    PLACE | {"@type": "Store", "telephone": "+49 341 2255880", "name": "Linden Leipzig"},
    PLACE | {"@type": "Store", "telephone": "+49 351 990011", "name": "Linden Dresden"},
]


@pytest.mark.parametrize(
    "body",
    [
        data(**{"@type": "LocalBusiness", "name": "Linden Werkstatt", "department": SHOPS}),
        "<h2>Leipzig</h2><p>Tel. 0341 2255880</p><h2>Dresden</h2><p>Tel. 0351 990011</p>",
        "<table><tr><td>Leipzig</td><td>0341 2255880</td></tr><tr><td>Dresden</td><td>0351 990011</td></tr></table>",
    ],
    ids=["departments", "headings", "a table"],
)
def test_a_second_branch_beside_ours(gateway: Gateway, pool: Pool, body: str) -> None:
    """The right number is there; another one beside it may be asked about, and is no failure."""
    assert said(gateway, pool, {"/": home(body)})["phone"] in {Status.PASS, Status.WARN}


def test_two_branches_and_none_of_them_is_ours(gateway: Gateway, pool: Pool) -> None:
    """Where the right number stands nowhere, the wrong ones are told."""
    body = "<h2>Halle</h2><p>Tel. 0345 112233</p><h2>Dresden</h2><p>Tel. 0351 990011</p>"
    bare = "<title>Impressum</title><h1>Impressum</h1><p>Linden Werkstatt<br>Holzweg 3<br>04109 Leipzig</p>"
    assert said(gateway, pool, {"/": home(body), "/impressum": bare})["phone"] in BAD
