"""What a location says of itself: pure functions from Google's JSON to parts of a snapshot."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal
from urllib.parse import quote

from account_health.connectors.google.hours import special_days_of, week_of
from account_health.connectors.google.values import texts
from account_health.connectors.values import inner, objects, text
from account_health.model import (
    Categories,
    Identity,
    ListingStatus,
    NotOffered,
    Opening,
    Part,
    Presence,
    Reason,
    Statement,
    Statements,
    Unavailable,
    WeekHours,
)

READ_MASK: Final = (
    "name", "title", "storeCode", "languageCode", "phoneNumbers", "categories", "storefrontAddress", "serviceArea",
    "websiteUri", "regularHours", "specialHours", "openInfo", "profile", "metadata",
)  # fmt: skip
"""What is asked of a location. `categories` whole: a path into its list is refused."""

FIELD_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "title": "name",
        "phoneNumbers": "phone",
        "categories": "category",
        "storefrontAddress": "address",
        "latlng": "address",
        "serviceArea": "address",
        "websiteUri": "website",
        "regularHours": "hours",
        "moreHours": "hours",
        "specialHours": "holiday-hours",
        "openInfo": "closed-status",
        "profile": "description",
    }
)
"""A field of a location -> the check that judges it, which is how a changed field is named."""

OTHER: Final = "other"
_SOCIAL: Final = frozenset(
    f"attributes/url_{name}"
    for name in ("facebook", "instagram", "linkedin", "pinterest", "tiktok", "twitter", "youtube")
)
_OPENING: Final[Mapping[str, Literal["open", "temporarily_closed", "permanently_closed"]]] = MappingProxyType(
    {
        "OPEN": "open",
        "CLOSED_TEMPORARILY": "temporarily_closed",
        "CLOSED_PERMANENTLY": "permanently_closed",
    }
)


def editor_url(location: str) -> str:
    """Return where the facts of a location are edited; `location` is `locations/123`, `123` or empty."""
    return f"https://business.google.com/n/{_quoted(location)}/profile"


def reviews_url(location: str) -> str:
    """Return where the reviews of a location are answered."""
    return f"https://business.google.com/n/{_quoted(location)}/reviews"


def profile_parts(location: Mapping[str, Any], fallback: str) -> dict[str, Any]:
    """Return every part of a snapshot that the location alone fills; `fallback` is the name that we asked for."""
    name = text(location.get("name")) or fallback
    url = editor_url(name)
    phones = inner(location.get("phoneNumbers"))
    description = text(inner(location.get("profile")).get("description"))
    return {
        "identity": Identity(id=name, name=text(location.get("title"))),
        "names": said([text(location.get("title"))], url),
        "descriptions": said([description], url),
        "websites": said([text(location.get("websiteUri"))], url),
        "phones": said([text(phones.get("primaryPhone"))], url),
        "addresses": _addresses(location, url),
        "hours": WeekHours(week=week_of(location), special=special_days_of(location), url=url),
        "opening": _opening(location, url),
        "categories": _categories(location),
    }


def address_of(location: Mapping[str, Any]) -> str | None:
    """Return the postal address in one line, None where the profile shows none."""
    place = inner(location.get("storefrontAddress"))
    town = " ".join(one for one in (text(place.get("postalCode")), text(place.get("locality"))) if one)
    return ", ".join((*texts(place.get("addressLines")), *([town] if town else []))) or None


def presence_of(location: Mapping[str, Any], voice: Part[Mapping[str, Any]]) -> Presence:
    """Return whether the public can see the location: not where it was suspended or is not on the map."""
    gap = voice if isinstance(voice, Unavailable) else None
    state = {} if isinstance(voice, Unavailable | NotOffered) else voice
    reason = inner(state.get("complyWithGuidelines")).get("recommendationReason")
    if reason == "BUSINESS_LOCATION_SUSPENDED":
        return Presence(problem="suspended")
    if reason == "BUSINESS_LOCATION_DISABLED":
        return Presence(problem="disabled")
    metadata = inner(location.get("metadata"))
    on_the_map = text(metadata.get("placeId")) or text(metadata.get("mapsUri"))
    return Presence(problem=None if on_the_map else "unpublished", gap=gap)


def listing_status(
    location: Mapping[str, Any], voice: Part[Mapping[str, Any]], updated: Part[Mapping[str, Any]]
) -> ListingStatus:
    """Return who controls the location and what others changed.

    `voice` is the state of our word there, only asked where we have none; `updated` is Google's version, only asked
    where there is one. What Google changed is a fault also where we could not see what it was.
    """
    metadata = inner(location.get("metadata"))
    name = text(location.get("name")) or ""
    conflict = not isinstance(voice, Unavailable | NotOffered) and "resolveOwnershipConflict" in voice
    gap = next((one for one in (voice, updated) if isinstance(one, Unavailable)), None)
    return ListingStatus(
        verified=metadata.get("hasVoiceOfMerchant") is True,
        problem="" if metadata.get("hasVoiceOfMerchant") is True else _problem(voice),
        edited=_edited(updated),
        pending=metadata.get("hasPendingEdits") is True,
        duplicate_of=text(metadata.get("duplicateLocation")) or (OTHER if conflict else None),
        url=editor_url(name),
        gap=gap,
    )


def social_links(attributes: Mapping[str, Any], url: str) -> Statements:
    """Return the profiles elsewhere that the location names; links to menus or bookings are none."""
    return said(
        (
            text(value.get("uri"))
            for one in objects(attributes.get("attributes"))
            if text(one.get("name")) in _SOCIAL
            for value in objects(one.get("uriValues"))
        ),
        url,
    )


def said(values: Iterable[str | None], url: str, gap: Unavailable | None = None) -> Statements:
    """Return statements of one place; what is missing is left out."""
    return Statements(tuple(Statement(value, url) for value in dict.fromkeys(values) if value), gap)


def _addresses(location: Mapping[str, Any], url: str) -> Statements | NotOffered:
    """Return the address; who only visits customers has none to show."""
    address = address_of(location)
    if address is None and inner(location.get("serviceArea")).get("businessType") == "CUSTOMER_LOCATION_ONLY":
        return NotOffered()
    return said([address], url)


def _categories(location: Mapping[str, Any]) -> Categories:
    categories = inner(location.get("categories"))
    more = (_category(one) for one in objects(categories.get("additionalCategories")))
    return Categories(
        primary=_category(inner(categories.get("primaryCategory"))), more=tuple(one for one in more if one)
    )


def _category(category: Mapping[str, Any]) -> str | None:
    return text(category.get("displayName")) or text(category.get("name"))


def _opening(location: Mapping[str, Any], url: str) -> Part[Opening]:
    """Return whether the place is open; Google requires the word, so a missing or a new one says nothing."""
    status = _OPENING.get(text(inner(location.get("openInfo")).get("status")) or "")
    if status is None:
        return Unavailable(Reason.UNREADABLE, "Google does not say whether the place is open")
    return Opening(status=status, url=url)


def _problem(voice: Part[Mapping[str, Any]]) -> str:
    """Return why our word does not count there; empty where Google does not say."""
    if isinstance(voice, Unavailable | NotOffered):
        return ""
    reason = inner(voice.get("complyWithGuidelines")).get("recommendationReason")
    if "complyWithGuidelines" in voice:
        return "disabled" if reason == "BUSINESS_LOCATION_DISABLED" else "suspended"
    if "resolveOwnershipConflict" in voice:
        return "ownership_conflict"
    if "waitForVoiceOfMerchant" in voice:
        return "under_review"
    pending = inner(voice.get("verify")).get("hasPendingVerification") is True
    return "verification_pending" if pending else "unverified"


def _edited(updated: Part[Mapping[str, Any]]) -> tuple[str, ...]:
    if isinstance(updated, NotOffered):
        return ()
    if isinstance(updated, Unavailable):
        return (OTHER,)
    fields = [one.strip().partition(".")[0] for one in (text(updated.get("diffMask")) or "").split(",")]
    return tuple(dict.fromkeys(FIELD_OF.get(_camel(one), OTHER) for one in fields if one))


def _camel(field: str) -> str:
    """Return a field's name as JSON writes it; masks in answers come in both spellings."""
    first, *rest = field.split("_")
    return first + "".join(one.title() for one in rest)


def _quoted(location: str) -> str:
    return quote(location.rpartition("/")[2], safe="")
