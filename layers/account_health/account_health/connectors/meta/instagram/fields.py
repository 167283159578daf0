"""What is asked of an Instagram account, which permission each piece needs, and which parts it feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from account_health.connectors.meta.graph.client import FACEBOOK_HOST, INSTAGRAM_HOST
from account_health.connectors.meta.graph.fields import Edge

POSTS: Final = 25
MOST_COMMENTS: Final = 1_000
TAG_DAYS: Final = 90

_WORDS: Final = ("id", "text", "timestamp", "username", "from", "user", "hidden")
COMMENTS: Final = Edge("comments", (*_WORDS, Edge("replies", _WORDS, limit=50)), limit=50)
"""Top-level comments with their replies. Fifty is the most that Instagram gives in one page."""
_MEDIUM: Final = (
    "id", "timestamp", "permalink", "caption", "media_type", "media_product_type", "comments_count",
    "is_comment_enabled", "alt_text",
)  # fmt: skip
TAGS: Final = Edge("tags", ("id", "timestamp", "permalink", "caption", "username"), limit=POSTS, ends="empty")
"""Media of others that tag the account. This list never says `next`: it ends with an empty page."""
_PROFILE: Final = (
    "id", "username", "name", "biography", "website", "profile_picture_url", "media_count",
    "followers_count",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """One of the two ways into Instagram: its host, its fields, and the names of its permissions.

    `optional` are fields of the profile that the documents of this flavour do not promise, or that no check needs.
    """

    login: Literal["facebook", "instagram"]
    host: str
    profile: tuple[str, ...]
    basic: tuple[str, ...]
    comments: str
    optional: frozenset[str] = frozenset({"followers_count"})

    def request(self, *, comments: bool) -> Edge:
        """Return the one request for an account, without what the access may not read."""
        media = Edge("media", (*_MEDIUM, COMMENTS) if comments else _MEDIUM, limit=POSTS)
        return Edge("", (*self.profile, media, *((TAGS,) * comments)))


FLAVOURS: Final[Mapping[str, Flavour]] = MappingProxyType(
    {
        "facebook": Flavour(
            login="facebook",
            host=FACEBOOK_HOST,
            profile=(*_PROFILE, "has_profile_pic", "is_published"),
            basic=("instagram_basic", "pages_show_list", "pages_read_engagement"),
            comments="instagram_manage_comments",
        ),
        "instagram": Flavour(
            login="instagram",
            host=INSTAGRAM_HOST,
            profile=(*_PROFILE, "user_id"),
            basic=("instagram_business_basic",),
            comments="instagram_business_manage_comments",
            optional=frozenset({"biography", "website", "profile_picture_url", "followers_count"}),
        ),
    }
)
"""`login` of a registered account -> its flavour."""

PARTS_OF_FIELD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "username": ("handles", "comments"),
        "name": ("names",),
        "biography": ("descriptions", "texts", "wording", "imprint"),
        "website": ("websites", "imprint", "destinations"),
        "profile_picture_url": ("pictures",),
        "has_profile_pic": ("pictures",),
        "is_published": ("presence",),
        "media": ("posts", "comments", "upkeep"),
        "media_product_type": ("posts",),
        "comments_count": ("comments",),
        "timestamp": ("posts", "comments", "mentions"),
        "comments": ("comments",),
        "replies": ("comments",),
        "text": ("comments",),
        "from": ("comments",),
        "hidden": ("comments", "upkeep"),
        "is_comment_enabled": ("upkeep",),
        "alt_text": ("upkeep",),
        "tags": ("mentions",),
    }
)
SOFT: Final = frozenset(
    {"comments_count", "hidden", "from", "has_profile_pic", "is_comment_enabled", "alt_text"}
)
"""Fields without which their parts can still be used, with a gap."""
