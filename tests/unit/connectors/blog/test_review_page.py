"""Reviews in the page of a product, as shop systems draw them, and which pages of a shop are those of products."""

from datetime import UTC, datetime

import pytest

from account_health.connectors.blog.product_links import products_of
from account_health.connectors.blog.review_page import reviews_on

NOW = datetime(2026, 11, 27, 7, tzinfo=UTC)
SAID = "Nach zwei Wochen wackelt er."
ANSWERED = "Wir haben Ihnen heute einen neuen geschickt."
TYPE = 'itemprop="review" itemscope itemtype="https://schema.org/Review"'

SHOPS: dict[str, str] = {
    "shopware": f"""<div class="product-detail-review-list"><div class="product-detail-review-item" {TYPE}><meta itemprop="datePublished" content="2026-11-10T09:00:00+00:00">
<meta itemprop="name" content="Schade"><meta itemprop="author" content="Jonas Weil"><div itemprop="reviewRating" itemscope><meta itemprop="bestRating" content="5"><meta itemprop="ratingValue" content="1"></div>
<p class="product-detail-review-item-content" itemprop="description">{SAID}</p>
<div class="product-detail-review-item-comment" itemprop="comment"><span>Unsere Rückmeldung:</span><p>{ANSWERED}</p></div></div></div>""",
    "magento": f"""<div id="customer-reviews"><ol class="items review-items"><li class="item review-item" {TYPE}><div class="review-title" itemprop="name">Schade</div><div class="rating-summary item" itemprop="reviewRating" itemscope>
<div class="rating-result" title="20%"><meta itemprop="worstRating" content="1"><meta itemprop="bestRating" content="100"><span style="width:20%"><span itemprop="ratingValue">20%</span></span></div></div>
<div class="review-content" itemprop="description">{SAID}</div><div class="review-details"><p class="review-author"><span>Bewertung von</span> <strong itemprop="author">Jonas Weil</strong></p>
<p class="review-date"><time itemprop="datePublished" datetime="10.11.26">10.11.26</time></p></div></li></ol></div>""",
    "oxid": f"""<div id="review"><div class="panel" id="reviewName_1" {TYPE}><div class="panel-heading"><span itemprop="author">Jonas Weil</span> schreibt: <time itemprop="datePublished" datetime="2026-11-10">10.11.2026</time>
<div itemprop="reviewRating" itemscope><span itemprop="worstRating">1</span><span itemprop="ratingValue">1</span><span itemprop="bestRating">5</span></div></div><div class="panel-body" itemprop="description">{SAID}</div></div></div>""",
    "judge-me": f"""<div class="jdgm-widget jdgm-review-widget"><div class="jdgm-rev jdgm-divider-top"><div class="jdgm-rev__header"><span class="jdgm-rev__rating" data-score="1"></span><span class="jdgm-rev__timestamp" data-content="2026-11-10 09:00:00 UTC"></span>
<span class="jdgm-rev__author">Jonas Weil</span></div><div class="jdgm-rev__content"><b class="jdgm-rev__title">Schade</b><div class="jdgm-rev__body"><p>{SAID}</p></div></div>
<div class="jdgm-rev__reply"><div class="jdgm-rev__replier-wrapper"><span class="jdgm-rev__replier">Linden Werkstatt</span></div><div class="jdgm-rev__reply-content"><p>{ANSWERED}</p></div></div></div></div>""",
    "woocommerce": f"""<div id="reviews"><ol class="commentlist"><li class="review even depth-1" id="li-comment-12"><div id="comment-12" class="comment_container"><div class="comment-text"><div class="star-rating" role="img" aria-label="Bewertet mit 1 von 5"><span style="width:20%">1</span></div>
<p class="meta"><strong class="woocommerce-review__author">Jonas Weil</strong> – <time class="woocommerce-review__published-date" datetime="2026-11-10T09:00:00+01:00">10. November 2026</time></p><div class="description"><p>{SAID}</p></div></div></div>
<ul class="children"><li class="comment byuser bypostauthor depth-2" id="li-comment-13"><div class="comment_container" id="comment-13"><div class="comment-text"><p class="meta"><strong class="woocommerce-review__author">Alma</strong> <time datetime="2026-11-11T09:00:00+01:00">x</time></p><div class="description"><p>{ANSWERED}</p></div></div></div></li></ul></li></ol></div>""",
    "jtl": f"""<div class="reviews"><div id="comment12" class="review-comment"><strong>Schade</strong><span class="rating" title="Artikelbewertung: 1 von 5"></span><blockquote><p class="review-text">{SAID}</p><small><cite class="author">Jonas Weil</cite>, <span class="date">10.11.2026</span></small></blockquote>
<div class="review-reply"><strong>Antwort von Linden Werkstatt</strong><p>{ANSWERED}</p></div></div></div>""",
    "prestashop": f"""<div id="product-comments-list"><div class="product-comment-list-item row" data-product-comment-id="5"><div class="comment-infos"><div class="grade-stars" data-grade="1"></div><div class="comment-date">10.11.2026</div>
<div class="comment-author">Von Jonas Weil</div></div><div class="comment-content"><p class="h4">Schade</p><p>{SAID}</p></div></div></div>""",
    "shopify": f"""<div class="spr-reviews"><div class="spr-review" id="spr-review-123"><div class="spr-review-header"><span class="spr-review-header-starratings" aria-label="1 of 5 stars"></span><h3 class="spr-review-header-title">Schade</h3>
<span class="spr-review-header-byline"><strong>Jonas Weil</strong> on <strong>Nov 10, 2026</strong></span></div><div class="spr-review-content"><p class="spr-review-content-body">{SAID}</p></div></div></div>""",
}
WITH_ANSWER = ("shopware", "judge-me", "woocommerce", "jtl")


@pytest.mark.parametrize("shop", SHOPS)
def test_who_when_what_and_stars_of_every_shop(shop: str) -> None:
    """As a reader of the page would say."""
    first = reviews_on(SHOPS[shop], NOW).found[0]
    at = first.entry.at
    assert at is not None
    assert (first.entry.author, at.date().isoformat(), first.stars) == ("Jonas Weil", "2026-11-10", 1)
    assert SAID in first.entry.text
    assert ANSWERED not in first.entry.text


@pytest.mark.parametrize("shop", SHOPS)
def test_an_answer_hangs_below_its_review(shop: str) -> None:
    """Shops put it inside; one without has none."""
    answers = [one.entry for one in reviews_on(SHOPS[shop], NOW).found[1:]]
    assert [(one.ours, one.below) for one in answers] == ([(True, 0)] if shop in WITH_ANSWER else [])


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<h1>Hocker</h1><p>Aus Eiche.</p>", False),
        ('<div id="reviews"><p>Es gibt noch keine Bewertungen.</p></div>', True),
        ('<script type="application/ld+json">{"@type":"Product","aggregateRating":{"@type":"AggregateRating"}}</script>', True),
        ('<blockquote class="testimonial">Nie wieder woanders!</blockquote>', False),
        ('<div class="ti-reviews-container"><div class="ti-review-item source-Google"><b class="ti-name">Uli</b><i class="ti-date">2026-11-10</i><p>Nie wieder.</p></div></div>', False),
    ],
    ids=["none", "an empty list", "counted", "testimonials", "a portal's"],
)  # fmt: skip
def test_a_place_for_reviews(html: str, place: bool) -> None:  # noqa: FBT001 - an expectation
    """Where products are reviewed, others may have reviews; praise that the shop chose, and a portal's, is no place for them."""
    found = reviews_on(html, NOW)
    assert (found.place, found.found) == (place, ())


@pytest.mark.parametrize(
    ("html", "paths"),
    [
        ('<li><a href="/hocker">Hocker</a> <span>89,00 €</span></li>', ["hocker"]),
        ('<li><a href="/hocker"><img></a><a href="/hocker">Hocker</a><b>CHF 89</b><a href="/cart/add/5">Kaufen</a></li>', ["hocker"]),
        ('<a href="/hocker">Hocker €89.00</a><a href="/bank">Bank € 120</a>', ["hocker", "bank"]),
        ('<p>Beratung ab 89,00 € in der <a href="/werkstatt">Werkstatt</a> und im <a href="/laden">Laden</a>.</p>', []),
        ('<p><a href="/karte.pdf">Schnitzel 12,90 €</a></p>', []),
        ('<a href="https://markt.example/hocker">Hocker 89,00 €</a>', []),
        ('<a href="/">Ab 89,00 €</a>', []),
        ('<a href="/hocker">Hocker</a>', []),
    ],
    ids=["beside", "to the till, too", "on the link", "in a sentence", "a card", "elsewhere", "home", "no price"],
)  # fmt: skip
def test_a_product_is_a_link_with_a_price(html: str, paths: list[str]) -> None:
    """In a box that leads nowhere else; whatever the shop calls its addresses."""
    found = products_of(html, "https://laden.example/")
    assert found == tuple(f"https://laden.example/{path}" for path in paths)
