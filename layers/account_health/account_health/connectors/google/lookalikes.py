"""Other places on Google's map that bear our name or lie at our address: one search a month, on a day of the company's own.

The interface is made for places with an existing business relationship: it is asked for our own name and address, never for others'.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from account_health.connectors.gaps import unavailable
from account_health.connectors.google.client import INFORMATION_HOST, GoogleClient
from account_health.connectors.google.values import texts
from account_health.connectors.values import inner, text
from account_health.model import Lookalike, Lookalikes
from account_health.model.errors import CollectError
from account_health.text.sanitise import clean

SEARCH: Final = "/v1/googleLocations:search"
MOST: Final = 10
"""As many as the interface gives; there is no second page."""
CLOSED: Final = "CLOSED_PERMANENTLY"
"""What the map calls closed for good misleads nobody: there is nothing to claim."""
_LATEST: Final = 22
_TEXT: Final = 120


def look_at_lookalikes(
    client: GoogleClient, location: Mapping[str, Any], known: Lookalikes | None, today: date
) -> Lookalikes | None:
    """Return what the month's search found: asked now where it is time, else as remembered; None where nobody wants it.

    Google allows 300 searches a day and project, so that companies are spread over the first weeks of a month. A search that
    fails costs the account nothing: the next look tries again.
    """
    watch, before = client.look.company.watch, known or Lookalikes()
    title = text(location.get("title"))
    if watch is None or "google" not in watch.search or title is None:
        return None
    if before.asked is not None and not _is_due(client.look.company.id, before.asked, today):
        return replace(before, failed=None)
    try:
        found = client.post(INFORMATION_HOST, SEARCH, {"location": _asked(location), "pageSize": MOST})
    except CollectError as error:
        return replace(before, failed=unavailable(error).reason)
    rows = found.get("googleLocations")
    items = tuple(one for row in (rows if isinstance(rows, list) else []) if (one := _lookalike(inner(row))))
    return Lookalikes(items=items, asked=today, own=text(inner(location.get("metadata")).get("placeId")))


def remembered(value: object) -> Lookalikes | None:
    """Return what an earlier look wrote down; None where that is nothing that can be read."""
    found = inner(value)
    rows, day = found.get("items"), text(found.get("asked"))
    try:
        items = tuple(_row(row) for row in (rows if isinstance(rows, list) else []))
        return Lookalikes(items=items, asked=date.fromisoformat(day or ""), own=text(found.get("own")))
    except (ValueError, TypeError):
        return None


def to_remember(seen: Lookalikes | None) -> dict[str, Any] | None:
    """Return what the next look wants to know; None where nothing was ever asked."""
    if seen is None or seen.asked is None:
        return None
    rows = [[getattr(one, name) for name in _KEPT] for one in seen.items]
    return {"items": rows, "asked": seen.asked.isoformat(), "own": seen.own}


_KEPT: Final = ("url", "id", "name", "town", "street", "phone", "website", "claimed")


def _row(row: object) -> Lookalike:
    if not isinstance(row, list) or len(row) != len(_KEPT):
        raise ValueError
    said = dict(zip(_KEPT, row, strict=True))
    claimed = said.pop("claimed")
    kept = {name: text(value) for name, value in said.items()}
    return Lookalike(
        url=kept["url"] or "",
        platform="google",
        id=kept["id"] or "",
        name=kept["name"] or "",
        town=kept["town"],
        street=kept["street"],
        phone=kept["phone"],
        website=kept["website"],
        claimed=claimed is True,
    )


def _is_due(company: str, asked: date, today: date) -> bool:
    """Tell whether a month's search is due: once a calendar month, from a day on that follows from the company's id."""
    if (asked.year, asked.month) == (today.year, today.month):
        return False
    first = int(hashlib.sha256(company.encode()).hexdigest(), 16) % _LATEST + 1
    return today.day >= first or (today - asked).days > 40  # noqa: PLR2004 - a month with its first days


def _asked(location: Mapping[str, Any]) -> dict[str, Any]:
    """Return our own place as it is to be searched for: its title, and where it lies."""
    address = {
        key: value
        for key, value in inner(location.get("storefrontAddress")).items()
        if key in {"regionCode", "languageCode", "postalCode", "locality", "addressLines"}
    }
    asked: dict[str, Any] = {"title": location["title"]}
    return asked | ({"storefrontAddress": address} if address else {})


def _lookalike(row: Mapping[str, Any]) -> Lookalike | None:
    """Return a place that was found; its location is sparse, and claimed is what has a way to ask for its rights."""
    name, location = text(row.get("name")), inner(row.get("location"))
    title = text(location.get("title"))
    if name is None or title is None or not name.startswith("googleLocations/"):
        return None
    if text(inner(location.get("openInfo")).get("status")) == CLOSED:
        return None
    number = name.removeprefix("googleLocations/")
    address = inner(location.get("storefrontAddress"))
    lines = texts(address.get("addressLines"))
    return Lookalike(
        url=f"https://www.google.com/maps/search/?api=1&query=place&query_place_id={number}",
        platform="google",
        id=number,
        name=clean(title, _TEXT),
        town=_line(address.get("locality")),
        street=clean(", ".join(lines), _TEXT) or None,
        phone=_line(inner(location.get("phoneNumbers")).get("primaryPhone")),
        website=_line(location.get("websiteUri")),
        claimed=text(row.get("requestAdminRightsUri")) is not None,
    )


def _line(value: object) -> str | None:
    found = text(value)
    return clean(found, 240) if found else None
