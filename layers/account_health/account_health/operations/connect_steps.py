"""What a person does in the platforms' consoles before there is anything to paste: the way of `connect`, as lines.

The consoles' names are those of the facts of autumn 2026; nobody has walked these ways with a real account yet, and
whoever reads them is told so.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

Way: TypeAlias = Literal["facebook", "instagram", "instagram-login", "x", "google"]

UNTRIED: Final = (
    "These steps follow the platforms' documents; they were tried against simulated platforms only. Where a console "
    "looks different, the names of permissions and fields still hold."
)

_APP: Final = (
    "https://developers.facebook.com/apps: Create app, type Business, in your business portfolio.",
    "App settings, Basic: app id and app secret are there; this asks for both.",
)
_META: Final = (
    "pages_show_list, pages_read_engagement, pages_read_user_content, pages_messaging, pages_manage_metadata"
)
_INSTAGRAM: Final = "instagram_basic, instagram_manage_comments, pages_show_list, pages_read_engagement"
_PARTNERS: Final = (
    (
        "Your client: https://business.facebook.com/settings, Accounts, Pages, the Page, Assign partners: your portfolio's "
        "business id, with Content, Community activity and Messages."
    ),
    "You: Users, System users, Add (Employee); Assign assets: every shared Page, and the app with Develop app.",
)
_OWN: Final = (
    "https://developers.facebook.com/tools/explorer: choose the app, Get user access token, the permissions "
)

AGENCY: Final[Mapping[Way, tuple[str, ...]]] = MappingProxyType(
    {
        "facebook": (
            *_APP,
            *_PARTNERS,
            f"Generate token: the app, expiry Never, the permissions {_META}.",
        ),
        "instagram": (
            *_APP,
            "Your client connects account and Page, then shares both with you as Partner, as for Facebook.",
            "You: Assign assets to the system user: the Instagram account too.",
            f"Generate token: the app, expiry Never, the permissions {_INSTAGRAM}; one token can carry Facebook's too.",
        ),
    }
)
"""An agency's way, where it differs: one system user's token for all clients."""

OWNER: Final[Mapping[Way, tuple[str, ...]]] = MappingProxyType(
    {
        "facebook": (*_APP, f"{_OWN}{_META}. Generate, and choose your Page where you are asked."),
        "instagram": (
            *_APP,
            "In the Instagram app: Settings, Business tools, Connect a Facebook Page.",
            f"{_OWN}{_INSTAGRAM}. Generate, and choose Page and account where you are asked.",
        ),
        "instagram-login": (
            "https://developers.facebook.com/apps, your app: Add product, Instagram, API setup with Instagram login.",
            "App roles, Roles, Instagram testers: invite the account, if the app is not live.",
            "Generate access tokens, Add account: log in as the account, allow both permissions, copy the token.",
        ),
        "x": (
            "https://console.x.com: Apps, Create app; Manage apps, Move to package: Pay-per-use, Production.",
            "Billing: buy credits, and set a spending limit.",
            "Apps, your app, Keys and tokens, Bearer token: Generate. It is shown once.",
        ),
        "google": (
            (
                "https://console.cloud.google.com: a project that Google has approved for the Business Profile APIs, with the "
                "interfaces switched on (docs/google.md, sections 1 and 2)."
            ),
            "OAuth consent screen: the scope https://www.googleapis.com/auth/business.manage, status In production.",
            "Credentials, Create credentials, OAuth client ID, type Desktop app: client id and client secret.",
            "The browser opens next: sign in as owner or manager of the profiles, and tick the box of the permission.",
        ),
    }
)


def steps_of(way: Way, *, agency: bool) -> tuple[str, ...]:
    """Return the steps of one way; an agency's are the owner's where none of its own are known."""
    return AGENCY[way] if agency and way in AGENCY else OWNER[way]
