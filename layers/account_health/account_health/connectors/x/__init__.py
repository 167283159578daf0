"""X profiles over its API: an application's bearer token, one look-up, and only what is new is bought."""

from account_health.connectors.x.connector import OFFERS, XConnector

__all__ = ["OFFERS", "XConnector"]
