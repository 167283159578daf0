"""What is asked of a Facebook Page, which permission each piece needs, and which parts of a snapshot it feeds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from account_health.connectors.meta.graph.fields import Edge

POSTS: Final = 25
"""The newest posts whose comments are read."""
MOST_COMMENTS: Final = 1_000
"""Comments and replies that one look reads; more are a gap."""
VISITOR_DAYS: Final = 90

READ: Final = ("pages_show_list", "pages_read_engagement")
USER_CONTENT: Final = ("pages_read_user_content",)
MESSAGES: Final = ("pages_messaging", "pages_manage_metadata")

_REPLY: Final = (
    "id", "created_time", "message", "message_tags", "from", "is_hidden", "is_private", "user_likes",
    "permalink_url",
)  # fmt: skip
COMMENTS: Final = Edge(
    "comments",
    (*_REPLY, "comment_count", Edge("comments", _REPLY, limit=25)),
    limit=50,
    modifiers=("filter(toplevel)", "summary(true)"),
)
"""Top-level comments with their replies; a reply to a reply stands among the replies, Facebook knows two levels."""

PROFILE: Final = (
    "id", "name", "username", "link", "about", "description", "phone", "emails", "website",
    "single_line_address", Edge("location", ("street", "zip", "city", "country")), "hours", "is_always_open",
    "is_published", "is_permanently_closed", "temporary_status", "impressum", "privacy_info_url",
    "overall_star_rating", "rating_count", Edge("cover", ("id",)),
    Edge("picture", ("is_silhouette",), modifiers=("type(large)",)),
)  # fmt: skip
"""The profile. Pictures are only asked whether they are there: their addresses are signed and change every day."""

_POST: Final = (
    "id", "created_time", "permalink_url", "message", "story", "status_type", "parent_id", "from",
    "is_hidden", "is_published",
)  # fmt: skip
OWN_POSTS: Final = Edge("published_posts", _POST, limit=POSTS)
VISITOR_POSTS: Final = Edge(
    "visitor_posts",
    ("id", "created_time", "permalink_url", "message", "from", "is_hidden", COMMENTS),
    limit=POSTS,
)
REELS: Final = Edge(
    "video_reels", ("id", "created_time", "permalink_url", "description", "post_id"), limit=POSTS
)
CONVERSATIONS: Final = Edge(
    "conversations", ("id", "updated_time", "unread_count"), limit=50, modifiers=("platform(messenger)",)
)
"""Only how many messages are unread: nobody's message is read."""
RATINGS: Final = Edge(
    "ratings",
    (
        "created_time", "has_rating", "rating", "recommendation_type", "review_text", "reviewer",
        Edge("open_graph_story", ("id", Edge("comments", ("id", "created_time", "message", "from"), limit=25))),
    ),
    limit=100,
)  # fmt: skip

_DATED: Final = ("posts", "comments")
PARTS_OF_FIELD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "name": ("names",),
        "username": ("handles",),
        "about": ("descriptions", "texts", "links"),
        "description": ("descriptions", "texts", "links"),
        "phone": ("phones",),
        "emails": ("emails",),
        "website": ("websites", "links"),
        "single_line_address": ("addresses",),
        "location": ("addresses",),
        "hours": ("hours",),
        "is_always_open": ("hours",),
        "is_published": ("presence", "posts"),
        "is_permanently_closed": ("opening",),
        "temporary_status": ("opening",),
        "impressum": ("imprint",),
        "privacy_info_url": ("privacy",),
        "overall_star_rating": ("rating",),
        "rating_count": ("rating",),
        "cover": ("pictures",),
        "picture": ("pictures",),
        "is_silhouette": ("pictures",),
        "published_posts": _DATED,
        "status_type": ("posts",),
        "parent_id": ("posts",),
        "created_time": (*_DATED, "mentions"),
        "is_hidden": (*_DATED, "mentions", "upkeep"),
        "from": ("comments", "mentions"),
        "message": ("comments", "mentions"),
        "comments": ("comments", "mentions"),
        "user_likes": ("comments", "mentions"),
        "visitor_posts": ("mentions",),
        "conversations": ("inbox",),
        "unread_count": ("inbox",),
    }
)
"""Which parts cannot be judged when Facebook does not know a field any more; the others only made texts nicer."""
SOFT: Final = frozenset({"user_likes", "is_hidden", "is_published", "location"})
"""Fields without which their parts can still be used, with a gap."""


def request(*, comments: bool, visitors: bool, messages: bool) -> Edge:
    """Return the one request for a Page, without what the access may not read."""
    posts = Edge(OWN_POSTS.name, (*_POST, COMMENTS), limit=POSTS) if comments else OWN_POSTS
    more = (VISITOR_POSTS,) * visitors + (CONVERSATIONS,) * messages
    return Edge("", (*PROFILE, posts, *more))


def reels_request(*, comments: bool) -> Edge:
    """Return the request for a Page's reels."""
    return Edge(REELS.name, (*REELS.fields, COMMENTS), limit=POSTS) if comments else REELS
