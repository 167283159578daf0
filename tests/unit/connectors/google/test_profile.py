"""What a location says of itself."""

from typing import Any

import pytest

from account_health.connectors.google.profile import (
    editor_url,
    listing_status,
    presence_of,
    profile_parts,
    social_links,
)
from account_health.model import (
    Categories,
    Identity,
    ListingStatus,
    NotOffered,
    Opening,
    Reason,
    Statement,
    Statements,
    Unavailable,
    WeekHours,
)
from account_health.registry.addresses import profile_address
from tests.simulator.google_api import proto
from tests.simulator.google_locations import facts, quiet

URL = "https://business.google.com/n/2/profile"
GAP = Unavailable(Reason.PLATFORM_UNAVAILABLE, "in trouble")


def location(**changes: Any) -> dict[str, Any]:
    """Return a location as Google sends it."""
    return {"name": "locations/2", **proto(facts(**changes))}


def test_the_profile_fills_its_parts() -> None:
    """Each statement leads to where it is edited."""
    parts = profile_parts(location(), "locations/2")
    assert parts["identity"] == Identity(id="locations/2", name="Bäckerei Morgenrot")
    assert parts["phones"] == Statements((Statement("089 1234567", URL),))
    assert parts["addresses"] == Statements((Statement("Marktplatz 1, 80331 München", URL),))
    assert parts["websites"].items[0].value == "https://www.baeckerei-morgenrot.example/"
    assert parts["categories"] == Categories(primary="Bäckerei")
    assert parts["opening"] == Opening(status="open", url=URL)
    assert parts["hours"].week[5] == ((0, 1440),)
    assert len(parts["hours"].special) == 5


def test_an_empty_profile_says_nothing() -> None:
    """Whatever is missing is missing, and never a crash."""
    parts = profile_parts({}, "locations/2")
    assert parts["identity"].id == "locations/2"
    assert parts["hours"] == WeekHours(week=None, special=(), url=URL)
    assert parts["categories"] == Categories(primary=None)
    assert all(not parts[name].items for name in ("names", "phones", "addresses", "websites", "descriptions"))


@pytest.mark.parametrize(
    "info",
    [None, {}, {"canReopen": True}, {"status": "OPEN_FOR_BUSINESS_UNSPECIFIED"}, {"status": "RENAMED"}],
)
def test_a_place_is_open_only_where_google_says_so(info: dict[str, Any] | None) -> None:
    """A missing word, or a new one, is no "open"."""
    opening = profile_parts(location(openInfo=info), "locations/2")["opening"]
    assert isinstance(opening, Unavailable)
    assert opening.reason is Reason.UNREADABLE


def test_who_only_visits_customers_has_no_address_to_show() -> None:
    """A shop without one has lost it."""
    area = {"businessType": "CUSTOMER_LOCATION_ONLY"}
    assert profile_parts({"serviceArea": area}, "locations/2")["addresses"] == NotOffered()


@pytest.mark.parametrize(
    ("status", "read"),
    [
        ("CLOSED_TEMPORARILY", "temporarily_closed"),
        ("CLOSED_PERMANENTLY", "permanently_closed"),
        ("OPEN", "open"),
    ],
)
def test_closed_is_read(status: str, read: str) -> None:
    """For a while or for good."""
    assert profile_parts(location(openInfo={"status": status}), "")["opening"].status == read


def test_only_profiles_elsewhere_are_links() -> None:
    """Texts, menus and bookings are none."""
    found = social_links({"attributes": quiet().attributes}, URL)
    assert [one.value for one in found.items] == ["https://www.instagram.com/morgenrot/"]


def test_a_location_under_our_control_stands_well() -> None:
    """Absent means false: nothing changed, nothing pending."""
    assert listing_status(location(), NotOffered(), NotOffered()) == ListingStatus(verified=True, url=URL)
    assert presence_of(location(), NotOffered()).problem is None


@pytest.mark.parametrize(
    ("voice", "problem"),
    [
        ({"verify": {"hasPendingVerification": True}}, "verification_pending"),
        ({"verify": {}}, "unverified"),
        ({"waitForVoiceOfMerchant": {}}, "under_review"),
        ({"resolveOwnershipConflict": {}}, "ownership_conflict"),
        ({"complyWithGuidelines": {"recommendationReason": "BUSINESS_LOCATION_SUSPENDED"}}, "suspended"),
        ({"complyWithGuidelines": {"recommendationReason": "BUSINESS_LOCATION_DISABLED"}}, "disabled"),
        ({}, "unverified"),
        (GAP, ""),
    ],
)
def test_a_location_that_is_not_ours_says_why(voice: Any, problem: str) -> None:
    """A conflict is a second listing too; what is suspended cannot be seen."""
    lost = location(metadata={"mapsUri": "https://maps.google.com/?cid=1"})
    found = listing_status(lost, voice, NotOffered())
    assert (found.verified, found.problem) == (False, problem)
    assert (found.duplicate_of is not None) == (problem == "ownership_conflict")
    assert found.gap == (GAP if voice is GAP else None)
    seen = presence_of(lost, voice).problem
    assert seen == (problem if problem in {"suspended", "disabled"} else None)


def test_what_is_not_on_the_map_is_not_public() -> None:
    """Neither a place nor a map's address."""
    assert presence_of(location(metadata={}), NotOffered()).problem == "unpublished"


@pytest.mark.parametrize(
    ("updated", "edited"),
    [
        ({"diffMask": "regularHours,phoneNumbers.primaryPhone,regularHours.periods"}, ("hours", "phone")),
        ({"diffMask": "website_uri, open_info.status"}, ("website", "closed-status")),
        ({"diffMask": "labels"}, ("other",)),
        ({}, ()),
        (GAP, ("other",)),
    ],
)
def test_what_google_changed_is_named_by_our_checks(updated: Any, edited: tuple[str, ...]) -> None:
    """That something was changed is known also where we could not see what."""
    assert listing_status(location(), NotOffered(), updated).edited == edited


def test_pending_edits_and_duplicates_are_told() -> None:
    """Both stand in the metadata."""
    metadata = {"hasVoiceOfMerchant": True, "hasPendingEdits": True, "duplicateLocation": "locations/9"}
    found = listing_status(location(metadata=metadata), NotOffered(), NotOffered())
    assert (found.pending, found.duplicate_of) == (True, "locations/9")


def test_the_registry_and_the_connector_know_the_same_address() -> None:
    """Findings lead to the editor whichever of the two wrote the link."""
    for number in ("2", "locations/2"):
        assert profile_address("google_business_profile", None, number) == editor_url("locations/2")
