"""The names that the simulated Graph API knows: fields and edges of each kind of object, versions, parameters.

Names are facts, gathered from Meta's public specification of 2026 and its documents for version 26.
"""

from collections.abc import Mapping
from types import MappingProxyType

VERSIONS = ("v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0")
"""The versions that still work; an older one is silently run on the oldest of them."""
EXPIRED = ("v19.0", "v20.0")

REMOVED_PARAMETERS = frozenset({"ids", "pretty", "debug", "__debug__", "date_format", "metadata"})
"""Parameters that version 26 took away."""
KNOWN_PARAMETERS = frozenset(
    {
        "access_token", "appsecret_proof", "fields", "limit", "after", "before", "since", "until", "summary", "filter",
        "order", "platform", "input_token", "grant_type", "__paging_token", "type",
        "client_id", "client_secret", "fb_exchange_token",
    }
)  # fmt: skip
"""What the simulation understands; anything else is an error there, so that typing errors are found."""

FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Page": frozenset(
            """
            id about access_token bio category category_list company_overview contact_address cover description
            displayed_message_response_time emails engagement fan_count followers_count founded general_info
            has_transitioned_to_new_page_experience hours impressum instagram_business_account is_always_open
            is_permanently_closed is_published is_verified link location mission name overall_star_rating phone
            price_range privacy_info_url rating_count single_line_address temporary_status unread_message_count
            unread_notif_count unseen_message_count username verification_status website whatsapp_number
            """.split()
        ),
        "User": frozenset({"id", "name"}),
        "PagePost": frozenset(
            """
            id admin_creator created_time from full_picture is_expired is_hidden is_inline_created is_popular
            is_published message message_tags parent_id permalink_url promotable_id shares status_type story
            updated_time
            """.split()
        ),
        "AdVideo": frozenset(
            """
            id created_time description from is_episode length live_status permalink_url picture post_id published
            source status title updated_time views
            """.split()
        ),
        "Comment": frozenset(
            """
            id admin_creator attachment can_comment can_hide can_like can_remove can_reply_privately comment_count
            created_time from is_hidden is_private like_count message message_tags object parent permalink_url
            private_reply_conversation user_likes
            """.split()
        ),
        "Photo": frozenset(
            "id album alt_text created_time from height icon images link name page_story_id picture updated_time width".split()
        ),
        "StoryAttachment": frozenset(
            "description media media_type target title type unshimmed_url url".split()
        ),
        "AttachmentTarget": frozenset({"id", "url"}),
        "UnifiedThread": frozenset(
            "id can_reply folder is_owner link message_count name participants senders snippet unread_count updated_time".split()
        ),
        "Recommendation": frozenset(
            "created_time has_rating has_review open_graph_story rating recommendation_type review_text reviewer".split()
        ),
        "Story": frozenset({"id"}),
        "Location": frozenset(
            "city country country_code latitude longitude name region state street zip".split()
        ),
        "CoverPhoto": frozenset({"id", "cover_id", "source", "offset_x", "offset_y"}),
        "ProfilePictureSource": frozenset({"url", "is_silhouette", "width", "height", "cache_key"}),
        "IGUser": frozenset(
            """
            id biography followers_count follows_count has_profile_pic ig_id is_published media_count name
            profile_picture_url username website
            """.split()
        ),
        "IGUserOnly": frozenset(
            """
            id account_type biography followers_count follows_count media_count name profile_picture_url user_id
            username website
            """.split()
        ),
        "IGMedia": frozenset(
            """
            id alt_text caption comments_count ig_id is_comment_enabled is_shared_to_feed like_count
            media_product_type media_type media_url owner permalink shortcode thumbnail_url timestamp username
            """.split()
        ),
        "IGComment": frozenset(
            "id from hidden like_count media parent_id text timestamp user username".split()
        ),
    }
)
"""Kind of object -> its fields."""

EDGES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Page": {
            "published_posts": "PagePost",
            "posts": "PagePost",
            "feed": "PagePost",
            "visitor_posts": "PagePost",
            "video_reels": "AdVideo",
            "conversations": "UnifiedThread",
            "ratings": "Recommendation",
            "photos": "Photo",
            "ads_posts": "PagePost",
            "picture": "ProfilePictureSource",
        },
        "User": {"accounts": "Page"},
        "PagePost": {"comments": "Comment", "attachments": "StoryAttachment"},
        "StoryAttachment": {"subattachments": "StoryAttachment"},
        "Photo": {"comments": "Comment"},
        "AdVideo": {"comments": "Comment"},
        "Comment": {"comments": "Comment"},
        "Story": {"comments": "Comment"},
        "IGUser": {"media": "IGMedia", "tags": "IGMedia", "stories": "IGMedia"},
        "IGUserOnly": {"media": "IGMedia", "tags": "IGMedia", "stories": "IGMedia"},
        "IGMedia": {"comments": "IGComment"},
        "IGComment": {"replies": "IGComment"},
    }
)
"""Kind of object -> its edges and what they hold."""

INNER: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("Page", "location"): "Location",
        ("Page", "cover"): "CoverPhoto",
        ("Page", "instagram_business_account"): "IGUser",
        ("Recommendation", "open_graph_story"): "Story",
        ("StoryAttachment", "target"): "AttachmentTarget",
    }
)
"""(kind, field) -> what the object inside the field is, where its own fields can be chosen."""

MOST: Mapping[str, int] = MappingProxyType({"IGComment": 50})
"""The largest page of a kind; 100 for all others."""

MODIFIERS = frozenset({"limit", "filter", "order", "summary", "platform", "type", "since", "until", "after"})
"""What may follow an edge's name inside `fields`."""

SCOPES: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("Page", ""): ("pages_read_engagement",),
        ("Page", "published_posts"): ("pages_read_engagement",),
        ("Page", "video_reels"): ("pages_read_engagement",),
        ("Page", "visitor_posts"): ("pages_read_engagement", "pages_read_user_content"),
        ("Page", "ratings"): ("pages_read_engagement", "pages_read_user_content"),
        ("Page", "photos"): ("pages_read_engagement",),
        ("Page", "ads_posts"): ("pages_read_engagement", "pages_manage_ads", "ads_management"),
        ("Photo", "comments"): ("pages_read_engagement", "pages_read_user_content"),
        ("Comment", "private_reply_conversation"): ("pages_messaging",),
        ("Page", "conversations"): ("pages_read_engagement", "pages_messaging", "pages_manage_metadata"),
        ("Page", "instagram_business_account"): ("instagram_basic",),
        ("User", "accounts"): ("pages_show_list",),
        ("PagePost", "comments"): ("pages_read_engagement", "pages_read_user_content"),
        ("AdVideo", "comments"): ("pages_read_engagement", "pages_read_user_content"),
        ("Comment", "comments"): ("pages_read_engagement", "pages_read_user_content"),
        ("IGUser", ""): ("instagram_basic", "pages_read_engagement"),
        ("IGMedia", "comments"): ("instagram_manage_comments",),
        ("IGUser", "tags"): ("instagram_manage_comments",),
        ("IGUserOnly", ""): ("instagram_business_basic",),
        ("IGUserOnly", "tags"): ("instagram_business_manage_comments",),
    }
)
"""(kind, edge or field) -> permissions that it needs."""
