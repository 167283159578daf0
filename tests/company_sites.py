"""Small websites of invented companies as their makers build them: home, legal notice, contact, and who is linked beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.simulator.gateway import Reply, Request, Site, html, xml

JOINER = "www.tischlerei-eibe.example"
"""A joiner's workshop in Augsburg with a blog, two profiles, and an agency in its footer."""
INN = "www.zum-alten-anker.example"
"""An inn in Vienna without a blog, of one page and a legal notice."""


@dataclass(frozen=True)
class CompanySite:
    """A site of pages by path; whatever is not among them is not found."""

    pages: Mapping[str, str]
    feed: str = ""
    robots: str | None = None
    status: Mapping[str, int] = field(default_factory=dict)

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path == "/robots.txt" and self.robots is not None:
            return Reply(headers=(("Content-Type", "text/plain"),), body=self.robots.encode())
        if request.path == "/feed/" and self.feed:
            return xml(self.feed)
        if request.path in self.pages:
            return html(self.pages[request.path], self.status.get(request.path, 200))
        return html("<!doctype html><title>Nicht gefunden</title><h1>404</h1>", 404)


def page(title: str, body: str, head: str = "") -> str:
    """Return a whole page."""
    return (
        f'<!doctype html><html lang="de"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    )


_FOOT = """<footer><p>Tischlerei Eibe · Lechgasse 4 · 86150 Augsburg</p><p>Tel. 0821 4455660</p>
<p><a href="https://www.facebook.com/tischlerei.eibe?ref=page">Facebook</a>
<a href="https://instagram.com/tischlerei_eibe/">Instagram</a>
<a href="https://www.linkedin.com/company/tischlerei-eibe">LinkedIn</a></p>
<p><a href="/impressum/">Impressum</a> <a href="/datenschutz/">Datenschutz</a></p>
<p>Markenpflege: Studio Flussblick, Uferweg 9, 89073 Ulm, Tel. 0731 998877,
<a href="https://www.instagram.com/studio.flussblick">Studio Flussblick</a></p></footer>"""
_NAV = """<header><a href="/">Tischlerei Eibe</a><nav><a href="/werkstatt/">Werkstatt-Blog</a>
<a href="/kontakt/">Kontakt</a></nav></header>"""


def joiner() -> Site:
    """Return the joiner's site."""
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Tischlerei Eibe</title>'
        f"<link>https://{JOINER}/</link>"
        f"<item><title>Eine Treppe aus Esche</title><link>https://{JOINER}/treppe/</link>"
        "<pubDate>Mon, 09 Nov 2026 08:00:00 +0000</pubDate></item>"
        f"<item><title>Unsere neue Säge</title><link>https://{JOINER}/saege/</link>"
        "<pubDate>Mon, 05 Oct 2026 08:00:00 +0000</pubDate></item></channel></rss>"
    )
    head = '<link rel="alternate" type="application/rss+xml" title="Feed" href="/feed/">'
    home = page(
        "Tischlerei Eibe – Möbel und Treppen",
        f"{_NAV}<h1>Holz, das bleibt</h1><p>Wir bauen Möbel, Treppen und Türen für Häuser in Augsburg und im Umland. "
        f"Seit 1987 arbeiten bei uns fünf Leute und zwei Lehrlinge, und jedes Stück verlässt die Werkstatt von Hand geölt.</p>"
        f"<h2>Öffnungszeiten</h2><p>Mo-Do 7:00-16:30 Uhr<br>Fr 7:00-12:00 Uhr</p>{_FOOT}",
        head,
    )
    notice = page(
        "Impressum – Tischlerei Eibe",
        f"{_NAV}<h1>Impressum</h1><p>Angaben gemäß § 5 DDG</p><p>Eibe Holzwerk GmbH<br>Lechgasse 4<br>86150 Augsburg</p>"
        "<p>Geschäftsführer: Theo Lang<br>Amtsgericht Augsburg, HRB 99911</p><p>Telefon: 0821 4455660<br>Fax: 0821 4455661<br>"
        f"E-Mail: post@tischlerei-eibe.example</p>{_FOOT}",
    )
    contact = page(
        "Kontakt – Tischlerei Eibe",
        f"{_NAV}<h1>Kontakt</h1><p>Schreiben Sie uns: post@tischlerei-eibe.example</p>{_FOOT}",
    )
    privacy = page("Datenschutz – Tischlerei Eibe", f"{_NAV}<h1>Datenschutz</h1><p>Wir speichern wenig.</p>")
    blog = page("Werkstatt-Blog – Tischlerei Eibe", f"{_NAV}<h1>Werkstatt-Blog</h1>", head)
    pages = {
        "/": home,
        "/impressum/": notice,
        "/kontakt/": contact,
        "/datenschutz/": privacy,
        "/werkstatt/": blog,
    }
    return CompanySite(pages, feed)


def inn(robots: str | None = None) -> Site:
    """Return the inn's site; `robots` is its robots.txt."""
    home = page(
        "Gasthaus Zum alten Anker, Wien",
        "<h1>Gasthaus Zum alten Anker</h1><p>Wiener Küche am Kanal: Gulasch, Backhendl und im Herbst Kürbis. Reservieren Sie "
        "bitte am Telefon, wir freuen uns auf Sie und kochen für Gruppen bis vierzig Personen auch am Sonntag.</p>"
        "<p>Kanalgasse 12, 1030 Wien<br>Tel. +43 1 5550199</p><p>servus@zum-alten-anker.example</p>"
        '<p><a href="/impressum">Impressum</a></p>',
    )
    notice = page(
        "Impressum",
        "<h1>Impressum und Offenlegung</h1><p>Anker Wirtshaus e.U.<br>Kanalgasse 12<br>1030 Wien</p>"
        "<p>Firmenbuchnummer FN 999123 a, UID ATU99999999</p><p>Tel. +43 1 5550199</p>",
    )
    return CompanySite({"/": home, "/impressum": notice}, robots=robots)
