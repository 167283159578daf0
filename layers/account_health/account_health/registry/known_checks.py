"""Every check id that a registry file may name, with the limits that it may set."""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.model.limits import THRESHOLDS

CHECK_IDS = frozenset(
    [
        "credential-valid",
        "credential-expiry",
        "permissions-complete",
        "identity-unchanged",
        "data-complete",
        "last-complete-look",
        "account-public",
        "owner-assigned",
        "last-post-age",
        "posting-frequency",
        "posting-gap",
        "dormant-account",
        "dormancy-notice",
        "expired-promotion",
        "rejected-post",
        "feed-readable",
        "plausible-dates",
        "unanswered-criticism",
        "unanswered-comments",
        "unanswered-reviews",
        "unanswered-mentions",
        "reply-rejected",
        "review-changed",
        "response-time",
        "response-rate",
        "rating",
        "review-freshness",
        "unread-messages",
        "comment-surge",
        "comments-disabled",
        "hidden-comments",
        "reply-pending",
        "identical-replies",
        "hours",
        "holiday-hours",
        "closed-status",
        "phone",
        "address",
        "website",
        "domain-lost",
        "certificate",
        "imprint",
        "email",
        "name",
        "google-edits",
        "profile-changed",
        "verification",
        "duplicate-profile",
        "outdated-text",
        "description",
        "picture",
        "photos",
        "category",
        "privacy-policy",
        "imprint-names-profiles",
        "dead-links",
        "handle",
        "alt-text",
        "linked-accounts",
        "new-mentions",
        "lookalike-accounts",
    ]
)
"""The ids of the whole catalogue, also of checks that are still to come: files that name them stay good.

A test holds that every check of the table is among them.
"""


def known_checks() -> Mapping[str, Mapping[str, float]]:
    """Return check id -> limits that a file may set, with their defaults."""
    return MappingProxyType({name: THRESHOLDS.get(name, MappingProxyType({})) for name in sorted(CHECK_IDS)})
