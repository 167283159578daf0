"""The table of platforms: who looks at each, and which parts of a snapshot it can fill.

New platform: a connector and a row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from account_health.company import Account, Platform
from account_health.connectors.blog.connector import OFFERS as BLOG_OFFERS
from account_health.connectors.blog.connector import BlogConnector
from account_health.connectors.connector import Connector, Look
from account_health.connectors.facebook import OFFERS as FACEBOOK_OFFERS
from account_health.connectors.facebook import FacebookConnector
from account_health.connectors.google import OFFERS as GOOGLE_OFFERS
from account_health.connectors.google import GoogleConnector
from account_health.connectors.google import branch as google_location
from account_health.connectors.google import expand as every_google_location
from account_health.connectors.instagram import OFFERS as INSTAGRAM_OFFERS
from account_health.connectors.instagram import InstagramConnector
from account_health.connectors.x import OFFERS as X_OFFERS
from account_health.connectors.x import XConnector


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """One platform. `offers` holds names of parts of a snapshot; a check that reads another part does not apply.

    `expand`, where one entry of the registry may stand for many accounts, lists these; it raises CollectError.
    `branch` makes one of them from the entry and what follows the entry's id in its own.
    """

    connector: Connector
    offers: frozenset[str]
    expand: Callable[[Look], tuple[Account, ...]] | None = None
    branch: Callable[[Account, str], Account] | None = None


PLATFORMS: Mapping[Platform, PlatformRow] = MappingProxyType(
    {
        "facebook": PlatformRow(FacebookConnector(), FACEBOOK_OFFERS),
        "instagram": PlatformRow(InstagramConnector(), INSTAGRAM_OFFERS),
        "x": PlatformRow(XConnector(), X_OFFERS),
        "blog": PlatformRow(BlogConnector(), BLOG_OFFERS),
        "google_business_profile": PlatformRow(
            GoogleConnector(), GOOGLE_OFFERS, every_google_location, google_location
        ),
    }
)
"""Platform -> its row. Platforms without a row can be registered and are not audited yet."""
