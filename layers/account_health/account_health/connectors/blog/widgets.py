"""Comment services that sites embed and that nobody can read without a browser or a key."""

from typing import Final

KEY: Final = 'where somebody reads them there, comments = "elsewhere" says so'
"""What an account's owner can do about comments that no program reads."""
READ = 2_000_000
_SERVICES = (
    (
        "Disqus",
        "disqus_thread",
        "disqus_shortname",
        "disqus.com/embed.js",
        "disqus.com/count.js",
        "disqus-comment-system",
    ),
    ("Facebook comments", "fb-comments", "fb:comments"),
    ("Commento", "commento.io/", "/commento.js", 'id="commento"', "id='commento'", "id=commento>"),
    ("Isso", "data-isso", "isso-thread"),
    ("utterances", "utteranc.es/client", 'class="utterances'),
    ("giscus", "giscus.app/", 'class="giscus'),
    ("Hyvor Talk", "hyvor-talk", "talk.hyvor.com"),
    ("Cusdis", "cusdis_thread", "cusdis.com/", "cusdis.es.js"),
    ("Talkyard", "talkyard-comments", "talkyard.net/"),
    ("Remark42", "remark42", "remark_config"),
    ("GraphComment", "graphcomment.com/"),
    ("IntenseDebate", "intensedebate.com/"),
    ("FastComments", "fastcomments.com/", "fastcomments-widget"),
    ("Hypercomments", "hypercomments.com/", "hypercomments_widget"),
    ("Coral", "coral_thread", "coralproject.net", "coral.coralproject"),
    ("Waline", "@waline/", "waline.init"),
    ("Twikoo", "twikoo.init", "twikoo.all.min.js", "twikoo.min.js"),
    ("Gitalk", "gitalk-container", "gitalk.min.js"),
    ("Discourse", "discourse-comments", "discourseembed"),
    ("Viafoura", "viafoura.net", "viafoura.co"),
    ("OpenWeb", "spot.im/", "data-spotim"),
    ("Ghost comments", "data-ghost-comments", "ghost/comments-ui", "comments-ui.min.js"),
    ("Substack", "substackcdn.com/bundle/"),
    ("HubSpot comments", "hs_cos_wrapper_type_blog_comments"),
    ("Artalk", "artalk.init", "artalk.css", "artalk.js"),
    ("Wix comments", "wix-comments", "wixcomments"),
)
"""The name of each service and, in lower case, what its code always holds. Words of a text are no proof."""


_REVIEWS = (
    ("Judge.me", "cdn.judge.me/", "jdgm-widget", "jdgm-prev-badge", "window.jdgm"),
    ("Yotpo", "yotpo.com/widget", "yotpo-widget-instance", "yotpo bottomline"),
    ("Loox", "loox.io/widget", "loox-rating"),
    ("Stamped", "stamped.io/files", "cdn1.stamped.io", "stamped-product-reviews-badge"),
    ("Okendo", "okendo.io/", "data-oke-"),
    ("Reviews.io", "widget.reviews.io/", "ruk_rating_snippet"),
    ("Shopify's reviews", "spr-badge", "productreviews.shopifycdn.com"),
    ("Ali Reviews", "alireviews-", "widget.alireviews.io"),
    ("Fera", "cdn.fera.ai/", "data-fera-widget"),
    ("Shopware's reviews", "product-review-rating", "product-detail-review"),
)
"""The same for reviews of a shop's products: apps of Shopify, and systems that draw stars at what has been reviewed.

Seals of portals (Trusted Shops, Trustpilot) are left out: what is written there stands on their sites, and not in the shop."""


def review_widget(html: str) -> str | None:
    """Return what shows public reviews in a shop, None where we know none in its page."""
    return _first(html, _REVIEWS)


def comment_widget(html: str) -> str | None:
    """Return the name of the comment service that a page embeds, None where we know none in it."""
    return _first(html, _SERVICES)


def _first(html: str, services: tuple[tuple[str, ...], ...]) -> str | None:
    page = html[:READ].lower()
    return next((name for name, *marks in services if any(mark in page for mark in marks)), None)
