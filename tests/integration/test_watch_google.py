"""Our own place on Google: searched once a month by the listing's own access, asked about in words, and decided by a person."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from account_health.connectors.google import GoogleConnector
from account_health.model import Lookalikes, NotOffered, Snapshot, WatchReport
from account_health.model.company import Known, Watch
from account_health.model.watching import WATCH
from tests.builders import FACTS, NOW, company
from tests.simulator.google_api import INFORMATION, SEARCH, GoogleApis, SimulatedLocation, quota
from tests.simulator.google_looks import Lab, google_account, google_lab
from tests.watch_samples import judged, kinds, look

ADDRESS = {"regionCode": "DE", "postalCode": "80331", "locality": "München", "addressLines": ["Marktplatz 1"]}
OURS = {
    "title": "Bäckerei Morgenrot",
    "storefrontAddress": ADDRESS,
    "phoneNumbers": {"primaryPhone": "089 1234567"},
    "metadata": {"placeId": "ours", "hasVoiceOfMerchant": True, "mapsUri": "https://maps.google.com/?cid=1"},
}


def found(number: str, title: str, *, claimed: bool, **location: Any) -> dict[str, Any]:
    """Return a place as Google lists it: a sparse location, and a way to ask for its rights where somebody has it."""
    rights = {"requestAdminRightsUri": "https://business.google.com/arc/x"} if claimed else {}
    return {"name": f"googleLocations/{number}", "location": {"title": title, **location}, **rights}


TWIN = found(
    "twin",
    "Morgenrot Bäckerei",
    claimed=False,
    storefrontAddress=ADDRESS,
    phoneNumbers={"primaryPhone": "+49 89 1234567"},
)
NAMESAKE = found(
    "kiel",
    "Bäckerei Morgenrot",
    claimed=True,
    storefrontAddress={"locality": "Kiel", "addressLines": ["Hafen 2"]},
)
SELF = found("ours", "Bäckerei Morgenrot", claimed=True, storefrontAddress=ADDRESS)


def apis(*places: dict[str, Any], **more: Any) -> GoogleApis:
    """Return Google with our listing and what a search finds."""
    return GoogleApis(locations=[SimulatedLocation(facts=OURS)], on_the_map=list(places), **more)


def collected(lab: Lab, memory: str | None = None, days: int = 0, watch: Watch | None = Watch()) -> Snapshot:  # noqa: B008 - frozen
    """Look at the listing so many days later."""
    made = lab.look(now=NOW + timedelta(days=days), memory=memory)
    return GoogleConnector().collect(replace(made, company=replace(made.company, watch=watch)))


def report(seen: Snapshot, *known: Known, days: int = 0) -> WatchReport:
    """Return what the report says of the name."""
    bakery = company(google_account(), watch=Watch(search=("google",)), known=known, facts=FACTS)
    return judged(bakery, look(NOW + timedelta(days=days)), snapshots={"google": seen}, month_begins=False)


def searches(lab: Lab) -> list[dict[str, Any]]:
    """Return what was searched for so far."""
    return [json.loads(one.body) for one in lab.gateway.requests if one.path == SEARCH]


def test_a_second_listing_that_nobody_looks_after_is_asked_about_in_words() -> None:
    """Not our own, and not a namesake's; nobody is called anything."""
    with google_lab(apis(SELF, TWIN, NAMESAKE)) as lab:
        seen = collected(lab)
        (asked,) = searches(lab)
    assert asked == {
        "location": {"title": "Bäckerei Morgenrot", "storefrontAddress": ADDRESS},
        "pageSize": 10,
    }
    (line,) = report(seen).lines
    assert line.kind == "unclaimed"
    facts = dict(line.message.values)["facts"]
    assert [one.text for one in facts] == ["your street", "your telephone number"]  # type: ignore[union-attr] # sentences


def test_a_person_s_decision_stands() -> None:
    """By the address that the report gives."""
    with google_lab(apis(TWIN)) as lab:
        seen = collected(lab)
    assert isinstance(seen.lookalikes, Lookalikes)
    url = seen.lookalikes.items[0].url
    assert kinds(report(seen, Known(url=url, verdict="not_ours"))) == []


def test_google_is_searched_once_a_month() -> None:
    """A year of weekly looks makes at most one search a month; looks between show what was found."""
    with google_lab(apis(TWIN)) as lab:
        memory, months = None, []
        for week in range(52):
            before = len(searches(lab))
            seen = collected(lab, memory, 7 * week)
            memory = seen.memory
            assert isinstance(seen.lookalikes, Lookalikes)
            assert len(seen.lookalikes.items) == 1
            months += [(NOW + timedelta(days=7 * week)).month] * (len(searches(lab)) - before)
    assert 11 <= len(months) <= 13
    assert all(one != after for one, after in pairwise(months))


def test_without_a_watch_table_or_google_in_it_nothing_is_asked() -> None:
    """A daily look has none."""
    with google_lab(apis(TWIN)) as lab:
        assert isinstance(collected(lab, watch=None).lookalikes, NotOffered)
        assert isinstance(collected(lab, watch=Watch(search=())).lookalikes, NotOffered)
        assert searches(lab) == []


def test_a_search_that_fails_costs_the_account_nothing_and_calls_nothing_quiet() -> None:
    """Over its quota: what was found before stays, and the page says that we could not search."""
    with google_lab(apis(TWIN)) as lab:
        first = collected(lab)
        lab.apis.troubles[f"{INFORMATION}{SEARCH}"] = quota("Requests per day")
        later = collected(lab, first.memory, 60)
    assert isinstance(later.lookalikes, Lookalikes)
    assert (len(later.lookalikes.items), later.lookalikes.failed is not None) == (1, True)
    assert len(report(later, days=60).unseen) == 1
    assert WATCH not in repr(later.lookalikes)


def test_a_place_that_the_map_calls_closed_for_good_is_no_find() -> None:
    """There is nothing to claim, and nobody is misled."""
    gone = {**TWIN, "location": {**TWIN["location"], "openInfo": {"status": "CLOSED_PERMANENTLY"}}}
    with google_lab(apis(gone, NAMESAKE)) as lab:
        seen = collected(lab)
    assert isinstance(seen.lookalikes, Lookalikes)
    assert [one.name for one in seen.lookalikes.items] == ["Bäckerei Morgenrot"]


@pytest.mark.parametrize("answer", [{}, {"googleLocations": [{}]}, {"googleLocations": [{"name": "x"}]}])
def test_what_google_answers_when_it_finds_nothing_is_nothing(answer: dict[str, Any]) -> None:
    """An empty object, or rows without a place."""
    with google_lab(apis(*answer.get("googleLocations", []))) as lab:
        seen = collected(lab)
    assert isinstance(seen.lookalikes, Lookalikes)
    assert seen.lookalikes.items == ()
