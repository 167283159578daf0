"""The Google Business Profiles of the demo's companies. Everybody and every word in it is invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from tests.simulator.demo_watch import ON_THE_MAP
from tests.simulator.gateway import Reply, Request
from tests.simulator.google_api import HOSTS, GoogleApis, SimulatedLocation, rfc3339

_CLIENT: Final = {"client_id": "1.apps.invented.example", "client_secret": "GOCSPX-invented"}
BIKES: Final = {**_CLIENT, "refresh_token": "1-invented-grant-of-the-bikes"}
OPTICIAN: Final = {**_CLIENT, "refresh_token": "1-invented-grant-of-the-optician"}
SECRETS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ACCOUNT_HEALTH_SECRET__HARBOUR_BIKES__GOOGLE": BIKES,
        "ACCOUNT_HEALTH_SECRET__OPTIK_HAHN__GOOGLE": OPTICIAN,
    }
)
"""Invented credentials: variable -> what it holds. They open nothing but the simulation."""

HALF_A_YEAR: Final = 180 * 24 * 3600
WEEK: Final = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")


@dataclass(frozen=True)
class Google:
    """Google's hosts for several people: who asks is known by the grant, and then by the access token for it."""

    people: tuple[GoogleApis, ...]

    def __call__(self, request: Request) -> Reply:
        """Answer as Google does to the person behind the request."""
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        for apis in self.people:
            if bearer in apis.valid or apis.secret["refresh_token"].encode() in request.body:
                return apis(request)
        return self.people[0](request)


def demo_google(now: datetime, monday: datetime) -> dict[str, Google]:
    """Return Google's hosts as they stand at `now`; ages below count from `monday`, the second of the two."""
    people = (
        _person(BIKES, _shops(_Diary(now, monday)), ON_THE_MAP),
        _person(OPTICIAN, (_optician(_Diary(now, monday)),)),
    )
    return dict.fromkeys(HOSTS, Google(people))


def _person(
    grant: Mapping[str, str],
    locations: tuple[SimulatedLocation, ...],
    on_the_map: tuple[dict[str, Any], ...] = (),
) -> GoogleApis:
    token = f"ya29.{grant['refresh_token']}"
    given = {"access_token": token, "refresh_token_expires_in": HALF_A_YEAR}
    return GoogleApis(
        locations=list(locations), secret=grant, token_extra=given, valid={token}, on_the_map=list(on_the_map)
    )


@dataclass(frozen=True)
class _Diary:
    """Writes what happened until now; later things are left out."""

    now: datetime
    monday: datetime

    def at(self, days: float) -> datetime:
        return self.monday - timedelta(days=days)

    def review(
        self, days: float, stars: str, name: str, comment: str, reply: tuple[float, str] | None = None
    ) -> list[dict[str, Any]]:
        """Return a review, with our answer where that was given by now; an empty list before it was written."""
        if self.at(days) > self.now:
            return []
        key = f"Rv{int(days * 10)}"
        row: dict[str, Any] = {
            "reviewId": key,
            "reviewer": {"displayName": name, "isAnonymous": False},
            "starRating": stars,
            "comment": comment,
            "createTime": rfc3339(self.at(days)),
            "updateTime": rfc3339(self.at(days)),
            "reviewReplyUrl": f"https://business.google.com/reviews/reply/{key}",
        }
        if reply is not None and self.at(reply[0]) <= self.now:
            answer = {"comment": reply[1], "updateTime": rfc3339(self.at(reply[0]))}
            row["reviewReply"] = answer | {"reviewReplyState": "APPROVED"}
        return [row]

    def post(self, days: float, text: str, language: str) -> list[dict[str, Any]]:
        """Return a post."""
        if self.at(days) > self.now:
            return []
        at = rfc3339(self.at(days))
        row = {"languageCode": language, "summary": text, "createTime": at, "updateTime": at}
        return [
            row
            | {"state": "LIVE", "topicType": "STANDARD", "searchUrl": "https://local.google.com/place?id=1"}
        ]

    def photos(self) -> list[dict[str, Any]]:
        """Return a logo, a cover and a dozen photos."""
        kinds = ("LOGO", "COVER", *["INTERIOR"] * 12)
        return [
            {
                "mediaFormat": "PHOTO",
                "locationAssociation": {"category": kind},
                "createTime": rfc3339(self.at(20 + 5 * number)),
                "googleUrl": "https://lh3.googleusercontent.com/p/invented",
            }
            for number, kind in enumerate(kinds)
        ]


def _hours(opens: int, closes: int) -> dict[str, Any]:
    return {
        "periods": [
            {"openDay": day, "openTime": {"hours": opens}, "closeDay": day, "closeTime": {"hours": closes}}
            for day in WEEK
        ]
    }


def _closed(*days: date) -> dict[str, Any]:
    return {
        "specialHourPeriods": [
            {"startDate": {"year": day.year, "month": day.month, "day": day.day}, "closed": True}
            for day in days
        ]
    }


def _listing_metadata(place: str) -> dict[str, Any]:
    return {
        "openInfo": {"status": "OPEN", "canReopen": True},
        "metadata": {
            "hasVoiceOfMerchant": True,
            "placeId": f"invented-{place}",
            "mapsUri": f"https://maps.google.com/maps?cid={place}",
        },
    }


# --- the bicycle shops ------------------------------------------------------------------------------

STOCKTAKE = date(2026, 11, 28)


def _shops(diary: _Diary) -> tuple[SimulatedLocation, ...]:
    quay = _shop("701", "BS1 4QA", "3 Quay Street", _closed(STOCKTAKE))
    quay.reviews = [
        *diary.review(5.7, "ONE", "Derek P.", "Paid for a full service and the brakes failed the next day. Nobody calls me back."),
        *diary.review(24, "FIVE", "Moira K.", "Fixed my wheel while I had a coffee.", (22, "Thank you, Moira!")),
    ]  # fmt: skip
    hill = _shop("702", "BS8 4HG", "41 Regent Hill", {})
    hill.reviews = diary.review(
        33, "FOUR", "Sunil R.", "Good choice of children's bikes.", (31, "Thanks, Sunil, ride on!")
    )
    ferry = _shop("703", "BS2 0JP", "9 Ferry Lane", _closed(STOCKTAKE))
    ferry.reviews = diary.review(15, "FIVE", "Ann T.", "Kind and quick.", (14, "Thank you, Ann!"))
    for shop in (quay, hill, ferry):
        shop.posts = diary.post(18, "Winter check: book your slot online.", "en")
        shop.media = diary.photos()
    return quay, hill, ferry


def _shop(number: str, code: str, street: str, special: dict[str, Any]) -> SimulatedLocation:
    address = {"regionCode": "GB", "postalCode": code, "locality": "Bristol", "addressLines": [street]}
    return SimulatedLocation(
        number=number,
        facts={
            "title": "Harbour Bikes",
            "languageCode": "en",
            "phoneNumbers": {"primaryPhone": "020 7946 0958"},
            "categories": {
                "primaryCategory": {"name": "categories/gcid:bicycle_store", "displayName": "Bicycle shop"}
            },
            "storefrontAddress": address,
            "websiteUri": "https://www.harbour-bikes.example/",
            "regularHours": _hours(9, 18),
            "specialHours": special,
            "profile": {
                "description": "Bicycles, repairs and coffee by the water in Bristol since 1998. We build city, touring and "
                "cargo bikes around their riders, lend you one while yours is in the workshop, and teach children "
                "and grown-ups how to mend a puncture every first Saturday of the month."
            },
            **_listing_metadata(number),
        },
    )


# --- the optician -----------------------------------------------------------------------------------


def _optician(diary: _Diary) -> SimulatedLocation:
    address = {"regionCode": "DE", "postalCode": "10435", "locality": "Berlin"}
    return SimulatedLocation(
        number="801",
        facts={
            "title": "Optik Hahn",
            "languageCode": "de",
            "phoneNumbers": {"primaryPhone": "030 5550100"},
            "categories": {"primaryCategory": {"name": "categories/gcid:optician", "displayName": "Optiker"}},
            "storefrontAddress": address | {"addressLines": ["Kastanienallee 12"]},
            "websiteUri": "https://optik-hahn.example/",
            "regularHours": _hours(10, 19),
            "specialHours": _closed(
                date(2026, 12, 24),
                date(2026, 12, 25),
                date(2026, 12, 26),
                date(2026, 12, 31),
                date(2027, 1, 1),
            ),
            "profile": {
                "description": "Brillen, Kontaktlinsen und Sehtests in Prenzlauer Berg. Wir nehmen uns Zeit, bis Glas und "
                "Fassung zu dir passen, und schleifen in der eigenen Werkstatt. Für Kinder haben wir robuste Fassungen, "
                "für Bildschirmtage besondere Gläser, und jede Reparatur machen wir, während du wartest."
            },
            **_listing_metadata("801"),
        },
        reviews=[
            *diary.review(9.8, "FIVE", "Nora", "Super beraten, danke!", (9, "Danke dir, Nora!")),
            *diary.review(
                40, "FOUR", "Jens W.", "Gute Auswahl, etwas eng.", (38, "Danke, Jens. Bald wird es größer.")
            ),
        ],
        posts=diary.post(10, "Neue Fassungen aus Holz sind da.", "de"),
        media=diary.photos(),
        metrics=_metrics(),
    )


def _metrics() -> dict[str, dict[date, int]]:
    """Return what people did with the listing in October and November, day by day."""
    days = [date(2026, 10, 1) + timedelta(days=number) for number in range(61)]
    return {
        "CALL_CLICKS": {day: day.day % 3 for day in days},
        "BUSINESS_DIRECTION_REQUESTS": {day: day.day % 5 for day in days},
        "WEBSITE_CLICKS": {day: 2 + day.day % 4 for day in days},
    }
