"""Looks at a Facebook Page: its profile, posts, reels, comments, visitor posts and access."""

from account_health.connectors.meta.facebook.connector import OFFERS, FacebookConnector

__all__ = ["OFFERS", "FacebookConnector"]
