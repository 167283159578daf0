"""Looks at a Google Business Profile: one location, its reviews, posts and photos."""

from account_health.connectors.google.connector import OFFERS, GoogleConnector
from account_health.connectors.google.locations import branch, expand

__all__ = ["OFFERS", "GoogleConnector", "branch", "expand"]
