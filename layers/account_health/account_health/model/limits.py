"""How strict the product is: the weights of the score and the default limits of every check.

Days of reply are working days, ages of posts are calendar days, a limit is reached at >=.
A registry file overrides single numbers by account (`thresholds`), and the cadence by `posts`.
An id such as L5 names the decision behind a number, in docs/decisions.md.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from account_health.model import Severity
from account_health.model.company import Account, Platform
from account_health.model.platform import PLATFORM_ROWS

RULES_VERSION = "2026.2"
"""Changes whenever the same snapshot would get another score; the report then says so instead of showing a drop."""

WEIGHTS: Mapping[Severity, int] = MappingProxyType(
    {Severity.CRITICAL: 8, Severity.HIGH: 4, Severity.MEDIUM: 2, Severity.LOW: 1, Severity.INFO: 0}
)
"""Points that a check of this severity is worth (L27)."""
CAPS: Mapping[Severity, int] = MappingProxyType({Severity.CRITICAL: 49, Severity.HIGH: 79})
"""A failed check of this severity keeps an account's score at or below the number, so number and colour agree (L2)."""

JUDGED_SHARE = 0.6
"""An area is unknown when less than this share of its weight could be judged (L3)."""
COMPARED_SHARE = 0.8
"""The change to the last run is not shown when checks judged in both runs are less than this share of the weight (L3)."""

DUE_DAYS: Mapping[Severity, int] = MappingProxyType(
    {Severity.CRITICAL: 1, Severity.HIGH: 3, Severity.MEDIUM: 5, Severity.LOW: 10, Severity.INFO: 10}
)
"""Working days from the first report of a finding to its due date (L1)."""

COMMENT_WINDOW_DAYS = 90
"""Blog comments older than this are not looked at (L4)."""
REVIEW_WINDOW_DAYS = 90
"""Reviews older than this wait, and are no fault any more (L4)."""
YOUNG_DAYS = 30
"""A channel that was opened less than this ago is not judged by its cadence (L7)."""
BADGE_DAYS = 35
"""A lost badge is told for so long that the month's first report tells it once (L23)."""
HOLIDAY_WINDOW_DAYS = 21
"""Special hours are expected for the holidays of the next three weeks (L18)."""
FEW_ITEMS = 10
"""A comment feed with fewer items than this shows all there are: WordPress lists the ten newest by default (L24)."""

WATCH_LINES_A_MONTH = 5
"""Of what is said and shown in a company's name a month's reports tell so many lines (L30)."""
WATCH_TIMES = 3
"""One matter of it is told so often, and then only counted (L30)."""
KNOWN_SEEN_DAYS = 180
"""A page of ours that no program looks at wants a person's look so often (L31)."""
SEARCH_DAYS = 100
"""A search by hand lasts so long (L31)."""
FAKE_STAYS_DAYS = 14
"""So long after a notice a platform has had its time (L32)."""
MENTION_OLD_DAYS = 60
"""What is older when it is found is no news (L33)."""
FAKE_FOLLOWERS = 500
"""With fewer followers, and `FAKE_POSTS`, a profile is small (L34)."""
FAKE_POSTS = 20
"""With fewer posts a profile is small (L34)."""
FAKE_YOUNG_DAYS = 90
"""A profile younger than this is young (L34)."""

CADENCE: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "weekly": MappingProxyType({"warn_days": 14, "fail_days": 30}),  # L5
        "biweekly": MappingProxyType({"warn_days": 21, "fail_days": 45}),  # L5
        "monthly": MappingProxyType({"warn_days": 45, "fail_days": 90}),  # L5
    }
)
"""`posts` of an account -> limits of `last-post-age` (L5)."""

THRESHOLDS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "credential-expiry": MappingProxyType({"warn_days_left": 14, "fail_days_left": 5}),  # L9
        "last-complete-look": MappingProxyType({"warn_days": 8, "fail_days": 15}),  # L10
        "last-post-age": CADENCE["monthly"],  # L5
        "posting-frequency": MappingProxyType({"window_days": 28}),  # L4
        "dormant-account": MappingProxyType({"warn_days": 90, "fail_days": 180}),  # L6
        "posting-gap": MappingProxyType({"window_days": 90, "warn_days": 30, "fail_days": 45}),  # L8
        "plausible-dates": MappingProxyType({"alike": 5}),  # L20
        "unanswered-criticism": MappingProxyType(
            {"warn_days": 1, "fail_days": 2, "review_fail_days": 3}
        ),  # L11
        "unanswered-comments": MappingProxyType({"warn_days": 2, "fail_days": 4}),  # L11
        "unanswered-reviews": MappingProxyType({"warn_days": 5, "fail_days": 10}),  # L11
        "unanswered-mentions": MappingProxyType({"warn_days": 2, "fail_days": 4}),  # L11
        "response-time": MappingProxyType({"least_items": 5}),  # L12
        "response-rate": MappingProxyType({"least_items": 5}),  # L12
        "rating": MappingProxyType({"fall": 0.2, "least_items": 5}),  # L13
        "review-wave": MappingProxyType({"times": 4, "least_items": 5}),  # L28
        "comment-surge": MappingProxyType({"weeks": 8, "times": 3, "least_items": 10}),  # L14
        "comments-disabled": MappingProxyType({"most_percent": 20}),  # L15
        "reply-pending": MappingProxyType({"warn_days": 1}),  # L16
        "identical-replies": MappingProxyType({"least_items": 5}),  # L17
        "hours": MappingProxyType({"fail_days_left": 7}),  # L18
        "holiday-hours": MappingProxyType({"fail_days_left": 7}),  # L18
        "description": MappingProxyType({"least_characters": 30}),  # L19
        "category": MappingProxyType({"most": 5}),  # L19
        "photos": MappingProxyType({"warn_days": 90, "least_photos": 10}),  # L19
        "alt-text": MappingProxyType({"least_percent": 50}),  # L19
        "certificate": MappingProxyType({"warn_percent": 20, "fail_percent": 10}),  # L21
        "site-answers": MappingProxyType({"fail_minutes": 15}),  # L29
        "outdated-text": MappingProxyType({"start_grace_days": 30}),  # L22
    }
)
"""Check id -> key -> default. A registry file may use exactly these keys. Beside each row: its decision."""

NO_LIMITS: Mapping[str, float] = MappingProxyType({})


def limits(check: str, account: Account) -> Mapping[str, float]:
    """Return the limits of one check for one account: defaults, platform, cadence, then the registry file's own."""
    usual = _usual(check, account.platform, account.posts)
    if not account.thresholds or check not in THRESHOLDS:
        return usual
    found = dict(usual)
    for name, own in account.thresholds:
        if name == check:
            found.update(own)
    return MappingProxyType(found)


# Kept: every check of every account asks for them, and few of them differ.
@lru_cache(maxsize=1024)
def _usual(check: str, platform: Platform, posts: str) -> Mapping[str, float]:
    if check not in THRESHOLDS:
        return NO_LIMITS
    found = dict(THRESHOLDS[check]) | dict(PLATFORM_ROWS[platform].limits.get(check, {}))
    if check == "last-post-age":
        found |= CADENCE.get(posts, {})
    return MappingProxyType(found)
