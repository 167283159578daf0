"""One look at a company's name: its alert feeds, and the links of what it knows."""

from typing import Any
from zoneinfo import ZoneInfo

from account_health.connectors.connector import Look, snapshot_of
from account_health.connectors.linked_before import Remembered
from account_health.connectors.watch.feeds import look_at_feeds
from account_health.connectors.watch.known import look_at_known
from account_health.connectors.watch.memory import Memory, read_memory, written
from account_health.model import Destinations, Hits, Snapshot


class WatchConnector:
    """Looks at what is said and shown in a company's name."""

    def collect(self, look: Look) -> Snapshot:
        """Return what can be seen now. Never raises a CollectError: what fails is told with its reason."""
        before = read_memory(look.memory)
        today = look.now.astimezone(ZoneInfo(look.company.timezone)).date()
        known = look_at_known(look, before.links)
        read = look_at_feeds(look, before)
        links = (
            {one.url: Remembered(one.state, one.at) for one in known.items}
            if isinstance(known, Destinations)
            else {}
        )
        hits = read.hits.items if isinstance(read.hits, Hits) else ()
        memory = Memory(
            links=links,
            feeds=read.feeds,
            digests=read.digests,
            present=read.present,
            hits=hits,
            missing_to=read.missing_to,
        )
        parts: dict[str, Any] = {"destinations": known, "hits": read.hits, "memory": written(memory, today)}
        return snapshot_of(look, parts)
