"""THE table of checks. A new check is one rule in its topic's module and one row here.

Severity, audience and cadence follow the product's catalogue; `docs/checks.md` is made from this table.
"""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.checks import access, activity, conversation, profile
from account_health.checks.check import Check, Context
from account_health.model import Audience, Cadence, Severity, Topic, say

__all__ = ["AREAS", "BY_ID", "CHECKS", "LEADING", "Check", "Context"]

OWNER, OPERATOR = Audience.OWNER, Audience.OPERATOR
CRITICAL, HIGH, MEDIUM, LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
WEEKLY, MONTHLY, NUMBER = Cadence.WEEKLY, Cadence.MONTHLY, Cadence.NUMBER
ACCESS, ACTIVITY, CONVERSATION, PROFILE = Topic.ACCESS, Topic.ACTIVITY, Topic.CONVERSATION, Topic.PROFILE
ELSEWHERE = ("domain-lost",)

# fmt: off
CHECKS: tuple[Check, ...] = (
    Check("data-complete", ACCESS,
          say("Everything was read"),
          say("What was cut off may hide somebody who waits."),
          (), MEDIUM, OPERATOR, WEEKLY, (), access.data_complete),
    Check("last-complete-look", ACCESS,
          say("Last complete look"),
          say("Whoever has not been seen for two weeks may be fine or not; nobody knows."),
          (), HIGH, OPERATOR, WEEKLY, ("domain-lost",), access.last_complete_look),
    Check("owner-assigned", ACCESS,
          say("Somebody takes care"),
          say("What belongs to everybody is done by nobody."),
          (), LOW, OPERATOR, MONTHLY, (), access.owner_assigned),
    Check("last-post-age", ACTIVITY,
          say("Last post"),
          say("Visitors read the date of the last post as a sign that the business is still there."),
          ("posts",), HIGH, OWNER, WEEKLY, ("dormant-account",), activity.last_post_age),
    Check("posting-frequency", ACTIVITY,
          say("Posts lately"),
          say("A steady rhythm does more than many posts at once."),
          ("posts",), LOW, OWNER, NUMBER, ("last-post-age", "dormant-account"), activity.posting_frequency),
    Check("dormant-account", ACTIVITY,
          say("Silent channel"),
          say("After half a year without a word a channel does more harm than none."),
          ("posts",), CRITICAL, OWNER, WEEKLY, (), activity.dormant_account),
    Check("feed-readable", ACTIVITY,
          say("Feed"),
          say("The feed is how readers, search engines and we learn of new posts."),
          ("feed",), MEDIUM, OPERATOR, WEEKLY, (), activity.feed_readable),
    Check("plausible-dates", ACTIVITY,
          say("Dates of the posts"),
          say("Wrong dates make old posts look new, and new ones old."),
          ("posts",), LOW, OPERATOR, WEEKLY, ("feed-readable",), activity.plausible_dates),
    Check("unanswered-criticism", CONVERSATION,
          say("Questions and complaints"),
          say("A complaint without an answer is read by everybody who comes later."),
          ("comments",), CRITICAL, OWNER, WEEKLY, (), conversation.unanswered_criticism),
    Check("unanswered-comments", CONVERSATION,
          say("Comments"),
          say("Whoever writes a comment in public expects to be heard."),
          ("comments",), HIGH, OWNER, WEEKLY, (), conversation.unanswered_comments),
    Check("response-time", CONVERSATION,
          say("Typical reply time"),
          say("The typical time says more than the mean, which one forgotten comment spoils."),
          ("comments",), MEDIUM, OWNER, NUMBER, (), conversation.response_time),
    Check("website", PROFILE,
          say("Website"),
          say("Every other profile leads here, and browsers warn of pages without encryption."),
          ("site",), HIGH, OWNER, WEEKLY, ELSEWHERE, profile.website),
    Check("domain-lost", PROFILE,
          say("Web address"),
          say("A lost web address is soon used by somebody else."),
          ("site",), CRITICAL, OWNER, WEEKLY, (), profile.domain_lost),
    Check("certificate", PROFILE,
          say("Certificate"),
          say("With an expired certificate browsers lock visitors out."),
          ("certificate",), HIGH, OPERATOR, WEEKLY, (), profile.certificate),
    Check("imprint", PROFILE,
          say("Legal notice"),
          say("A business website needs a legal notice that is easy to find (§ 5 DDG, § 5 ECG). This is no legal advice."),
          ("imprint",), HIGH, OWNER, WEEKLY, ELSEWHERE, profile.imprint, MONTHLY),
    Check("privacy-policy", PROFILE,
          say("Privacy policy"),
          say("Visitors have to be told what happens with their data (Art. 13 GDPR). This is no legal advice."),
          ("privacy",), LOW, OWNER, MONTHLY, ELSEWHERE, profile.privacy_policy),
    Check("phone", PROFILE,
          say("Phone number"),
          say("A wrong number costs the call, and search engines compare numbers between profiles."),
          ("phones",), HIGH, OWNER, WEEKLY, ELSEWHERE, profile.phone),
    Check("email", PROFILE,
          say("E-mail address"),
          say("Mail to an old address is read by nobody, or by somebody else."),
          ("emails",), MEDIUM, OWNER, MONTHLY, ELSEWHERE, profile.email),
    Check("address", PROFILE,
          say("Postal address"),
          say("A wrong address sends customers to the wrong door."),
          ("addresses",), HIGH, OWNER, WEEKLY, ELSEWHERE, profile.address),
    Check("outdated-text", PROFILE,
          say("Outdated text"),
          say("An offer that ended makes everything beside it look old."),
          ("texts",), MEDIUM, OWNER, WEEKLY, ELSEWHERE, profile.outdated_text),
)
# fmt: on

BY_ID: Mapping[str, Check] = MappingProxyType({check.id: check for check in CHECKS})

AREAS: tuple[Topic, ...] = (ACTIVITY, CONVERSATION, PROFILE)
"""The topics that give points."""

LEADING: Mapping[Topic, Mapping[str, str]] = MappingProxyType(
    {
        ACTIVITY: MappingProxyType(
            dict.fromkeys(("facebook", "instagram", "x", "blog", "google_business_profile"), "last-post-age")
        ),
        CONVERSATION: MappingProxyType(
            {
                "facebook": "unanswered-comments",
                "instagram": "unanswered-comments",
                "x": "unanswered-mentions",
                "blog": "unanswered-comments",
                "google_business_profile": "unanswered-reviews",
            }
        ),
    }
)
"""Area -> platform -> the check without which the area is unknown."""
