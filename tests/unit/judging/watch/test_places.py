"""What a search found: told at most three times, whatever else of a place changes."""

from dataclasses import replace
from datetime import timedelta

from account_health.model import Lookalikes, Snapshot, ToldLine
from tests.watch_case import LISTING
from tests.watch_samples import NOW, after, bakery, judged, look


def test_a_place_whose_claim_flickers_is_one_matter() -> None:
    """Somebody looks after it in one month and nobody in the next: it is asked about three times in all."""
    told: tuple[ToldLine, ...] = ()
    said = 0
    for month in range(12):
        at = NOW + timedelta(days=30 * month)
        place = replace(LISTING, claimed=month % 2 == 0)
        google = Snapshot(
            account="google",
            platform="google_business_profile",
            url="https://business.google.com/n/2/profile",
            taken_at=at,
            requests=1,
            lookalikes=Lookalikes(items=(place,), asked=at.date(), own="ours"),
        )
        report = judged(bakery(), look(at), told=told, snapshots={"google": google})
        said += sum(line.kind in {"ours", "unclaimed"} for line in report.lines)
        told = after(told, report, at)
    assert said == 3
