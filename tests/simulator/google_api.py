"""Simulated Google: the token endpoint and the interfaces of Business Profiles, as their discovery documents say.

As strict as the real ones where a client could get it wrong: a missing read mask, an unknown path in one, a path into
a list, an unknown parameter, a wrong account before a location; and what equals its type's default is left out.
"""

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from tests.simulator.gateway import Gateway, Reply, Request, json_reply
from tests.simulator.notice_site import WEBSITE, website

TOKEN = "oauth2.googleapis.com"
ACCOUNTS = "mybusinessaccountmanagement.googleapis.com"
INFORMATION = "mybusinessbusinessinformation.googleapis.com"
VERIFICATIONS = "mybusinessverifications.googleapis.com"
PERFORMANCE = "businessprofileperformance.googleapis.com"
OLD = "mybusiness.googleapis.com"
HOSTS = (TOKEN, ACCOUNTS, INFORMATION, VERIFICATIONS, PERFORMANCE, OLD)

SCOPE = "https://www.googleapis.com/auth/business.manage"
SECRET = {
    "client_id": "1.apps.googleusercontent.com",
    "client_secret": "GOCSPX-canary",
    "refresh_token": "1//canary",
}

FIELDS = frozenset(
    "name title storeCode languageCode phoneNumbers categories storefrontAddress websiteUri regularHours specialHours"
    " serviceArea labels adWordsLocationExtensions latlng openInfo metadata profile relationshipData moreHours"
    " serviceItems".split()
)
"""The fields of a location."""
LISTS = ("categories.additionalCategories", "regularHours.periods", "specialHours.specialHourPeriods")
"""Lists: a mask may not reach into them."""
CODE = "4/canary-code"
"""What Google's page hands to the browser of whoever agrees."""
_GRANTS = frozenset({"refresh_token", "authorization_code"})
_CODE_FORM = frozenset({"client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri"})
_PAGED = frozenset({"pageSize", "pageToken"})
SEARCH = "/v1/googleLocations:search"
PLACE_FIELDS = frozenset(
    {"title", "storefrontAddress", "phoneNumbers", "websiteUri", "categories", "languageCode", "latlng"}
)
ADDRESS_FIELDS = frozenset(
    {
        "regionCode",
        "languageCode",
        "postalCode",
        "administrativeArea",
        "locality",
        "sublocality",
        "addressLines",
    }
)

Answer = Callable[[Request], Reply]


@dataclass(kw_only=True)
class SimulatedLocation:
    """One location with all that belongs to it, in Google's own JSON; `account` and `number` are digits.

    `metrics` holds a daily metric's name -> day -> number; a day that is not there has not been counted yet, and a zero is
    a day without a number.
    """

    account: str = "1"
    number: str = "2"
    facts: dict[str, Any] = field(default_factory=dict)
    attributes: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    media: list[dict[str, Any]] = field(default_factory=list)
    voice: dict[str, Any] = field(
        default_factory=lambda: {"hasVoiceOfMerchant": True, "hasBusinessAuthority": True}
    )
    updated: dict[str, Any] = field(default_factory=dict)
    total_reviews: int | None = None
    metrics: dict[str, dict[date, int]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The location's name in the newer interfaces."""
        return f"locations/{self.number}"

    def location(self) -> dict[str, Any]:
        """Return the location as the merchant set it."""
        return {"name": self.name, **self.facts}


@dataclass(kw_only=True)
class GoogleApis:
    """All of it for one credential. `troubles` answers for a host, or a host and the end of a path, instead.

    A trouble may be a list: its answers are used up one after the other, then all is well. `page_cap` is the most
    reviews that a page holds, whatever was asked for. `flickering` are the lists of the older interface ("reviews",
    "localPosts", "media") of which the next request finds nothing (404) although the location is there, `emptied` those
    that hold nothing for a while, without an error. `breaks` maps such a list to the page on which it is refused, and how.
    `late` are ids of reviews that the index does not show yet. `on_the_map` is what a search for a place finds.
    """

    locations: list[SimulatedLocation] = field(default_factory=list)
    accounts: tuple[str, ...] = ("1",)
    scope: str | None = f"{SCOPE} openid"
    secret: Mapping[str, str] = field(default_factory=lambda: dict(SECRET))
    troubles: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    token_extra: dict[str, Any] = field(default_factory=dict)
    page_cap: int = 50
    flickering: set[str] = field(default_factory=set)
    emptied: set[str] = field(default_factory=set)
    breaks: dict[str, tuple[int, Reply]] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)
    on_the_map: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[Request, Reply]] = field(default_factory=list)
    valid: set[str] = field(default_factory=set)
    _pages: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def join(self, gateway: Gateway) -> "GoogleApis":
        """Answer for all of Google's hosts in a gateway, beside the bakery's website, to which its listings lead."""
        for host in HOSTS:
            gateway.add(host, self)
        gateway.add(WEBSITE, website)
        return self

    def __call__(self, request: Request) -> Reply:
        """Answer like Google."""
        with self.lock:
            reply = self._trouble(request) or self._answer(request)
            self.answers.append((request, reply))
        return reply

    def expire(self) -> None:
        """Forget every access token that was given so far."""
        self.valid.clear()

    def _trouble(self, request: Request) -> Reply | None:
        for key, trouble in self.troubles.items():
            host, _, path = key.partition("/")
            if request.host != host or not request.path.endswith(path):
                continue
            if not isinstance(trouble, list):
                return trouble
            if trouble:
                return trouble.pop(0)
        return None

    def _answer(self, request: Request) -> Reply:
        if request.host == TOKEN:
            return self._token(request)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind != "Bearer" or token not in self.valid:
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        if self.scope is not None and SCOPE not in self.scope.split():
            return scope_insufficient()
        if (request.host, request.path, request.method) == (INFORMATION, SEARCH, "POST"):
            return self._search(request)
        if request.method != "GET":
            return error(405, "UNIMPLEMENTED", "Not simulated.")
        routes = {
            ACCOUNTS: self._accounts,
            INFORMATION: self._information,
            VERIFICATIONS: self._verifications,
            PERFORMANCE: self._performance,
        }
        return routes.get(request.host, self._old)(request)

    # --- the token endpoint -----------------------------------------------------------------------

    def _token(self, request: Request) -> Reply:
        form = {name: values[-1] for name, values in parse_qs(request.body.decode()).items()}
        grant = form.get("grant_type")
        if request.method != "POST" or request.path != "/token" or grant not in _GRANTS:
            return json_reply({"error": "unsupported_grant_type"}, 400)
        if any(form.get(name) != self.secret[name] for name in ("client_id", "client_secret")):
            return json_reply(
                {"error": "invalid_client", "error_description": "The OAuth client was not found."}, 401
            )
        if grant == "authorization_code" and form.keys() == _CODE_FORM and form["code"] == CODE:
            given = {
                "access_token": "ya29.canary",
                "expires_in": 3599,
                "token_type": "Bearer",
                "scope": self.scope,
            }
            self.valid.add("ya29.canary")
            return json_reply({**given, "refresh_token": self.secret["refresh_token"]})
        if form.get("refresh_token") != self.secret["refresh_token"]:
            return invalid_grant()
        token = f"ya29.canary-{len(self.answers)}"
        self.valid.add(token)
        given = {"access_token": token, "expires_in": 3599, "token_type": "Bearer", **self.token_extra}
        return json_reply(given if self.scope is None else {**given, "scope": self.scope})

    # --- accounts and locations -------------------------------------------------------------------

    def _accounts(self, request: Request) -> Reply:
        if request.path != "/v1/accounts":
            return not_found()
        rows = [
            {
                "name": f"accounts/{one}",
                "accountName": f"Konto {one}",
                "type": "PERSONAL" if i == 0 else "LOCATION_GROUP",
            }
            for i, one in enumerate(self.accounts)
        ]
        return paged(request, rows, "accounts", most=20, allowed=_PAGED | {"filter", "parentAccount"})

    def _information(self, request: Request) -> Reply:
        listed = re.fullmatch(r"/v1/accounts/([^/]+)/locations", request.path)
        if listed:
            wrong = mask_error(request) or unknown(request, _PAGED | {"readMask", "filter", "orderBy"})
            here = [one for one in self.locations if listed[1] in (one.account, "-")]
            rows = [masked(one.location(), request) for one in here] if wrong is None else []
            return wrong or paged(request, rows, "locations", most=100, default=10, allowed=None)
        single = re.fullmatch(r"/v1/locations/([^/:]+)(/attributes|:getGoogleUpdated)?", request.path)
        location = self._location(single[1]) if single else None
        if single is None or location is None:
            return not_found()
        if single[2] == "/attributes":
            rest = {"name": f"{location.name}/attributes", "attributes": location.attributes}
            return unknown(request, frozenset()) or (json_reply(rest) if location.attributes else not_found())
        wrong = mask_error(request) or unknown(request, frozenset({"readMask"}))
        if wrong is not None:
            return wrong
        if single[2]:
            return json_reply({"location": masked(location.location(), request), **proto(location.updated)})
        return json_reply(masked(location.location(), request))

    def _search(self, request: Request) -> Reply:
        """Answer a search as the discovery document has it: a place by title, or words; at most ten, and no second page."""
        asked = json.loads(request.body)
        place = asked.get("location")
        wrong = sorted(set(asked) - {"location", "query", "pageSize"})
        if place is None and not asked.get("query"):
            wrong.append("query")
        if place is not None and (not place.get("title") or set(place) - PLACE_FIELDS):
            wrong.append("location")
        if place is not None and set(place.get("storefrontAddress", {})) - ADDRESS_FIELDS:
            wrong.append("location.storefront_address")
        if request.raw_query or not 1 <= asked.get("pageSize", 3) <= 10:
            wrong.append("page_size")
        if wrong:
            return invalid(wrong[0])
        return json_reply(proto({"googleLocations": self.on_the_map[: asked.get("pageSize", 3)]}))

    def _verifications(self, request: Request) -> Reply:
        found = re.fullmatch(r"/v1/locations/([^/:]+)/VoiceOfMerchantState", request.path)
        location = self._location(found[1]) if found else None
        return not_found() if location is None else json_reply(proto(location.voice))

    def _performance(self, request: Request) -> Reply:
        found = re.fullmatch(r"/v1/locations/([^/:]+):fetchMultiDailyMetricsTimeSeries", request.path)
        location = self._location(found[1]) if found else None
        if location is None:
            return not_found()
        asked = parse_qsl(request.raw_query)
        wrong = unknown(request, frozenset({"dailyMetrics", *RANGE}))
        if wrong is not None or not {name for name, _ in asked} >= RANGE:
            return wrong or invalid("daily_range")
        ends = {name: int(value) for name, value in asked if name in RANGE}
        first, last = (
            date(*(ends[f"dailyRange.{end}.{unit}"] for unit in UNITS)) for end in ("startDate", "endDate")
        )
        metrics = [value for name, value in asked if name == "dailyMetrics"]
        if not metrics or not set(metrics) <= METRICS:
            return invalid("daily_metrics")
        series = [
            {
                "dailyMetric": metric,
                "timeSeries": {
                    "datedValues": [
                        {
                            "date": {unit: getattr(at, unit) for unit in UNITS},
                            "value": str(value) if value else "",
                        }
                        for at, value in sorted(location.metrics.get(metric, {}).items())
                        if first <= at <= last
                    ]
                },
            }
            for metric in metrics
        ]
        return json_reply(proto({"multiDailyMetricTimeSeries": [{"dailyMetricTimeSeries": series}]}))

    def _old(self, request: Request) -> Reply:
        found = re.fullmatch(
            r"/v4/accounts/([^/]+)/locations/([^/]+)/(reviews|localPosts|media)", request.path
        )
        location = self._location(found[2]) if found else None
        if found is None or location is None or location.account != found[1]:
            return not_found()
        if found[3] in self.flickering:
            self.flickering.remove(found[3])
            return not_found()
        if found[3] in self.breaks and self._turned(found[3], request) >= self.breaks[found[3]][0]:
            return self.breaks[found[3]][1]
        return self._listed(found[3], location if found[3] not in self.emptied else _bare(location), request)

    def _turned(self, listed: str, request: Request) -> int:
        """Return which page of a list a request asks for, counted from 1."""
        token = request.query.get("pageToken")
        self._pages[listed] = self._pages.get(listed, 0) + 1 if token else 1
        return self._pages[listed]

    def _listed(self, listed: str, location: SimulatedLocation, request: Request) -> Reply:
        parent = f"accounts/{location.account}/{location.name}"
        if listed == "reviews":
            shown = [one for one in location.reviews if one["reviewId"] not in self.late]
            rows = [{"name": f"{parent}/reviews/{one['reviewId']}", **one} for one in shown]
            total = len(rows) if location.total_reviews is None else location.total_reviews
            stars = [STARS.index(one["starRating"]) for one in rows if one.get("starRating") in STARS]
            extra = {"totalReviewCount": total, "averageRating": sum(stars) / len(stars) if stars else 0}
            return paged(
                request, rows, "reviews", most=self.page_cap, allowed=_PAGED | {"orderBy"}, extra=extra
            )
        if listed == "localPosts":
            size = request.query.get("pageSize", "20")
            if not size.isdigit() or not 1 <= int(size) <= 100:
                return invalid("page_size")
            rows = [{"name": f"{parent}/localPosts/{i}", **one} for i, one in enumerate(location.posts)]
            return paged(request, rows, "localPosts", most=100, default=20, allowed=_PAGED)
        rows = [{"name": f"{parent}/media/{i}", **one} for i, one in enumerate(location.media)]
        count = {"totalMediaItemCount": len(rows)}
        return paged(request, rows, "mediaItems", most=2500, default=100, allowed=_PAGED, extra=count)

    def _location(self, number: str) -> SimulatedLocation | None:
        return next((one for one in self.locations if one.number == number), None)


def _bare(location: SimulatedLocation) -> SimulatedLocation:
    return replace(location, reviews=[], posts=[], media=[], total_reviews=None)


UNITS = ("year", "month", "day")
RANGE = frozenset(f"dailyRange.{end}.{unit}" for end in ("startDate", "endDate") for unit in UNITS)
METRICS = frozenset(
    "BUSINESS_IMPRESSIONS_DESKTOP_MAPS BUSINESS_IMPRESSIONS_DESKTOP_SEARCH BUSINESS_IMPRESSIONS_MOBILE_MAPS"
    " BUSINESS_IMPRESSIONS_MOBILE_SEARCH BUSINESS_CONVERSATIONS BUSINESS_DIRECTION_REQUESTS CALL_CLICKS"
    " WEBSITE_CLICKS MESSAGING_CLICKS BUSINESS_BOOKINGS BUSINESS_FOOD_ORDERS BUSINESS_FOOD_MENU_CLICKS".split()
)
STARS = ("STAR_RATING_UNSPECIFIED", "ONE", "TWO", "THREE", "FOUR", "FIVE")


def proto(value: Any) -> Any:
    """Return JSON as proto3 writes it: without false, zero, empty text and empty lists; empty objects stay."""
    if isinstance(value, dict):
        shown = {name: proto(one) for name, one in value.items()}
        return {
            name: one for name, one in shown.items() if isinstance(one, dict) or one not in (False, 0, "", [])
        }
    return [proto(one) for one in value] if isinstance(value, list) else value


def masked(location: dict[str, Any], request: Request) -> dict[str, Any]:
    """Return what the read mask asks for of a location."""
    shown: dict[str, Any] = {}
    for path in request.query["readMask"].split(","):
        outer, _, inner = path.partition(".")
        if outer in location:
            whole = location[outer]
            shown[outer] = {**shown.get(outer, {}), inner: whole.get(inner)} if inner else whole
    answer: dict[str, Any] = proto(shown)
    return answer


def mask_error(request: Request) -> Reply | None:
    """Return what Google says to a missing or wrong read mask."""
    mask = request.query.get("readMask")
    if not mask:
        return error(
            400,
            "INVALID_ARGUMENT",
            "Request contains an invalid argument.",
            violations=(("read_mask", "Field is required"),),
        )
    for path in mask.split(","):
        if path.partition(".")[0] not in FIELDS or any(path.startswith(f"{one}.") for one in LISTS):
            return error(
                400,
                "INVALID_ARGUMENT",
                "Request contains an invalid argument.",
                violations=(("read_mask", f"Invalid field mask provided: {path}"),),
            )
    return None


def unknown(request: Request, allowed: frozenset[str]) -> Reply | None:
    """Return what Google says to a parameter that the method does not have."""
    wrong = [name for name, _ in parse_qsl(request.raw_query, keep_blank_values=True) if name not in allowed]
    return invalid(wrong[0]) if wrong else None


def paged(  # noqa: PLR0913 - a list of Google's has this many properties
    request: Request,
    rows: list[dict[str, Any]],
    key: str,
    *,
    most: int,
    default: int | None = None,
    allowed: frozenset[str] | None,
    extra: Mapping[str, Any] = MappingProxyType({}),
) -> Reply:
    """Return one page of a list; a page that is larger than the largest is that one."""
    wrong = unknown(request, allowed) if allowed is not None else None
    if wrong is not None:
        return wrong
    token = request.query.get("pageToken", "p0")
    if not re.fullmatch(r"p\d+", token):
        return invalid("page_token")
    size = min(int(request.query.get("pageSize") or default or most), most)
    start = int(token[1:])
    answer: dict[str, Any] = {key: rows[start : start + size], **extra}
    if start + size < len(rows):
        answer["nextPageToken"] = f"p{start + size}"
    return json_reply(proto(answer))


def error(  # noqa: PLR0913 - an error of Google's has this many fields
    status: int,
    code: str,
    message: str,
    reason: str | None = None,
    *,
    metadata: Mapping[str, str] = MappingProxyType({}),
    violations: tuple[tuple[str, str], ...] = (),
) -> Reply:
    """Return an error in Google's form."""
    details: list[dict[str, Any]] = []
    if reason:
        info: dict[str, Any] = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}
        details.append({**info, "metadata": dict(metadata)} if metadata else info)
    if violations:
        fields = [{"field": name, "description": text} for name, text in violations]
        details.append({"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": fields})
    body = {"code": status, "message": message, "status": code}
    return json_reply({"error": {**body, "details": details} if details else body}, status)


def not_found() -> Reply:
    """Return that there is no such thing."""
    return error(404, "NOT_FOUND", "Requested entity was not found.")


def invalid(name: str) -> Reply:
    """Return that a parameter is not known, or has a value that is not."""
    return error(
        400, "INVALID_ARGUMENT", f'Invalid "{name}"', violations=((name, "Cannot bind query parameter."),)
    )


def invalid_grant(**more: str) -> Reply:
    """Return that the refresh token does not work any more."""
    return json_reply(
        {"error": "invalid_grant", "error_description": "Token has been expired or revoked.", **more}, 400
    )


def scope_insufficient() -> Reply:
    """Return that the permission was not given."""
    return error(
        403,
        "PERMISSION_DENIED",
        "Request had insufficient authentication scopes.",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    )


def service_disabled(service: str = OLD) -> Reply:
    """Return that the interface is not switched on for the project."""
    return error(
        403,
        "PERMISSION_DENIED",
        "Google My Business API has not been used in project 123 before or it is disabled.",
        "SERVICE_DISABLED",
        metadata={"service": service, "consumer": "projects/123"},
    )


def quota(limit: str) -> Reply:
    """Return that the quota is used up; a limit of "0" is a project that was not approved."""
    return error(
        429,
        "RESOURCE_EXHAUSTED",
        "Quota exceeded for quota metric 'Requests'",
        "RATE_LIMIT_EXCEEDED",
        metadata={"quota_limit_value": limit, "quota_unit": "1/min/{project}"},
    )


def permission_denied() -> Reply:
    """Return that the person behind the access does not manage this location."""
    return error(403, "PERMISSION_DENIED", "The caller does not have permission")


def rfc3339(at: datetime) -> str:
    """Return a time as Google writes it, with nine digits of fraction."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond:06d}000Z"
