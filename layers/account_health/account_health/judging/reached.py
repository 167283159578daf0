"""One account of a run proves for another that the network works: what does not answer then is the site, not we."""

from collections.abc import Iterable
from dataclasses import replace

from account_health.judging.unseen import reasons_unseen
from account_health.model import Reach, Snapshot
from account_health.text.hosts import same_site


def reached_together(snapshots: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    """Return what was seen in one run, where a site that does not answer knows whether others did."""
    seen = tuple(snapshots)
    reached = [one.url for one in seen if one.requests and reasons_unseen(one) is None]
    return tuple(_knowing(one, reached) for one in seen)


def _knowing(snapshot: Snapshot, reached: Iterable[str]) -> Snapshot:
    reach = snapshot.reach
    if not isinstance(reach, Reach) or reach.beyond != "nothing":
        return snapshot
    if all(same_site(snapshot.url, other) for other in reached):
        return snapshot
    return replace(snapshot, reach=replace(reach, beyond="reached"))
