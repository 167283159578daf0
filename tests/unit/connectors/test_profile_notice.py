"""The legal notice of a profile is one rule for every network, and what is named is opened."""

from collections.abc import Mapping

import pytest

from account_health.connectors.connector import Look
from account_health.connectors.followed import Followed
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.connectors.profile_notice import profile_notice
from account_health.model import LegalPage, Reason, Unavailable
from account_health.model.company import Facts
from tests.builders import NOW, account, company
from tests.simulator.gateway import Gateway, Reply, Request, html

SITE = "https://www.seiler.example/"
NOTICE = html("<h1>Impressum</h1><p>Seilerei Hanf, Inhaberin Ida Hanf</p>")
PAGES: Mapping[tuple[str, str], Reply] = {
    ("www.seiler.example", "/impressum"): NOTICE,
    ("www.seiler.example", "/recht"): html(
        "<h1>Kontakt</h1><p>Vertreten durch Ida Hanf</p><p>Amtsgericht Kiel</p>"
    ),
    ("www.seiler.example", "/blog"): html(
        "<h1>Neues</h1><p>Wir haben ein Seil gedreht, so lang wie der Hafen.</p>"
    ),
    ("www.seiler.example", "/kaputt"): html("kaputt", 500),
    ("www.seiler.example", "/weg"): html("weg", 410),
    ("linktr.ee", "/seilerei"): html(
        '<h1>Seilerei</h1><a href="https://www.seiler.example/impressum">Impressum</a>'
    ),
    ("linktr.ee", "/nichts"): html('<h1>Seilerei</h1><a href="https://www.seiler.example/shop">Laden</a>'),
}


def answer(request: Request) -> Reply:
    """Answer as the rope-maker's website and a collection of links do."""
    return PAGES.get((request.host, request.path), html("nicht da", 404))


def seen(text: str, *websites: str) -> object:
    """Return what becomes of a profile with a text and links."""
    mine = account(id="one", platform="instagram", url="https://www.instagram.com/seilerei/")
    site = account(id="blog", platform="blog", url=SITE)
    with Gateway({"www.seiler.example": answer, "linktr.ee": answer}) as gateway:
        network = Network(gateway=gateway.url, sleep=lambda _: None, spread=lambda: 1.0)
        look = Look(
            company=company(accounts=(mine, site)),
            account=mine,
            now=NOW,
            fetcher=network.fetcher(),
            pool=Pool(1),
        )
        return profile_notice(Followed(look), (text, None), websites)


@pytest.mark.parametrize(
    "text",
    [
        f"Seile seit 1899. Impressum: {SITE}impressum",
        f"IMPRESSUM {SITE}recht",
        f"Mehr unter {SITE}impressum",
        "Legal notice: www.seiler.example/impressum",
    ],
)
def test_a_named_notice_counts_once_it_was_opened(text: str) -> None:
    """By its own words or its marks, whatever the address is called."""
    found = seen(text)
    assert isinstance(found, LegalPage)
    assert (found.answers, found.named) == (True, True)


@pytest.mark.parametrize("path", ["weg", "nie-da-gewesen"])
def test_a_dead_link_is_no_notice(path: str) -> None:
    """It is not there, or gone for good (LG Bochum, 8 January 2018, I-17 O 1/18)."""
    assert seen(f"Impressum: {SITE}{path}") == LegalPage(f"{SITE}{path}", answers=False, clicks=1)


@pytest.mark.parametrize("path", ["blog", "kaputt"])
def test_what_is_named_and_is_none_or_does_not_answer_leaves_the_question_open(path: str) -> None:
    """An article and a broken server prove nothing."""
    assert isinstance(seen(f"Impressum: {SITE}{path}"), Unavailable)


def test_the_home_page_alone_is_no_notice() -> None:
    """A bare link, in the text or in the field for it."""
    assert seen("Seile", SITE) == LegalPage(SITE, answers=True, named=False)
    assert seen(f"Seile: {SITE}") == LegalPage(SITE, answers=True, named=False)


def test_a_collection_of_links_may_hold_one() -> None:
    """It is opened; one that shows no link to a notice leaves the question open."""
    assert seen("Seile", "https://linktr.ee/seilerei") == LegalPage(
        f"{SITE}impressum", answers=True, clicks=2
    )
    assert isinstance(seen("Seile", "https://linktr.ee/nichts"), Unavailable)


def test_no_link_leads_to_none_and_a_strange_page_is_not_looked_at() -> None:
    """Whoever links nowhere has no notice; of others' pages nobody knows."""
    assert seen("Seile") == LegalPage(None, answers=False)
    strange = seen("Seile", "https://hafen.example/")
    assert isinstance(strange, Unavailable)
    assert strange.reason is Reason.NOT_LINKED


@pytest.mark.parametrize(
    ("website", "known"),
    [
        ("https://www.seilerei-ploen.example/", True),
        ("https://xn--seilerei-pln-djb.example/", False),
        ("https://www.hafen.example/", False),
        ("https://rei.example/", False),
    ],
)
def test_without_a_registered_site_one_that_bears_the_name_is_ours(website: str, *, known: bool) -> None:
    """A profile of "Seilerei Plön" that leads to seilerei-ploen leads home; a stranger's page stays a stranger's."""
    mine = account(id="one", platform="instagram", url="https://www.instagram.com/seile/", facts=Facts())
    look = Look(
        company=company(name="Seilerei Plön", accounts=(mine,)),
        account=mine,
        now=NOW,
        fetcher=Network(sleep=lambda _: None, spread=lambda: 1.0).fetcher(),
        pool=Pool(1),
    )
    found = profile_notice(Followed(look), ("Seile",), (website,))

    assert (found == LegalPage(website, answers=True, named=False)) is known
