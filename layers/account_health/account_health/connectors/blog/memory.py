"""What a look at a blog leaves for the next one: where the posts are, what dates they bore, and where links led."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final

from account_health.connectors.blog.destinations import to_remember
from account_health.connectors.blog.found import AGES_UNKNOWN, FirstSights, FoundFeed
from account_health.connectors.linked_before import remembered
from account_health.model import Destinations, Feed, Site, Snapshot

KEPT: Final = timedelta(weeks=4)
"""So long what a search found, or did not find, is believed without another search."""


MOST_OTHERS: Final = 20
MOST_UNDATED: Final = 200


def recalled(memory: str | None) -> Mapping[str, Any]:
    """Return what the last look left; nothing where it left nothing, or nothing that can be read."""
    try:
        known = json.loads(memory or "{}")
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}


def lately_searched(memory: str | None, now: datetime) -> bool:
    """Say whether a search of the last four weeks tells where the posts are, or that there are none."""
    at = _moment(recalled(memory).get("searched"))
    return at is not None and timedelta() <= now - at < KEPT


def known_feed(memory: str | None) -> str | None:
    """Return the address of the feed, or of the list of posts, that an earlier look read."""
    feed = recalled(memory).get("feed")
    return feed if isinstance(feed, str) else None


def is_list(memory: str | None) -> bool:
    """Say whether what is known is the page of a list, not a feed."""
    return recalled(memory).get("list") is True


def is_gone(memory: str | None) -> bool:
    """Say whether the last look missed the known feed already."""
    return recalled(memory).get("gone") is True


def not_ours(memory: str | None) -> frozenset[str]:
    """Return the addresses of feeds that the home page names and that are none of the company's posts."""
    rows = recalled(memory).get("others")
    return frozenset(row for row in rows if isinstance(row, str)) if isinstance(rows, list) else frozenset()


def known_interface(memory: str | None) -> str | None:
    """Return the root of WordPress's interface, as the pages of the last look named it."""
    root = recalled(memory).get("rest")
    return root if isinstance(root, str) else None


def dates_seen(memory: str | None) -> Mapping[str, datetime]:
    """Return the first date that a look read of each of the newest posts."""
    rows = recalled(memory).get("dates")
    pairs = rows.items() if isinstance(rows, dict) else ()
    return {key: at for key, text in pairs if (at := _moment(text)) is not None}


def undated_seen(memory: str | None, now: datetime) -> FirstSights:
    """Return since when looks read what people write below posts, and when one first saw each comment without a date."""
    rows = recalled(memory).get("below")
    rows = rows if isinstance(rows, dict) else {}
    last, since, seen = _moment(rows.get("last")), _moment(rows.get("since")), rows.get("undated")
    pairs = seen.items() if isinstance(seen, dict) else ()
    regular = last is not None and now - last < AGES_UNKNOWN
    return FirstSights(
        since if since is not None and regular else now,
        {key: at for key, text in pairs if (at := _moment(text)) is not None},
    )


def memory_of(memory: str | None, snapshot: Snapshot, found: FoundFeed) -> str | None:
    """Return what the next look wants to know. What was not seen this time stays known."""
    before = recalled(memory)
    known = dict(before)
    feed = snapshot.feed
    if isinstance(feed, Feed):
        # A feed that was there and is gone stays known: its loss is a finding until another is found.
        known["list"] = feed.found_by == "list"
        known["gone"] = feed.problem in {"not_found", "not_a_feed"}
        if feed.problem in {None, "no_entries"} or feed.found_by == "list":
            known["feed"] = feed.url
        elif not known["gone"]:
            known["feed"] = None
    if found.searched:
        known["searched"] = snapshot.taken_at.isoformat()
    if found.others:
        kept = frozenset() if found.searched else not_ours(memory)
        known["others"] = sorted(kept | found.others)[:MOST_OTHERS]
    known |= {"rest": found.rest} if found.rest is not None else {}
    if found.seen:
        known["dates"] = {key: at.isoformat() for key, at in found.seen.items()}
    if found.undated is not None:
        known["below"] = {
            "last": snapshot.taken_at.isoformat(),
            "since": found.undated.since.isoformat(),
            "undated": {key: at.isoformat() for key, at in islice(found.undated.at.items(), MOST_UNDATED)},
        }
    if isinstance(snapshot.site, Site) and snapshot.site.lost is None and snapshot.site.gap is None:
        known["ours"] = known.get("ours") is True or snapshot.site.strange is None
    if isinstance(snapshot.destinations, Destinations):
        known["links"] = to_remember(snapshot.destinations, remembered(before.get("links")))
    return json.dumps(known) if known else None


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if isinstance(text, str) else None
    except (ValueError, OverflowError):
        return None
