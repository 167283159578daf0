"""The words of the report that belong to no check: channels, parts, severities, and subjects.

Each table is complete: a test compares it with the enum, the parts of a snapshot or the table of checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from account_health.model import Message, Reason, Severity, Status, Topic, say
from account_health.model.reasons import OUTAGES


@dataclass(frozen=True, slots=True)
class Channel:
    """How readers call a channel: as a heading, in two words, where something happens, as what is looked at."""

    name: Message
    short: Message
    place: Message
    it: Message


CHANNELS: Final[Mapping[str, Channel]] = MappingProxyType(
    {
        "facebook": Channel(say("Facebook page"), say("Facebook"), say("on Facebook"), say("Facebook")),
        "instagram": Channel(
            say("Instagram profile"), say("Instagram"), say("on Instagram"), say("Instagram")
        ),
        "x": Channel(say("X profile"), say("X"), say("on X"), say("X")),
        "blog": Channel(say("Blog"), say("Blog"), say("on the blog"), say("the blog")),
        "website": Channel(say("Website"), say("Website"), say("on the website"), say("the website")),
        "google_business_profile": Channel(
            say("Google Business Profile"), say("Google"), say("on Google"), say("Google")
        ),
    }
)
"""By platform; a blog of which nobody expects posts is a website."""

OTHER_CHANNEL: Final = Channel(say("Channel"), say("Channel"), say("on this channel"), say("this channel"))

URGENCY: Final[Mapping[Severity, Message]] = MappingProxyType(
    {
        Severity.CRITICAL: say("Urgent"),
        Severity.HIGH: say("Soon"),
        Severity.MEDIUM: say("Soon"),
        Severity.LOW: say("When you can"),
        Severity.INFO: say("When you can"),
    }
)

PARTS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "access": say("details of the access"),
        "identity": say("whose channel it is"),
        "presence": say("whether everybody can see it"),
        "posts": say("posts"),
        "feed": say("the list of posts"),
        "comments": say("comments"),
        "mentions": say("mentions"),
        "reviews": say("reviews"),
        "inbox": say("messages"),
        "rating": say("stars"),
        "upkeep": say("what the platform holds back"),
        "site": say("the home page"),
        "certificate": say("the certificate"),
        "imprint": say("the legal notice"),
        "privacy": say("the privacy page"),
        "phones": say("phone numbers"),
        "emails": say("mail addresses"),
        "addresses": say("postal addresses"),
        "links": say("links"),
        "destinations": say("where links lead"),
        "texts": say("texts"),
        "names": say("the name"),
        "handles": say("the short name"),
        "descriptions": say("the description"),
        "websites": say("the link to the website"),
        "hours": say("the opening hours"),
        "opening": say("whether it is marked as open"),
        "pictures": say("pictures"),
        "categories": say("categories"),
        "standing": say("who controls the listing"),
        "badge": say("the badge"),
    }
)
"""What a part of a snapshot is called, as something that could not be seen."""

OTHER_PART: Final = say("further details")
CONVERSATIONS: Final = frozenset({"comments", "reviews", "mentions"})
"""Parts in which somebody may wait for an answer."""

ACT: Final = frozenset(OUTAGES - {Reason.RATE_LIMITED, Reason.PLATFORM_UNAVAILABLE, Reason.TOO_SLOW})
"""Reasons that a person has to do something about; the other outages may be over by the next look."""

UPKEEP: Final[Mapping[Topic, Message]] = MappingProxyType(
    {
        Topic.ACCESS: say("There is something to do about our access."),
        Topic.ACTIVITY: say("There is something technical to do about the posts."),
        Topic.CONVERSATION: say("There is something technical to do about the comments."),
        Topic.PROFILE: say("There is something technical to do here."),
        Topic.WATCH: say("There is something that we have to look at."),
    }
)
"""What the owner reads of a finding that only whoever holds the keys can act on."""

WELL: Final[Mapping[Topic, Message]] = MappingProxyType(
    {
        Topic.CONVERSATION: say("all answered"),
        Topic.ACTIVITY: say("all up to date"),
        Topic.PROFILE: say("all correct"),
    }
)
"""What may be said of an area in which everything was seen and nothing was found."""

TOPICS: Final[Mapping[Topic, Message]] = MappingProxyType(
    {
        Topic.ACCESS: say("Access"),
        Topic.ACTIVITY: say("Up to date"),
        Topic.CONVERSATION: say("Answered"),
        Topic.PROFILE: say("Correct"),
        Topic.WATCH: say("Watched"),
    }
)
"""What the topics are called; activity, conversation and profile are the areas of the score."""

STATUSES: Final[Mapping[Status, Message]] = MappingProxyType(
    {
        Status.FAIL: say("to do"),
        Status.WARN: say("watch"),
        Status.UNKNOWN: say("not seen"),
        Status.PASS: say("good"),
        Status.MUTED: say("muted"),
        Status.NOT_APPLICABLE: say("does not apply"),
    }
)
"""What a status is called in the list of everything that was looked at."""

SUBJECTS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "credential-valid": say("Access refused {place}"),
        "data-complete": say("Not everything read {place}"),
        "last-complete-look": say("Not everything seen {place}"),
        "owner-assigned": say("Who takes care {place}?"),
        "last-post-age": say("Nothing new {place}"),
        "posting-frequency": say("Few posts {place}"),
        "dormant-account": say("Silence {place}: time to decide"),
        "feed-readable": say("No readable feed {place}"),
        "plausible-dates": say("Check the dates of posts {place}"),
        "unanswered-criticism": say("Somebody waits {place}"),
        "unanswered-comments": say("Somebody waits {place}"),
        "unanswered-reviews": say("Somebody waits {place}"),
        "unanswered-mentions": say("Somebody waits {place}"),
        "account-public": say("Not visible to everybody {place}"),
        "reply-rejected": say("An answer is not shown {place}"),
        "review-changed": say("A review changed {place}"),
        "rating": say("Fewer stars {place}"),
        "comment-surge": say("Unusually many messages {place}"),
        "hours": say("Check the opening hours {place}"),
        "holiday-hours": say("Hours for holidays are missing {place}"),
        "closed-status": say("Marked as closed {place}"),
        "name": say("Check the name {place}"),
        "google-edits": say("The listing {place} was changed"),
        "verification": say("The listing {place} is not confirmed"),
        "response-time": say("Answers {place} take long"),
        "website": say("Check the web address {place}"),
        "domain-lost": say("Web address lost"),
        "certificate": say("Certificate {place} runs out"),
        "imprint": say("No legal notice found {place}"),
        "privacy-policy": say("No privacy policy found {place}"),
        "phone": say("Check the phone number {place}"),
        "email": say("Check the e-mail address {place}"),
        "address": say("Check the address {place}"),
        "outdated-text": say("Outdated text {place}"),
    }
)
"""What stands in the subject when a check is the first thing to tell; a check that is missing uses its title."""
