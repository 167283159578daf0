"""From the entries of a feed to the posts of a snapshot: which dates count and which cannot be."""

from datetime import datetime, timedelta

from account_health.connectors.feeds.entry import ReadFeed
from account_health.model import Post, Posts

FIRST_YEAR = 1995
"""No blog is older; Hugo dates an undated page 0001, a missing date often becomes 1970."""

AHEAD = timedelta(hours=48)
"""More than this in the future is a planned post or a wrong clock."""


def posts_of(feed: ReadFeed, now: datetime) -> Posts:
    """Return the posts with a possible date, newest first; the others are counted or listed as written."""
    items: list[Post] = []
    refused: list[str] = []
    undated = 0
    for entry in feed.entries:
        if entry.at is None:
            undated += 1
        elif entry.at.year < FIRST_YEAR or entry.at > now + AHEAD:
            refused.append(entry.raw_date or entry.at.isoformat())
        else:
            items.append(Post(entry.id, entry.url, entry.at, entry.title))
    items.sort(key=lambda post: post.at, reverse=True)
    return Posts(tuple(items), dated_by=feed.dated_by, undated=undated, refused=tuple(refused))
