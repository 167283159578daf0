"""Looks at what is said and shown in a company's name: feeds that it made, and the links of what it knows."""

from account_health.connectors.watch.connector import WatchConnector

__all__ = ["WatchConnector"]
