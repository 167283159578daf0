"""What a page says of others is not taken for the company's own facts."""

import pytest

from account_health.connectors.blog.contacts import emails_on, phones_on
from account_health.connectors.blog.postal import addresses_on
from account_health.connectors.blog.strangers import own_part
from account_health.model.company import Facts
from tests.unit.connectors.blog.pages import page_of

FACTS = Facts(
    phone=("089 23456780",), email=("post@tischlerei.example",), address=("Am Bach 3, 80331 München",)
)


def own_phones(body: str, facts: Facts = FACTS) -> list[str]:
    """Return the numbers that count as the company's."""
    return [one.value for one in phones_on(own_part(page_of(body), facts).page, "DE")]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Webdesign: Nord &amp; Partner, Tel. 0711 2345678</p>",
        "<p>Berufshaftpflichtversicherung:<br>Sicher AG<br>Tel. 0711 2345678</p>",
        "<h2>Zuständige Kammer</h2><p>Kammer der Tischler</p><p>Telefon 0711 2345678</p>",
        "<p>Zahnärztlicher Notdienst: 0711 2345678</p>",
        "<h3>Unsere Partner</h3><p>Holz Nord, Telefon 0711 2345678</p>",
        '<p>Website by <a href="tel:+497112345678">0711 2345678</a></p>',
        "<p>© Tischlerei · Webdesign und Hosting: Nord, Tel. 0711 2345678</p>",
        "<h1>Impressum</h1><p>Webdesign Nord GmbH, Tel. 0711 2345678</p>",
        "<h3>Unsere Sponsoren und Partner</h3><p>Holz Nord, Tel. 0711 2345678</p>",
        "<p>Diese Website wurde gestaltet von Nord, Tel. 0711 2345678</p>",
        "<h2>Unsere Händler</h2><p>Möbelhaus Nord, Hafen 1, 20457 Hamburg</p><p>Tel. 0711 2345678</p>",
        "<h2>Stockists</h2><p>Nord House, Tel. 0711 2345678</p>",
        "<h3>Messetermine</h3><p>Messe Nord, Karten: Tel. 0711 2345678</p>",
        "<h2>Referenzen</h2><p>Café Nord, Ring 1, Tel. 0711 2345678</p>",
        "<p>Pressekontakt: Büro Nord, Tel. 0711 2345678</p>",
        "<h2>Notdienst</h2><p>Außerhalb der Zeiten: Tel. 0711 2345678</p>",
        "<h2>Abholstation</h2><p>Kiosk Nord, Tel. 0711 2345678</p>",
        "<h2>Übernachten in der Nähe</h2><p>Hotel Nord, Tel. 0711 2345678</p>",
        "<p>Universalschlichtungsstelle des Bundes, Tel. 0711 2345678</p>",
        "<p>Außerhalb unserer Sprechzeiten wenden Sie sich an die Klinik Nord, Tel. 0711 2345678</p>",
        "<p>In dringenden Fällen hilft die Klinik Nord, Tel. 0711 2345678</p>",
        "<p>Externer Datenschutzbeauftragter: Kanzlei Nord, Tel. 0711 2345678</p>",
        "<p>Ihre Ansprechpartnerin: Uta Nord, Tel. 0711 2345678</p>",
        "<p>Vertretung: Dr. Nord, Ring 1, 70173 Stuttgart, Tel. 0711 2345678</p>",
        "<h3>Urlaubsvertretung</h3><p>Praxis Nord, Tel. 0711 2345678</p>",
    ],
)
def test_numbers_of_others_are_not_ours(body: str) -> None:
    """Web designer, insurer, chamber, emergency service and partners: by label, paragraph or section."""
    assert own_phones(f"<p>Tischlerei</p>{body}") == []
    assert own_part(page_of(body), FACTS).left_out


@pytest.mark.parametrize(
    "body",
    [
        "<p>Tischlerei, Tel. 0711 2345678 · Webdesign: Nord</p>",
        "<p>Webdesign: Nord</p><p>Tel. 0711 2345678</p>",
        "<h2>Partner</h2><p>Holz Nord</p><h2>Kontakt</h2><p>Tel. 0711 2345678</p>",
        "<p>Wir gestalten Gärten. Tel. 0711 2345678</p>",
        "<h1>Ihr Partner für Türen und Fenster</h1><p>Tel. 0711 2345678</p>",
        "<p>Ihr Partner für Holz: Tel. 0711 2345678</p>",
        "<p>Beratung, Planung, Gestaltung und Umsetzung aus einer Hand. Tel. 0711 2345678</p>",
        "<p>Umsetzung in drei Wochen, rufen Sie an: Tel. 0711 2345678</p>",
        "<title>Hosting Nord</title><p>Hosting: Tel. 0711 2345678</p>",
        "<title>Webdesign Nord | Impressum</title><h1>Impressum</h1><p>Webdesign Nord<br>Tel. 0711 2345678</p>",
        "<h2>Gestaltung mit Pflanzen</h2><p>Tel. 0711 2345678</p>",
        "<p>Zu unseren Sprechzeiten erreichen Sie uns: Tel. 0711 2345678</p>",
        "<h2>Termine</h2><p>Nach Vereinbarung: Tel. 0711 2345678</p>",
        "<title>Taxi Nord</title><h2>Taxi</h2><p>Tel. 0711 2345678</p>",
        "<h2>Händler und Handwerker willkommen</h2><p>Tel. 0711 2345678</p>",
        "<p>Veranstaltungen richten wir gern aus: Tel. 0711 2345678</p>",
        "<h2>Hotels und Küchen richten wir ein</h2><p>Tel. 0711 2345678</p>",
    ],
)
def test_a_number_beside_the_credits_is_still_ours(body: str) -> None:
    """What stands before the label, in the next paragraph or under the next heading belongs to the company."""
    assert own_phones(body) == ["0711 2345678"]


@pytest.mark.parametrize(
    "name",
    ["testimonial", "testimonials-slider", "event-list", "tribe-events", "store-locator", "dealerlist"],
)
def test_what_is_named_after_others_is_theirs(name: str) -> None:
    """Guests, fairs and dealers have numbers, too; an element that is named after the house has its own."""
    assert own_phones(f"<div class='{name}'><p>Nord, Tel. 0711 2345678</p></div>") == []
    assert own_phones("<div class='store'><p>Tel. 0711 2345678</p></div>") == ["0711 2345678"]


def test_a_passage_that_states_a_registered_fact_is_ours_whatever_its_label() -> None:
    """A web designer's own site says Webdesign above its own number."""
    body = (
        "<h2>Webdesign</h2><p>Tel. 089 23456780, post@tischlerei.example</p><p>Am Bach 3, 80331 München</p>"
    )
    page = own_part(page_of(body), FACTS).page
    assert own_phones(body) == ["089 23456780"]
    assert [one.value for one in emails_on(page)] == ["post@tischlerei.example"]
    assert addresses_on(page, "DE", FACTS.address)
