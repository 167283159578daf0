"""What a Page's profile says: pure functions from the JSON of a Page to parts of a snapshot."""

import re
from collections.abc import Mapping
from typing import Any, Final

from account_health.connectors.values import identifier, inner, objects, text, whole_number
from account_health.model import (
    Identity,
    LegalPage,
    NotOffered,
    Opening,
    Pictures,
    Presence,
    Rating,
    WeekHours,
)
from account_health.text.profile_texts import addresses_in, legal_words, said

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KEY: Final = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)_([1-9])_(open|close)\Z")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\Z")
_DAY: Final = 24 * 60
MOST_STARS: Final = 5
_SEPARATORS: Final = re.compile(r"[\s,;]+")


def notice_in_field(page: Mapping[str, Any]) -> LegalPage | None:
    """Return the legal notice that stands in the Page's own field for it, None where the field is empty."""
    return LegalPage(page_url(page), answers=True, clicks=1) if text(page.get("impressum")) else None


def page_url(page: Mapping[str, Any]) -> str:
    """Return the public address of a Page."""
    return text(page.get("link")) or f"https://www.facebook.com/{identifier(page.get('id')) or ''}"


def profile_parts(page: Mapping[str, Any]) -> dict[str, object]:
    """Return every part of a snapshot that the profile alone fills."""
    url = page_url(page)
    texts = (text(page.get("about")), text(page.get("description")))
    websites = websites_of(page)
    return {
        "identity": Identity(
            id=identifier(page.get("id")) or "",
            handle=text(page.get("username")),
            name=text(page.get("name")),
        ),
        "presence": Presence(problem="unpublished" if page.get("is_published") is False else None),
        "names": said((text(page.get("name")),), url),
        "handles": said((text(page.get("username")),), url),
        "descriptions": said(texts, url),
        "texts": said(texts, url),
        "websites": said(websites, url),
        "links": said((*websites, *(link for one in texts for link in addresses_in(one))), url),
        "phones": said((text(page.get("phone")),), url),
        "emails": said(_emails(page), url),
        "addresses": said((_address(page),), url),
        "hours": WeekHours(week=week_of(page), url=url),
        "opening": opening_of(page),
        "pictures": Pictures(profile=_has_picture(page), cover=bool(inner(page.get("cover")))),
        "privacy": _privacy(page),
        "wording": legal_words((*texts, text(page.get("impressum"))), url),
        "rating": _rating(page),
    }


def week_of(page: Mapping[str, Any]) -> tuple[tuple[tuple[int, int], ...], ...] | None:
    """Return the opening hours, Monday first; None where the Page states none.

    `hours` is a map from `mon_1_open` to `08:00`, or in old answers a list of `{key, value}`. A Page that is always
    open says so elsewhere.
    """
    if page.get("is_always_open") is True:
        return (((0, _DAY),),) * len(_DAYS)
    stated = page.get("hours")
    if isinstance(stated, list):
        stated = {row.get("key"): row.get("value") for row in objects(stated)}
    times: dict[tuple[str, str], dict[str, int]] = {}
    for key, value in inner(stated).items():
        named, minutes = _KEY.match(str(key)), _minutes(value)
        if named and minutes is not None:
            times.setdefault((named[1], named[2]), {})[named[3]] = minutes
    spans = {slot: _span(time["open"], time["close"]) for slot, time in times.items() if len(time) > 1}
    if not spans:
        return None
    return tuple(tuple(sorted(span for (day, _), span in spans.items() if day == name)) for name in _DAYS)


def opening_of(page: Mapping[str, Any]) -> Opening:
    """Return whether the Page calls the place open. The documents print the status in two cases."""
    url = page_url(page)
    if page.get("is_permanently_closed") is True:
        return Opening(status="permanently_closed", url=url)
    closed = (text(page.get("temporary_status")) or "").lower() == "temporarily_closed"
    return Opening(status="temporarily_closed" if closed else "open", url=url)


def _minutes(value: object) -> int | None:
    clock = _CLOCK.match(value.strip()) if isinstance(value, str) else None
    return int(clock[1]) * 60 + int(clock[2]) if clock else None


def _span(opens: int, closes: int) -> tuple[int, int]:
    """Return one interval; one that ends at or before its begin goes on past midnight."""
    return (opens, closes if closes > opens else closes + _DAY)


def websites_of(page: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the web addresses of the one field that people fill with several."""
    return tuple(one for one in _SEPARATORS.split(text(page.get("website")) or "") if "." in one)


def _emails(page: Mapping[str, Any]) -> tuple[str | None, ...]:
    emails = page.get("emails")
    return tuple(text(one) for one in emails) if isinstance(emails, list) else ()


def _address(page: Mapping[str, Any]) -> str | None:
    place = inner(page.get("location"))
    town = " ".join(part for part in (text(place.get("zip")), text(place.get("city"))) if part)
    parts = (text(place.get("street")), town or None, text(place.get("country")))
    return text(page.get("single_line_address")) or ", ".join(part for part in parts if part) or None


def _has_picture(page: Mapping[str, Any]) -> bool:
    picture = inner(inner(page.get("picture")).get("data"))
    return bool(picture) and picture.get("is_silhouette") is not True


def _privacy(page: Mapping[str, Any]) -> LegalPage:
    url = text(page.get("privacy_info_url"))
    return LegalPage(url, answers=True, clicks=1) if url else LegalPage(None, answers=False)


def _rating(page: Mapping[str, Any]) -> Rating | NotOffered:
    """Return the stars; a Page that counts no ratings at all has none to offer."""
    count, stars = whole_number(page.get("rating_count")), page.get("overall_star_rating")
    if count is None:
        return NotOffered()
    average = float(stars) if isinstance(stars, int | float) and 1 <= stars <= MOST_STARS else None
    return Rating(average=average, count=count)
