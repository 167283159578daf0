"""The comments of a blog: REST API, else comment feed, else what can be said of a comment service."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from account_health.connectors.blog.comment_feed import comment_feed_urls, conversation_of_feed
from account_health.connectors.blog.found import FoundFeed
from account_health.connectors.blog.home import Visited, visit
from account_health.connectors.blog.widgets import comment_widget, has_comments
from account_health.connectors.blog.wordpress import Closed, look_at_rest, rest_root
from account_health.connectors.connector import Look
from account_health.connectors.feeds import NotAFeedError, read_feed
from account_health.connectors.gaps import unavailable
from account_health.model import Conversation, NotOffered, Reason, Unavailable
from account_health.model.errors import CollectError, NotFoundError
from account_health.model.limits import COMMENT_WINDOW_DAYS


@dataclass(frozen=True, slots=True)
class FoundComments:
    """What REST API and comment feed gave; `refused` says why where both, though they exist, gave nothing."""

    conversation: Conversation | None = None
    refused: Unavailable | None = None


def look_at_comments(look: Look, home: Visited) -> FoundComments:
    """Read the comments of the last 90 days, by the REST API or by a comment feed."""
    since = look.now - timedelta(days=COMMENT_WINDOW_DAYS)
    root = rest_root(home)
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


def settled(
    look: Look, home: Visited, found: FoundComments, feed: FoundFeed
) -> Conversation | Unavailable | NotOffered:
    """Return the part `comments`: where nobody writes, a comment service on the newest post may hold the talk."""
    conversation = found.conversation
    if conversation is None and found.refused is not None:
        return found.refused
    service = _service(home)
    if conversation is not None and not conversation.items and feed.comments and service is None:
        conversation = _contradicted(look, home, conversation, feed.comments)
    if service is None and (conversation is None or not conversation.items):
        service = _service_on_newest_post(look, feed, own=conversation is None)
    if conversation is None:
        return service or NotOffered()
    return replace(conversation, gap=conversation.gap or service)


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


def _service(visited: Visited) -> Unavailable | None:
    """Return the gap that an embedded comment service leaves, None where a page has none."""
    name = comment_widget(visited.html)
    return Unavailable(Reason.CLOSED, name) if name else None


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


def _service_on_newest_post(look: Look, feed: FoundFeed, *, own: bool) -> Unavailable | None:
    """Return what the newest post's comment service hides, None where it has none or no posts are expected.

    With `own` nothing else shows comments, and those that the page itself holds count as hidden, too.
    """
    if isinstance(feed.posts, NotOffered):
        return None
    if feed.newest_post is None:
        reason = feed.posts.reason if isinstance(feed.posts, Unavailable) else Reason.NO_FEED
        return Unavailable(reason, "No post is known on which to look for comments.")
    try:
        post = visit(look, feed.newest_post)
    except CollectError as error:
        return unavailable(error)
    if own and has_comments(post.html):
        return _service(post) or Unavailable(Reason.CLOSED, "The page's own comments")
    return _service(post)
