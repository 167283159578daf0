"""From the entries of a feed to the posts of a snapshot: which dates count and which cannot be."""

from datetime import datetime

from account_health.connectors.feeds.entry import ReadFeed
from account_health.model import Post, Posts
from account_health.model.plausible import possible


def posts_of(feed: ReadFeed, now: datetime) -> Posts:
    """Return the posts with a possible date, newest first; the others are counted or listed as written."""
    items: list[Post] = []
    refused: list[str] = []
    undated = 0
    for entry in feed.entries:
        if entry.at is None:
            undated += 1
        elif not possible(entry.at, now):
            refused.append(entry.raw_date or entry.at.isoformat())
        else:
            items.append(Post(entry.id, entry.url, entry.at, entry.title))
    items.sort(key=lambda post: post.at, reverse=True)
    return Posts(tuple(items), dated_by=feed.dated_by, undated=undated, refused=tuple(refused))
