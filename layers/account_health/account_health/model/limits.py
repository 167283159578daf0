"""How strict the product is: the weights of the score and the default limits of every check.

Days of reply are working days, ages of posts are calendar days, a limit is reached at >=.
A registry file overrides single numbers by account (`thresholds`), and the cadence by `posts`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.model import Severity
from account_health.model.company import Account
from account_health.model.platform import PLATFORM_ROWS

RULES_VERSION = "2026.1"
"""Changes whenever the same snapshot would get another score; the report then says so instead of showing a drop."""

WEIGHTS: Mapping[Severity, int] = MappingProxyType(
    {Severity.CRITICAL: 8, Severity.HIGH: 4, Severity.MEDIUM: 2, Severity.LOW: 1, Severity.INFO: 0}
)
CAPS: Mapping[Severity, int] = MappingProxyType({Severity.CRITICAL: 49, Severity.HIGH: 79})
"""A failed check of this severity keeps an account's score at or below the number, so number and colour agree."""

JUDGED_SHARE = 0.6
"""An area is unknown when less than this share of its weight could be judged."""
COMPARED_SHARE = 0.8
"""The change to the last run is not shown when checks judged in both runs are less than this share of the weight."""

DUE_DAYS: Mapping[Severity, int] = MappingProxyType(
    {Severity.CRITICAL: 1, Severity.HIGH: 3, Severity.MEDIUM: 5, Severity.LOW: 10, Severity.INFO: 10}
)
"""Working days from the first report of a finding to its due date."""

COMMENT_WINDOW_DAYS = 90
"""Blog comments older than this are not looked at."""
REVIEW_WINDOW_DAYS = 90
"""Reviews older than this wait, and are no fault any more."""
YOUNG_DAYS = 30
"""A channel that was opened less than this ago is not judged by its cadence."""
BADGE_DAYS = 35
"""A lost badge is told for so long that the month's first report tells it once."""
HOLIDAY_WINDOW_DAYS = 21
"""Special hours are expected for the holidays of the next three weeks."""
FEW_ITEMS = 10
"""A comment feed with fewer items than this shows all there are: WordPress lists the ten newest by default."""

CADENCE: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "weekly": MappingProxyType({"warn_days": 14, "fail_days": 30}),
        "biweekly": MappingProxyType({"warn_days": 21, "fail_days": 45}),
        "monthly": MappingProxyType({"warn_days": 45, "fail_days": 90}),
    }
)
"""`posts` of an account -> limits of `last-post-age`."""

THRESHOLDS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "credential-expiry": MappingProxyType({"warn_days_left": 14, "fail_days_left": 5}),
        "last-complete-look": MappingProxyType({"warn_days": 8, "fail_days": 15}),
        "last-post-age": CADENCE["monthly"],
        "posting-frequency": MappingProxyType({"window_days": 28}),
        "dormant-account": MappingProxyType({"warn_days": 90, "fail_days": 180}),
        "posting-gap": MappingProxyType({"window_days": 90, "warn_days": 30, "fail_days": 45}),
        "plausible-dates": MappingProxyType({"alike": 5}),
        "unanswered-criticism": MappingProxyType({"warn_days": 1, "fail_days": 2, "review_fail_days": 3}),
        "unanswered-comments": MappingProxyType({"warn_days": 2, "fail_days": 4}),
        "unanswered-reviews": MappingProxyType({"warn_days": 5, "fail_days": 10}),
        "unanswered-mentions": MappingProxyType({"warn_days": 2, "fail_days": 4}),
        "response-time": MappingProxyType({"least_items": 5}),
        "response-rate": MappingProxyType({"least_items": 5}),
        "rating": MappingProxyType({"fall": 0.2, "least_items": 5}),
        "comment-surge": MappingProxyType({"weeks": 8, "times": 3, "least_items": 10}),
        "comments-disabled": MappingProxyType({"most_percent": 20}),
        "reply-pending": MappingProxyType({"warn_days": 1}),
        "identical-replies": MappingProxyType({"least_items": 5}),
        "holiday-hours": MappingProxyType({"fail_days_left": 7}),
        "description": MappingProxyType({"least_characters": 30}),
        "category": MappingProxyType({"most": 5}),
        "photos": MappingProxyType({"warn_days": 90, "least_photos": 10}),
        "alt-text": MappingProxyType({"least_percent": 50}),
        "certificate": MappingProxyType({"warn_percent": 20, "fail_percent": 10}),
        "outdated-text": MappingProxyType({"start_grace_days": 30}),
    }
)
"""Check id -> key -> default. A registry file may use exactly these keys."""

NO_LIMITS: Mapping[str, float] = MappingProxyType({})


def limits(check: str, account: Account) -> Mapping[str, float]:
    """Return the limits of one check for one account: defaults, platform, cadence, then the registry file's own."""
    if check not in THRESHOLDS:
        return NO_LIMITS
    found = dict(THRESHOLDS[check])
    found.update(PLATFORM_ROWS[account.platform].limits.get(check, {}))
    if check == "last-post-age":
        found.update(CADENCE.get(account.posts, {}))
    for name, own in account.thresholds:
        if name == check:
            found.update(own)
    return MappingProxyType(found)
