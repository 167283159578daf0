"""The comments of a blog: REST API, else comment feed, else what stands below the newest posts in their pages."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from account_health.connectors.blog.comment_feed import comment_feed_urls, conversation_of_feed
from account_health.connectors.blog.comments_below import MOST_POSTS, Below, read_below, service_on
from account_health.connectors.blog.found import FirstSights, FoundFeed
from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.memory import undated_seen
from account_health.connectors.blog.shop_reviews import (
    ShopReviews,
    is_shop,
    reviews_on_pages,
    shop_reviews,
)
from account_health.connectors.blog.wordpress import Closed, look_at_rest, rest_root
from account_health.connectors.connector import Look
from account_health.connectors.feeds import NotAFeedError, read_feed
from account_health.connectors.gaps import unavailable
from account_health.model import Conversation, NotOffered, Reason, Unavailable
from account_health.model.errors import CollectError, NotFoundError
from account_health.model.limits import COMMENT_WINDOW_DAYS


@dataclass(frozen=True, slots=True)
class FoundComments:
    """What REST API and comment feed gave; `refused` says why where both, though they exist, gave nothing.

    `reviews` are those of the interface of a shop, None where it shows none.
    """

    conversation: Conversation | None = None
    refused: Unavailable | None = None
    reviews: ShopReviews | None = None


def look_at_comments(look: Look, home: Visited) -> FoundComments:
    """Read the comments of the last 90 days, by the REST API or by a comment feed, and what a shop shows of reviews."""
    if look.account.comments == "elsewhere":
        return FoundComments()
    since = look.now - timedelta(days=COMMENT_WINDOW_DAYS)
    root = rest_root(home)
    found = _by_interface(look, home, root, since)
    if root and is_shop(home.html):
        return replace(found, reviews=shop_reviews(look, root, since))
    return found


def _by_interface(look: Look, home: Visited, root: str | None, since: datetime) -> FoundComments:
    by_rest = look_at_rest(look, root, since) if root else None
    if isinstance(by_rest, Conversation):
        return FoundComments(by_rest)
    if isinstance(by_rest, Unavailable) and by_rest.reason in (
        Reason.RATE_LIMITED,
        Reason.CREDENTIAL_REFUSED,
    ):
        return FoundComments(refused=by_rest)
    by_feed = _from_feeds(look, home, since)
    if isinstance(by_feed, Conversation):
        return FoundComments(by_feed)
    if isinstance(by_rest, Closed):
        by_rest = Unavailable(Reason.CLOSED, f"{by_rest.detail}, and no comment feed.")
    return FoundComments(refused=by_feed or by_rest)


@dataclass(frozen=True, slots=True)
class ReadComments:
    """The part `comments`, and for the next look when comments without a date were first seen."""

    part: Conversation | Unavailable | NotOffered
    undated: FirstSights | None = None


def read_comments(look: Look, home: Visited, found: FoundComments, feed: FoundFeed) -> ReadComments:
    """Return the part `comments`, a shop's reviews among them. What an interface hides, newest posts' pages may show."""
    if look.account.comments == "elsewhere":
        return ReadComments(NotOffered())
    since = look.now - timedelta(days=COMMENT_WINDOW_DAYS)
    read = _comments(look, home, found, feed)
    reviews = found.reviews or reviews_on_pages(look, home, since)
    return replace(read, part=reviews.beside(read.part, since))


def _comments(look: Look, home: Visited, found: FoundComments, feed: FoundFeed) -> ReadComments:
    conversation = found.conversation
    if conversation is not None and conversation.items:
        return ReadComments(replace(conversation, gap=conversation.gap or service_on(home)))
    service = service_on(home)
    if conversation is not None and feed.comments and service is None:
        conversation = _contradicted(look, home, conversation, feed.comments)
        if conversation.items:
            return ReadComments(conversation)
    since = look.now - timedelta(days=COMMENT_WINDOW_DAYS)
    most = MOST_POSTS if conversation is None else 1
    below = Below(gap=service) if service else read_below(look, feed, since, most)
    undated = None if service else FirstSights(undated_seen(look.memory, look.now).since, below.undated)
    return ReadComments(_put_together(conversation, found.refused, below, since), undated)


def _put_together(
    conversation: Conversation | None, refused: Unavailable | None, below: Below, since: datetime
) -> Conversation | Unavailable | NotOffered:
    """Return what pages of posts show, beside an interface that shows nothing or is not there."""
    if conversation is None:
        seen = below.conversation(since)
        if isinstance(seen, Conversation):
            return replace(seen, gap=seen.gap or refused) if not seen.items else seen
        return refused or seen
    if below.items:
        hidden = Unavailable(
            Reason.UNREADABLE, "The interface shows no comment, the newest post's page does."
        )
        return Conversation(
            below.items,
            since,
            source="page",
            gap=conversation.gap or below.gap or hidden,
            read_in_part=below.read_in_part,
        )
    return replace(conversation, gap=conversation.gap or below.gap)


def _contradicted(look: Look, home: Visited, silent: Conversation, counted: int) -> Conversation:
    """Return the comments of an interface that shows none although the feed counts some under new posts.

    The comment feed decides: it has them, or it is empty because what the feed counts are links from other sites.
    """
    if silent.source == "feed" or silent.gap is not None:
        return silent
    by_feed = _from_feeds(look, home, silent.since)
    if isinstance(by_feed, Conversation):
        return by_feed if by_feed.items else silent
    text = f"The feed counts {counted} comments since {silent.since:%Y-%m-%d}, the REST API shows none."
    return replace(silent, gap=by_feed or Unavailable(Reason.UNREADABLE, text))


def _from_feeds(look: Look, home: Visited, since: datetime) -> Conversation | Unavailable | None:
    """Return the first comment feed that can be read, the first trouble otherwise, None where there is none."""
    trouble: Unavailable | None = None
    for url in comment_feed_urls(home):
        try:
            answer = look.fetcher.get(url)
            feed = read_feed(answer.body, answer.headers.get("content-type", ""), answer.url)
        except (NotFoundError, NotAFeedError):
            continue
        except CollectError as error:
            trouble = trouble or unavailable(error)
            continue
        return conversation_of_feed(feed, look, since)
    return trouble
