"""Looks at a blog or website: its feed, its comments, its imprint and what its pages say of the company."""

from account_health.connectors.blog.connector import BlogConnector

__all__ = ["BlogConnector"]
