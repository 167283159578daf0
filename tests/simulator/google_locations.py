"""Small Google Business Profiles for tests: invented bakeries with reviews, posts and photos."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.builders import NOW, days_ago
from tests.simulator.google_api import SimulatedLocation, rfc3339

WORKING_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")
DESCRIPTION = "Brot und Kuchen aus eigener Backstube, jeden Morgen frisch. " * 5
HOLIDAYS = ((2026, 12, 8), (2026, 12, 24), (2026, 12, 25), (2026, 12, 26), (2026, 12, 31))


def facts(**changes: Any) -> dict[str, Any]:
    """Return the facts of a bakery that is all right."""
    base: dict[str, Any] = {
        "title": "Bäckerei Morgenrot",
        "storeCode": "B1",
        "languageCode": "de",
        "phoneNumbers": {"primaryPhone": "089 1234567"},
        "categories": {"primaryCategory": {"name": "categories/gcid:bakery", "displayName": "Bäckerei"}},
        "storefrontAddress": {
            "regionCode": "DE",
            "postalCode": "80331",
            "locality": "München",
            "addressLines": ["Marktplatz 1"],
        },
        "websiteUri": "https://www.baeckerei-morgenrot.example/",
        "regularHours": {"periods": periods()},
        "specialHours": {
            "specialHourPeriods": [
                {"startDate": {"year": y, "month": m, "day": d}, "closed": True} for y, m, d in HOLIDAYS
            ]
        },
        "openInfo": {"status": "OPEN", "canReopen": True},
        "profile": {"description": DESCRIPTION},
        "metadata": {
            "hasVoiceOfMerchant": True,
            "hasGoogleUpdated": False,
            "hasPendingEdits": False,
            "placeId": "ChIJcanary",
            "mapsUri": "https://maps.google.com/maps?cid=1",
        },
    }
    return base | changes


def periods() -> list[dict[str, Any]]:
    """Return weekdays from 6:30 to 18:00, the Saturday from midnight to midnight."""
    week = [
        {
            "openDay": day,
            "openTime": {"hours": 6, "minutes": 30},
            "closeDay": day,
            "closeTime": {"hours": 18, "minutes": 0},
        }
        for day in WORKING_DAYS
    ]
    return [
        *week,
        {"openDay": "SATURDAY", "openTime": {"hours": 0}, "closeDay": "SATURDAY", "closeTime": {"hours": 24}},
    ]


def review(
    number: int, days: float, stars: str = "FIVE", comment: str = "", **changes: Any
) -> dict[str, Any]:
    """Return a review that is so many days old, without an answer."""
    at = rfc3339(days_ago(days))
    base: dict[str, Any] = {
        "reviewId": f"AbC{number}",
        "reviewer": {"displayName": f"Gast {number}", "isAnonymous": False},
        "starRating": stars,
        "comment": comment,
        "createTime": at,
        "updateTime": at,
        "reviewReplyUrl": f"https://business.google.com/reviews/reply/AbC{number}",
    }
    return base | changes


def reply(days: float, text: str = "Danke, bis bald!", **changes: Any) -> dict[str, Any]:
    """Return an answer of ours that is so many days old."""
    return {"comment": text, "updateTime": rfc3339(days_ago(days)), "reviewReplyState": "APPROVED"} | changes


def post(number: int, days: float, **changes: Any) -> dict[str, Any]:
    """Return a post that is so many days old and can be seen."""
    at = rfc3339(days_ago(days))
    base: dict[str, Any] = {
        "languageCode": "de",
        "summary": f"Brot der Woche {number}\nMit Roggen.",
        "createTime": at,
        "updateTime": at,
        "state": "LIVE",
        "topicType": "STANDARD",
        "searchUrl": f"https://local.google.com/place?id=1&lpsid={number}",
    }
    return base | changes


def photo(days: float, category: str = "INTERIOR", **changes: Any) -> dict[str, Any]:
    """Return a photo of ours that is so many days old."""
    base: dict[str, Any] = {
        "mediaFormat": "PHOTO",
        "locationAssociation": {"category": category},
        "createTime": rfc3339(days_ago(days)),
        "googleUrl": "https://lh3.googleusercontent.com/p/x",
    }
    return base | changes


def quiet(number: str = "2", account: str = "1", **changes: Any) -> SimulatedLocation:
    """Return a bakery that is all right, with a handful of everything."""
    base: dict[str, Any] = {
        "account": account,
        "number": number,
        "facts": facts(),
        "attributes": [
            {
                "name": "attributes/url_instagram",
                "valueType": "URL",
                "uriValues": [{"uri": "https://www.instagram.com/morgenrot/"}],
            },
            {
                "name": "attributes/url_text_messaging",
                "valueType": "URL",
                "uriValues": [{"uri": "sms:+4989"}],
            },
            {"name": "attributes/has_delivery", "valueType": "BOOL", "values": [True]},
        ],
        "reviews": [
            review(1, 10, "FIVE", "Sehr gutes Brot, warum gibt es das nicht täglich?", reviewReply=reply(9)),
            review(2, 40),
        ],
        "posts": [post(n, 7 * n) for n in range(1, 4)],
        "metrics": monthly_metrics(),
        "media": [photo(200, "LOGO"), photo(200, "COVER"), *(photo(n + 3) for n in range(10))],
    }
    return SimulatedLocation(**(base | changes))


def monthly_metrics() -> dict[str, dict[date, int]]:
    """Return what people did in the October before `NOW`: 30 calls, 61 ways asked for, no click on the last three days."""
    october = [date(2026, 10, day) for day in range(1, 32)]
    return {
        "CALL_CLICKS": dict.fromkeys(october[:30], 1),
        "BUSINESS_DIRECTION_REQUESTS": dict.fromkeys(october[:30], 2) | {october[30]: 1},
        "WEBSITE_CLICKS": {day: 5 if day.day <= 28 else 0 for day in october},
    }


def thousand_reviews(waiting_since: datetime = NOW - timedelta(days=3 * 365)) -> list[dict[str, Any]]:
    """Return a thousand answered reviews, but for the oldest, which waits."""
    answered = [
        review(n, n, "FOUR", f"Brot Nummer {n}, wie immer.", reviewReply=reply(n - 0.5))
        for n in range(1, 1000)
    ]
    at = rfc3339(waiting_since)
    return [*answered, review(1000, 0, "TWO", "Eine Stunde gewartet.", createTime=at, updateTime=at)]
