"""What a look at a blog leaves for the next one: where the feed is, and where links led."""

import json
from collections.abc import Mapping
from typing import Any

from account_health.connectors.blog.destinations import remembered, to_remember
from account_health.model import Destinations, Feed, Snapshot


def recalled(memory: str | None) -> Mapping[str, Any]:
    """Return what the last look left; nothing where it left nothing, or nothing that can be read."""
    try:
        known = json.loads(memory or "{}")
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}


def memory_of(memory: str | None, snapshot: Snapshot) -> str | None:
    """Return what the next look wants to know. What was not seen this time stays known."""
    before = recalled(memory)
    known = dict(before)
    if isinstance(snapshot.feed, Feed):
        found = snapshot.feed.problem in {None, "no_entries"}
        known["feed"] = snapshot.feed.url if found else None
    if isinstance(snapshot.destinations, Destinations):
        known["links"] = to_remember(snapshot.destinations, remembered(before.get("links")))
    return json.dumps(known) if known else None
