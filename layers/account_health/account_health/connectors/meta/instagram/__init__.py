"""Looks at an Instagram professional account, through Facebook Login or Instagram Login."""

from account_health.connectors.meta.instagram.connector import OFFERS, InstagramConnector

__all__ = ["OFFERS", "InstagramConnector"]
