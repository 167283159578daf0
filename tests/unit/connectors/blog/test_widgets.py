"""Comment services on a page."""

import pytest

from account_health.connectors.blog.widgets import comment_widget, review_widget


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<div id="disqus_thread"></div>', "Disqus"),
        ('<script src="https://beispiel.disqus.com/embed.js"></script>', "Disqus"),
        ('<div class="fb-comments" data-href="x"></div>', "Facebook comments"),
        ('<script defer src="https://cdn.commento.io/js/commento.js"></script>', "Commento"),
        (
            '<script data-isso="//comments.example/" src="//comments.example/js/embed.min.js"></script>',
            "Isso",
        ),
        ('<script src="https://utteranc.es/client.js" repo="a/b"></script>', "utterances"),
        ('<script src="https://giscus.app/client.js"></script>', "giscus"),
        ("<hyvor-talk-comments></hyvor-talk-comments>", "Hyvor Talk"),
        ('<div id="cusdis_thread"></div>', "Cusdis"),
        ('<script src="https://c1.ty-cdn.net/-/talkyard-comments.min.js"></script>', "Talkyard"),
        ('<div id="remark42"></div>', "Remark42"),
        ("<p>Wir diskutieren über Discos und Kommentare.</p>", None),
        ('<div id="comments"><p>Schön!</p></div>', None),
    ],
)
def test_services(html: str, name: str | None) -> None:
    """The services are known by the code that embeds them, not by words in a text."""
    assert comment_widget(html) == name


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<div class='jdgm-widget jdgm-preview-badge' data-number-of-reviews='4'></div>", "Judge.me"),
        ("<script async src='https://loox.io/widget/x/loox.js'></script>", "Loox"),
        (
            "<div class='product-review-rating'><div class='product-review-point'></div></div>",
            "Shopware's reviews",
        ),
        ("<script src='https://widgets.trustedshops.com/js/X.js'></script>", None),
        ("<p>Wir testen Judge.me und Yotpo.</p>", None),
    ],
)
def test_reviews_in_a_shop(html: str, name: str | None) -> None:
    """What draws stars at reviewed products; seals of portals are no reviews of the shop's own."""
    assert review_widget(html) == name
