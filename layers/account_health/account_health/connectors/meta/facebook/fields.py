"""What is asked of a Facebook Page, which permission each piece needs, and which parts of a snapshot it feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
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
ADVERTS: Final = ("pages_manage_ads",)
"""What it takes, beside `ads_management`, to list posts that exist as advertisements only; no check needs it."""

PRIVATE_REPLY: Final = "private_reply_conversation"
"""Names the private conversation in which the Page answered a comment; asking for it takes `pages_messaging`."""
_REPLY: Final = (
    "id", "created_time", "message", "message_tags", "from", "is_hidden", "is_private", "user_likes",
    "permalink_url", Edge("attachment", ("type",)), PRIVATE_REPLY,
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
    "overall_star_rating", "rating_count", "followers_count", Edge("cover", ("id",)),
    Edge("picture", ("is_silhouette",), modifiers=("type(large)",)),
)  # fmt: skip
"""The profile. Pictures are only asked whether they are there: their addresses are signed and change every day."""

UNJUDGED: Final = frozenset({"followers_count"})
"""Fields that no check needs: nobody hears of it where one is gone."""

_POST: Final = (
    "id", "created_time", "permalink_url", "message", "story", "status_type", "parent_id", "from",
    "is_hidden", "is_published",
)  # fmt: skip
_PART: Final = ("type", Edge("target", ("id",)))
ATTACHMENTS: Final = Edge("attachments", ("type", Edge("subattachments", _PART)))
"""What a post shows: with several photos each of them has comments of its own, and the post does not list them."""
OWN_POSTS: Final = Edge("published_posts", _POST, limit=POSTS)
VISITOR_POSTS: Final = Edge(
    "visitor_posts",
    (
        "id", "created_time", "permalink_url", "message", "from", "is_hidden", Edge("attachments", ("type",)),
        COMMENTS,
    ),
    limit=POSTS,
)  # fmt: skip
PHOTOS: Final = Edge(
    "photos", ("id", "created_time", "link", COMMENTS), limit=50, modifiers=("type(uploaded)",)
)
"""The photos that the Page uploaded, newest first: one request for the comments of all single photos."""
PHOTO: Final = Edge("", ("id", COMMENTS))
"""A photo or film of an album that the list does not hold."""
ADVERT_POSTS: Final = Edge(
    "ads_posts", ("id", "created_time", "permalink_url", "message", COMMENTS), limit=POSTS
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
        "about": ("descriptions", "texts", "links", "wording"),
        "description": ("descriptions", "texts", "links", "wording"),
        "phone": ("phones",),
        "emails": ("emails",),
        "website": ("websites", "links", "destinations"),
        "single_line_address": ("addresses",),
        "location": ("addresses",),
        "hours": ("hours",),
        "is_always_open": ("hours",),
        "is_published": ("presence", "posts"),
        "is_permanently_closed": ("opening",),
        "temporary_status": ("opening",),
        "impressum": ("imprint", "wording"),
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
        "attachment": ("comments", "mentions"),
        "attachments": ("comments", "mentions"),
        "subattachments": ("comments",),
        "target": ("comments",),
        "type": ("comments", "mentions"),
        "visitor_posts": ("mentions",),
        "conversations": ("inbox",),
        "unread_count": ("inbox",),
    }
)
"""Which parts cannot be judged when Facebook does not know a field any more; the others only made texts nicer."""
SOFT: Final = frozenset(
    "user_likes is_hidden is_published location attachment attachments subattachments target type".split()
)
"""Fields without which their parts can still be used, with a gap."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What may be asked beside the profile and the posts.

    `content` is what others wrote, `messages` the number of unread messages, `private` whether a comment was answered
    in a private message; `gone` are fields that this look found to exist no more.
    """

    content: bool
    messages: bool
    private: bool
    gone: tuple[str, ...] = ()

    def of(self, edge: Edge) -> Edge:
        """Return a request without what is not wished of comments, and without what is gone."""
        left_out = ((COMMENTS.name,) * (not self.content), (PRIVATE_REPLY,) * (not self.private), self.gone)
        for name in chain.from_iterable(left_out):
            edge = edge.without(name)
        return edge


def request(wish: Wish) -> Edge:
    """Return the one request for a Page, without what the access may not read."""
    posts = Edge(OWN_POSTS.name, (*_POST, *((ATTACHMENTS, COMMENTS) * wish.content)), limit=POSTS)
    more = (VISITOR_POSTS,) * wish.content + (CONVERSATIONS,) * wish.messages
    return wish.of(Edge("", (*PROFILE, posts, *more)))


def reels_request(wish: Wish) -> Edge:
    """Return the request for a Page's reels."""
    return wish.of(Edge(REELS.name, (*REELS.fields, COMMENTS), limit=POSTS))
