"""Reviews of a web shop's products, where the shop shows them to everybody (WooCommerce's Store API).

WordPress keeps them out of its own interface for comments; answers to them are ordinary comments there. Other shops show them on
the page of each product alone: some of these are read, and that there are others is told.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.page_reader import words_of
from account_health.connectors.blog.product_reviews import product_reviews
from account_health.connectors.blog.widgets import KEY, review_widget
from account_health.connectors.connector import Look
from account_health.connectors.gaps import unavailable
from account_health.connectors.values import identifier, text
from account_health.model import Conversation, Item, NotOffered, Reason, Unavailable
from account_health.model.errors import AccessDeniedError, CollectError, NotFoundError
from account_health.model.plausible import may_be_since

PAGE_SIZE: Final = 100
LONGEST_TEXT: Final = 5_000


@dataclass(frozen=True, slots=True)
class ShopReviews:
    """The reviews since a time, and why some are not seen."""

    items: tuple[Item, ...] = ()
    gap: Unavailable | None = None

    def beside(
        self, comments: Conversation | Unavailable | NotOffered, since: datetime
    ) -> Conversation | Unavailable | NotOffered:
        """Return the comments with the reviews. Where the comments are not seen, nobody knows which reviews have an answer."""
        if not self.items and self.gap is None:
            return comments
        if isinstance(comments, Conversation):
            items = sorted((*comments.items, *self.items), key=lambda item: item.at, reverse=True)
            return replace(comments, items=tuple(items), gap=comments.gap or self.gap)
        refused = comments if isinstance(comments, Unavailable) else None
        in_part = tuple(dict.fromkeys(item.thread for item in self.items)) if refused else ()
        return Conversation(self.items, since, gap=refused or self.gap, read_in_part=in_part)


NO_REVIEWS: Final = ShopReviews()


def is_shop(html: str) -> bool:
    """Say whether a page is one of a WooCommerce shop, by the addresses of its own files or its generator."""
    page = html.lower()
    return "/plugins/woocommerce/" in page or 'content="woocommerce' in page


def shop_reviews(look: Look, root: str, since: datetime) -> ShopReviews | None:
    """Read the newest reviews of a shop, None where its interface shows none to the public."""
    query = urlencode({"per_page": PAGE_SIZE, "orderby": "date", "order": "desc"})
    path = f"{root.rstrip('/')}/wc/store/v1/products/reviews"
    try:
        answer = look.fetcher.get(f"{path}&{query}" if "?" in root else f"{path}?{query}")
        rows = answer.json()
    except (NotFoundError, AccessDeniedError):
        return None
    except CollectError as error:
        return ShopReviews(gap=unavailable(error))
    if not isinstance(rows, list):
        return None
    found = [item for row in rows if isinstance(row, dict) and (item := _review(look, row)) is not None]
    recent = tuple(item for item in found if may_be_since(item.at, since, look.now))
    if len(recent) < len(rows) - (len(found) - len(recent)):
        return ShopReviews(recent, Unavailable(Reason.UNREADABLE, "Some reviews of the shop cannot be read."))
    if len(recent) >= PAGE_SIZE:
        return ShopReviews(recent, Unavailable(Reason.CUT_OFF, f"The newest {PAGE_SIZE} reviews were read."))
    return ShopReviews(recent)


def reviews_on_pages(look: Look, home: Visited, since: datetime) -> ShopReviews:
    """Return the reviews on some products' pages, and the gap that those leave which were not read or which no program reads."""
    items, gap = product_reviews(look, home, since)
    name = review_widget(home.html)
    return ShopReviews(items, Unavailable(Reason.CLOSED, f"{name}; {KEY}.") if name else gap)


def _review(look: Look, row: dict[str, Any]) -> Item | None:
    named, written = identifier(row.get("id")), text(row.get("date_created_gmt"))
    try:
        at = datetime.fromisoformat(written or "").replace(tzinfo=UTC)
    except ValueError:
        return None
    if named is None:
        return None
    return Item(
        id=f"blog-{look.account.id}-{named}",
        kind="review",
        url=text(row.get("product_permalink")) or look.account.url,
        author=words_of(text(row.get("reviewer")) or ""),
        text=words_of((text(row.get("review")) or "")[: 4 * LONGEST_TEXT])[:LONGEST_TEXT],
        at=at,
        thread=f"post-{identifier(row.get('product_id')) or named}",
        of_product=True,
        rating=stars if isinstance(stars := row.get("rating"), int) else None,
    )
