"""Reviews of products, read from the pages of some products: where a shop has no interface that shows them all."""

import hashlib
from datetime import datetime
from typing import Final

from account_health.connectors.blog.home import Visited, visit
from account_health.connectors.blog.product_links import products_of
from account_health.connectors.blog.responders import Responders
from account_health.connectors.blog.review_page import PageReviews, reviews_on
from account_health.connectors.blog.widgets import KEY
from account_health.connectors.connector import Look
from account_health.connectors.gaps import unavailable
from account_health.model import Item, Reason, Unavailable
from account_health.model.errors import CollectError, NotFoundError
from account_health.model.plausible import may_be_since

MOST_PRODUCTS: Final = 2
"""So many products' pages are read: enough to see whether a shop shows reviews, and never all of them."""


def product_reviews(
    look: Look, home: Visited, since: datetime
) -> tuple[tuple[Item, ...], Unavailable | None]:
    """Return the reviews below the products that the home page shows first, and why others are not seen.

    A shop whose products have no place for reviews has none: nothing is missing there.
    """
    urls = products_of(home.html, home.url)[:MOST_PRODUCTS]
    items: list[Item] = []
    place, trouble = False, None
    for url, read in zip(urls, look.pool.map(lambda one: _read(look, one), urls), strict=True):
        if isinstance(read, PageReviews):
            place |= read.place
            items += _items(look, url, read, since)
        else:
            trouble = trouble or read
    if place:
        trouble = Unavailable(Reason.CLOSED, f"The reviews on the pages of other products; {KEY}.")
    return tuple(items), trouble


def _read(look: Look, url: str) -> PageReviews | Unavailable | None:
    try:
        return reviews_on(visit(look, url).html, look.now)
    except NotFoundError:
        return None
    except CollectError as error:
        return unavailable(error)


def _items(look: Look, url: str, read: PageReviews, since: datetime) -> list[Item]:
    """Return a page's reviews and answers. A review is a talk of its own: an answer below one is none to another."""
    responders = Responders.of(look.company, look.account)
    names = [
        f"blog-{look.account.id}-review-{_fingerprint(url, one.entry.author, one.entry.text)}"
        for one in read.found
    ]
    found: list[Item] = []
    for name, rated in zip(names, read.found, strict=True):
        entry, below = rated.entry, rated.entry.below
        if entry.at is None or not may_be_since(entry.at, since, look.now):
            continue
        found.append(
            Item(
                id=name,
                kind="review" if below is None else "comment",
                url=url,
                author=entry.author,
                text=entry.text,
                at=min(entry.at, look.now),
                thread=names[below] if below is not None else name,
                ours=entry.ours or responders.include(entry.author, entry.user),
                reply_to=names[below] if below is not None else None,
                rating=rated.stars,
                of_product=below is None,
            )
        )
    return found


def _fingerprint(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
