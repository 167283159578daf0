"""The Facebook Pages and Instagram accounts of the demo's companies. Everybody and every word in it is invented."""

from datetime import UTC, datetime
from typing import Any

from tests.simulator.graph import Graph, Thing, Token
from tests.simulator.graph_world import INSTAGRAM_SCOPES, PAGE_SCOPES, FacebookWorld, InstagramWorld

BAKERY_PAGE, BAKERY_ACCOUNT, CARS_PAGE = "104512390087", "17841405090807060", "104998877665"
PAGE_TOKEN = "EAAinvented-page-token-of-the-bakery"
ACCOUNT_TOKEN = "EAAinvented-system-user-token-of-the-bakery"
EXPIRED_TOKEN = "EAAinvented-page-token-of-the-car-dealer"
SECRETS = {
    "ACCOUNT_HEALTH_SECRET__BAECKEREI_SOMMER__FACEBOOK": {"access_token": PAGE_TOKEN},
    "ACCOUNT_HEALTH_SECRET__BAECKEREI_SOMMER__INSTAGRAM": {"access_token": ACCOUNT_TOKEN},
    "ACCOUNT_HEALTH_SECRET__AUTOHAUS_KERN__FACEBOOK": {"access_token": EXPIRED_TOKEN},
}
"""Invented credentials: variable -> what it holds. They open nothing but the simulation."""


def demo_meta(now: datetime, monday: datetime) -> Graph:
    """Return the platform as it stands at `now`; ages below count from `monday`, the second of the two."""
    graph = Graph()
    page = _bakery_page(monday)
    if now < monday:
        page.fields["phone"] = "+49 89 23456708"  # put right during the week
    account = _bakery_account(monday)
    page.fields["instagram_business_account"] = account
    graph.add(_until(page, now))
    graph.add(_until(account, now))
    graph.add(_cars_page(monday))
    graph.tokens[PAGE_TOKEN] = Token("PAGE", BAKERY_PAGE, PAGE_SCOPES)
    graph.tokens[ACCOUNT_TOKEN] = Token("SYSTEM_USER", "5005", INSTAGRAM_SCOPES, roles=(BAKERY_PAGE,))
    graph.tokens[EXPIRED_TOKEN] = Token("PAGE", CARS_PAGE, PAGE_SCOPES, dead=(190, 463))
    return graph


def _bakery_page(monday: datetime) -> Thing:
    world = FacebookWorld(monday, BAKERY_PAGE, "baeckereisommer")
    world.page.fields |= {
        "name": "Bäckerei Sommer",
        "about": "Brot aus dem Holzofen, seit 1952. Am Marktplatz in München.",
        "description": "Handwerksbäckerei am Marktplatz. Mehr auf Instagram: https://www.instagram.com/baeckereisommer/",
        "phone": "+49 89 23456780",
        "emails": ["hallo@baeckerei-sommer.example"],
        "website": "https://www.baeckerei-sommer.example/",
        "single_line_address": "Marktplatz 1, 80331 München",
        "hours": _hours(("mon", "tue", "wed", "thu", "fri"), "06:30", "18:00")
        | _hours(("sat",), "06:30", "14:00"),
        "impressum": "Bäckerei Sommer GmbH, Marktplatz 1, 80331 München",
        "privacy_info_url": "https://www.baeckerei-sommer.example/datenschutz/",
        "rating_count": 64,
        "followers_count": 1_284,
    }
    us = {"id": BAKERY_PAGE, "name": "Bäckerei Sommer"}
    new = world.post(901, 6, "Morgen gibt es Kürbiskernbrot aus dem Holzofen.", **{"from": us})
    stollen = world.post(902, 13, "Der Stollen ruht. Vier Wochen noch!", **{"from": us})
    world.post(903, 27, "Wir suchen Verstärkung für den Verkauf.", **{"from": us})
    world.comment(
        new,
        5,
        4.8,
        "Auf eurer Seite steht samstags bis 14 Uhr, und um 13:15 Uhr stand ich vor verschlossener Tür. Sehr ärgerlich!",
        **_from(11, "Martin Brandl"),
        permalink_url="https://www.facebook.com/baeckereisommer/posts/901?comment_id=5",
    )
    world.comment(new, 6, 5.4, "Das beste Brot der Stadt, danke!", **_from(12, "Eva Lang"))
    asked = world.comment(
        stollen, 7, 7.9, "Kann man den Stollen verschicken lassen?", **_from(13, "Ingrid Huber")
    )
    world.answer(asked, 8, 5.5, "Ja, ab 1. Dezember. Schreiben Sie uns gern.", **{"from": us})
    return world.page


def _bakery_account(monday: datetime) -> Thing:
    world = InstagramWorld(monday, user_id=BAKERY_ACCOUNT, username="baeckereisommer")
    world.account.fields |= {
        "name": "Bäckerei Sommer",
        "biography": "Brot aus dem Holzofen. Impressum: https://www.baeckerei-sommer.example/impressum/",
        "website": "https://www.baeckerei-sommer.example/",
        "followers_count": 2_310,
    }
    snails = world.medium(81, 7.5, "Zimtschnecken, gerade aus dem Ofen")
    world.medium(82, 12, "Roggen, Wasser, Salz. Mehr braucht es nicht.")
    world.medium(83, 20, "Tims erster Zopf")
    world.comment(snails, 31, 6.2, "Habt ihr die auch am Sonntag?", "lena.kocht")
    world.comment(snails, 32, 5.1, "Sind da Nüsse drin? Unser Kleiner ist allergisch.", "familie.wagner")
    world.comment(snails, 33, 6.9, "😍😍", "brotliebe")
    return world.account


def _cars_page(monday: datetime) -> Thing:
    world = FacebookWorld(monday, CARS_PAGE, "autohauskern")
    world.page.fields |= {"name": "Autohaus Kern", "website": "https://www.autohaus-kern.example/"}
    return world.page


def _hours(days: tuple[str, ...], opens: str, closes: str) -> dict[str, str]:
    return {f"{day}_1_{edge}": time for day in days for edge, time in (("open", opens), ("close", closes))}


def _from(number: int, name: str) -> dict[str, Any]:
    return {"from": {"id": f"90{number}", "name": name}}


def _until(thing: Thing, now: datetime) -> Thing:
    """Take out what is said only later than `now`, at every depth."""
    for name, below in thing.edges.items():
        thing.edges[name] = [_until(one, now) for one in below if _said(one) <= now]
    return thing


def _said(thing: Thing) -> datetime:
    written = thing.fields.get("created_time") or thing.fields.get("timestamp")
    return datetime.strptime(written, "%Y-%m-%dT%H:%M:%S%z") if written else datetime.min.replace(tzinfo=UTC)
