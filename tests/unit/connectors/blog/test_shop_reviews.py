"""Reviews of a web shop: what its public interface shows, however it is built, and what is no shop's review."""

import json
from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from account_health.connectors.blog.home import read_visit
from account_health.connectors.blog.shop_reviews import (
    ShopReviews,
    is_shop,
    reviews_on_pages,
    shop_reviews,
)
from account_health.connectors.connector import Look
from account_health.connectors.http.answer import Answer
from account_health.model import Conversation, NotOffered, Reason, Unavailable
from account_health.model.errors import NotFoundError
from tests.builders import NOW, account, company

URL = "https://laden.example/wp-json/"
ROW: dict[str, Any] = {
    "id": 7,
    "date_created_gmt": "2026-11-20T08:00:00",
    "product_id": 5,
    "reviewer": "Jonas Weil",
    "rating": 1,
    "review": "<p>Er wackelt.</p>",
}


def reviews(rows: object) -> ShopReviews | None:
    """Return what is read where the interface shows these rows."""
    fetcher = Mock()
    fetcher.get.return_value = Answer(URL, 200, {}, json.dumps(rows).encode(), (URL,))
    mine = account(id="one", platform="blog", url="https://laden.example/")
    look = Look(company=company(accounts=(mine,)), account=mine, now=NOW, fetcher=fetcher, pool=Mock())
    return shop_reviews(look, URL, NOW - timedelta(days=90))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW, ("Jonas Weil", "Er wackelt.", 1)),
        (ROW | {"rating": None, "review": "Er wackelt."}, ("Jonas Weil", "Er wackelt.", None)),
        (ROW | {"reviewer": "J&amp;W", "product_id": None}, ("J&W", "Er wackelt.", 1)),
        (ROW | {"reviewer": "", "id": "7"}, ("", "Er wackelt.", 1)),
    ],
)
def test_a_review_is_read_with_or_without_stars_and_names(
    row: dict[str, Any], said: tuple[object, ...]
) -> None:
    """Author, words and stars, as far as they are there."""
    found = reviews([row])
    assert found is not None
    (item,) = found.items
    assert (item.author, item.text, item.rating, item.kind) == (*said, "review")


@pytest.mark.parametrize("rows", [[], {"code": "rest_no_route"}, "off"])
def test_a_shop_without_public_reviews_has_none(rows: object) -> None:
    """Nothing is missing there."""
    found = reviews(rows)
    assert found in (None, ShopReviews())


def test_reviews_that_cannot_be_read_are_told() -> None:
    """One without a date or an id may be the bad one."""
    found = reviews([ROW, ROW | {"date_created_gmt": "gestern"}, ROW | {"id": None}])
    assert found is not None
    assert len(found.items) == 1
    assert isinstance(found.gap, Unavailable)
    assert found.gap.reason is Reason.UNREADABLE


def test_a_shop_that_has_no_such_interface_has_none() -> None:
    """An older one answers that it is not there."""
    fetcher = Mock()
    fetcher.get.side_effect = NotFoundError("weg")
    mine = account(id="one", platform="blog", url="https://laden.example/")
    look = Look(company=company(accounts=(mine,)), account=mine, now=NOW, fetcher=fetcher, pool=Mock())
    assert shop_reviews(look, URL, NOW - timedelta(days=90)) is None


@pytest.mark.parametrize(
    ("html", "shop"),
    [
        ('<link href="/wp-content/plugins/woocommerce/assets/a.css">', True),
        ('<meta name="generator" content="WooCommerce 9.1">', True),
        ("<p>Wir bauen Läden mit WooCommerce.</p>", False),
    ],
)
def test_a_shop_is_known_by_its_own_files(html: str, shop: bool) -> None:  # noqa: FBT001 - an expectation
    """An agency that writes of shops is none."""
    assert is_shop(html) is shop


HOME = "https://laden.example/"
PRODUCT = "https://laden.example/hocker"
LISTED = '<li><a href="/hocker">Hocker</a> 89,00 €</li>'
BAD = """<div itemprop="review" itemscope itemtype="https://schema.org/Review"><meta itemprop="datePublished" content="2026-11-10">
<b itemprop="author">Jonas Weil</b><meta itemprop="ratingValue" content="1"><p itemprop="reviewBody">Er wackelt.</p></div>"""


def on_pages(home: str, product: str) -> ShopReviews:
    """Return what a shop of one product shows on its pages."""
    fetcher = Mock()
    fetcher.get.side_effect = lambda url: Answer(
        url, 200, {"content-type": "text/html"}, f"<body><h1>Hocker</h1>{product}</body>".encode(), (url,)
    )
    mine = account(id="one", platform="blog", url=HOME)
    pool = Mock()
    pool.map.side_effect = lambda call, urls: [call(url) for url in urls]
    look = Look(company=company(accounts=(mine,)), account=mine, now=NOW, fetcher=fetcher, pool=pool)
    answer = Answer(HOME, 200, {"content-type": "text/html"}, f"<body><h1>Laden</h1>{home}".encode(), (HOME,))
    return reviews_on_pages(look, read_visit(answer), NOW - timedelta(days=90))


def test_reviews_on_the_pages_of_products_are_read_and_the_others_told() -> None:
    """The one with one star waits with its link; that other products have reviews, too, is the gap."""
    found = on_pages(LISTED, BAD)
    (item,) = found.items
    assert (item.author, item.rating, item.url, item.kind) == ("Jonas Weil", 1, PRODUCT, "review")
    assert found.gap is not None
    assert found.gap.reason is Reason.CLOSED


@pytest.mark.parametrize(("home", "product"), [(LISTED, "<p>Aus Eiche.</p>"), ("<p>Tische</p>", BAD)])
def test_a_shop_that_reviews_nothing_and_a_site_without_products_miss_nothing(
    home: str, product: str
) -> None:
    """Neither has a gap."""
    assert on_pages(home, product) == ShopReviews()


def test_reviews_that_are_there_and_cannot_be_read_are_no_silence() -> None:
    """A shop whose products bear stars has reviews; on a site without comments they alone are the gap."""
    part = on_pages("<div class='product-review-rating'></div>", "").beside(NotOffered(), NOW)
    assert isinstance(part, Conversation)
    assert part.gap is not None
    assert part.gap.reason is Reason.CLOSED
    assert ShopReviews().beside(NotOffered(), NOW) == NotOffered()
